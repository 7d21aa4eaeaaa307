"""The mean of a crop and its mirror image: the same for both, and still explained cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ml.checkpoints import load_pack
from ml.engine import TorchEngine
from ml.mirror_mean import MirrorMean
from ml.types import Attribute, Region, SkinCrop
from tests.support import random_pack


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TorchEngine]:
    engine = TorchEngine(load_pack(random_pack(Path(tmp_path_factory.mktemp("pack")))))
    yield engine
    engine.close()


def _crop(seed: int, region: Region) -> SkinCrop:
    pixels = np.random.default_rng(seed).integers(60, 220, (160, 160, 3), np.uint8)
    return SkinCrop(region, pixels, np.ones((160, 160), np.bool_), np.eye(2, 3), np.full(3, 0.4, np.float32))


CROPS = (_crop(1, Region.FOREHEAD), _crop(2, Region.CENTRE))


def test_a_crop_and_its_mirror_image_get_the_same_answer(plain: TorchEngine) -> None:
    engine = MirrorMean(plain)
    turned = [replace(crop, pixels=np.ascontiguousarray(crop.pixels[:, ::-1])) for crop in CROPS]
    pairs = zip(engine.run(CROPS, tuple(Attribute)), engine.run(turned, tuple(Attribute)), strict=True)
    for one, other in pairs:
        assert np.abs(one.logits - other.logits).max() < 1e-4
        assert np.abs(one.class_maps - other.class_maps[..., ::-1]).max() < 1e-3


def test_order_and_regions_stay_and_a_single_look_differs(plain: TorchEngine) -> None:
    wanted = (Attribute.WRINKLE, Attribute.OIL)
    single, mean = plain.run(CROPS, wanted), MirrorMean(plain).run(CROPS, wanted)
    assert [(e.attribute, e.region) for e in mean] == [(e.attribute, e.region) for e in single]
    assert max(np.abs(a.logits - b.logits).max() for a, b in zip(single, mean, strict=True)) > 1e-3


def test_the_maps_still_add_up_to_the_logits(plain: TorchEngine) -> None:
    single, mean = plain.run(CROPS, (Attribute.OIL,)), MirrorMean(plain).run(CROPS, (Attribute.OIL,))
    bias = single[0].logits - single[0].class_maps.mean((1, 2))
    for evidence in mean:
        assert np.abs(evidence.class_maps.mean((1, 2)) + bias - evidence.logits).max() < 1e-3
