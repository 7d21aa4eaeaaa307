"""A closer look at one crop: the grad-cam package's other methods, and its maps at a finer layer. Not for live use."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ml.checkpoints import Pack
from ml.classifier import SkinClassifier, build, load_weights
from ml.engine import TOGETHER, fold_batch_norms
from ml.gradcam import DetailLayer, DetailMethod
from ml.preprocess import prepare
from ml.types import Attribute, FloatArray, SkinCrop

FINE_STAGE = 2


class DetailedMaps:
    """Calls itself: (crop, attribute, method, layer) -> (S, S) float32 heat 0-1 for the predicted grade.

    Grad-CAM (arXiv:1610.02391), Grad-CAM++ (arXiv:1710.11063), Eigen-CAM (arXiv:2008.00299; it looks at no grade),
    Score-CAM (arXiv:1910.01279; hundreds of forward passes, seconds). The layer FINE is the trunk's third stage,
    8-pixel cells. The package stretches every map from 0 to 1; an even map becomes all zero.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def __call__(
        self, crop: SkinCrop, attribute: Attribute, method: DetailMethod, layer: DetailLayer = DetailLayer.LAST
    ) -> FloatArray:
        """See the class."""
        network = self._network(attribute)
        where = network.head.act if layer is DetailLayer.LAST else network.trunk.blocks[FINE_STAGE]
        cam = _method(method)(_Logits(network), [where])
        cam.batch_size = TOGETHER
        try:
            heat = cam(torch.from_numpy(prepare([crop])), None)[0]
        finally:
            cam.activations_and_grads.release()
        plain: FloatArray = np.clip(np.nan_to_num(heat), 0, 1).astype(np.float32)
        return plain

    def _network(self, attribute: Attribute) -> SkinClassifier:
        """A network of its own, for the package hooks into it; folded like the engine's."""
        network = build(self._pack.of(attribute).card.classifier).eval()
        load_weights(network, self._pack.of(attribute).weights)
        fold_batch_norms(network)
        return network.to(memory_format=torch.channels_last)


class _Logits(nn.Module):
    """A classifier with one output, as the package wants it."""

    def __init__(self, network: SkinClassifier) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.network(x).logits
        return logits


class _NoBar:
    """Stands in for tqdm."""

    @staticmethod
    def tqdm(steps: range) -> range:
        return steps


def _method(method: DetailMethod) -> Any:
    """The package's class; imported here because it brings matplotlib and scikit-learn along."""
    from pytorch_grad_cam import EigenCAM, GradCAM, GradCAMPlusPlus, ScoreCAM, score_cam

    # WORKAROUND: ScoreCAM draws a progress bar on stderr, which a windowed program may not have.
    score_cam.tqdm = _NoBar
    return {
        DetailMethod.GRADCAM: GradCAM,
        DetailMethod.GRADCAM_PLUS_PLUS: GradCAMPlusPlus,
        DetailMethod.EIGEN_CAM: EigenCAM,
        DetailMethod.SCORE_CAM: ScoreCAM,
    }[method]
