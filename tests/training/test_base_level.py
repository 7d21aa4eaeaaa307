"""Base levels: what skin tone explains of an index is taken out before people are ranked; redness has a scale."""

from __future__ import annotations

import numpy as np
import pytest

from ml.types import Attribute, FloatArray, Region
from training.skin_synthesis.base_level import (
    ATTRIBUTES,
    HIGHEST,
    LOWEST,
    REDNESS_PER_GRADE,
    redness_levels,
    redness_shown,
    tone_angle,
    usual_redness,
    without_tone,
)
from training.skin_synthesis.ground import REGIONS

TONE = np.concatenate([np.linspace(10, 55, 90), np.linspace(-60, -40, 10)])
USUAL = 4.5
EVERYBODY = np.ones(len(TONE), np.bool_)


def _indices(
    values: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, int, int], np.dtype[np.float32]]:
    return np.repeat(np.exp(values), 40).reshape(-1, 8, 5).astype(np.float32)


def test_what_follows_tone_alone_is_nothing() -> None:
    rest = without_tone(_indices(1.2 - 0.02 * TONE + 0.0001 * TONE**2), TONE, EVERYBODY)
    assert np.abs(rest).max() < 1e-4


def test_what_differs_beside_tone_stays_in_order() -> None:
    own = np.random.default_rng(1).permutation(np.linspace(-0.5, 0.5, len(TONE)))
    rest = without_tone(_indices(own - 0.02 * TONE), TONE, EVERYBODY)[:, 0, 0]
    assert np.corrcoef(rest, own)[0, 1] > 0.97
    assert abs(rest[TONE < 0].mean() - rest[TONE > 0].mean()) < 0.1


def test_a_few_odd_people_do_not_bend_the_rest() -> None:
    values = -0.02 * TONE
    values[::20] += 4.0
    rest = without_tone(_indices(values), TONE, EVERYBODY)[:, 0, 0]
    assert np.abs(np.delete(rest, np.s_[::20])).max() < 0.1


def test_only_train_people_are_fitted_and_unknown_stays_unknown() -> None:
    values = _indices(-0.02 * TONE)
    values[0] = np.nan
    others = values.copy()
    others[-10:] *= 3
    is_train = np.arange(len(TONE)) < 90
    rest = without_tone(others, TONE, is_train)
    assert np.isnan(rest[0]).all()
    assert np.abs(rest[1:90]).max() < 1e-4
    assert rest[-10:] == pytest.approx(np.log(3), abs=1e-2)


def test_tone_angle_is_that_of_the_colour() -> None:
    light, dark = (
        tone_angle(np.array([0.62, 0.42, 0.33], np.float32)),
        tone_angle(np.array([0.1, 0.05, 0.03], np.float32)),
    )
    assert 30 < light < 60
    assert -70 < dark < -30


def _levels(spread: FloatArray, is_train: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None) -> FloatArray:
    everybody = np.ones(len(spread), np.bool_) if is_train is None else is_train
    usual = usual_redness(spread, everybody)
    return redness_levels(redness_shown(usual, np.log(spread), everybody), usual)


def test_redness_counts_in_the_grades_that_the_renderer_would_need() -> None:
    usual = np.full(8, USUAL, np.float32)
    more = [0.0, -0.5, 0.5, 1.0, -0.2]
    levels = _levels(np.stack([usual + np.float32(REDNESS_PER_GRADE * grades) for grades in more]))
    graded = REGIONS.index(Region.CHEEK_LEFT)
    assert levels[:, graded] == pytest.approx(more, abs=1e-4)


def test_redness_stays_within_what_can_be_rendered_up_to() -> None:
    spread = np.array([[USUAL], [USUAL], [USUAL], [10 * USUAL], [0.1]], np.float32).repeat(8, axis=1)
    levels = _levels(spread)
    assert levels[3].max() == HIGHEST[ATTRIBUTES.index(Attribute.SENSITIVITY)]
    assert levels[4].min() == LOWEST


def test_half_of_a_region_s_redness_is_its_person_s_and_all_of_it_where_it_is_hidden() -> None:
    spread = np.full((5, 8), USUAL, np.float32)
    cheek, chin = REGIONS.index(Region.CHEEK_LEFT), REGIONS.index(Region.CHIN)
    spread[0, cheek] += np.float32(REDNESS_PER_GRADE)
    spread[0, chin] = np.nan
    levels = _levels(spread)
    assert levels[0, chin] == pytest.approx(1 / 4, abs=1e-4)
    assert levels[0, cheek] == pytest.approx(0.5 + 0.5 / 4, abs=1e-4)


def test_lips_and_people_of_other_splits_have_no_part_in_the_redness_of_skin() -> None:
    spread = np.full((6, 8), USUAL, np.float32)
    spread[:, REGIONS.index(Region.LIPS)] = 8 * USUAL
    spread[0, REGIONS.index(Region.LIPS)] = 20 * USUAL
    spread[-1] = 6 * USUAL
    levels = _levels(spread, np.arange(6) < 5)
    assert levels[:5] == pytest.approx(0.0, abs=1e-5)
    assert levels[-1] == pytest.approx(HIGHEST[ATTRIBUTES.index(Attribute.SENSITIVITY)])
