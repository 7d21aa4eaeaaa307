"""Means over stretches of time: nothing is lost, nothing jumps."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.trends.aggregation import Points, points_of, stretch
from app.trends.series import DAY, Trend, Window, circumstances, trend
from tests.app.trends.timelines import START, series_of, timeline_of


def _trend(count: int, seed: int = 0) -> Trend:
    rng = np.random.default_rng(seed)
    timeline = timeline_of(np.sort(rng.uniform(0, 400, count)).tolist())
    return trend(circumstances(timeline), series_of(timeline, rng.uniform(0, 4, count).tolist()))


def test_few_scans_stay_as_they_are() -> None:
    """Each its own point."""
    drawn = _trend(50)
    points = points_of(drawn, drawn.comparable, Window(START, START + 400 * DAY))
    assert np.array_equal(points.taken, drawn.taken)
    assert np.array_equal(points.expected, drawn.expected)
    assert (points.counts == 1).all()
    assert np.array_equal(points.first, np.arange(50))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 3000), st.integers(2, 400), st.floats(0, 300), st.floats(1, 400))
def test_nothing_is_lost(count: int, most: int, begin: float, length: float) -> None:
    """Every scan in the window is in exactly one point; points rise in time and never exceed the most."""
    drawn = _trend(count)
    shown = Window(START + begin * DAY, START + (begin + length) * DAY)
    points = points_of(drawn, drawn.graded, shown, most)
    inside = (drawn.taken >= shown.start) & (drawn.taken <= shown.end)
    assert points.counts.sum() == inside.sum()
    assert len(points.taken) <= most
    assert (np.diff(points.taken) > 0).all()
    _holds_means(points, drawn.expected[inside])


def _holds_means(points: Points, expected: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    assert (points.lowest <= points.expected + 1e-9).all()
    assert (points.expected <= points.highest + 1e-9).all()
    assert (points.low <= points.expected + 1e-9).all()
    assert (points.expected <= points.high + 1e-9).all()
    if len(expected):
        assert np.isclose((points.expected * points.counts).sum(), expected.sum())
        assert points.lowest.min() == expected.min()
        assert points.highest.max() == expected.max()


def test_points_stay_put_while_the_window_moves() -> None:
    """Stretches that are wholly inside both windows have the same means."""
    drawn = _trend(5000)
    one = points_of(drawn, drawn.graded, Window(START, START + 300 * DAY), 100)
    other = points_of(drawn, drawn.graded, Window(START + 5 * DAY, START + 305 * DAY), 100)
    shared = np.intersect1d(one.taken, other.taken)
    assert len(shared) >= len(one.taken) - 5


def test_stretches_fit() -> None:
    """Never more of them than asked for."""
    for days in (1, 7, 30, 365, 9999):
        shown = Window(START + 0.3 * DAY, START + (0.3 + days) * DAY)
        width = stretch(shown, 360)
        assert np.floor(shown.end / width) - np.floor(shown.start / width) + 1 <= 360
