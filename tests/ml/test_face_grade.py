"""The distribution of a face's grade: hand-worked cases, limits and symmetry."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml.face_grade import TOGETHER, binned, face_probabilities, rounded

Chances = st.lists(st.floats(0.01, 1), min_size=5, max_size=5)


def test_one_region_is_the_face() -> None:
    row = np.array([[0.1, 0.2, 0.4, 0.2, 0.1]])
    assert face_probabilities(row, np.ones(1)) == pytest.approx(row[0])


def test_sure_regions_give_their_rounded_mean() -> None:
    sure = np.eye(5)[[0, 2, 2]]
    assert face_probabilities(sure, np.array([0.5, 0.25, 0.25])) == pytest.approx([0, 1, 0, 0, 0])
    assert face_probabilities(sure, np.array([0.1, 0.45, 0.45])) == pytest.approx([0, 0, 1, 0, 0])
    assert face_probabilities(sure, np.array([0.2, 0.4, 0.4])) == pytest.approx([0, 0.3, 0.7, 0, 0]), "1.6"
    assert face_probabilities(np.eye(5)[[4, 4]], np.array([0.5, 0.5])) == pytest.approx([0, 0, 0, 0, 1])


def test_two_even_regions_by_hand() -> None:
    even = np.array([[0.5, 0.0, 0.5, 0.0, 0.0]] * 2)
    found = face_probabilities(even, np.array([0.5, 0.5]))
    apart, alike = np.array([0.25, 0.5, 0.25, 0, 0]), np.array([0.5, 0, 0.5, 0, 0])
    assert found == pytest.approx((1 - TOGETHER) * apart + TOGETHER * alike)


@settings(max_examples=50, deadline=None)
@given(st.lists(Chances, min_size=2, max_size=5), st.lists(st.floats(0.1, 1), min_size=5, max_size=5))
def test_it_is_a_distribution_that_no_order_changes(rows: list[list[float]], weights: list[float]) -> None:
    chances, shares = np.array(rows), np.array(weights[: len(rows)])
    shares /= shares.sum()
    found = face_probabilities(chances, shares)
    assert found.sum() == pytest.approx(1)
    assert (found >= 0).all()
    assert face_probabilities(chances[::-1], shares[::-1]) == pytest.approx(found, abs=1e-6)


def test_halves_round_up() -> None:
    assert rounded(np.array([0.49, 0.5, 1.5 - 1e-12, 3.2, 4.0])).tolist() == [0, 1, 2, 3, 4]


def test_it_agrees_with_drawing_the_regions() -> None:
    rng = np.random.default_rng(5)
    chances = rng.dirichlet(np.ones(5), 4)
    weights = rng.dirichlet(np.ones(4) * 5)
    count = 100_000
    own = np.stack([rng.choice(5, count, p=row) for row in chances], axis=1)
    level = rng.random(count)
    upper = np.cumsum(chances, axis=1)
    alike = np.stack([np.minimum(np.searchsorted(row, level), 4) for row in upper], axis=1)
    drawn = np.where(rng.random((count, 1)) < TOGETHER, alike, own)
    shares = binned(drawn @ weights, np.full(count, 1 / count))
    assert face_probabilities(chances, weights) == pytest.approx(shares, abs=0.006)
