"""The torch engine, the reference of the others: folded convolutions, a common trunk computed once. Imports torch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from ml.card import Card
from ml.checkpoints import Pack, trunk_users
from ml.classifier import Head, SkinClassifier, build, load_weights
from ml.device import Device
from ml.errors import PibuError, TroubleCode
from ml.evidence import Engine as Engine
from ml.evidence import Evidence as Evidence
from ml.preprocess import prepare
from ml.regions import attributes_of
from ml.types import Attribute, ModelVersion, SkinCrop

TOGETHER = 4
"""Crops that run through a trunk at once: 29 ms for eight crops against 54 ms in one batch of eight, whose early
feature maps (20 MB each) leave the processor's cache and go back to the system each time (1 thread, torch 2.15)."""


class TorchEngine:
    """Runs a pack with torch.

    Batch norms are folded into their convolutions, memory is channels-last, no gradients are kept, and each distinct
    trunk runs once on all crops that need it.
    threads: torch's threads within one operation. torch keeps that number for the whole process, so every engine of
    a process must be given the same; run() sets it again if somebody changed it.

    Raises:
        PibuError: CHECKPOINT_FOREIGN when weights don't fit the network that their card describes.
    """

    def __init__(self, pack: Pack, device: str = "cpu", threads: int = 1) -> None:
        self._device = torch.device(device)
        self._threads = threads
        self._version = pack.model_version
        self._cards = tuple(c.card for c in pack.checkpoints)
        networks = {a: network_of(pack, a) for a in Attribute}
        self._heads = {a: self._ready(fold_batch_norms(n.head)) for a, n in networks.items()}
        self._trunks = tuple(
            (self._ready(fold_batch_norms(networks[users[0]].trunk)), users) for users in trunk_users(pack)
        )

    @property
    def version(self) -> ModelVersion:
        """The pack whose weights it runs."""
        return self._version

    @property
    def cards(self) -> tuple[Card, ...]:
        """The five cards, in the order of Attribute."""
        return self._cards

    @property
    def device(self) -> Device:
        """What it runs on."""
        return Device.TORCH

    @property
    def trunks(self) -> int:
        """How many different trunks run: 1 when the five classifiers share theirs."""
        return len(self._trunks)

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        """See ml.evidence.Engine.run."""
        if torch.get_num_threads() != self._threads:
            torch.set_num_threads(self._threads)
        read = {a: [i for i, crop in enumerate(crops) if a in attributes_of(crop.region)] for a in wanted}
        found: dict[Attribute, list[Evidence]] = {}
        with torch.inference_mode():
            x = torch.from_numpy(prepare(crops)).to(self._device)
            for trunk, users in self._trunks:
                rows = sorted({i for a in users for i in read.get(a, ())})
                if rows:
                    shared = torch.cat([trunk(part) for part in torch.split(_picked(x, rows), TOGETHER)])
                    for attribute in (a for a in wanted if a in users and read[a]):
                        part = _picked(shared, [rows.index(i) for i in read[attribute]])
                        found[attribute] = self._evidence(attribute, part, [crops[i] for i in read[attribute]])
        return tuple(e for a in wanted for e in found.get(a, ()))

    def close(self) -> None:
        """Free the weights. Safe to call twice."""
        self._heads, self._trunks = {}, ()

    def _ready(self, module: nn.Module) -> nn.Module:
        placed: nn.Module = module.eval().requires_grad_(False).to(self._device)
        return placed.to(memory_format=torch.channels_last)

    def _evidence(self, attribute: Attribute, shared: Tensor, crops: Sequence[SkinCrop]) -> list[Evidence]:
        head = self._heads[attribute]
        assert isinstance(head, Head)
        weight = head.linear.weight[:, :, None, None]
        maps = torch.nn.functional.conv2d(head.feature_map(shared), weight)
        logits = (maps.mean((2, 3)) + head.linear.bias).cpu().numpy()
        plain = np.ascontiguousarray(maps.cpu().numpy())
        return [
            Evidence(attribute, crop.region, one, each) for crop, one, each in zip(crops, logits, plain, strict=True)
        ]


def fold_batch_norms(module: nn.Module) -> nn.Module:
    """The module with every batch norm merged into the convolution before it; in place, for inference only.

    timm's batch norms carry the activation that follows them; it stays.
    """
    name_before, before = "", None
    for name, child in list(module.named_children()):
        if isinstance(child, nn.BatchNorm2d) and isinstance(before, nn.Conv2d):
            setattr(module, name_before, fuse_conv_bn_eval(before.eval(), child.eval()))
            setattr(module, name, getattr(child, "act", nn.Identity()))
        else:
            fold_batch_norms(child)
        name_before, before = name, child
    return module


def network_of(pack: Pack, attribute: Attribute) -> SkinClassifier:
    """One attribute's network with its weights, ready to infer.

    Raises:
        PibuError: CHECKPOINT_FOREIGN when the weights don't fit the network that their card describes.
    """
    checkpoint = pack.of(attribute)
    try:
        network = build(checkpoint.card.classifier)
        load_weights(network, checkpoint.weights)
    except (ValueError, RuntimeError, LookupError) as error:
        raise PibuError(TroubleCode.CHECKPOINT_FOREIGN, str(pack.folder), f"{attribute.value}: {error}") from error
    return network.eval()


def _picked(x: Tensor, rows: Sequence[int]) -> Tensor:
    """Some rows of a batch; the batch itself when that is all of them, in order."""
    return x if list(rows) == list(range(len(x))) else x[list(rows)]
