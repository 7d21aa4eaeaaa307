"""The rows behind the graph: one scan each, newest first, worded when they are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.change.conditions import Difference
from app.change.repeat_error import NORMAL_95
from app.change.words import baseline_change_text, difference_texts
from app.history.records import Mark
from app.text import number
from app.trends.series import Trend, Window
from app.trends.words import mark_text, moment_text

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(IntEnum):
    """What stands beside each other."""

    TAKEN = 0
    EXPECTED = 1
    CHANGE = 2
    CONDITIONS = 3
    NOTES = 4


class TrendTable(QAbstractTableModel):
    """A trend's graded scans in a stretch of time."""

    def __init__(self) -> None:
        super().__init__()
        self._trend: Trend | None = None
        self._places: NDArray[np.int64] = np.zeros(0, np.int64)
        self._marks: dict[str, Mark] = {}

    def show_trend(self, trend: Trend, marks: Sequence[Mark], window: Window, others: bool) -> None:
        """Takes other rows. others: with those taken under other conditions."""
        self.beginResetModel()
        which = trend.graded if others else trend.comparable
        inside = (trend.taken >= window.start) & (trend.taken <= window.end)
        self._trend = trend
        self._places = np.flatnonzero(which & inside)[::-1]
        self._marks = {mark.scan: mark for mark in marks}
        self.endResetModel()

    def retranslate(self) -> None:
        """Has all words asked for again."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """As many as scans."""
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _heading(Column(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of one cell."""
        if self._trend is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() != Column.NOTES:
            return None
        return self._cells()[Column(index.column())](self._trend, int(self._places[index.row()]))

    def _cells(self) -> dict[Column, Callable[[Trend, int], str]]:
        return {
            Column.TAKEN: lambda trend, place: moment_text(trend.taken[place]),
            Column.EXPECTED: _expected,
            Column.CHANGE: _change,
            Column.CONDITIONS: lambda trend, place: ", ".join(difference_texts(Difference(int(trend.flags[place])))),
            Column.NOTES: self._notes,
        }

    def _notes(self, trend: Trend, place: int) -> str:
        mark = self._marks.get(trend.scans[place])
        return mark_text(mark) if mark is not None else ""


def _expected(trend: Trend, place: int) -> str:
    return f"{number(trend.expected[place])} ± {number(NORMAL_95 * trend.sem[place])}"


def _change(trend: Trend, place: int) -> str:
    if trend.flags[place] != Difference.NONE:
        return translate("Trends", "not compared")
    return baseline_change_text(trend.change(place))


def _heading(column: Column) -> str:
    return {
        Column.TAKEN: translate("Trends", "Taken"),
        Column.EXPECTED: translate("Trends", "Expected grade"),
        Column.CHANGE: translate("Trends", "Against your baseline"),
        Column.CONDITIONS: translate("Trends", "Other conditions"),
        Column.NOTES: translate("Trends", "Notes and tags"),
    }[column]
