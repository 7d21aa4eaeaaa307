"""The closed form against the grad-cam package's GradCAM, by backward pass, on the same input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torch import Tensor

from ml.checkpoints import Pack, load_pack
from ml.classifier import build, load_weights
from ml.device import Device
from ml.engine import Evidence, TorchEngine
from ml.gradcam import DeletionCheck, Target, deletion_check, explain, heat_for, heat_on_skin
from ml.types import Attribute, FloatArray, ModelVersion, Region, SkinCrop
from tests.grad_cam_reference import reference, stretched
from tests.support import SPEC, random_card, random_crop, random_pack

CROPS = tuple(random_crop(region) for region in Region)
SIZE = 160


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    torch.set_num_threads(1)
    return load_pack(random_pack(tmp_path_factory.mktemp("pack")))


@pytest.mark.parametrize("attribute", list(Attribute))
def test_the_closed_form_is_grad_cam(pack: Pack, attribute: Attribute) -> None:
    network = build(SPEC).eval()
    load_weights(network, pack.of(attribute).weights)
    lit = 0
    for evidence in TorchEngine(pack).run(CROPS, (attribute,)):
        crop = CROPS[list(Region).index(evidence.region)]
        predicted = int(np.argmax(evidence.logits))
        ours = heat_for(evidence, Target.PREDICTED, SIZE)
        assert np.abs(stretched(ours) - reference(network, crop, ClassifierOutputTarget(predicted))).max() <= 1e-4
        lit += bool(np.ptp(ours) > 0)
    assert lit, "a comparison of empty maps proves nothing"


class _Expected:
    def __call__(self, logits: Tensor) -> Tensor:
        return (logits * torch.arange(5)).sum()


class _Against:
    def __init__(self, wanted: int, other: int) -> None:
        self.wanted, self.other = wanted, other

    def __call__(self, logits: Tensor) -> Tensor:
        return logits[self.wanted] - logits[self.other]


def test_the_other_targets_are_grad_cam_of_their_sums(pack: Pack) -> None:
    network = build(SPEC).eval()
    load_weights(network, pack.of(Attribute.WRINKLE).weights)
    for evidence in TorchEngine(pack).run(CROPS, (Attribute.WRINKLE,)):
        crop, c = CROPS[list(Region).index(evidence.region)], int(np.argmax(evidence.logits))
        pairs: list[tuple[Target, Callable[[Tensor], Tensor]]] = [(Target.EXPECTED, _Expected())]
        pairs += [(Target.ONE_HIGHER, _Against(c + 1, c))] if c < 4 else []
        pairs += [(Target.ONE_LOWER, _Against(c - 1, c))] if c > 0 else []
        for target, cam_target in pairs:
            ours = stretched(heat_for(evidence, target, SIZE))
            assert np.abs(ours - reference(network, crop, cam_target)).max() <= 1e-4


def _evidence(logits: Sequence[float], maps: FloatArray) -> Evidence:
    return Evidence(Attribute.OIL, Region.CHIN, np.array(logits, np.float32), maps.astype(np.float32))


def test_heat_is_scaled_by_its_maximum_and_nothing_stays_nothing() -> None:
    maps = np.zeros((5, 2, 2), np.float32)
    maps[1] = [[2, 4], [-3, 0]]
    expected = np.array([[0.5, 1], [0, 0]])
    heat = heat_for(_evidence([0, 9, 0, 0, 0], maps), Target.PREDICTED, 2)
    assert np.allclose(heat, expected)
    assert heat_for(_evidence([9, 0, 0, 0, 0], maps), Target.PREDICTED, 2).max() == 0
    assert heat_for(_evidence([0, 0, 0, 0, 9], maps), Target.ONE_HIGHER, 2).max() == 0, "there is no grade 5"
    assert heat_for(_evidence([9, 0, 0, 0, 0], maps), Target.ONE_LOWER, 2).max() == 0, "there is no grade -1"
    assert np.allclose(heat_for(_evidence([9, 0, 0, 0, 0], maps), Target.ONE_HIGHER, 2), expected)


def test_share_of_heat_on_skin() -> None:
    heat = np.array([[1, 0.5], [0.5, 0]], np.float32)
    mask = np.array([[True, False], [True, True]])
    assert heat_on_skin(heat, mask) == pytest.approx(0.75)
    assert heat_on_skin(np.zeros((2, 2), np.float32), mask) == 0
    one = explain(_evidence([0, 0, 0, 0, 1], np.ones((5, 4, 4), np.float32)), CROPS[0])
    assert one.heat.shape == (SIZE, SIZE)
    assert one.heat_on_skin == pytest.approx(CROPS[0].visible)


class _DarkSpotEngine:
    """Grades by darkness: every dark 16-pixel cell raises the grade."""

    version = ModelVersion("test", ())
    cards = tuple(random_card(a) for a in Attribute)
    device = Device.CPU

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        found = []
        for crop in crops:
            dark = (1 - crop.pixels.mean(2) / 255).reshape(10, 16, 10, 16).mean((1, 3)) - 0.3
            maps = np.stack([dark * 40 * c for c in range(5)]).astype(np.float32)
            found.append(Evidence(wanted[0], crop.region, maps.mean((1, 2)), maps))
        return tuple(found)

    def close(self) -> None:
        """Nothing to free."""


def test_blurring_the_hottest_part_lowers_the_grade_only_if_it_mattered() -> None:
    pixels = np.full((SIZE, SIZE, 3), 179, np.uint8)
    plain = SkinCrop(Region.CHIN, pixels, np.ones((SIZE, SIZE), bool), np.eye(2, 3), np.ones(3, np.float32))
    spotted = pixels.copy()
    spotted[64:80, 64:80] = 0
    crop = SkinCrop(Region.CHIN, spotted, plain.mask, plain.to_image, plain.skin)
    check = deletion_check(_DarkSpotEngine(), crop, Attribute.OIL)
    assert check.fell
    assert check.after < check.before - 0.02
    assert np.array_equal(crop.pixels, spotted), "the crop itself is left alone"
    even = deletion_check(_DarkSpotEngine(), plain, Attribute.OIL)
    assert even.after == pytest.approx(even.before)
    assert not DeletionCheck(1.0, 1.0).fell


def test_the_deletion_check_grades_with_the_temperature_of_the_card(pack: Pack) -> None:
    from ml.grading import grade_of

    engine = TorchEngine(pack)
    (evidence,) = engine.run(CROPS[:1], (Attribute.OIL,))
    check = deletion_check(engine, CROPS[0], Attribute.OIL)
    assert check.before == pytest.approx(grade_of(evidence, 1.5).expected)
    assert check.before != pytest.approx(grade_of(evidence, 1.0).expected)


def test_heat_maps_need_no_torch() -> None:
    import subprocess
    import sys

    root = Path(__file__).parents[2]
    code = (
        "import ml.gradcam, ml.checkpoints, sys; assert 'torch' not in sys.modules and 'mediapipe' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)
