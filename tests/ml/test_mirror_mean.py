"""The mean of a crop and its mirror image: the same for both, and still explained cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ml.checkpoints import load_pack
from ml.engine import TorchEngine
from ml.evidence import Evidence
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


def test_a_still_gets_the_mean_from_its_first_frame_on(plain: TorchEngine) -> None:
    wanted = (Attribute.WRINKLE, Attribute.OIL)
    mean, turns = MirrorMean(plain), MirrorMean(plain).in_turns()
    for _ in range(3):
        for one, other in zip(turns.run(CROPS, wanted), mean.run(CROPS, wanted), strict=True):
            assert (one.attribute, one.region) == (other.attribute, other.region)
            assert np.abs(one.logits - other.logits).max() < 1e-4
            assert np.abs(one.class_maps - other.class_maps).max() < 1e-3


class _Counted:
    """Counts the crops that an engine runs."""

    def __init__(self, engine: TorchEngine) -> None:
        self._engine, self.crops = engine, 0
        self.version, self.cards, self.device = engine.version, engine.cards, engine.device

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        self.crops += len(crops)
        return self._engine.run(crops, wanted)

    def close(self) -> None:
        """Belongs to the fixture."""


def test_frames_are_looked_at_in_turns_and_new_regions_twice(plain: TorchEngine) -> None:
    counted = _Counted(plain)
    turns = MirrorMean(counted).in_turns()
    frames = (CROPS[:1], CROPS, CROPS, CROPS[1:], CROPS)
    cost = []
    for crops in frames:
        before = counted.crops
        assert [e.region for e in turns.run(crops, (Attribute.OIL,))] == [c.region for c in crops]
        cost.append(counted.crops - before)
    assert cost == [2, 3, 2, 1, 3]
    turns.forget()
    turns.run(CROPS, (Attribute.OIL,))
    assert counted.crops == sum(cost) + 4, "after another face came, nothing of the last one is mixed in"


def test_in_turns_a_frame_is_mixed_with_the_one_before_only(plain: TorchEngine) -> None:
    turns = MirrorMean(plain).in_turns()
    other = (_crop(3, Region.FOREHEAD), _crop(4, Region.CENTRE))
    turns.run(CROPS, (Attribute.OIL,))
    mixed = turns.run(other, (Attribute.OIL,))
    alone = turns.run(other, (Attribute.OIL,))
    mean = MirrorMean(plain).run(other, (Attribute.OIL,))
    assert max(np.abs(a.logits - b.logits).max() for a, b in zip(mixed, mean, strict=True)) > 1e-3
    assert max(np.abs(a.logits - b.logits).max() for a, b in zip(alone, mean, strict=True)) < 1e-4
