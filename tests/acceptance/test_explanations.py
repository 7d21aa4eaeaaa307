"""The heat map explains exactly the input that was graded: the closed form on the one preprocessing of the very crop.

Nothing of ml.engine, ml.evidence or ml.gradcam is used here: the network is built from the shipped checkpoint, and the
map is worked out from its last feature map and its linear layer.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
import torch

from ml.analyzer import Analyzer
from ml.checkpoints import Pack, load_pack, shipped_pack
from ml.classifier import SkinClassifier, build, load_weights
from ml.preprocess import prepare
from ml.regions import CROP_SIZE
from ml.types import Analysis, Attribute, FloatArray, RgbImage, SkinCrop


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The shipped pack."""
    return load_pack(shipped_pack())


@pytest.fixture(scope="module")
def analysis(analyzer: Analyzer, picture: RgbImage) -> Analysis:
    """Of the portrait."""
    return analyzer.analyze_photo(picture)


@pytest.mark.parametrize("attribute", list(Attribute))
def test_grade_and_heat_come_from_one_input(analysis: Analysis, pack: Pack, attribute: Attribute) -> None:
    checkpoint = pack.of(attribute)
    network = build(checkpoint.card.classifier).eval()
    load_weights(network, checkpoint.weights)
    graded = analysis.of(attribute).regions
    assert graded
    for region in graded:
        crop = analysis.crop(region.region)
        assert crop is not None
        assert region.explanation is not None
        logits, heat = _by_hand(network, crop)
        probabilities = torch.softmax(logits.double() / checkpoint.card.temperature, 0).numpy()
        assert np.abs(probabilities - region.grade.probabilities).max() < 2e-3
        assert np.abs(heat - region.explanation.heat).max() <= 1e-3
        on_skin = heat[crop.mask].sum() / heat.sum() if heat.any() else 0.0
        assert region.explanation.heat_on_skin == pytest.approx(on_skin, abs=1e-3)


def test_another_input_has_another_map(analysis: Analysis, pack: Pack) -> None:
    """The test above can fail: a crop a few levels brighter is told apart."""
    region = analysis.of(Attribute.PIGMENTATION).regions[0]
    crop = analysis.crop(region.region)
    assert crop is not None
    assert region.explanation is not None
    checkpoint = pack.of(Attribute.PIGMENTATION)
    network = build(checkpoint.card.classifier).eval()
    load_weights(network, checkpoint.weights)
    shifted = SkinCrop(crop.region, np.roll(crop.pixels, 16, axis=1), crop.mask, crop.to_image, crop.skin)
    assert np.abs(_by_hand(network, shifted)[1] - region.explanation.heat).max() > 0.05


def _by_hand(network: SkinClassifier, crop: SkinCrop) -> tuple[torch.Tensor, FloatArray]:
    """(5,) logits, and (S, S) ReLU(sum_k w[predicted, k] A_k), hottest 1; the mean of the crop and its mirror image."""
    turned = replace(crop, pixels=np.ascontiguousarray(crop.pixels[:, ::-1]))
    with torch.inference_mode():
        both, features = network(torch.from_numpy(prepare([crop, turned])))
        logits = both.mean(0)
        weights = network.head.linear.weight[int(logits.argmax())]
        maps = torch.tensordot(features, weights, dims=([1], [0]))
        cells = torch.relu((maps[0] + maps[1].flip(-1)) / 2).numpy()
    largest = float(cells.max())
    scaled = cells / largest if largest > 0 else cells
    heat = cv2.resize(scaled, (CROP_SIZE, CROP_SIZE), interpolation=cv2.INTER_LINEAR)
    return logits, np.asarray(heat, np.float32)
