"""The engine on the shipped pack: many times faster than the naive way, same answers. `pibu bench` measures longer."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import pytest

from ml.bench.agreement import differences, summed
from ml.bench.answers import EngineWay, pairs_of
from ml.bench.growth import Axis, with_attributes, with_crops, with_resolution
from ml.bench.naive import NaiveWay
from ml.bench.runtime import SizedEngine
from ml.bench.timing import race
from ml.bench.ways import engine_opener, naive_opener
from ml.checkpoints import load_pack, shipped_pack
from ml.crops import cut_all
from ml.device import Device
from ml.graphs import write_graphs
from ml.types import Attribute, Face, RgbImage, SkinCrop

ALL = tuple(Attribute)
LEAST_FASTER = 8.0
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


def test_the_same_answers_as_the_naive_way(naive: NaiveWay, engine: EngineWay, crops: tuple[SkinCrop, ...]) -> None:
    temperatures = {card.attribute: card.temperature for card in engine.engine.cards}
    found = summed(len(crops), differences(naive.answers(crops, ALL), engine.answers(crops, ALL), temperatures))
    assert found.pairs == 20
    assert found.same_grade == 1
    assert found.expected_most <= 0.02
    assert found.heat_least >= 0.999


@pytest.mark.usefixtures("one_thread")
def test_cost_grows_with_the_work(
    naive: NaiveWay, engine: EngineWay, crops: tuple[SkinCrop, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ml.bench.growth.CROPS", (1, 8))
    monkeypatch.setattr("ml.bench.growth.SIZES", (64, 192))
    few, many = with_crops(naive, engine, crops, rounds=1)
    assert (few.axis, few.value, many.value, many.pairs) == (Axis.CROPS, 1, 8, 20)
    assert many.naive.median > few.naive.median
    assert many.engine.median > few.engine.median
    steps = with_attributes(naive, engine, crops[:2], rounds=1)
    assert [step.pairs for step in steps] == [pairs_of(crops[:2], ALL[:n]) for n in range(1, 6)]
    small, large = with_resolution(naive, SizedEngine(write_graphs(load_pack(shipped_pack()))), crops[:2], rounds=1)
    assert (small.axis, small.value, large.value) == (Axis.RESOLUTION, 64, 192)
    assert large.engine.median > small.engine.median
