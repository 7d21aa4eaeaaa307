"""Trends: baseline, bands, comparable scans, repeats, windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.change.conditions import Difference, usual_set_up
from app.change.repeat_error import ASSUMED, NORMAL_95, Direction, Origin
from app.trends.series import BASELINE_OCCASIONS, DAY, Span, circumstances, trend, window
from tests.app.trends.timelines import START, series_of, timeline_of

GRADES = st.lists(st.one_of(st.floats(0, 4, width=32), st.just(float("nan"))), min_size=1, max_size=40)


def test_baseline_is_the_median_of_the_first_occasions() -> None:
    """Three scans within minutes count once; later scans don't move it."""
    days = [0, 0.001, 0.002, 1, 2, 3, 4, 5, 6]
    timeline = timeline_of(days)
    drawn = trend(circumstances(timeline), series_of(timeline, [2.0, 2.2, 2.4, 1.0, 1.5, 2.5, 3.0, 4.0, 4.0]))
    assert drawn.baseline is not None
    assert drawn.baseline.occasions == BASELINE_OCCASIONS
    assert drawn.baseline.value == pytest.approx(2.2)
    assert drawn.baseline.since == START
    assert drawn.baseline.until == START + 4 * DAY


def test_without_three_occasions_there_is_no_baseline() -> None:
    """And hence no change to speak of."""
    timeline = timeline_of([0, 0.001, 0.002, 1])
    drawn = trend(circumstances(timeline), series_of(timeline, [1.0, 1.0, 1.0, 3.0]))
    assert drawn.baseline is None
    assert drawn.change(3) is None
    assert drawn.error == ASSUMED


def test_changes_inside_and_outside_of_the_limit() -> None:
    """The person's own repeats tell what is a clear change."""
    days = [0, 0.001, 0.002, 1, 2, 3, 40]
    timeline = timeline_of(days, repeats=(0, 1, 2))
    drawn = trend(circumstances(timeline), series_of(timeline, [1.9, 2.0, 2.1, 2.0, 2.0, 2.2, 2.4]))
    assert drawn.error.origin is Origin.REPEATS
    assert drawn.error.sem == pytest.approx(0.1, abs=1e-6)
    near, far = drawn.change(5), drawn.change(6)
    assert near is not None
    assert far is not None
    assert near.direction is Direction.UNCLEAR
    assert far.direction is Direction.HIGHER
    assert far.difference == pytest.approx(0.4, abs=1e-6)
    assert far.limit == pytest.approx(0.277, abs=1e-3)


def test_a_new_camera_starts_a_new_baseline_once_it_is_usual() -> None:
    """One scan with another camera is greyed; after most of the last ten it is the old ones that are."""
    once = timeline_of(range(12), cameras=["old"] * 11 + ["new"])
    flags = circumstances(once).flags
    assert flags[-1] == Difference.CAMERA
    assert not flags[:-1].any()
    later = timeline_of(range(12), cameras=["old"] * 6 + ["new"] * 6)
    around = circumstances(later)
    assert around.usual is not None
    assert around.usual.camera == "new"
    assert (around.flags[:6] == Difference.CAMERA).all()
    drawn = trend(around, series_of(later, [1.0] * 6 + [3.0] * 6))
    assert drawn.baseline is not None
    assert drawn.baseline.value == 3.0


def test_other_light_models_and_poor_pictures_are_told_apart() -> None:
    """Each reason by its own flag; unknown light is other light."""
    timeline = timeline_of(
        range(12),
        models=["1"] * 11 + ["0"],
        lightness=[60.0] * 8 + [75.0, float("nan"), 60.0, 60.0],
        good=[True] * 10 + [False, True],
    )
    flags = circumstances(timeline).flags
    assert list(flags[8:]) == [Difference.LIGHT, Difference.LIGHT, Difference.QUALITY, Difference.MODEL]


def test_an_unsteady_burst_has_a_wider_band() -> None:
    """The band is never narrower than the burst's own spread."""
    timeline = timeline_of([0, 0.001, 0.002, 1], repeats=(0, 1, 2))
    drawn = trend(circumstances(timeline), series_of(timeline, [1.9, 2.0, 2.1, 2.0], [0.01, 0.01, 0.01, 0.5]))
    assert drawn.sem[3] == 0.5
    assert drawn.high[3] - drawn.expected[3] == pytest.approx(NORMAL_95 * 0.5)
    assert drawn.sem[0] == pytest.approx(0.1, abs=1e-6)


def test_repeats_graded_again_are_sets_of_their_own() -> None:
    """Each twin has the moment and the tags of the scan it was made of; the newer model is the usual one then."""
    days = [day for day in (0, 1, 2, 3, 3.001, 3.002) for _ in range(2)]
    timeline = timeline_of(days, models=["1", "2"] * 6, repeats=range(6, 12))
    around = circumstances(timeline)
    assert around.sets.tolist() == [-1] * 6 + [0, 1] * 3
    assert trend(around, series_of(timeline, [1.0] * 8 + [1.2, 1.2, 1.1, 1.1])).error.origin is Origin.REPEATS


def test_repeats_hours_apart_are_two_sets() -> None:
    """And repeats under other conditions don't count."""
    timeline = timeline_of([0, 0.001, 0.5, 0.501, 1, 1.001], repeats=range(6), cameras=["a"] * 4 + ["b"] * 2)
    around = circumstances(timeline)
    assert list(around.sets) == [0, 0, 1, 1, 2, 2]
    drawn = trend(around, series_of(timeline, [1, 1, 2, 2, 0, 4]))
    assert drawn.error.count == 2


def test_an_empty_history_has_empty_trends() -> None:
    """Nothing fails."""
    timeline = timeline_of([])
    around = circumstances(timeline)
    drawn = trend(around, series_of(timeline, []))
    assert usual_set_up(timeline) is None
    assert drawn.latest is None
    assert drawn.baseline is None


def test_series_of_another_reading_is_refused() -> None:
    """Rows would be mistaken for each other."""
    one, other = timeline_of([0, 1]), timeline_of([0, 1, 2])
    with pytest.raises(ValueError, match="different moments"):
        trend(circumstances(one), series_of(other, [1, 2, 3]))


@pytest.mark.parametrize(("span", "days"), [(Span.WEEK, 7), (Span.MONTH, 30), (Span.QUARTER, 90), (Span.YEAR, 365)])
def test_windows_end_now(span: Span, days: int) -> None:
    """However old the last scan is."""
    shown = window(span, np.array([START]), START + 500 * DAY)
    assert shown.end == START + 500 * DAY
    assert shown.end - shown.start == days * DAY


def test_all_shows_all() -> None:
    """From before the first to after the last, even one from the future."""
    taken = START + np.array([0.0, 900.0]) * DAY
    shown = window(Span.ALL, taken, START + 100 * DAY)
    assert shown.start < START
    assert shown.end == START + 900 * DAY
    assert window(Span.ALL, np.zeros(0), START).end == START


@settings(deadline=None)
@given(GRADES)
def test_bands_hold_their_grades(values: list[float]) -> None:
    """Inside 0-4, around the expected grade, NaN where there is none; only comparable ones can be changes."""
    timeline = timeline_of(range(len(values)))
    drawn = trend(circumstances(timeline), series_of(timeline, values))
    graded = drawn.graded
    assert list(graded) == [not np.isnan(value) for value in values]
    assert (drawn.low[graded] >= 0).all()
    assert (drawn.high[graded] <= 4).all()
    assert (drawn.low[graded] <= drawn.expected[graded]).all()
    assert (drawn.expected[graded] <= drawn.high[graded]).all()
    assert all((drawn.change(i) is not None) <= bool(graded[i]) for i in range(len(values)))
