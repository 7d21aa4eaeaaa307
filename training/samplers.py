"""Which crops a training sees: grade weights, and epochs drawn with or without them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml.types import GRADES

IntArray = NDArray[np.int64]
RealArray = NDArray[np.float64]


def grade_weights(counts: Sequence[int], power: float, limit: float = 20.0) -> RealArray:
    """(5,) weights n^-power, mean 1 over the samples; an empty grade gets 0.

    power: 0 leaves the shares as they are, 1 makes every grade count the same. limit: largest ratio of two weights.
    """
    n = np.asarray(counts, np.float64)
    raw = np.where(n > 0, np.maximum(n, 1) ** -power, 0)
    raw = np.minimum(raw, raw[n > 0].min() * limit)
    weights: RealArray = raw * n.sum() / (raw * n).sum()
    return weights


def crop_weights(grades: NDArray[np.int8], power: float = 1.0) -> RealArray:
    """(N,) drawing weight of each crop: the mean of its grades' weights over the attributes that it carries.

    grades: (N, A), -1 = not graded. For one attribute and power 1 this is the original's imbalanced sampler.
    """
    summed, carried = np.zeros(len(grades)), np.zeros(len(grades))
    for column in grades.T:
        known = column >= 0
        if not known.any():
            continue
        weights = grade_weights(np.bincount(column[known], minlength=GRADES).tolist(), power)
        summed[known] += weights[column[known]]
        carried[known] += 1
    return np.where(carried > 0, summed / np.maximum(carried, 1), 0)


@dataclass(frozen=True, slots=True, eq=False)
class EpochSampler:
    """Draws epochs of crop indices, each reproducible from the seed and its number.

    weights: (N,) drawing weights, with replacement, epoch length kept; None = each crop once, shuffled.
    """

    count: int
    seed: int
    weights: RealArray | None = None

    def epoch(self, number: int) -> IntArray:
        """(count,) indices of one epoch."""
        rng = np.random.default_rng((self.seed, number))
        if self.weights is None:
            return rng.permutation(self.count)
        return rng.choice(self.count, self.count, p=self.weights / self.weights.sum())
