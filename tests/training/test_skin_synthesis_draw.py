"""Drawn severities: shares as asked, bases respected, regions of a face alike, grades only where graded."""

from __future__ import annotations

import numpy as np
import pytest

from ml.types import FloatArray
from training.skin_synthesis.base_level import HIGHEST
from training.skin_synthesis.draw import NATURAL_SHARES, Shares, draw, graded_on, wanted_shares

PEOPLE = 120


def bases() -> FloatArray:
    """(PEOPLE, 8, 5) bases as ranks give them."""
    rank = np.random.default_rng(0).permuted(np.tile(np.linspace(0, 1, PEOPLE), (8, 5, 1)), axis=-1)
    return np.asarray(np.moveaxis(rank, -1, 0) ** 2 * np.array(HIGHEST), np.float32)


def drawn(shares: Shares, count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    """(count * 8, 5) grades."""
    everybody = bases()
    faces = [draw(everybody[k % PEOPLE], everybody, shares, np.random.default_rng([1, k])).grades for k in range(count)]
    return np.concatenate(faces)


def test_natural_shares_follow_the_original() -> None:
    grades = drawn(Shares.NATURAL, 700)
    for column, wanted in enumerate(NATURAL_SHARES):
        known = grades[grades[:, column] >= 0, column]
        share = np.bincount(known, minlength=5) / len(known) * 100
        assert np.abs(share - np.array(wanted)).max() < 6.5, (column, share)


def test_faces_have_the_shares_of_the_original_too() -> None:
    rank = np.linspace(0, 1, PEOPLE)[:, None, None]
    everybody = np.asarray(np.broadcast_to(rank**2 * np.array(HIGHEST), (PEOPLE, 8, 5)), np.float32)
    means = []
    for k in range(480):
        one = draw(everybody[k * 7 % PEOPLE], everybody, Shares.NATURAL, np.random.default_rng([2, k]))
        means.append(np.where(graded_on(), one.total, np.nan))
    grades = np.floor(np.nanmean(np.stack(means), axis=1) + 0.5)
    for column, wanted in enumerate(NATURAL_SHARES):
        share = np.array([(grades[:, column] == grade).mean() * 100 for grade in range(5)])
        assert np.abs(share - np.array(wanted)).max() < 9, (column, share)
        assert share[3:].sum() > 0.6 * sum(wanted[3:]), (column, share)


def test_balanced_shares_hold_every_grade() -> None:
    grades = drawn(Shares.BALANCED, 300)
    for column in range(5):
        known = grades[grades[:, column] >= 0, column]
        share = np.bincount(known, minlength=5) / len(known)
        assert share.min() > 0.12
        assert share.max() < 0.30


def test_labels_are_what_is_seen() -> None:
    everybody = bases()
    for number in range(50):
        one = draw(everybody[number], everybody, Shares.MIXED, np.random.default_rng([3, number]))
        seen = np.clip(everybody[number] + one.extra, 0, 4)
        assert np.allclose(one.total, seen, atol=1e-5)
        assert np.array_equal(one.grades[graded_on()], np.round(one.total)[graded_on()])
        assert (one.grades[~graded_on()] == -1).all()
        assert (one.extra[~graded_on()] == 0).all()


def test_regions_of_a_face_are_alike() -> None:
    everybody = np.zeros_like(bases())
    totals = np.stack(
        [draw(everybody[0], everybody, Shares.BALANCED, np.random.default_rng([4, k])).total for k in range(200)]
    )
    within = totals[:, graded_on()[:, 2], 2].std(axis=1).mean()
    assert within < 0.6 * totals[:, :, 2].std()


def test_drawing_allows_for_the_base() -> None:
    shares = wanted_shares(np.array([50, 50, 0, 0, 0], np.float32), np.array([0.0, 0.0, 1.0, 0.0], np.float32))
    assert shares == pytest.approx([2 / 3, 1 / 3, 0, 0, 0], abs=1e-6)


def test_clearer_skin_than_usual_is_reddened_up_to_the_grade() -> None:
    clear = np.full((4, 8, 5), -0.8, np.float32)
    faces = [draw(clear[0], clear, Shares.NATURAL, np.random.default_rng([6, k])) for k in range(200)]
    extra = np.stack([face.extra[graded_on()] for face in faces])
    grades = np.stack([face.grades[graded_on()] for face in faces])
    assert extra[grades == 2].min() >= 2 - 0.5 + 0.8 - 1e-5
    nothing = extra[grades == 0]
    assert nothing.min() >= 0
    assert nothing.max() <= 0.8 + 0.5
    assert 0.3 < nothing.mean() < 0.8
    assert min(float(face.total.min()) for face in faces) == 0
