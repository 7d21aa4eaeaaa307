"""What two ways of grading are compared by: one logit vector and one heat map for each attribute and crop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ml.evidence import Engine
from ml.gradcam import Target, heat_for
from ml.regions import attributes_of
from ml.types import Attribute, FloatArray, Region, SkinCrop


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One attribute's answer for one crop.

    logits: (5,) float32, not yet divided by temperature. heat: (S, S) float32, 0-1, for the most probable grade.
    """

    attribute: Attribute
    region: Region
    logits: FloatArray
    heat: FloatArray


class Way(Protocol):
    """A way of grading crops and explaining every grade."""

    def answers(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Answer, ...]:
        """One Answer for each wanted attribute and each crop it reads; ordered by wanted, then crops."""

    def close(self) -> None:
        """Free the weights. Safe to call twice."""


class EngineWay:
    """The engine, with the closed-form heat map of every grade it gives."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def engine(self) -> Engine:
        """The engine itself."""
        return self._engine

    def answers(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Answer, ...]:
        """See Way."""
        size = len(crops[0].pixels) if crops else 0
        return tuple(
            Answer(e.attribute, e.region, e.logits, heat_for(e, Target.PREDICTED, size))
            for e in self._engine.run(crops, wanted)
        )

    def close(self) -> None:
        """Free the weights. Safe to call twice."""
        self._engine.close()


def pairs_of(crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> int:
    """How many answers these crops get: a crop counts once for each wanted attribute that reads it."""
    return sum(1 for attribute in wanted for crop in crops if attribute in attributes_of(crop.region))
