"""The torch engine against five plain networks, one at a time, unfolded."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ml.checkpoints import Pack, load_pack, save_pack
from ml.classifier import Graded, SkinClassifier, build, load_weights
from ml.engine import Evidence, TorchEngine, fold_batch_norms
from ml.errors import PibuError, TroubleCode
from ml.preprocess import prepare
from ml.regions import ATTRIBUTE_REGIONS, attributes_of
from ml.types import Attribute, Region, SkinCrop
from tests.support import SPEC, random_crop, random_network, random_pack

CROPS = tuple(random_crop(region) for region in Region)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module", params=[True, False], ids=["shared trunk", "own trunks"])
def pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(random_pack(tmp_path_factory.mktemp("pack"), shared_trunk=request.param))


def _plain(pack: Pack, attribute: Attribute) -> SkinClassifier:
    network = build(SPEC)
    load_weights(network, pack.of(attribute).weights)
    return network.eval()


def _graded(network: SkinClassifier, crop: SkinCrop) -> Graded:
    with torch.inference_mode():
        graded: Graded = network(torch.from_numpy(prepare([crop])))
    return graded


def test_the_engine_equals_five_separate_networks(pack: Pack) -> None:
    evidence = TorchEngine(pack).run(CROPS, tuple(Attribute))
    asked = [(e.attribute, e.region) for e in evidence]
    assert asked == [(a, r) for a in Attribute for r in Region if a in attributes_of(r)]
    assert len(evidence) == sum(len(regions) for _, regions in ATTRIBUTE_REGIONS)
    for attribute in Attribute:
        network = _plain(pack, attribute)
        for one in (e for e in evidence if e.attribute is attribute):
            expected = _graded(network, CROPS[list(Region).index(one.region)])
            assert np.abs(one.logits - expected.logits[0].numpy()).max() <= 1e-4
            weight = pack.of(attribute).weights["head.linear.weight"]
            maps = np.einsum("ck,khw->chw", weight, expected.features[0].numpy())
            assert np.abs(one.class_maps - maps).max() <= 1e-3
    spread = np.ptp([e.logits for e in evidence], axis=0)
    assert spread.min() > 0.05, "random networks that answer the same to all would prove nothing"


def test_class_maps_add_up_to_the_logits(pack: Pack) -> None:
    for e in TorchEngine(pack).run(CROPS, tuple(Attribute)):
        bias = pack.of(e.attribute).weights["head.linear.bias"]
        assert np.abs(e.class_maps.mean((1, 2)) + bias - e.logits).max() <= 1e-4


def test_identical_trunks_run_once_and_different_ones_each(pack: Pack) -> None:
    stems = [pack.of(a).weights["trunk.stem.weight"] for a in Attribute]
    shared = np.array_equal(stems[0], stems[1])
    assert TorchEngine(pack).trunks == (1 if shared else 5)


def test_order_and_choice_follow_the_caller(pack: Pack) -> None:
    engine = TorchEngine(pack)
    lips_first = (CROPS[6], CROPS[0], CROPS[7])
    evidence = engine.run(lips_first, (Attribute.WRINKLE, Attribute.HYDRATION))
    assert [(e.attribute, e.region) for e in evidence] == [
        (Attribute.WRINKLE, Region.FOREHEAD),
        (Attribute.WRINKLE, Region.CHIN),
        (Attribute.HYDRATION, Region.LIPS),
        (Attribute.HYDRATION, Region.CHIN),
    ]
    everything = {(e.attribute, e.region): e for e in engine.run(CROPS, tuple(Attribute))}
    for e in evidence:
        assert np.allclose(e.logits, everything[e.attribute, e.region].logits, atol=1e-4)
    assert engine.run((), tuple(Attribute)) == ()
    assert engine.run((random_crop(Region.LIPS),), (Attribute.OIL,)) == ()


def test_folded_batch_norms_change_nothing() -> None:
    network = random_network(3)
    folded = fold_batch_norms(copy.deepcopy(network))
    assert not [m for m in folded.modules() if isinstance(m, torch.nn.BatchNorm2d)]
    assert [m for m in network.modules() if isinstance(m, torch.nn.BatchNorm2d)]
    x = torch.from_numpy(prepare(CROPS[:2]))
    with torch.inference_mode():
        assert torch.allclose(folded(x).logits, network(x).logits, atol=1e-4)
        assert torch.allclose(folded(x).features, network(x).features, atol=1e-3)


def test_the_version_names_the_weights(pack: Pack) -> None:
    engine = TorchEngine(pack)
    assert engine.version.version == "random-0"
    for checkpoint, card in zip(engine.version.checkpoints, engine.cards, strict=True):
        assert checkpoint.attribute is card.attribute
        assert checkpoint.sha256 == json.loads((pack.folder / f"{card.attribute}.json").read_text())["sha256"]


@pytest.mark.parametrize("change", [{"head_width": 320}, {"backbone": "no_such_net"}, {"stages": 4}])
def test_weights_that_do_not_fit_their_card_are_foreign(pack: Pack, tmp_path: Path, change: dict[str, object]) -> None:
    spec = replace(SPEC, **change)  # type: ignore[arg-type]
    other = [replace(c, card=replace(c.card, classifier=spec)) for c in pack.checkpoints]
    with pytest.raises(PibuError) as caught:
        TorchEngine(load_pack(save_pack(tmp_path / "other", "1", other)))
    assert caught.value.code is TroubleCode.CHECKPOINT_FOREIGN


def test_threads_are_set_for_each_run(pack: Pack) -> None:
    engine = TorchEngine(pack, threads=1)
    torch.set_num_threads(2)
    engine.run(CROPS[:1], (Attribute.OIL,))
    assert torch.get_num_threads() == 1


def test_closing_twice_is_fine_and_two_engines_live_together(pack: Pack) -> None:
    one, two = TorchEngine(pack), TorchEngine(pack)
    before: tuple[Evidence, ...] = two.run(CROPS[:1], (Attribute.OIL,))
    one.close()
    one.close()
    assert np.array_equal(two.run(CROPS[:1], (Attribute.OIL,))[0].logits, before[0].logits)
