"""The naive way gives the engines' very answers, so that the comparison compares speed alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

from ml.bench.agreement import correlation
from ml.bench.answers import Answer, EngineWay, pairs_of
from ml.bench.naive import NaiveKind, NaiveWay
from ml.checkpoints import Pack, load_pack
from ml.cpu_engine import CpuEngine
from ml.graphs import write_graphs
from ml.regions import ATTRIBUTE_REGIONS, attributes_of
from ml.types import Attribute, Region
from tests.grad_cam_reference import reference
from tests.support import random_crop, random_pack

CROPS = tuple(random_crop(region) for region in Region)
ALL = tuple(Attribute)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(random_pack(tmp_path_factory.mktemp("pack"), shared_trunk=False))


@pytest.fixture(scope="module")
def naive(pack: Pack) -> Iterator[NaiveWay]:
    way = NaiveWay(pack)
    yield way
    way.close()
    way.close()


@pytest.fixture(scope="module")
def answers(naive: NaiveWay) -> tuple[Answer, ...]:
    return naive.answers(CROPS, ALL)


def test_it_answers_what_the_engine_answers(pack: Pack, answers: tuple[Answer, ...]) -> None:
    engine = EngineWay(CpuEngine(pack, write_graphs(pack)))
    mine = engine.answers(CROPS, ALL)
    engine.close()
    assert [(a.attribute, a.region) for a in answers] == [(m.attribute, m.region) for m in mine]
    assert len(answers) == pairs_of(CROPS, ALL) == sum(len(regions) for _, regions in ATTRIBUTE_REGIONS)
    for one, other in zip(answers, mine, strict=True):
        assert np.abs(one.logits - other.logits).max() <= 1e-4
        found = correlation(one.heat, other.heat)
        assert found is None or found >= 0.9999
    assert np.ptp([a.logits for a in answers], axis=0).min() > 0.05, "equal answers to all would prove nothing"
    assert sum(a.heat.std() > 0.01 for a in answers) > len(answers) / 2


def test_its_heat_is_the_packages_grad_cam(naive: NaiveWay, answers: tuple[Answer, ...]) -> None:
    for answer in answers[::7]:
        crop = next(c for c in CROPS if c.region is answer.region)
        predicted = int(np.argmax(answer.logits))
        expected = reference(naive.network(answer.attribute), crop, ClassifierOutputTarget(predicted))
        assert np.allclose(answer.heat, expected, atol=1e-6)


def test_variants_give_the_same_grades(naive: NaiveWay, answers: tuple[Answer, ...]) -> None:
    batched = naive.answers(CROPS, ALL, NaiveKind.BATCHED)
    bare = naive.answers(CROPS, ALL, NaiveKind.NO_HEAT)
    for one, two, three in zip(answers, batched, bare, strict=True):
        assert (one.attribute, one.region) == (two.attribute, two.region) == (three.attribute, three.region)
        assert np.allclose(one.logits, two.logits, atol=1e-4)
        assert np.allclose(one.logits, three.logits, atol=1e-4)
        assert np.allclose(one.heat, two.heat, atol=1e-3)
        assert three.heat.shape == one.heat.shape
        assert not three.heat.any()


def test_order_choice_and_threads_follow_the_caller(naive: NaiveWay) -> None:
    torch.set_num_threads(2)
    found = naive.answers((CROPS[7], CROPS[0]), (Attribute.WRINKLE, Attribute.OIL))
    assert torch.get_num_threads() == 1
    assert [(a.attribute, a.region) for a in found] == [
        (Attribute.WRINKLE, Region.CHIN),
        (Attribute.WRINKLE, Region.FOREHEAD),
        (Attribute.OIL, Region.FOREHEAD),
    ]
    assert Attribute.OIL not in attributes_of(Region.LIPS)
    assert naive.answers((random_crop(Region.LIPS),), (Attribute.OIL,)) == ()
