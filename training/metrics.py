"""How good grades are: P-Recall and its relatives, agreement, calibration, risk against coverage.

Everything starts from a confusion matrix M of (5, 5) int64, rows = label, columns = prediction, or from
`labels` (N,) int 0-4 and `probabilities` (N, 5) float, rows summing to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ml.types import GRADES

IntArray = NDArray[np.int64]
RealArray = NDArray[np.float64]

P_WEIGHTS = (1.0, 0.5, -0.5, -1.0, -1.5)
W_WEIGHTS = (1.0, 0.5, 0.0, 0.0, 0.0)
ECE_BINS = 15
COVERAGES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5)

_DISTANCE = np.abs(np.subtract.outer(np.arange(GRADES), np.arange(GRADES)))


@dataclass(frozen=True, slots=True)
class Measures:
    """Every headline figure of one set of grades. p_recall is the original's; _present skips empty labels."""

    p_recall: float
    p_recall_present: float
    w_recall: float
    macro_recall: float
    macro_f1: float
    qwk: float
    mae: float
    within_one: float
    accuracy: float
    ece: float


def confusion(labels: ArrayLike, predictions: ArrayLike) -> IntArray:
    """(5, 5) int64 counts, rows = label, columns = prediction."""
    flat = np.asarray(labels, np.int64) * GRADES + np.asarray(predictions, np.int64)
    return np.bincount(flat, minlength=GRADES * GRADES).reshape(GRADES, GRADES).astype(np.int64)


def _shares(matrix: ArrayLike) -> tuple[RealArray, NDArray[np.bool_]]:
    counts = np.asarray(matrix, np.float64)
    support = counts.sum(axis=1, keepdims=True)
    return counts / np.maximum(support, 1), support[:, 0] > 0


def weighted_recalls(matrix: ArrayLike, weights: tuple[float, ...] = P_WEIGHTS) -> RealArray:
    """(5,) the mean weight of each label's predictions by their distance; 0 where a label has no sample."""
    shares, _ = _shares(matrix)
    return np.asarray((shares * np.asarray(weights)[_DISTANCE]).sum(axis=1))


def p_recall(matrix: ArrayLike) -> float:
    """The original's Penalty Recall: mean over all five labels, an empty label counting 0."""
    return float(weighted_recalls(matrix).mean())


def p_recall_present(matrix: ArrayLike) -> float:
    """Penalty Recall over the labels that occur; 0 when none does."""
    return _present_mean(weighted_recalls(matrix), matrix)


def w_recall(matrix: ArrayLike) -> float:
    """Weighted recall: weights 1, 0.5, 0, 0, 0; mean over all five labels."""
    return float(weighted_recalls(matrix, W_WEIGHTS).mean())


def macro_recall(matrix: ArrayLike) -> float:
    """Mean recall over the labels that occur (scikit-learn's balanced accuracy)."""
    shares, _ = _shares(matrix)
    return _present_mean(np.diag(shares), matrix)


def macro_f1(matrix: ArrayLike) -> float:
    """Mean F1 over the labels that occur."""
    counts = np.asarray(matrix, np.float64)
    both = counts.sum(axis=0) + counts.sum(axis=1)
    return _present_mean(2 * np.diag(counts) / np.maximum(both, 1), matrix)


def _present_mean(values: RealArray, matrix: ArrayLike) -> float:
    _, present = _shares(matrix)
    return float(values[present].mean()) if present.any() else 0.0


def qwk(matrix: ArrayLike) -> float:
    """Cohen's kappa with quadratic weights (Cohen 1968); 0 where chance explains everything."""
    counts = np.asarray(matrix, np.float64)
    total = counts.sum()
    weights = _DISTANCE.astype(np.float64) ** 2
    chance = float((weights * np.outer(counts.sum(axis=1), counts.sum(axis=0))).sum())
    return 1.0 - float((weights * counts).sum()) * float(total) / chance if chance else 0.0


def mae(matrix: ArrayLike) -> float:
    """Mean distance between label and prediction, in grades."""
    counts = np.asarray(matrix, np.float64)
    return float((counts * _DISTANCE).sum() / max(counts.sum(), 1))


def within_one(matrix: ArrayLike) -> float:
    """Share of predictions at most one grade away, 0-1."""
    counts = np.asarray(matrix, np.float64)
    return float(counts[_DISTANCE <= 1].sum() / max(counts.sum(), 1))


def accuracy(matrix: ArrayLike) -> float:
    """Share of exact predictions, 0-1."""
    counts = np.asarray(matrix, np.float64)
    return float(np.trace(counts) / max(counts.sum(), 1))


def _bins(confidence: RealArray) -> IntArray:
    return np.clip(np.ceil(confidence * ECE_BINS).astype(np.int64) - 1, 0, ECE_BINS - 1)


def ece(labels: ArrayLike, probabilities: ArrayLike) -> float:
    """Expected calibration error of the most probable grade, 15 equal bins (Guo et al. 2017), 0-1."""
    chances = np.asarray(probabilities, np.float64)
    confidence, right = chances.max(axis=1), chances.argmax(axis=1) == np.asarray(labels)
    gaps = np.bincount(_bins(confidence), confidence - right, ECE_BINS)
    return float(np.abs(gaps).sum() / max(len(confidence), 1))


def risk_coverage(labels: ArrayLike, probabilities: ArrayLike) -> tuple[tuple[float, float], ...]:
    """(coverage, MAE of the kept) pairs when the least certain are left out.

    Certain = small spread of the grade distribution.
    """
    chances, truth = np.asarray(probabilities, np.float64), np.asarray(labels, np.int64)
    grades = np.arange(GRADES)
    spread = chances @ grades**2 - (chances @ grades) ** 2
    wrong = np.abs(chances.argmax(axis=1) - truth)[np.argsort(spread, kind="stable")]
    kept = [max(1, round(c * len(truth))) for c in COVERAGES]
    return tuple((c, float(wrong[:k].mean())) for c, k in zip(COVERAGES, kept, strict=True))


def _measures(matrix: ArrayLike, calibration: float) -> Measures:
    return Measures(
        p_recall=p_recall(matrix),
        p_recall_present=p_recall_present(matrix),
        w_recall=w_recall(matrix),
        macro_recall=macro_recall(matrix),
        macro_f1=macro_f1(matrix),
        qwk=qwk(matrix),
        mae=mae(matrix),
        within_one=within_one(matrix),
        accuracy=accuracy(matrix),
        ece=calibration,
    )


def measure(labels: ArrayLike, probabilities: ArrayLike) -> Measures:
    """All figures of one set of grades; the prediction is the most probable grade."""
    chances = np.asarray(probabilities, np.float64)
    return _measures(confusion(labels, chances.argmax(axis=1)), ece(labels, chances))


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95% bootstrap interval."""

    name: str
    value: float
    low: float
    high: float


def bootstrap(
    labels: ArrayLike, probabilities: ArrayLike, people: ArrayLike, rounds: int = 500, seed: int = 0
) -> tuple[Interval, ...]:
    """Every figure of `measure` with its 95% interval from drawing people, not images, with replacement.

    Args:
        people: (N,) any hashable ids; all images of one person are drawn together.
    """
    chances, truth = np.asarray(probabilities, np.float64), np.asarray(labels, np.int64)
    who = np.unique(np.asarray(people), return_inverse=True)[1]
    count = int(who.max()) + 1
    cells = np.zeros((count, GRADES, GRADES))
    np.add.at(cells, (who, truth, chances.argmax(axis=1)), 1)
    confidence = chances.max(axis=1)
    gaps = np.zeros((count, ECE_BINS))
    np.add.at(gaps, (who, _bins(confidence)), confidence - (chances.argmax(axis=1) == truth))
    draws = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=rounds)
    drawn = [_redrawn(row, cells, gaps) for row in draws]
    centre = measure(truth, chances)
    return tuple(_interval(f.name, centre, drawn) for f in fields(Measures))


def _redrawn(times: IntArray, cells: RealArray, gaps: RealArray) -> Measures:
    matrix = np.tensordot(times, cells, 1)
    return _measures(matrix, float(np.abs(times @ gaps).sum() / max(matrix.sum(), 1)))


def _interval(name: str, centre: Measures, drawn: list[Measures]) -> Interval:
    low, high = np.percentile([getattr(m, name) for m in drawn], (2.5, 97.5))
    return Interval(name, float(getattr(centre, name)), float(low), float(high))
