"""How far two ways of grading the same crops agree: grades, expected grades, heat maps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ml.bench.answers import Answer
from ml.grading import grade_of_logits
from ml.types import Attribute, FloatArray

FLAT = 1e-6
"""A heat map whose standard deviation is below this shows nothing."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A way against the reference, over pairs of an attribute and a crop.

    same_grade: share of pairs with the same most probable grade. expected_p99, expected_most: difference of the
    expected grade, in grades. heat_*: Pearson correlation of the heat maps, over heat_pairs; pairs whose most probable
    grades differ, or where both maps are flat, are left out: their maps answer different questions, or none.
    """

    crops: int
    pairs: int
    same_grade: float
    expected_p99: float
    expected_most: float
    heat_pairs: int
    heat_median: float
    heat_p01: float
    heat_least: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One pair. heat: correlation, or None where there is nothing to compare."""

    same_grade: bool
    expected: float
    heat: float | None


def difference(reference: Answer, answer: Answer, temperature: float) -> Difference:
    """How far one answer is from the reference's for the same pair.

    Raises:
        ValueError: they aren't of the same attribute and region.
    """
    if (reference.attribute, reference.region) != (answer.attribute, answer.region):
        raise ValueError("answers to different questions can't be compared")
    one, other = grade_of_logits(reference.logits, temperature), grade_of_logits(answer.logits, temperature)
    same = int(np.argmax(reference.logits)) == int(np.argmax(answer.logits))
    heat = correlation(reference.heat, answer.heat) if same else None
    return Difference(same, abs(one.expected - other.expected), heat)


def summed(crops: int, differences: Iterable[Difference]) -> Agreement:
    """The agreement over all pairs. crops: how many crops they come from.

    Raises:
        ValueError: there are no pairs, or none with heat.
    """
    every = list(differences)
    heat = np.array([d.heat for d in every if d.heat is not None])
    expected = np.array([d.expected for d in every])
    if not heat.size:
        raise ValueError("there is nothing to compare")
    return Agreement(
        crops=crops,
        pairs=len(every),
        same_grade=float(np.mean([d.same_grade for d in every])),
        expected_p99=float(np.quantile(expected, 0.99)),
        expected_most=float(expected.max()),
        heat_pairs=int(heat.size),
        heat_median=float(np.median(heat)),
        heat_p01=float(np.quantile(heat, 0.01)),
        heat_least=float(heat.min()),
    )


def differences(
    reference: Iterable[Answer], answers: Iterable[Answer], temperatures: Mapping[Attribute, float]
) -> list[Difference]:
    """The pairs' differences, in order. temperatures: of the cards."""
    pairs = zip(reference, answers, strict=True)
    return [difference(one, other, temperatures[one.attribute]) for one, other in pairs]


def correlation(one: FloatArray, other: FloatArray) -> float | None:
    """Pearson's correlation of two heat maps; 0 when just one of them is flat, None when both are."""
    flat = [float(heat.std()) < FLAT for heat in (one, other)]
    if any(flat):
        return None if all(flat) else 0.0
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])
