"""The distribution of a face's grade from those of its regions: their weighted mean, softly rounded (ADR 0010)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ml.types import GRADES

RealArray = NDArray[np.float64]

TOGETHER = 0.4
"""Share of cases in which the regions of a face err alike; see ADR 0010 for how it was measured."""
EDGE = 0.25
"""A mean this near to a border between two grades counts to both: half of it on the border, all of it EDGE away."""


def face_probabilities(probabilities: RealArray, weights: RealArray) -> RealArray:
    """Probabilities (5,) of the rounded sum of weight x region grade, from (R, 5) of R regions, weights (R,), sum 1.

    A mixture of two extremes: the regions' grades are independent, or all of them lie at the same quantile of their
    distributions (comonotone). One region keeps its probabilities. O(5^R): meant for up to 6 regions.
    """
    if len(weights) == 1:
        return np.asarray(probabilities[0] / probabilities[0].sum(), np.float64)
    chances = probabilities / probabilities.sum(axis=1, keepdims=True)
    both = (1 - TOGETHER) * _apart(chances, weights) + TOGETHER * _alike(chances, weights)
    return np.asarray(both / both.sum(), np.float64)


def rounded(means: RealArray) -> NDArray[np.int64]:
    """Grades 0-4 of mean grades; halves go up, whatever the last bit of the mean."""
    return np.clip(np.floor(means + 0.5 + 1e-9), 0, GRADES - 1).astype(np.int64)


def binned(means: RealArray, chances: RealArray) -> RealArray:
    """(5,) sums of chances (N,) by the grade of their mean (N,), 0-4; near a border they count to both grades."""
    lower = np.minimum(np.floor(means + 1e-9), GRADES - 2).astype(np.int64)
    upwards = np.clip((means - lower - 0.5) / (2 * EDGE) + 0.5, 0, 1) * chances
    below = np.bincount(lower, chances - upwards, minlength=GRADES)
    return np.asarray(below + np.bincount(lower + 1, upwards, minlength=GRADES), np.float64)


def _apart(chances: RealArray, weights: RealArray) -> RealArray:
    means, joint = np.zeros(1), np.ones(1)
    for row, weight in zip(chances, weights, strict=True):
        means = (means[:, None] + weight * np.arange(GRADES)).ravel()
        joint = (joint[:, None] * row).ravel()
    return binned(means, joint)


def _alike(chances: RealArray, weights: RealArray) -> RealArray:
    upper = np.cumsum(chances, axis=1)[:, :-1]
    edges = np.concatenate([[0.0], np.sort(np.clip(upper.ravel(), 0, 1)), [1.0]])
    middles = (edges[1:] + edges[:-1]) / 2
    grades = (middles[:, None, None] > upper).sum(axis=2)
    return binned(grades @ weights, np.diff(edges))
