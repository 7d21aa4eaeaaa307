"""What several tests need: a model pack with random weights, crops of random skin."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import nn

from ml.card import Card, ClassifierSpec, Metric
from ml.checkpoints import Checkpoint, save_pack
from ml.classifier import SkinClassifier, build, weights_of
from ml.preprocess import INPUT
from ml.types import Attribute, Region, SkinCrop

SPEC = ClassifierSpec()


def random_pack(folder: Path, *, shared_trunk: bool = True, seed: int = 0) -> Path:
    """A complete pack of networks with lively random weights, under folder/pack. Oil and hydration aren't validated."""
    networks = [random_network(seed + i) for i, _ in enumerate(Attribute)]
    checkpoints = []
    for attribute, network in zip(Attribute, networks, strict=True):
        if shared_trunk:
            network.trunk = networks[0].trunk
        checkpoints.append(Checkpoint(random_card(attribute), weights_of(network)))
    return save_pack(folder / "pack", f"random-{seed}", checkpoints)


def random_card(attribute: Attribute) -> Card:
    """A card as training would write it, its sha256 not yet known."""
    return Card(
        attribute=attribute,
        version="random",
        classifier=SPEC,
        input=INPUT,
        temperature=1.5,
        validated=attribute not in (Attribute.OIL, Attribute.HYDRATION),
        metrics=(Metric("qwk", 0.0, -0.1, 0.1),),
        notes=("random weights",),
    )


def random_network(seed: int) -> SkinClassifier:
    """A network whose batch norms and last layer are random too, so that its answers differ from crop to crop."""
    torch.manual_seed(seed)
    network = build(SPEC).eval()
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.weight.uniform_(0.7, 1.3)
                module.bias.normal_(std=0.2)
                assert module.running_mean is not None
                assert module.running_var is not None
                module.running_mean.normal_(std=0.2)
                module.running_var.uniform_(0.3, 1.5)
        network.head.linear.weight.normal_(std=0.04)
        network.head.linear.bias.normal_(std=0.3)
    return network


def random_crop(region: Region, seed: int = 0) -> SkinCrop:
    """A crop of blotchy skin-coloured noise; a disc of it is the mask."""
    rng = np.random.default_rng([seed, list(Region).index(region)])
    coarse = rng.normal(0, 25, (10, 10, 3)).repeat(16, 0).repeat(16, 1) + rng.normal(0, 8, (160, 160, 3))
    pixels = np.clip(np.array([190, 140, 120]) + coarse, 0, 255).astype(np.uint8)
    y, x = np.mgrid[:160, :160] - 79.5
    return SkinCrop(region, pixels, np.hypot(x, y) < 70, np.eye(2, 3), np.array([0.5, 0.27, 0.19], np.float32))
