"""Start a training whose five networks share more stages from one whose networks shared fewer.

The stages that become common start from the mean of the five heads' own ones: these came from one ancestor and were
trained side by side, so they lie near each other (Wortsman et al. 2022, "Model soups", arXiv:2203.05482).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from ml.card import ClassifierSpec
from ml.types import Attribute


def merge_stages(
    weights: Mapping[str, Tensor], attributes: Sequence[Attribute], before: ClassifierSpec, after: ClassifierSpec
) -> dict[str, Tensor]:
    """A joint network's weights, put into the shape of one that shares more stages.

    before, after: alike but for shared_stages.

    Raises:
        ValueError: they differ in more, or `after` shares fewer.
    """
    if (before.backbone, before.stages, before.head_width, before.channels) != (
        after.backbone,
        after.stages,
        after.head_width,
        after.channels,
    ) or after.shared_stages < before.shared_stages:
        raise ValueError("only a network of the same shape that shares fewer stages can be started from")
    merged: dict[str, Tensor] = {}
    for name, tensor in weights.items():
        if not name.startswith("heads.") or ".blocks." not in name:
            merged[name] = tensor
            continue
        _, attribute, _, stage, rest = name.split(".", 4)  # stages keep their number in trunk and head
        if int(stage) >= after.shared_stages:
            merged[name] = tensor
        elif attribute == attributes[0].value:
            own = torch.stack([weights[f"heads.{a.value}.blocks.{stage}.{rest}"].double() for a in attributes])
            merged[f"trunk.blocks.{stage}.{rest}"] = own.mean(0).to(tensor.dtype)
    return merged
