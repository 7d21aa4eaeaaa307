"""Saliency randomisation: heat maps must change when what was learnt is thrown away (Adebayo et al. 2018).

"Sanity Checks for Saliency Maps", arXiv:1810.03292: weights are re-initialised from the top down, and the maps of
the same grade are compared by rank correlation. Maps that stay alike would explain the picture, not the classifier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import torch
from scipy.stats import spearmanr

from ml.checkpoints import Checkpoint, Pack
from ml.classifier import build, weights_of
from ml.engine import TorchEngine
from ml.evidence import Evidence
from ml.types import Attribute, FloatArray, SkinCrop

SEEDS = (1, 2)


class Depth(StrEnum):
    """How much is re-initialised, from the top: the linear layer; the 1x1 convolution too; the head's blocks too."""

    LINEAR = "linear"
    CONVOLUTION = "convolution"
    HEAD = "head"


_PARTS: Mapping[Depth, tuple[str, ...]] = {
    Depth.LINEAR: ("head.linear.",),
    Depth.CONVOLUTION: ("head.linear.", "head.bn.", "head.conv."),
    Depth.HEAD: ("head.",),
}


@dataclass(frozen=True, slots=True)
class Randomisation:
    """Rank correlation of heat maps before and after. maps: pairs compared (those that show any heat); mean_abs: mean
    |rho|; mean: mean rho.
    """

    attribute: Attribute
    depth: Depth
    maps: int
    mean_abs: float
    mean: float


def randomised(pack: Pack, depth: Depth, seed: int) -> Pack:
    """The pack with the top of every classifier as it was before any training; the trunk stays."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return replace(pack, checkpoints=tuple(_randomised(c, _PARTS[depth]) for c in pack.checkpoints))


def rank_correlation(one: FloatArray, other: FloatArray) -> float | None:
    """Spearman's rho of two maps of one shape; None when one of them is the same everywhere."""
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    return float(spearmanr(one.ravel(), other.ravel()).statistic)


def check_randomisation(
    pack: Pack, crops: Sequence[SkinCrop], seeds: Sequence[int] = SEEDS, threads: int = 1
) -> tuple[Randomisation, ...]:
    """Compare the maps of the grades that the pack gives, for each attribute and depth; the mean over crops and seeds.

    An attribute without any pair to compare is left out.
    """
    judged = [crop for crop in crops if crop.abstained is None]
    own = _evidence(pack, judged, threads)
    found = []
    for depth in Depth:
        others = [_evidence(randomised(pack, depth, seed), judged, threads) for seed in seeds]
        for attribute in Attribute:
            pairs = [pair for other in others for pair in zip(own, other, strict=True)]
            rhos = list(_rhos((a, b) for a, b in pairs if a.attribute is attribute))
            if rhos:
                mean_abs, mean = float(np.mean(np.abs(rhos))), float(np.mean(rhos))
                found.append(Randomisation(attribute, depth, len(rhos), mean_abs, mean))
    return tuple(found)


def _randomised(checkpoint: Checkpoint, parts: tuple[str, ...]) -> Checkpoint:
    fresh = weights_of(build(checkpoint.card.classifier))
    mixed = {name: fresh[name] if name.startswith(parts) else kept for name, kept in checkpoint.weights.items()}
    return replace(checkpoint, weights=mixed)


def _evidence(pack: Pack, crops: Sequence[SkinCrop], threads: int) -> tuple[Evidence, ...]:
    engine = TorchEngine(pack, threads=threads)
    try:
        return engine.run(crops, tuple(Attribute))
    finally:
        engine.close()


def _rhos(pairs: Iterable[tuple[Evidence, Evidence]]) -> Iterable[float]:
    """Rho of each pair's heat for the first one's grade."""
    for one, other in pairs:
        grade = int(np.argmax(one.logits))
        rho = rank_correlation(np.maximum(one.class_maps[grade], 0), np.maximum(other.class_maps[grade], 0))
        if rho is not None:
            yield rho
