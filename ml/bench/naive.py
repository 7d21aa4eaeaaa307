"""The naive way, what the engine is compared with: five whole networks in turn, Grad-CAM by backward pass.

It does what the 2022 system did, with this pack's networks: torch in eager mode, fp32, batch norms as they are, no
trunk shared; each attribute's crops one after the other; the grad-cam package's GradCAM for the predicted class, used
as its documentation shows. Where the original did worse, the naive way is kept better, so that no ratio is flattered:
one forward pass gives grade and heat map (the original ran two), and networks stay loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import torch
from pytorch_grad_cam import GradCAM
from torch import Tensor, nn

from ml.bench.answers import Answer
from ml.checkpoints import Pack
from ml.classifier import SkinClassifier, build, load_weights
from ml.preprocess import prepare
from ml.regions import attributes_of
from ml.types import Attribute, FloatArray, SkinCrop


class NaiveKind(StrEnum):
    """Variants of the naive way, to see what makes the difference.

    ONE_BY_ONE: the reference. BATCHED: all crops of an attribute in one batch. NO_HEAT: one by one, forward pass only,
    without gradients; heat maps are all zero.
    """

    ONE_BY_ONE = "one_by_one"
    BATCHED = "batched"
    NO_HEAT = "no_heat"


class NaiveWay:
    """Five networks, each for itself. threads: torch's, for the whole process; set again at each call.

    Raises:
        ValueError: weights don't fit the network that their card describes.
    """

    def __init__(self, pack: Pack, device: str = "cpu", threads: int = 1) -> None:
        self._device = torch.device(device)
        self._threads = threads
        self._networks = {a: _network(pack, a).to(self._device) for a in Attribute}

    def network(self, attribute: Attribute) -> SkinClassifier:
        """One attribute's whole network."""
        return self._networks[attribute]

    def answers(
        self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute], kind: NaiveKind = NaiveKind.ONE_BY_ONE
    ) -> tuple[Answer, ...]:
        """See ml.bench.answers.Way."""
        found: list[Answer] = []
        for attribute in wanted:
            mine = [crop for crop in crops if attribute in attributes_of(crop.region)]
            for batch in [mine] if kind is NaiveKind.BATCHED and mine else [[crop] for crop in mine]:
                logits, heat = self.looked_at(attribute, prepare(batch), kind)
                found += [Answer(attribute, c.region, one, h) for c, one, h in zip(batch, logits, heat, strict=True)]
        return tuple(found)

    def looked_at(
        self, attribute: Attribute, x: FloatArray, kind: NaiveKind = NaiveKind.ONE_BY_ONE
    ) -> tuple[FloatArray, FloatArray]:
        """Logits (N, 5) and heat (N, S, S), 0-1, of prepared crops, (N, channels, S, S)."""
        if torch.get_num_threads() != self._threads:
            torch.set_num_threads(self._threads)
        network, given = self._networks[attribute], torch.from_numpy(x).to(self._device)
        if kind is NaiveKind.NO_HEAT:
            with torch.no_grad():
                logits = network(given).logits
            return _array(logits), np.zeros((len(x), *x.shape[2:]), np.float32)
        with GradCAM(_Logits(network), [network.head.act]) as cam:
            heat = np.asarray(cam(given, None), np.float32)
            return _array(cam.outputs), heat

    def close(self) -> None:
        """Free the weights. Safe to call twice."""
        self._networks = {}


class _Logits(nn.Module):
    """A classifier with one output, as the package wants it."""

    def __init__(self, network: SkinClassifier) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.network(x).logits
        return logits


def _network(pack: Pack, attribute: Attribute) -> SkinClassifier:
    checkpoint = pack.of(attribute)
    network = build(checkpoint.card.classifier)
    load_weights(network, checkpoint.weights)
    return network.eval()


def _array(logits: Tensor) -> FloatArray:
    return np.asarray(logits.detach().float().cpu().numpy(), np.float32)
