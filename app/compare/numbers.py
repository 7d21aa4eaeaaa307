"""The grades of two scans against each other, attribute by attribute and region by region. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from app.change.repeat_error import Change, RepeatError, change_between
from app.history.ports import History
from app.history.records import Scan, Timeline
from app.trends.series import circumstances, trend
from ml.regions import attributes_of, regions_of
from ml.types import Attribute, Region


@dataclass(frozen=True, slots=True)
class KnownError:
    """The repeat error of one attribute, of the whole face or one region."""

    attribute: Attribute
    region: Region | None
    error: RepeatError


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """Which scans there are to choose from, and the person's repeat errors."""

    timeline: Timeline
    errors: tuple[KnownError, ...]

    def error(self, attribute: Attribute, region: Region | None) -> RepeatError:
        """One of them."""
        return next(one.error for one in self.errors if one.attribute is attribute and one.region is region)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """before, after: expected grades, None where it abstained. change: None unless both are there."""

    attribute: Attribute
    region: Region | None
    before: float | None
    after: float | None
    change: Change | None


def shelf_of(history: History) -> Shelf:
    """Reads it; a scan saved between the reads is left for the next time."""
    while True:
        timeline = history.timeline()
        errors = _errors(history, timeline)
        if errors is not None:
            return Shelf(timeline, errors)


def change_rows(before: Scan, after: Scan, shelf: Shelf) -> tuple[ChangeRow, ...]:
    """For each attribute the whole face, then its regions."""
    return tuple(
        _row(before, after, attribute, region, shelf.error(attribute, region))
        for attribute in Attribute
        for region in (None, *regions_of(attribute))
    )


def _errors(history: History, timeline: Timeline) -> tuple[KnownError, ...] | None:
    around = circumstances(timeline)
    errors: list[KnownError] = []
    places: tuple[Region | None, ...] = (None, *Region)
    for region in places:
        attributes = tuple(Attribute) if region is None else attributes_of(region)
        for series in history.series_of(attributes, region):
            if len(series.taken) != len(timeline.scans):
                return None
            errors.append(KnownError(series.attribute, region, trend(around, series).error))
    return tuple(errors)


def _row(before: Scan, after: Scan, attribute: Attribute, region: Region | None, error: RepeatError) -> ChangeRow:
    old, new = _expected(before, attribute, region), _expected(after, attribute, region)
    change = None
    if old is not None and new is not None:
        change = change_between(old, new, _sem(before, attribute, region, error), _sem(after, attribute, region, error))
    return ChangeRow(attribute, region, old, new, change)


def _sem(scan: Scan, attribute: Attribute, region: Region | None, error: RepeatError) -> float:
    """Never less than the burst's own spread, which is known of the whole face only."""
    spreads = [one.value for one in scan.spread if region is None and one.attribute is attribute]
    return max([error.sem, *spreads])


def _expected(scan: Scan, attribute: Attribute, region: Region | None) -> float | None:
    graded = scan.of(attribute)
    if graded is None:
        return None
    if region is None:
        return graded.grade.expected if graded.grade is not None else None
    return next((one.grade.expected for one in graded.regions if one.region is region), None)
