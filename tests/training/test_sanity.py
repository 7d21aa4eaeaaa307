"""Randomisation of saliency: the top is thrown away, the trunk kept, and maps are compared by rank."""

from __future__ import annotations

import numpy as np
import pytest

from ml.checkpoints import Pack, load_pack
from ml.types import Attribute, Region
from tests.support import random_crop, random_pack
from training.sanity import Depth, check_randomisation, randomised, rank_correlation


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(random_pack(tmp_path_factory.mktemp("pack")))


@pytest.mark.parametrize(
    ("depth", "changed"),
    [(Depth.LINEAR, ("head.linear",)), (Depth.HEAD, ("head.linear", "head.conv"))],
)
def test_only_the_top_is_thrown_away(pack: Pack, depth: Depth, changed: tuple[str, ...]) -> None:
    before, after = pack.of(Attribute.OIL).weights, randomised(pack, depth, 1).of(Attribute.OIL).weights
    assert before.keys() == after.keys()
    same = {name for name in before if np.array_equal(before[name], after[name])}
    assert {name for name in before if name.startswith("trunk.")} <= same
    assert all(any(name.startswith(part) for name in before.keys() - same) for part in changed)
    assert not any(name.startswith("head.blocks") for name in before.keys() - same) or depth is Depth.HEAD


def test_rank_correlation_of_maps() -> None:
    ramp = np.arange(100, dtype=np.float32).reshape(10, 10)
    assert rank_correlation(ramp, ramp**3) == pytest.approx(1)
    assert rank_correlation(ramp, -ramp) == pytest.approx(-1)
    assert rank_correlation(ramp, np.zeros_like(ramp)) is None


def test_random_maps_don_t_follow_the_pack_s(pack: Pack) -> None:
    crops = [random_crop(region, seed) for region in (Region.FOREHEAD, Region.CHIN) for seed in range(3)]
    found = check_randomisation(pack, crops, seeds=(1, 2))
    heads = [r for r in found if r.depth is Depth.HEAD]
    assert {r.attribute for r in heads} <= set(Attribute)
    assert heads
    assert all(abs(r.mean) <= r.mean_abs < 0.7 for r in heads)


def test_a_pack_compared_with_itself_fails_the_check(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.sanity.randomised", lambda same, depth, seed: same)
    found = check_randomisation(pack, [random_crop(Region.CENTRE)], seeds=(1,))
    assert found
    assert all(r.mean_abs == pytest.approx(1) for r in found)
