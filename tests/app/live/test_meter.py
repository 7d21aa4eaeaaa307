"""The meter: rates, ages, and which frames were left out."""

from __future__ import annotations

import pytest

from app.live.meter import FEW, LiveMeter, percentile


def test_a_frame_that_still_waits_is_not_missed() -> None:
    """Of frames 7-12 nothing is known before the first tracked one and after the last: 6 and 12 may wait."""
    meter = LiveMeter()
    for index in range(6, 13):
        meter.captured(index / 30)
    for index in (7, 8, 9, 10, 11):
        meter.tracked(index, index / 30)
    assert meter.statistics().captured_frames == 7
    assert meter.statistics().missed_frames == 0
    assert meter.last_missed == ()


def test_a_frame_in_between_is_missed_and_named() -> None:
    meter = LiveMeter()
    for index in (3, 4, 7, 8, 10):
        meter.tracked(index, index / 30)
    assert meter.statistics().missed_frames == 3
    assert meter.last_missed == (5, 6, 9)


def test_only_few_missed_frames_are_named_but_all_are_counted() -> None:
    meter = LiveMeter()
    meter.tracked(0, 0.0)
    meter.tracked(1001, 30.0)
    assert meter.statistics().missed_frames == 1000
    assert meter.last_missed == tuple(range(1001 - FEW, 1001))


def test_clearing_starts_anew() -> None:
    meter = LiveMeter()
    meter.tracked(0, 0.0)
    meter.tracked(5, 0.2)
    meter.clear()
    meter.tracked(9, 0.3)
    assert meter.statistics().missed_frames == 0


def test_rates_are_taken_between_the_first_and_the_last() -> None:
    meter = LiveMeter()
    for number in range(31):
        meter.tracked(number, 5 + number / 30)
        meter.displayed(5 + number / 30, 5 + number / 30 + 0.02)
    numbers = meter.statistics()
    assert numbers.tracked_fps == pytest.approx(30)
    assert numbers.displayed_fps == pytest.approx(30)
    assert numbers.frame_age_p95_ms == pytest.approx(20)


def test_percentile_is_a_value_that_came() -> None:
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 3.0
    assert percentile([], 0.5) == 0.0
