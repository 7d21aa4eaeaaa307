"""Rounds the corners of a region's outline, so that it looks like a line on a face and not like a mesh."""

from __future__ import annotations

import numpy as np

from ml.types import FloatArray

ROUNDS = 3


def rounded(points: FloatArray, rounds: int = ROUNDS) -> FloatArray:
    """A closed outline with its corners cut by Chaikin's rule, each round at a quarter of every edge.

    points: (N, 2) float32, pixels. Returns (N * 2**rounds, 2) float32; its limit is the quadratic B-spline.
    """
    for _ in range(rounds):
        after = np.roll(points, -1, axis=0)
        points = np.stack([0.75 * points + 0.25 * after, 0.25 * points + 0.75 * after], axis=1).reshape(-1, 2)
    return points.astype(np.float32)
