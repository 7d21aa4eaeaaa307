"""Markers on the time axis where scans have notes or tags; near ones share a marker."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyqtgraph

from app.history.records import REPEAT_TAG, Mark
from app.trends.layers import Inks
from app.trends.series import Window
from app.trends.words import mark_tip

LANE = -0.26
"""Where the markers stand, in grades: below the lowest."""
PLACES = 90
"""Markers nearer than this part of the visible time are one."""


class Markers:
    """A layer of the graph; `scatter` is what is added to it."""

    def __init__(self) -> None:
        self.scatter: Any = pyqtgraph.ScatterPlotItem(
            size=10, symbol="t1", hoverable=True, hoverSize=13, tip=None, antialias=True
        )
        self._marks: list[Mark] = []
        self._taken = np.zeros(0)
        self._groups: list[tuple[Mark, ...]] = []

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Takes other marks, oldest first; repeats that say nothing else have none."""
        self._marks = [mark for mark in marks if mark.notes or any(tag != REPEAT_TAG for tag in mark.tags)]
        self._taken = np.array([mark.taken.timestamp() for mark in self._marks])

    def show_window(self, filled: Window, length: float) -> None:
        """Draws the markers of a stretch of time of which `length` seconds are visible."""
        inside = np.flatnonzero((self._taken >= filled.start) & (self._taken <= filled.end))
        places = np.floor(self._taken[inside] / (length / PLACES))
        starts = np.flatnonzero(np.diff(places, prepend=-np.inf) > 0)
        self._groups = [
            tuple(self._marks[place] for place in inside[start:end])
            for start, end in pairwise([*starts.tolist(), len(inside)])
        ]
        taken = self._taken[inside[starts]] if len(inside) else np.zeros(0)
        self.scatter.setData(taken, np.full(len(taken), LANE), data=np.arange(len(taken)))

    def colour(self, inks: Inks) -> None:
        """Follows the theme."""
        self.scatter.setBrush(inks.mark)
        self.scatter.setPen(inks.mark_edge)

    def tip(self, index: int) -> str:
        """What a marker stands for."""
        return mark_tip(self._groups[index])
