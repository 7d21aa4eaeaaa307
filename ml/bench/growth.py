"""How the cost of an analysis grows: with crops, attributes, resolution and threads, both ways side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ml.bench.answers import Way, pairs_of
from ml.bench.naive import NaiveWay
from ml.bench.one_crop import resized
from ml.bench.runtime import SizedEngine
from ml.bench.timing import Quartiles, race
from ml.preprocess import prepare_pixels
from ml.regions import attributes_of
from ml.types import Attribute, SkinCrop

CROPS = (1, 2, 4, 8, 16)
SIZES = (128, 160, 224, 320)
ROUNDS = 5
ALL = tuple(Attribute)


class Axis(StrEnum):
    """What grows."""

    CROPS = "crops"
    ATTRIBUTES = "attributes"
    RESOLUTION = "resolution"
    THREADS = "threads"


@dataclass(frozen=True, slots=True)
class Step:
    """One point of an axis: its value, how many answers that takes, and both ways' milliseconds."""

    axis: Axis
    value: int
    pairs: int
    naive: Quartiles
    engine: Quartiles
    ratio: Quartiles


def with_crops(naive: Way, engine: Way, crops: Sequence[SkinCrop], rounds: int = ROUNDS) -> list[Step]:
    """All attributes on more and more crops. crops: at least as many as the last of CROPS."""
    return [_step(Axis.CROPS, n, naive, engine, crops[:n], ALL, rounds) for n in CROPS]


def with_attributes(naive: Way, engine: Way, crops: Sequence[SkinCrop], rounds: int = ROUNDS) -> list[Step]:
    """More and more attributes, in the order of display, on the same crops."""
    return [_step(Axis.ATTRIBUTES, n, naive, engine, crops, ALL[:n], rounds) for n in range(1, len(ALL) + 1)]


def with_threads(threads: int, naive: Way, engine: Way, crops: Sequence[SkinCrop], rounds: int = ROUNDS) -> Step:
    """All attributes on the same crops, by ways that were opened with so many threads."""
    return _step(Axis.THREADS, threads, naive, engine, crops, ALL, rounds)


def with_resolution(
    naive: NaiveWay, engine: SizedEngine, crops: Sequence[SkinCrop], rounds: int = ROUNDS
) -> list[Step]:
    """All attributes on the same crops enlarged or reduced to SIZES, one thread, preparing left out on both sides."""
    return [_sized(size, naive, engine, crops, rounds) for size in SIZES]


def _sized(size: int, naive: NaiveWay, engine: SizedEngine, crops: Sequence[SkinCrop], rounds: int) -> Step:
    x = prepare_pixels(resized(crops, size), np.stack([crop.skin for crop in crops]), size)
    read = {a: [i for i, crop in enumerate(crops) if a in attributes_of(crop.region)] for a in ALL}

    def slow() -> None:
        for attribute, rows in read.items():
            for row in rows:
                naive.looked_at(attribute, x[row : row + 1])

    timed = race(slow, lambda: engine.answers(x, read), rounds)
    return Step(Axis.RESOLUTION, size, pairs_of(crops, ALL), timed.slow, timed.fast, timed.ratio)


def _step(
    axis: Axis,
    value: int,
    naive: Way,
    engine: Way,
    crops: Sequence[SkinCrop],
    wanted: Sequence[Attribute],
    rounds: int,
) -> Step:
    timed = race(lambda: naive.answers(crops, wanted), lambda: engine.answers(crops, wanted), rounds)
    return Step(axis, value, pairs_of(crops, wanted), timed.slow, timed.fast, timed.ratio)
