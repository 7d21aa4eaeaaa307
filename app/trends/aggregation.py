"""Many scans in few points: means over stretches of time that stay put while the graph is moved. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.history.records import Times
from app.trends.series import DAY, Trend, Window

LONGEST_GAP = 30 * DAY
"""The line of a graph doesn't run on over longer times without a scan."""
FINEST = 3600.0
"""Seconds; wider stretches are this times a power of two."""
POINTS_AT_MOST = 360
"""More can't be told apart on a graph of usual width."""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """(M,) each, oldest first. expected, low, high: means of the scans in a stretch. lowest, highest: their expected
    grades' range. counts: int64, scans in it; first: int64, the trend's place of its first scan.
    """

    taken: Times
    expected: Times
    low: Times
    high: Times
    lowest: Times
    highest: Times
    counts: NDArray[np.int64]
    first: NDArray[np.int64]


def points_of(trend: Trend, which: NDArray[np.bool_], shown: Window, most: int = POINTS_AT_MOST) -> Points:
    """The scans of `which` in the window: each its own point where they are few, else means over equal stretches.

    Stretches begin at multiples of their width, and the width depends on the window's length only, so points don't
    jump while the window moves.
    """
    places = np.flatnonzero(which & (trend.taken >= shown.start) & (trend.taken <= shown.end))
    taken = trend.taken[places]
    if len(places) <= most:
        starts = np.arange(len(places))
    else:
        width = stretch(shown, most)
        starts = np.flatnonzero(np.diff(np.floor(taken / width), prepend=-np.inf) > 0)
    return _gathered(trend, places, starts)


def stretch(shown: Window, most: int = POINTS_AT_MOST) -> float:
    """Seconds: the smallest width with which a window has at most `most` stretches."""
    needed = (shown.end - shown.start) / max(1, most - 1)
    return FINEST * 2.0 ** max(0, math.ceil(math.log2(max(needed, FINEST) / FINEST)))


def broken(points: Points, longest: float) -> list[slice]:
    """Where the line runs on: stretches of points no farther apart than `longest` seconds."""
    if len(points.taken) == 0:
        return []
    cuts = [0, *(np.flatnonzero(np.diff(points.taken) > longest) + 1).tolist(), len(points.taken)]
    return [slice(start, end) for start, end in pairwise(cuts)]


def with_gaps(values: Times, parts: list[slice]) -> Times:
    """The values with a NaN between parts, for a line that breaks there."""
    gap = np.array([np.nan])
    pieces = [piece for part in parts for piece in (values[part], gap)]
    return np.concatenate(pieces[:-1]) if pieces else np.zeros(0)


def _gathered(trend: Trend, places: NDArray[np.int64], starts: NDArray[np.int64]) -> Points:
    if len(places) == 0:
        none = np.zeros(0)
        return Points(none, none, none, none, none, none, np.zeros(0, np.int64), np.zeros(0, np.int64))
    counts = np.diff(np.append(starts, len(places)))

    def means(values: Times) -> Times:
        return np.asarray(np.add.reduceat(values[places], starts) / counts, np.float64)

    expected = trend.expected[places]
    return Points(
        means(trend.taken),
        means(trend.expected),
        means(trend.low),
        means(trend.high),
        np.minimum.reduceat(expected, starts),
        np.maximum.reduceat(expected, starts),
        counts,
        places[starts],
    )
