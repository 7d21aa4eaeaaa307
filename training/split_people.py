"""Split people, not pictures, so that each part gets its share of every grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ml.types import GRADES
from training.bench import ATTRIBUTES, BenchError
from training.manifest import Row

RealArray = NDArray[np.float64]


def split_people(rows: Sequence[Row], shares: Sequence[float], seed: int) -> Mapping[str, int]:
    """Which part each person belongs to.

    People with most pictures are placed first, each where the parts' counts of every attribute's every grade (and of
    people) come nearest to their shares by chi-square; after Sechidis et al. 2011, "On the stratification of
    multi-label data", with whole people in place of single samples.

    shares: of the parts, each above 0, sum 1.

    Raises:
        BenchError: shares that are none, or fewer people than parts.
    """
    if min(shares, default=0) <= 0 or abs(sum(shares) - 1) > 0.01:
        raise BenchError(f"shares must be above 0 and add up to 1, not {' '.join(map(str, shares))}")
    counts = _counts(rows)
    if len(counts) < len(shares):
        raise BenchError(f"{len(counts)} people can't be split into {len(shares)} parts")
    total = np.sum(list(counts.values()), axis=0)
    wanted = np.outer(np.asarray(shares) / sum(shares), np.maximum(total, 1))
    placed = np.zeros_like(wanted)
    parts: dict[str, int] = {}
    for person in _order(counts, seed):
        mine = counts[person]
        cost = ((2 * mine * (placed - wanted) + mine**2) / wanted).sum(axis=1)
        empty = placed[:, -1] == 0
        if empty.sum() == len(counts) - len(parts):
            cost[~empty] = np.inf
        parts[person] = int(cost.argmin())
        placed[parts[person]] += mine
    return parts


def _counts(rows: Sequence[Row]) -> dict[str, RealArray]:
    """For each person (5 * 5 + 1,): pictures of each attribute's each grade, then 1 for the person."""
    counts: dict[str, RealArray] = {}
    for row in rows:
        mine = counts.setdefault(row.person, np.zeros(len(ATTRIBUTES) * GRADES + 1))
        mine[-1] = 1
        for column, grade in enumerate(row.grades):
            if grade >= 0:
                mine[column * GRADES + grade] += 1
    return counts


def _order(counts: Mapping[str, RealArray], seed: int) -> list[str]:
    people = sorted(counts)
    np.random.default_rng(seed).shuffle(people)
    return sorted(people, key=lambda person: -float(counts[person].sum()))
