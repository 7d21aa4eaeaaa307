"""Grad-CAM by the grad-cam package, by backward pass: what our closed form is compared with."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from pytorch_grad_cam import GradCAM
from torch import Tensor, nn

from ml.classifier import SkinClassifier
from ml.preprocess import prepare
from ml.types import FloatArray, SkinCrop


class _Logits(nn.Module):
    """The classifier as grad-cam wants it: one output."""

    def __init__(self, network: SkinClassifier) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.network(x).logits
        return logits


def reference(network: SkinClassifier, crop: SkinCrop, target: Callable[[Tensor], Tensor]) -> FloatArray:
    """(S, S) grad-cam's map; it stretches every map from 0 to 1."""
    with GradCAM(_Logits(network), [network.head.act]) as cam:
        heat = cam(torch.from_numpy(prepare([crop])), [target])[0]
    plain: FloatArray = np.asarray(heat, np.float32)
    return plain


def stretched(heat: FloatArray) -> FloatArray:
    """The heat as grad-cam scales it, from 0 at its lowest to 1 at its highest."""
    scaled: FloatArray = (heat - heat.min()) / (1e-7 + np.ptp(heat))
    return scaled
