"""The engine on the shipped pack: many times faster than the naive way, same answers. `pibu bench` measures longer."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from ml.bench.agreement import correlation, differences, summed
from ml.bench.answers import EngineWay, pairs_of
from ml.bench.growth import Axis, with_attributes, with_crops, with_resolution
from ml.bench.naive import NaiveWay
from ml.bench.one_crop import SIZES, engine_answers, naive_answers, one_crop_races, resized
from ml.bench.runtime import SizedEngine
from ml.bench.timing import race
from ml.bench.ways import engine_opener, naive_opener
from ml.checkpoints import load_pack, shipped_pack
from ml.crops import cut_all
from ml.device import Device
from ml.graphs import write_graphs
from ml.preprocess import INPUT
from ml.types import Attribute, Face, RgbImage, SkinCrop

ALL = tuple(Attribute)
LEAST_FASTER, LEAST_FASTER_ONE_CROP = 8.0, 15.0
"""About half of what docs/benchmarks.md says: a busy machine must not fail the suite."""
ROUNDS = 5


@pytest.fixture(scope="module")
def naive() -> Iterator[NaiveWay]:
    way = naive_opener()(shipped_pack(), Device.CPU, 1)
    yield way
    way.close()


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineWay]:
    way = engine_opener()(shipped_pack(), Device.CPU, 1)
    yield way
    way.close()


@pytest.fixture(scope="module")
def sized() -> SizedEngine:
    pack = load_pack(shipped_pack())
    return SizedEngine(pack, write_graphs(pack))


@pytest.fixture(scope="module")
def one_thread() -> Iterator[None]:
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    yield
    cv2.setNumThreads(before)


@pytest.fixture
def crops(portrait: RgbImage, portrait_face: Face) -> tuple[SkinCrop, ...]:
    return cut_all(portrait, portrait_face)


@pytest.mark.usefixtures("one_thread")
def test_many_times_faster_than_the_naive_way(naive: NaiveWay, engine: EngineWay, crops: tuple[SkinCrop, ...]) -> None:
    found = race(lambda: naive.answers(crops, ALL), lambda: engine.answers(crops, ALL), ROUNDS)
    assert found.ratio.median >= LEAST_FASTER


@pytest.mark.usefixtures("one_thread")
def test_even_more_where_one_crop_is_asked_for_all_attributes(
    naive: NaiveWay, sized: SizedEngine, crops: tuple[SkinCrop, ...]
) -> None:
    found = one_crop_races(naive, sized, crops[0], ROUNDS)
    assert [(one.size, one.attributes) for one in found] == [(size, 5) for size in SIZES]
    assert min(one.race.ratio.median for one in found) >= LEAST_FASTER_ONE_CROP


@pytest.mark.parametrize("size", SIZES)
def test_there_too_the_same_answers(
    naive: NaiveWay, sized: SizedEngine, crops: tuple[SkinCrop, ...], size: int
) -> None:
    """Lips are graded for one attribute only, by the app; here every attribute says the same of them both ways."""
    for crop in crops:
        pixels = resized((crop,), size)
        reference, mine = naive_answers(naive, pixels, crop), engine_answers(sized, pixels, crop)
        assert [one.attribute for one in reference] == [one.attribute for one in mine] == list(Attribute)
        for one, other in zip(reference, mine, strict=True):
            assert np.abs(one.logits - other.logits).max() <= 1e-3
            heat = correlation(one.heat, other.heat)
            assert heat is None or heat >= 0.999


def test_the_bench_asks_its_engine_what_the_app_asks_the_real_one(
    engine: EngineWay, sized: SizedEngine, crops: tuple[SkinCrop, ...]
) -> None:
    """So that what is timed for one crop is the engine, not something that looks like it."""
    for crop in crops:
        mine = {one.attribute: one for one in engine_answers(sized, resized((crop,), INPUT.size), crop)}
        for answer in engine.answers((crop,), ALL):
            assert np.abs(mine[answer.attribute].logits - answer.logits).max() <= 1e-5
            assert np.abs(mine[answer.attribute].heat - answer.heat).max() <= 1e-5


def test_the_same_answers_as_the_naive_way(naive: NaiveWay, engine: EngineWay, crops: tuple[SkinCrop, ...]) -> None:
    temperatures = {card.attribute: card.temperature for card in engine.engine.cards}
    found = summed(len(crops), differences(naive.answers(crops, ALL), engine.answers(crops, ALL), temperatures))
    assert found.pairs == 20
    assert found.same_grade == 1
    assert found.expected_most <= 0.02
    assert found.heat_least >= 0.999


@pytest.mark.usefixtures("one_thread")
def test_cost_grows_with_the_work(
    naive: NaiveWay,
    engine: EngineWay,
    sized: SizedEngine,
    crops: tuple[SkinCrop, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ml.bench.growth.CROPS", (1, 8))
    monkeypatch.setattr("ml.bench.growth.SIZES", (64, 192))
    few, many = with_crops(naive, engine, crops, rounds=1)
    assert (few.axis, few.value, many.value, many.pairs) == (Axis.CROPS, 1, 8, 20)
    assert many.naive.median > few.naive.median
    assert many.engine.median > few.engine.median
    steps = with_attributes(naive, engine, crops[:2], rounds=1)
    assert [step.pairs for step in steps] == [pairs_of(crops[:2], ALL[:n]) for n in range(1, 6)]
    small, large = with_resolution(naive, sized, crops[:2], rounds=1)
    assert (small.axis, small.value, large.value) == (Axis.RESOLUTION, 64, 192)
    assert large.engine.median > small.engine.median
