"""Do heat maps lie on what was changed? Share of a map's heat on the rendered change, against a centre prior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from ml.classifier import Head, JointClassifier
from ml.evidence import Evidence
from ml.gradcam import Target, heat_for
from ml.regions import CROP_SIZE
from ml.types import Attribute
from training.bench import ATTRIBUTES, REGIONS, Bench
from training.change_mask import MaskArray, dilated
from training.loader import plain_batches

IntArray = NDArray[np.int64]

LEAST_GRADE = 2


@dataclass(frozen=True, slots=True)
class HeatCheck:
    """crops: correctly graded ones of grade >= 2 with a mask. on_change: mean share of heat on the change, dilated by
    8 px. covered: mean share of the crop that this covers. beats_centre: share of crops where the map has more heat
    on the change than a blob in the middle.
    """

    crops: int
    on_change: float
    covered: float
    beats_centre: float


def centre_prior(size: int = CROP_SIZE) -> NDArray[np.float64]:
    """(size, size), a Gaussian blob of SD size / 4 in the middle, sum 1."""
    line = np.exp(-0.5 * ((np.arange(size) - (size - 1) / 2) / (size / 4)) ** 2)
    blob: NDArray[np.float64] = np.outer(line, line) / line.sum() ** 2
    return blob


def share_on(heat: NDArray[np.floating], mask: MaskArray) -> float:
    """Share of the heat inside the mask, 0-1; 0 for an empty map."""
    total = float(heat.sum())
    return float(heat[mask].sum()) / total if total > 0 else 0.0


@torch.inference_mode()
def check_heat(
    network: JointClassifier, bench: Bench, attribute: Attribute, rows: IntArray, masks: MaskArray
) -> HeatCheck | None:
    """Check the closed-form map of the predicted grade on correctly graded crops of grade 2 and up, each crop seen
    together with its mirror image, as in the app.

    rows: (M,) crops to look at; masks: (M, S, S) bool, what was rendered there. None when no crop qualifies.
    """
    network.eval()
    prior, shares, covered, beats = centre_prior(), [], [], []
    ordered = np.argsort(rows)
    rows, masks = rows[ordered], masks[ordered]
    number = 0
    for batch in plain_batches(bench, rows, (attribute,), 64):
        evidence = _evidence(network, attribute, batch.inputs)
        for one in evidence:
            row, mask = rows[number], masks[number]
            number += 1
            grade = int(bench.grades[row, ATTRIBUTES.index(attribute)])
            if grade < LEAST_GRADE or int(one.logits.argmax()) != grade or not mask.any():
                continue
            grown = dilated(mask)
            shares.append(share_on(heat_for(one, Target.PREDICTED, CROP_SIZE), grown))
            covered.append(float(grown.mean()))
            beats.append(shares[-1] > share_on(prior, grown))
    if not shares:
        return None
    return HeatCheck(len(shares), float(np.mean(shares)), float(np.mean(covered)), float(np.mean(beats)))


def _evidence(network: JointClassifier, attribute: Attribute, inputs: torch.Tensor) -> list[Evidence]:
    head = network.heads[attribute.value]
    assert isinstance(head, Head)
    plain, turned = (network(x, (attribute,))[0] for x in (inputs, inputs.flip(3)))
    features = (plain.features + turned.features.flip(3)) / 2
    maps = torch.einsum("kc,nchw->nkhw", head.linear.weight, features).numpy()
    logits = ((plain.logits + turned.logits) / 2).numpy()
    return [Evidence(attribute, REGIONS[0], one, parts) for one, parts in zip(logits, maps, strict=True)]
