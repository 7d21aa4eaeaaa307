"""Grades crops: runs the engine on those that can be judged, explains, and aggregates by attribute."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ml.aggregate import abstaining, judged, skin_weights, weighted
from ml.card import Card
from ml.evidence import Engine, Evidence
from ml.gradcam import explain
from ml.grading import grade_of
from ml.regions import attributes_of
from ml.types import Abstention, Attribute, AttributeGrade, RegionGrade, SkinCrop

Reason = Callable[[Attribute], Abstention | None]


class Grader:
    """Turns crops into grades. Each crop is prepared once, whichever attributes read it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def grades(
        self, crops: Sequence[SkinCrop], attributes: Sequence[Attribute], explained: Sequence[Attribute], reason: Reason
    ) -> tuple[AttributeGrade, ...]:
        """One AttributeGrade per attribute, in order.

        crops: of one face (or one close-up), abstained ones included. explained: the attributes that get heat maps.
        reason: why an attribute is not graded, or None; an attribute for which it says None has a judged crop.
        """
        reasons = {attribute: reason(attribute) for attribute in attributes}
        evidence = self._evidence(crops, [a for a in attributes if reasons[a] is None])
        grades = []
        for attribute in attributes:
            why = reasons[attribute]
            if why is not None:
                grades.append(abstaining(attribute, why, self._card(attribute).validated))
            else:
                mine = [e for e in evidence if e.attribute is attribute]
                grades.append(self._graded(attribute, judged(attribute, crops), mine, attribute in explained))
        return tuple(grades)

    def _evidence(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        needed = [c for c in crops if c.abstained is None and set(attributes_of(c.region)) & set(wanted)]
        return self._engine.run(needed, wanted) if needed else ()

    def _graded(
        self, attribute: Attribute, crops: Sequence[SkinCrop], evidence: Sequence[Evidence], heat: bool
    ) -> AttributeGrade:
        card = self._card(attribute)
        regions = [
            RegionGrade(attribute, c.region, grade_of(e, card.temperature), weight, explain(e, c) if heat else None)
            for c, e, weight in zip(crops, evidence, skin_weights(crops), strict=True)
        ]
        return weighted(attribute, regions, card.validated)

    def _card(self, attribute: Attribute) -> Card:
        return next(card for card in self._engine.cards if card.attribute is attribute)
