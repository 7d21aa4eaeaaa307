"""One crop graded by all five attributes, both ways side by side: how much sharing a trunk can gain at most.

A whole face asks each of its crops for two and a half attributes on average; no region is read by all five. Here both
ways are asked for all five of the very same crop, whichever of them the app would grade there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ml.bench.naive import NaiveWay
from ml.bench.runtime import SizedAnswer, SizedEngine
from ml.bench.timing import Race, race
from ml.preprocess import INPUT, prepare_pixels
from ml.types import Attribute, SkinCrop

SIZES = (INPUT.size, 224)
"""Crop sides: the app's, and the one that networks of this kind are usually timed at."""


@dataclass(frozen=True, slots=True)
class OneCrop:
    """One crop of this side, pixels, for so many attributes, a heat map for each."""

    size: int
    attributes: int
    race: Race


def one_crop_races(naive: NaiveWay, engine: SizedEngine, crop: SkinCrop, rounds: int) -> tuple[OneCrop, ...]:
    """Both ways from pixels to heat maps, at each of SIZES; the crop is enlarged to it before.

    The naive way prepares the crop for each of its five networks, as it does in an analysis.
    naive: of one thread, as the engine is.
    """
    return tuple(_raced(naive, engine, crop, size, rounds) for size in SIZES)


def naive_answers(naive: NaiveWay, pixels: NDArray[np.uint8], crop: SkinCrop) -> list[SizedAnswer]:
    """All five of the naive way. pixels: (1, S, S, 3), the crop's at any size."""
    found: list[SizedAnswer] = []
    for attribute in Attribute:
        logits, heat = naive.looked_at(attribute, prepare_pixels(pixels, crop.skin[None], pixels.shape[1]))
        found.append(SizedAnswer(attribute, 0, logits[0], heat[0]))
    return found


def engine_answers(engine: SizedEngine, pixels: NDArray[np.uint8], crop: SkinCrop) -> list[SizedAnswer]:
    """All five of the engine. pixels: (1, S, S, 3), the crop's at any size."""
    x = prepare_pixels(pixels, crop.skin[None], pixels.shape[1])
    return engine.answers(x, dict.fromkeys(Attribute, (0,)))


def resized(crops: Sequence[SkinCrop], size: int) -> NDArray[np.uint8]:
    """(N, size, size, 3) uint8 sRGB, the crops' pixels enlarged or reduced."""
    pixels = [cv2.resize(crop.pixels, (size, size), interpolation=cv2.INTER_AREA) for crop in crops]
    return np.stack(pixels).astype(np.uint8)


def _raced(naive: NaiveWay, engine: SizedEngine, crop: SkinCrop, size: int, rounds: int) -> OneCrop:
    pixels = resized((crop,), size)
    found = race(lambda: naive_answers(naive, pixels, crop), lambda: engine_answers(engine, pixels, crop), rounds)
    return OneCrop(size, len(Attribute), found)
