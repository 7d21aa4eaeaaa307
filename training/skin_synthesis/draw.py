"""How severe each region's changes are: grade shares as the original's, regions of a face alike, base allowed for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np

from ml.regions import regions_of
from ml.types import GRADES, FloatArray
from training.skin_synthesis.base_level import ATTRIBUTES
from training.skin_synthesis.ground import REGIONS

NATURAL_SHARES: tuple[tuple[float, ...], ...] = (
    (1.0, 27.0, 55.0, 15.0, 1.0),
    (5.9, 26.8, 41.1, 19.6, 6.6),
    (36.4, 39.7, 20.1, 3.2, 0.6),
    (21.3, 43.9, 25.5, 7.0, 2.3),
    (40.2, 45.7, 12.4, 1.3, 0.4),
)
"""Percent of grades 0-4 in ATTRIBUTES' order (the original's data, original-system.md)."""
WITHIN_FACE = 0.97
"""Correlation of a region's level with its face's: so high that the faces' mean grades have the wanted shares too."""
SPREAD = 0.30
"""Severity lies within this of its grade's centre."""
UNCHANGED_SHARE = 0.03
UNCHANGED_TO_LEARN = 0.10
"""Mixed shares: so many faces show nothing but their own skin, and as many more nothing of one attribute."""
_NORMAL = NormalDist()


class Shares(StrEnum):
    """Which grades are drawn: as the original's, all alike, or each in half of the faces."""

    NATURAL = "natural"
    BALANCED = "balanced"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, eq=False)
class Draw:
    """(8, 5) each. total: severity seen (base + extra); extra: what is rendered; grades: -1 where not graded."""

    total: FloatArray
    extra: FloatArray
    grades: np.ndarray[tuple[int, ...], np.dtype[np.int8]]


def graded_on() -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """(8, 5) whether an attribute is graded on a region."""
    return np.array([[region in regions_of(attribute) for attribute in ATTRIBUTES] for region in REGIONS])


def wanted_shares(shares: FloatArray, bases: FloatArray) -> FloatArray:
    """Shares to draw from so that the larger of drawn and base grade has the given shares.

    With draw and base independent, F_label(g) = F_drawn(g) F_base(g). shares: (5,); bases: (N,) severities.
    """
    target = np.cumsum(shares) / np.sum(shares)
    grades = np.round(bases)
    below = np.array([(grades <= grade).mean() for grade in range(GRADES)])
    cumulative = np.maximum.accumulate(np.clip(target / np.maximum(below, 1e-6), 0, 1))
    return np.asarray(np.diff(cumulative, prepend=0.0), np.float32)


def draw(base: FloatArray, bases: FloatArray, shares: Shares, rng: np.random.Generator) -> Draw:
    """Severities of one face. base: (8, 5) of its person; bases: (photographs, 8, 5) of the whole split."""
    balanced = shares is Shares.BALANCED or (shares is Shares.MIXED and rng.random() < 0.5)
    often = {Shares.NATURAL: UNCHANGED_SHARE, Shares.BALANCED: 0.0, Shares.MIXED: UNCHANGED_TO_LEARN}[shares]
    unchanged = rng.random() < often
    total = np.zeros((len(REGIONS), len(ATTRIBUTES)), np.float32)
    for column in range(len(ATTRIBUTES)):
        target = np.ones(GRADES) if balanced else np.array(NATURAL_SHARES[column])
        face = rng.standard_normal()
        for row in range(len(REGIONS)):
            own = WITHIN_FACE * face + np.sqrt(1 - WITHIN_FACE**2) * rng.standard_normal()
            cumulative = np.cumsum(wanted_shares(target.astype(np.float32), bases[:, row, column]))
            grade = int(np.searchsorted(cumulative[:-1], _NORMAL.cdf(own), "right"))
            total[row, column] = _severity(grade, float(base[row, column]), rng)
    extra = np.where(graded_on(), np.maximum(total - base, 0), 0)
    if unchanged:
        extra = np.zeros_like(extra)
    if shares is Shares.MIXED:
        extra[:, rng.random(len(ATTRIBUTES)) < UNCHANGED_TO_LEARN] = 0
    return _labelled(base, extra)


def _severity(grade: int, base: float, rng: np.random.Generator) -> float:
    """Around the grade's centre; grade 0 on skin clearer than usual is anything from that skin to usual skin."""
    if grade == 0 and base < 0:
        return float(rng.uniform(base, SPREAD))
    return max(0.0, grade + float(rng.uniform(-SPREAD, SPREAD)))


def _labelled(base: FloatArray, extra: FloatArray) -> Draw:
    total = np.clip(base + extra, 0, GRADES - 1).astype(np.float32)
    grades = np.where(graded_on(), np.round(total), -1).astype(np.int8)
    return Draw(total, extra.astype(np.float32), grades)
