"""From the history's columns to what is drawn: grades over time, error bands, baseline, changes. No Qt, no database.

An occasion is one scan, or several taken within ten minutes of each other, which count as one by their mean. The
person's own baseline is the median of the first BASELINE_OCCASIONS comparable occasions. Comparable are scans taken
under the usual conditions (app.change.conditions): a new camera or model starts a new baseline.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from app.change.conditions import Difference, Flags, SetUp, differences, usual_set_up
from app.change.repeat_error import (
    ASSUMED,
    NORMAL_95,
    OCCASION_SECONDS,
    Change,
    RepeatError,
    Sets,
    Values,
    change_between,
    error_of_neighbours,
    error_of_repeats,
)
from app.history.records import REPEAT_TAG, Series, SourceKind, Timeline, Times
from ml.types import GRADES, Attribute, Region

BASELINE_OCCASIONS = 5
BASELINE_AT_LEAST = 3
DAY = 86400.0


class Span(StrEnum):
    """How far back to look."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


_DAYS = ((Span.WEEK, 7), (Span.MONTH, 30), (Span.QUARTER, 90), (Span.YEAR, 365))


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, seconds since 1970 UTC."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Baseline:
    """value: expected grade. occasions: how many it is the median of. since, until: when they were."""

    value: float
    occasions: int
    since: float
    until: float


@dataclass(frozen=True, slots=True, eq=False)
class Circumstances:
    """What all attributes' trends share, one entry a scan. sets: which repeats belong together, -1 for none."""

    timeline: Timeline
    usual: SetUp | None
    flags: Flags
    sets: Sets


@dataclass(frozen=True, slots=True, eq=False)
class Trend:
    """One attribute, of the whole face or one region, ready to be drawn; (N,) each, oldest first.

    scans: their ids. expected: float64, NaN where it abstained. sem: float64, each scan's standard error.
    flags: Difference.
    """

    attribute: Attribute
    region: Region | None
    scans: tuple[str, ...]
    taken: Times
    expected: Times
    sem: Times
    flags: Flags
    error: RepeatError
    baseline: Baseline | None

    @property
    def graded(self) -> NDArray[np.bool_]:
        """(N,) bool: has a grade."""
        return np.isfinite(self.expected)

    @property
    def comparable(self) -> NDArray[np.bool_]:
        """(N,) bool: has a grade, taken under the usual conditions."""
        return np.asarray(self.graded & (self.flags == Difference.NONE), np.bool_)

    @property
    def low(self) -> Times:
        """Lower edge of each scan's band: 95% of repeats lie in it."""
        return np.maximum(self.expected - NORMAL_95 * self.sem, 0.0)

    @property
    def high(self) -> Times:
        """Upper edge."""
        return np.minimum(self.expected + NORMAL_95 * self.sem, GRADES - 1.0)

    @property
    def latest(self) -> int | None:
        """The newest comparable scan."""
        places = np.flatnonzero(self.comparable)
        return int(places[-1]) if len(places) else None

    def change(self, place: int) -> Change | None:
        """A scan against the baseline; None without a baseline or a grade, or under other conditions."""
        if self.baseline is None or not self.comparable[place]:
            return None
        return change_between(self.baseline.value, float(self.expected[place]), self.error.sem, float(self.sem[place]))


def circumstances(timeline: Timeline) -> Circumstances:
    """Which scans are comparable and which are repeats of each other."""
    usual = usual_set_up(timeline)
    flags = differences(timeline, usual) if usual is not None else np.zeros(0, np.uint8)
    return Circumstances(timeline, usual, flags, repeat_sets(timeline))


def repeat_sets(timeline: Timeline) -> Sets:
    """(N,) int64: tagged scans within ten minutes of the one before, of one set-up, are one set; -1 for others.

    Photos graded again are of another set-up, so they make sets of their own, at the same moments.
    """
    sets = np.full(len(timeline.scans), -1, np.int64)
    tagged = {mark.scan for mark in timeline.marks if REPEAT_TAG in mark.tags}
    number = -1
    last: dict[tuple[SourceKind, str, str], tuple[float, int]] = {}
    for place, scan in enumerate(timeline.scans if tagged else ()):
        if scan not in tagged:
            continue
        made = (timeline.kinds[place], timeline.cameras[place], timeline.models[place])
        before, belongs = last.get(made, (-np.inf, -1))
        if timeline.taken[place] - before > OCCASION_SECONDS:
            number = belongs = number + 1
        sets[place] = belongs
        last[made] = (float(timeline.taken[place]), belongs)
    return sets


def trend(around: Circumstances, series: Series) -> Trend:
    """One attribute's trend. series: in step with the timeline of `around`.

    Raises:
        ValueError: the series belongs to another reading of the history.
    """
    if len(series.taken) != len(around.flags):
        raise ValueError("series and timeline were read at different moments")
    expected = series.expected.astype(np.float64)
    spread = np.nan_to_num(series.spread.astype(np.float64), nan=0.0)
    comparable = np.isfinite(expected) & (around.flags == Difference.NONE)
    occasions = occasion_means(series.taken[comparable], expected[comparable])
    error = repeat_error(expected, np.where(comparable, around.sets, -1), occasions)
    return Trend(
        series.attribute,
        series.region,
        around.timeline.scans,
        series.taken,
        expected,
        np.maximum(error.sem, spread),
        around.flags,
        error,
        baseline_of(occasions),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Occasions:
    """(M,) each, oldest first: when they began, and the mean of their expected grades."""

    taken: Times
    means: Times


def occasion_means(taken: Values, values: Values) -> Occasions:
    """Scans at most OCCASION_SECONDS after the one before are one occasion. taken: rising; values: without NaN."""
    if len(taken) == 0:
        return Occasions(np.zeros(0), np.zeros(0))
    starts = np.flatnonzero(np.concatenate([[True], np.diff(taken) > OCCASION_SECONDS]))
    counts = np.diff(np.append(starts, len(taken)))
    return Occasions(taken[starts].astype(np.float64), np.add.reduceat(values.astype(np.float64), starts) / counts)


def repeat_error(expected: Values, sets: Sets, occasions: Occasions) -> RepeatError:
    """The person's own error: from repeats, else from neighbouring occasions, else assumed."""
    measured = error_of_repeats(expected, sets)
    return measured or error_of_neighbours(occasions.taken, occasions.means) or ASSUMED


def baseline_of(occasions: Occasions) -> Baseline | None:
    """The median of the first occasions; None for fewer than BASELINE_AT_LEAST."""
    first = occasions.means[:BASELINE_OCCASIONS]
    if len(first) < BASELINE_AT_LEAST:
        return None
    since, until = float(occasions.taken[0]), float(occasions.taken[len(first) - 1])
    return Baseline(float(np.median(first)), len(first), since, until)


def window(span: Span, taken: Values, now: float) -> Window:
    """What to show: back from now; for ALL, from the first scan on with a little room. At least a week.

    taken: (N,) seconds, rising. Scans dated after now (a clock set wrongly) are shown too.
    """
    end = max(now, float(taken[-1]) if len(taken) else now)
    days = dict(_DAYS).get(span)
    if days is not None:
        return Window(end - days * DAY, end)
    first = float(taken[0]) if len(taken) else end
    room = 0.02 * (end - first)
    return Window(min(first - room, end - 7 * DAY), end)
