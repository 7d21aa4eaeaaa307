"""Scans with notes or tags as numbered markers: near ones share a number, the list below the charts tells each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.history.records import REPEAT_TAG, Mark
from app.trends.series import Window

PLACES = 48
"""Markers nearer than this part of the time are one, so that their numbers don't touch."""


@dataclass(frozen=True, slots=True, eq=False)
class NumberedMark:
    """number: from 1. taken: seconds since 1970 UTC, of its first scan."""

    number: int
    taken: float
    marks: tuple[Mark, ...]


def numbered(marks: Sequence[Mark], window: Window, scans: Collection[str]) -> tuple[NumberedMark, ...]:
    """The marks of these scans, oldest first; repeats that say nothing else have none."""
    width = max((window.end - window.start) / PLACES, 1.0)
    groups: list[list[Mark]] = []
    for mark in marks:
        if mark.scan not in scans or not (mark.notes or any(tag != REPEAT_TAG for tag in mark.tags)):
            continue
        if groups and mark.taken.timestamp() - groups[-1][0].taken.timestamp() < width:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return tuple(
        NumberedMark(number, group[0].taken.timestamp(), tuple(group)) for number, group in enumerate(groups, start=1)
    )
