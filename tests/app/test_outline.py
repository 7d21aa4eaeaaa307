"""Rounded outlines stay inside their corners, closed, and as many points as promised."""

from __future__ import annotations

import numpy as np

from app.widgets.outline import rounded


def test_square_becomes_round_inside_itself() -> None:
    """By hand: the first round of a unit square cuts each corner at a quarter; the area falls to 7/8, then to 5/6."""
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    once = rounded(square, 1)
    np.testing.assert_allclose(once[:2], [[0.25, 0], [0.75, 0]])
    assert once.shape == (8, 2)
    assert _area(once) == np.float32(7 / 8)
    smooth = rounded(square, 7)
    assert smooth.dtype == np.float32
    assert 0 <= smooth.min() <= smooth.max() <= 1
    assert abs(_area(smooth) - 5 / 6) < 1e-3


def _area(points: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> float:
    x, y = points[:, 0], points[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
