"""The crops that the tables use: training crops in the original's grade shares, test crops with rare grades kept."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ml.types import GRADES, Attribute
from training.bench import ATTRIBUTES, Bench
from training.original import GRADE_SHARES

IntArray = NDArray[np.int64]


def natural(bench: Bench, seed: int) -> Bench:
    """The bench with grades taken away at random until each attribute's shares are the original's.

    An attribute without samples of a grade stays as it is.
    """
    grades = np.array(bench.grades)
    rng = np.random.default_rng(seed)
    for attribute, percent in GRADE_SHARES:
        shares, counts = np.array(percent) / sum(percent), bench.counts(attribute)
        if (counts == 0).any():
            continue
        wanted = np.maximum(np.floor(shares * (counts / shares).min()), 1).astype(np.int64)
        column = grades[:, ATTRIBUTES.index(attribute)]
        for grade in range(GRADES):
            carried = rng.permutation(np.flatnonzero(bench.grades[:, ATTRIBUTES.index(attribute)] == grade))
            column[carried[wanted[grade] :]] = -1
    return replace(bench, grades=grades)


def balanced_rows(bench: Bench, attribute: Attribute, each: int, seed: int) -> IntArray:
    """Sorted indices of at most `each` crops of every grade, always the same ones for a seed."""
    column = bench.grades[:, ATTRIBUTES.index(attribute)]
    rng = np.random.default_rng((seed, ATTRIBUTES.index(attribute)))
    chosen = [rng.permutation(np.flatnonzero(column == grade))[:each] for grade in range(GRADES)]
    return np.sort(np.concatenate(chosen))


def fingerprint(bench: Bench) -> str:
    """Sixteen hex digits that change when the bench does."""
    digest = hashlib.sha256()
    for part in (bench.grades, bench.skin, bench.region, bench.face):
        digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()[:16]
