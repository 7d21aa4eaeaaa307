"""What an engine says of a crop, and the face every engine shows; no inference library is imported here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ml.card import Card
from ml.device import Device
from ml.types import Attribute, FloatArray, ModelVersion, Region, SkinCrop


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """One classifier's answer for one crop.

    logits: (5,) float32, not yet divided by temperature.
    class_maps: (5, h, w) float32, the last feature map weighted by the linear layer, sum_k w[c, k] A[k];
    mean(class_maps[c]) + bias[c] = logits[c], so the maps say exactly which cell spoke how much for which grade.
    """

    attribute: Attribute
    region: Region
    logits: FloatArray
    class_maps: FloatArray


class Engine(Protocol):
    """Runs the classifiers. run may be called from several threads at once."""

    @property
    def version(self) -> ModelVersion:
        """The pack whose weights it runs."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """The five cards, in the order of Attribute."""

    @property
    def device(self) -> Device:
        """What it runs on: never AUTO."""

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        """Grade each crop by each wanted attribute that reads its region (ml.regions.ATTRIBUTE_REGIONS).

        Ordered by wanted, then crops: what matters most to the caller comes first.
        """

    def close(self) -> None:
        """Free the weights. Safe to call twice."""
