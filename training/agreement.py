"""How well repeated grades of the same people agree: intraclass correlation, differences, within-person spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

RealArray = NDArray[np.float64]

LEAST_PEOPLE = 3


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two grades of each of `people` people, in grades.

    icc: ICC(A,1), with its 95% bootstrap interval over people. difference: mean absolute difference; shift: mean of
    second less first; within_person: standard deviation within one person; between_people: of the people's means. Where
    people hardly differ, the ICC is low however steady the grades are.
    """

    people: int
    icc: float
    icc_low: float
    icc_high: float
    difference: float
    shift: float
    within_person: float
    between_people: float


def icc_a1(grades: ArrayLike) -> float:
    """ICC(A,1): absolute agreement of single measurements, two-way model (McGraw & Wong 1996, case 2; table 4).

    (MSR - MSE) / (MSR + (k - 1) MSE + k (MSC - MSE) / n), with the mean squares of n people (rows), k repeats
    (columns) and the error. 0 when nothing varies.

    grades: (n, k), n and k at least 2.

    Raises:
        ValueError: another shape.
    """
    x = np.asarray(grades, np.float64)
    if x.ndim != 2 or min(x.shape) < 2:
        raise ValueError(f"expected at least two people and two repeats, got shape {x.shape}")
    n, k = x.shape
    people, repeats = x.mean(axis=1) - x.mean(), x.mean(axis=0) - x.mean()
    rest = x - x.mean() - people[:, None] - repeats
    msr = k * float(people @ people) / (n - 1)
    msc = n * float(repeats @ repeats) / (k - 1)
    mse = float((rest**2).sum()) / ((n - 1) * (k - 1))
    total = msr + (k - 1) * mse + k * (msc - mse) / n
    return (msr - mse) / total if total > 1e-12 else 0.0


def within_person(grades: ArrayLike) -> float:
    """Standard deviation within one person: root of the mean of the people's variances (Bland & Altman 1996).

    grades: (n, k), k at least 2.
    """
    return float(np.sqrt(np.asarray(grades, np.float64).var(axis=1, ddof=1).mean()))


def agreement(grades: ArrayLike, rounds: int = 500, seed: int = 0) -> Agreement | None:
    """The agreement of pairs (n, 2); None when there are fewer than three people."""
    x = np.asarray(grades, np.float64)
    if len(x) < LEAST_PEOPLE:
        return None
    rng = np.random.default_rng(seed)
    drawn = [icc_a1(x[rng.integers(0, len(x), len(x))]) for _ in range(rounds)]
    low, high = np.percentile(drawn, (2.5, 97.5))
    gap = x[:, 1] - x[:, 0]
    return Agreement(
        people=len(x),
        icc=icc_a1(x),
        icc_low=float(low),
        icc_high=float(high),
        difference=float(np.abs(gap).mean()),
        shift=float(gap.mean()),
        within_person=within_person(x),
        between_people=float(x.mean(axis=1).std(ddof=1)),
    )
