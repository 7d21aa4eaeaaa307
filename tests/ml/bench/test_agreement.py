"""Agreement counted on answers whose differences are known."""

from __future__ import annotations

import numpy as np
import pytest

from ml.bench.agreement import Difference, correlation, difference, differences, summed
from ml.bench.answers import Answer
from ml.types import Attribute, FloatArray, Region

RAMP = np.linspace(0, 1, 16, dtype=np.float32).reshape(4, 4)
FLAT = np.zeros((4, 4), np.float32)


def answer(logits: tuple[float, ...], heat: FloatArray = RAMP, region: Region = Region.CHIN) -> Answer:
    return Answer(Attribute.WRINKLE, region, np.array(logits, np.float32), heat)


def test_equal_answers_differ_in_nothing() -> None:
    one = answer((0, 1, 2, 0, 0))
    found = difference(one, one, 1.0)
    assert (found.same_grade, found.expected) == (True, 0.0)
    assert found.heat == pytest.approx(1.0)


def test_another_grade_is_seen_and_its_heat_is_left_out() -> None:
    sure = 100.0
    found = difference(answer((0, sure, 0, 0, 0)), answer((0, 0, 0, sure, 0)), 1.0)
    assert not found.same_grade
    assert found.expected == pytest.approx(2.0)
    assert found.heat is None


def test_the_temperature_counts() -> None:
    one, other = answer((2, 0, 0, 0, 0)), answer((3, 0, 0, 0, 0))
    assert difference(one, other, 10.0).expected < difference(one, other, 1.0).expected


def test_heat_is_compared_by_correlation() -> None:
    assert correlation(RAMP, 0.5 * RAMP + 0.1) == pytest.approx(1.0)
    assert correlation(RAMP, 1 - RAMP) == pytest.approx(-1.0)
    assert correlation(RAMP, FLAT) == 0.0
    assert correlation(FLAT, FLAT) is None


def test_different_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="different questions"):
        difference(answer((1, 0, 0, 0, 0)), answer((1, 0, 0, 0, 0), region=Region.LIPS), 1.0)
    with pytest.raises(ValueError):
        differences([answer((1, 0, 0, 0, 0))], [], {Attribute.WRINKLE: 1.0})


def test_the_sum_keeps_the_worst() -> None:
    close = [Difference(True, 0.001 * i, 0.9 + 0.001 * i) for i in range(100)]
    found = summed(3, [*close, Difference(False, 2.0, None)])
    assert (found.crops, found.pairs, found.heat_pairs) == (3, 101, 100)
    assert found.same_grade == pytest.approx(100 / 101)
    assert found.expected_most == 2.0
    assert 0.09 < found.expected_p99 < 0.11
    assert found.heat_least == pytest.approx(0.9)
    assert found.heat_p01 == pytest.approx(0.901, abs=0.001)
    with pytest.raises(ValueError, match="nothing"):
        summed(1, [Difference(False, 2.0, None)])
