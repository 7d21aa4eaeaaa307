"""Medians and quartiles, and that a race interleaves."""

from __future__ import annotations

import time

import pytest

from ml.bench.timing import Quartiles, milliseconds, quartiles_of, race, timed


def test_spread_is_median_and_quartiles() -> None:
    assert quartiles_of([4.0, 1.0, 3.0, 2.0, 5.0]) == Quartiles(3.0, 2.0, 4.0)
    assert quartiles_of([1.0, 2.0]) == Quartiles(1.5, 1.25, 1.75)
    assert quartiles_of([7.0]) == Quartiles(7.0, 7.0, 7.0)
    with pytest.raises(ValueError):
        quartiles_of([])


def test_a_call_is_timed() -> None:
    assert 20 <= milliseconds(lambda: time.sleep(0.02)) < 500
    calls: list[int] = []
    assert timed(lambda: calls.append(1), times=5, warm_up=2).low >= 0
    assert len(calls) == 7


def test_a_race_interleaves_and_warms_up_first() -> None:
    calls: list[str] = []
    found = race(lambda: calls.append("s"), lambda: calls.append("f"), rounds=2, fast_calls=3)
    assert "".join(calls) == "sf" + "fsff" * 2
    assert found.rounds == 2


def test_a_race_gives_the_ratio_of_each_round() -> None:
    found = race(lambda: time.sleep(0.06), lambda: time.sleep(0.01), rounds=3, fast_calls=1)
    assert found.slow.low >= 60
    assert found.fast.low >= 10
    assert 1 < found.ratio.median <= 6.5
