"""The five shipped checkpoints: complete, honest about what isn't validated, and explained exactly."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

from ml.checkpoints import Pack, load_pack, shipped_pack
from ml.classifier import SkinClassifier, build, load_weights
from ml.crops import cut_all
from ml.engine import TorchEngine
from ml.gradcam import Target, heat_for
from ml.preprocess import prepare
from ml.types import Attribute, SkinCrop
from tests.faces import finder, portrait
from tests.grad_cam_reference import reference, stretched


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Fails, and does not skip, when the pack is missing or damaged."""
    torch.set_num_threads(1)
    return load_pack(shipped_pack())


@pytest.fixture(scope="module")
def crops() -> Iterator[tuple[SkinCrop, ...]]:
    image = portrait()
    with finder() as landmarker:
        yield cut_all(image, landmarker.detect(image)[0])


def _network(pack: Pack, attribute: Attribute) -> SkinClassifier:
    network = build(pack.of(attribute).card.classifier).eval()
    load_weights(network, pack.of(attribute).weights)
    return network


@pytest.mark.parametrize("attribute", list(Attribute))
def test_the_heat_map_is_grad_cam_of_the_graded_input(
    pack: Pack, crops: tuple[SkinCrop, ...], attribute: Attribute
) -> None:
    network, lit = _network(pack, attribute), 0
    by_region = {crop.region: crop for crop in crops}
    for evidence in TorchEngine(pack).run(crops, (attribute,)):
        crop = by_region[evidence.region]
        with torch.inference_mode():
            logits = network(torch.from_numpy(prepare([crop]))).logits[0].numpy()
        assert np.abs(evidence.logits - logits).max() <= 1e-3
        ours = stretched(heat_for(evidence, Target.PREDICTED, len(crop.mask)))
        predicted = ClassifierOutputTarget(int(np.argmax(evidence.logits)))
        assert np.abs(ours - reference(network, crop, predicted)).max() <= 1e-4
        lit += bool(ours.max() > 0)
    assert lit, f"{attribute.value}: every map is empty"


@pytest.mark.parametrize("attribute", list(Attribute))
def test_the_card_is_complete_and_honest(pack: Pack, attribute: Attribute) -> None:
    card = pack.of(attribute).card
    assert card.attribute is attribute
    assert card.metrics
    assert card.sources
    assert card.licences
    assert card.notes
    if attribute in (Attribute.OIL, Attribute.HYDRATION):
        assert not card.validated, "training-lessons: no transfer to real photographs was shown"


def test_the_pack_is_small() -> None:
    assert sum(f.stat().st_size for f in shipped_pack().iterdir()) <= 60 * 2**20
