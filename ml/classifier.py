"""The networks: a trunk of early stages, one head per attribute, global average pooling, one linear layer.

The last feature map is taken after its activation and is followed by nothing but averaging and a linear layer:
that is what makes Grad-CAM a closed form (Zhou et al. 2016, arXiv:1512.04150; Selvaraju et al. 2017,
arXiv:1610.02391). The backbone's later stages are left out on purpose: crops have a fixed physical scale, texture
needs no wider view, and the map stays 16 pixels fine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import timm
import torch
from torch import Tensor, nn

from ml.card import ClassifierSpec as ClassifierSpec
from ml.types import GRADES, Attribute, FloatArray

NEW_CHANNEL_SPREAD = 0.3


class Graded(NamedTuple):
    """What a classifier says. logits: (N, 5). features: (N, C, h, w), the last map after its activation."""

    logits: Tensor
    features: Tensor


class Trunk(nn.Module):
    """Stem and early stages: (N, channels, S, S) -> (N, C, h, w)."""

    def __init__(self, backbone: Any, spec: ClassifierSpec) -> None:
        super().__init__()
        self.stem: nn.Conv2d = backbone.conv_stem
        self.bn: nn.Module = backbone.bn1
        self.blocks: nn.Sequential = backbone.blocks[: spec.shared_stages]

    def forward(self, x: Tensor) -> Tensor:
        """The shared feature map."""
        out: Tensor = self.blocks(self.bn(self.stem(x)))
        return out


class Head(nn.Module):
    """One attribute's late stages, a 1x1 convolution, and the linear layer: shared map -> Graded."""

    def __init__(self, backbone: Any, spec: ClassifierSpec, dropout: float) -> None:
        super().__init__()
        self.blocks: nn.Sequential = backbone.blocks[spec.shared_stages : spec.stages]
        self.conv = nn.Conv2d(_out_channels(backbone.blocks[spec.stages - 1]), spec.head_width, 1, bias=False)
        self.bn = nn.BatchNorm2d(spec.head_width, eps=1e-3)
        self.act = nn.ReLU6()
        self.drop = nn.Dropout(dropout)
        self.linear = nn.Linear(spec.head_width, GRADES)
        nn.init.kaiming_normal_(self.conv.weight, mode="fan_out")
        nn.init.normal_(self.linear.weight, std=0.01)
        nn.init.zeros_(self.linear.bias)

    def forward(self, shared: Tensor) -> Graded:
        """Logits and the last feature map."""
        features = self.feature_map(shared)
        return Graded(self.linear(self.drop(features.mean((2, 3)))), features)

    def feature_map(self, shared: Tensor) -> Tensor:
        """(N, head_width, h, w), the last map, after its activation."""
        features: Tensor = self.act(self.bn(self.conv(self.blocks(shared))))
        return features


class SkinClassifier(nn.Module):
    """One attribute's whole network."""

    def __init__(self, trunk: Trunk, head: Head) -> None:
        super().__init__()
        self.trunk = trunk
        self.head = head

    def forward(self, x: Tensor) -> Graded:
        """x: (N, channels, S, S) float, from ml.preprocess.prepare."""
        graded: Graded = self.head(self.trunk(x))
        return graded


class JointClassifier(nn.Module):
    """One trunk and a head for each attribute, to train them together."""

    def __init__(self, spec: ClassifierSpec, attributes: Sequence[Attribute], dropout: float = 0.2) -> None:
        super().__init__()
        self.spec = spec
        self.attributes = tuple(attributes)
        self.trunk = Trunk(_backbone(spec), spec)
        self.heads = nn.ModuleDict({a.value: Head(_backbone(spec), spec, dropout) for a in self.attributes})

    def forward(
        self, x: Tensor, wanted: Sequence[Attribute], rows: Sequence[Tensor] | None = None
    ) -> tuple[Graded, ...]:
        """What the wanted heads say, in that order.

        rows: for each wanted attribute, which rows of x (int64) its head reads; None = all rows.
        """
        shared = self.trunk(x)
        picked = [shared] * len(wanted) if rows is None else [shared[r] for r in rows]
        return tuple(self.heads[a.value](part) for a, part in zip(wanted, picked, strict=True))


def build(spec: ClassifierSpec, dropout: float = 0.0) -> SkinClassifier:
    """One attribute's network with random weights."""
    backbone = _backbone(spec)
    return SkinClassifier(Trunk(backbone, spec), Head(backbone, spec, dropout))


def split(joint: JointClassifier) -> dict[Attribute, SkinClassifier]:
    """One network per attribute. They hold the very modules of the joint one (the same trunk), no copies."""
    networks = {}
    for attribute in joint.attributes:
        head = joint.heads[attribute.value]
        assert isinstance(head, Head)
        networks[attribute] = SkinClassifier(joint.trunk, head)
    return networks


def start_from_imagenet(
    network: SkinClassifier | JointClassifier, spec: ClassifierSpec, weights: Mapping[str, Tensor]
) -> None:
    """Copy ImageNet weights into trunk and heads, in place.

    weights: the state of the reference EfficientNet-Lite0 (training.imagenet finds it). Its tensors come in the
    same order as timm's tf_efficientnet_lite0, under other names. Input channels past RGB start as small noise (of
    a fixed seed); the 1x1 convolution and the linear layer keep their own start, they have no counterpart.

    Raises:
        ValueError: the weights don't fit the backbone.
    """
    donor: Any = timm.create_model(spec.backbone, pretrained=False)
    renamed = {
        name: tensor.reshape(own.shape)
        for (name, own), tensor in zip(donor.state_dict().items(), weights.values(), strict=False)
        if own.numel() == tensor.numel()
    }
    if len(renamed) != len(donor.state_dict()) or len(weights) != len(renamed):
        raise ValueError(f"these weights are not of {spec.backbone}")
    donor.load_state_dict(renamed)
    heads = network.heads.values() if isinstance(network, JointClassifier) else [network.head]
    trunk = network.trunk
    with torch.no_grad():
        _widen(trunk.stem.weight, donor.conv_stem.weight)
    trunk.bn.load_state_dict(donor.bn1.state_dict())
    trunk.blocks.load_state_dict(donor.blocks[: spec.shared_stages].state_dict())
    for head in heads:
        assert isinstance(head, Head)
        head.blocks.load_state_dict(donor.blocks[spec.shared_stages : spec.stages].state_dict())


def weights_of(network: SkinClassifier) -> dict[str, FloatArray]:
    """A network's weights and batch-norm statistics as float32 arrays, for a Checkpoint."""
    state = network.state_dict().items()
    return {name: t.detach().float().cpu().numpy() for name, t in state if t.is_floating_point()}


def load_weights(network: SkinClassifier, weights: Mapping[str, FloatArray]) -> None:
    """Put weights into a network, in place.

    Raises:
        ValueError: names or shapes don't fit it.
    """
    state = network.state_dict()
    counters = {name: t for name, t in state.items() if not t.is_floating_point()}
    if set(weights) != set(state) - set(counters):
        raise ValueError("the weights have other names than the network")
    given = {name: torch.from_numpy(np.array(w, np.float32)) for name, w in weights.items()}
    try:
        network.load_state_dict(given | counters)
    except RuntimeError as error:
        raise ValueError(str(error)) from error


def _widen(own: Tensor, rgb: Tensor) -> None:
    own[:, :3] = rgb
    noise = torch.randn(own[:, 3:].shape, generator=torch.Generator().manual_seed(0))
    own[:, 3:] = noise * rgb.std() * NEW_CHANNEL_SPREAD


def _backbone(spec: ClassifierSpec) -> Any:
    if not 0 <= spec.shared_stages <= spec.stages or "efficientnet" not in spec.backbone:
        raise ValueError(f"not a classifier: {spec}")
    return timm.create_model(spec.backbone, pretrained=False, in_chans=spec.channels)


def _out_channels(stage: Any) -> int:
    last = stage[-1]
    return int((last.conv_pwl if hasattr(last, "conv_pwl") else last.conv_pw).out_channels)
