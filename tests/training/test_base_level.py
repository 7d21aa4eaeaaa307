"""Base levels: what skin tone explains of an index is taken out before people are ranked."""

from __future__ import annotations

import numpy as np
import pytest

from training.skin_synthesis.base_level import tone_angle, without_tone

TONE = np.concatenate([np.linspace(10, 55, 90), np.linspace(-60, -40, 10)])
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
