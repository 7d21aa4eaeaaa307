"""Repeat errors and changes: known numbers, and what holds for any."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.change.repeat_error import (
    ASSUMED,
    CHANGE_FACTOR,
    SMALLEST_SEM,
    Change,
    Direction,
    Origin,
    change_between,
    error_of_neighbours,
    error_of_repeats,
)

GRADE = st.floats(0, 4)


def test_the_factor_is_the_usual_one() -> None:
    """2.77, and an assumed error calls a whole grade a change."""
    assert pytest.approx(2.77, abs=0.005) == CHANGE_FACTOR
    assert ASSUMED.limit == pytest.approx(1.0)


def test_error_of_two_sets_by_hand() -> None:
    """Bland & Altman: mean of within-set variances, weighted by their degrees of freedom."""
    values = np.array([1.0, 1.2, 1.4, 9.0, 3.0, 3.4, np.nan])
    sets = np.array([0, 0, 0, -1, 1, 1, 1])
    error = error_of_repeats(values, sets)
    assert error is not None
    assert error.origin is Origin.REPEATS
    assert error.count == 3
    assert error.sem == pytest.approx(math.sqrt((0.04 + 0.0 + 0.04 + 0.04 + 0.04) / 3))


@pytest.mark.parametrize("sets", [[], [-1, -1, -1], [0, 0, -1], [0, 1, 2, 3]])
def test_too_few_repeats_are_none(sets: list[int]) -> None:
    """One pair has one degree of freedom: not enough."""
    assert error_of_repeats(np.ones(len(sets)), np.array(sets, np.int64)) is None


def test_repeats_that_agree_by_chance_have_an_error_all_the_same() -> None:
    """Never zero: else everything would be a change."""
    error = error_of_repeats(np.full(3, 2.0), np.zeros(3, np.int64))
    assert error is not None
    assert error.sem == SMALLEST_SEM


def test_neighbours_measure_noise_of_a_still_person() -> None:
    """Daily scans with an error of 0.2 and no change give 0.2; scans weeks apart say nothing."""
    noise = 2 + np.random.default_rng(1).normal(0, 0.2, 2000)
    error = error_of_neighbours(np.arange(2000) * 86400.0, noise)
    assert error is not None
    assert error.origin is Origin.NEIGHBOURS
    assert error.sem == pytest.approx(0.2, rel=0.05)
    assert error_of_neighbours(np.arange(2000) * 20 * 86400.0, noise) is None


@given(st.lists(GRADE, min_size=3, max_size=20), st.floats(-4, 4))
def test_error_does_not_depend_on_the_level(values: list[float], shift: float) -> None:
    """Moving all grades leaves the error; so does mixing their order."""
    sets = np.zeros(len(values), np.int64)
    one = error_of_repeats(np.array(values), sets)
    other = error_of_repeats(np.array(values[::-1]) + shift, sets)
    assert one is not None
    assert other is not None
    assert one.sem == pytest.approx(other.sem, abs=1e-6)
    assert one.sem >= SMALLEST_SEM


@given(GRADE, GRADE, st.floats(0.05, 1), st.floats(0.05, 1))
def test_a_change_has_one_name(before: float, after: float, old: float, new: float) -> None:
    """Turned round, higher becomes lower and unclear stays unclear."""
    there, back = change_between(before, after, old, new), change_between(after, before, new, old)
    opposite = {
        Direction.UNCLEAR: Direction.UNCLEAR,
        Direction.HIGHER: Direction.LOWER,
        Direction.LOWER: Direction.HIGHER,
    }
    assert back.direction is opposite[there.direction]
    assert there.limit == back.limit


def test_the_limit_itself_is_no_clear_change() -> None:
    """A change must be larger than the limit."""
    assert Change(0.5, 0.5).direction is Direction.UNCLEAR
    assert Change(-0.5000001, 0.5).direction is Direction.LOWER
    assert change_between(1, 1, 0.2, 0.2).limit == pytest.approx(CHANGE_FACTOR * 0.2, rel=1e-6)


def test_repeats_of_a_still_person_are_rarely_called_a_change() -> None:
    """With the true error, one pair in twenty differs by more than the limit: what 95% means."""
    rng = np.random.default_rng(2)
    pairs = rng.normal(2, 0.2, (20_000, 2))
    called = [change_between(a, b, 0.2, 0.2).direction is not Direction.UNCLEAR for a, b in pairs]
    assert np.mean(called) == pytest.approx(0.05, abs=0.006)
