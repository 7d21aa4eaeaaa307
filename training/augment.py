"""Light augmentation of ready-cut crops: mirror, small turn, scale and shift, and small changes of light.

Light changes act in linear light on the pixels and on the face's skin colour alike, as a real lamp would.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ml.colour import to_linear, to_srgb

PixelArray = NDArray[np.uint8]
SkinArray = NDArray[np.float32]
Movement = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Jitter:
    """How much varies. exposure: stops; balance: SD of log gain per channel; contrast: SD of log gamma; skin: SD of
    log error of the skin colour alone; turn: degrees; smallest: share of the crop's side that is kept, up to 1;
    noise: highest SD of sensor noise, in sRGB steps of 255.
    """

    exposure: float = 0.8
    balance: float = 0.10
    contrast: float = 0.08
    skin: float = 0.02
    turn: float = 6.0
    smallest: float = 0.86
    noise: float = 3.0


def augmented(
    crops: PixelArray, skin: SkinArray, rng: np.random.Generator, jitter: Jitter, cells: PixelArray
) -> tuple[PixelArray, SkinArray, PixelArray]:
    """New crops (N, S, S, 3) uint8, skin colours (N, 3) float32 and cells (N, A, h, h) uint8, moved as their crops;
    the inputs stay as they are.
    """
    pixels, colours, places = np.empty_like(crops), np.empty_like(skin), np.empty_like(cells)
    linear = to_linear(np.arange(256, dtype=np.uint8))
    for i, (crop, colour) in enumerate(zip(crops, skin, strict=True)):
        table, colours[i] = _light(linear, colour, rng, jitter)
        movement = _movement(crop.shape[0], rng, jitter)
        pixels[i] = cv2.LUT(_moved(crop, movement, cv2.BORDER_REFLECT_101), table)
        there = _moved(np.moveaxis(cells[i], 0, -1), _coarser(movement, crop.shape[0] / cells.shape[-1]))
        places[i] = np.moveaxis(there, -1, 0)
    return pixels, colours, places


def noisy(crop: PixelArray, rng: np.random.Generator, jitter: Jitter) -> PixelArray:
    """The crop (S, S, 3) with sensor noise of random strength, every second time smoothed as cameras do."""
    grain = rng.standard_normal(crop.shape, np.float32) * np.float32(rng.uniform(0, jitter.noise))
    if rng.random() < 0.5:
        grain = np.asarray(cv2.GaussianBlur(grain, (0, 0), 0.8), np.float32)
    return np.clip(np.rint(crop + grain), 0, 255).astype(np.uint8)


def _light(
    linear: NDArray[np.float32], colour: SkinArray, rng: np.random.Generator, jitter: Jitter
) -> tuple[PixelArray, SkinArray]:
    stops = rng.uniform(-jitter.exposure, jitter.exposure)
    gains = 2.0**stops * np.exp(rng.normal(0, jitter.balance, 3))
    gamma = float(np.exp(rng.normal(0, jitter.contrast)))
    pivot = max(float(colour.mean()), 0.01)
    lit = pivot * ((linear[:, None] * gains) / pivot) ** gamma
    table = to_srgb(lit.astype(np.float32))[:, None, :]
    error = np.exp(rng.normal(0, jitter.skin, 3))
    tone = pivot * ((colour * gains) / pivot) ** gamma * error
    return table, np.clip(tone, 0.002, 1).astype(np.float32)


def _movement(side: int, rng: np.random.Generator, jitter: Jitter) -> Movement:
    """(2, 3) from new to old pixels: mirror, turn, scale and shift."""
    kept = rng.uniform(jitter.smallest, 1)
    turn = np.deg2rad(rng.uniform(-jitter.turn, jitter.turn))
    mirror = -1.0 if rng.random() < 0.5 else 1.0
    c, s = kept * np.cos(turn), kept * np.sin(turn)
    matrix = np.array([[mirror * c, -s], [mirror * s, c]])
    middle = (side - 1) / 2
    slack = (1 - kept) * side / 2
    centre = middle + rng.uniform(-slack, slack, 2)
    return np.column_stack([matrix, centre - matrix @ np.full(2, middle)])


def _coarser(movement: Movement, pixels: float) -> Movement:
    """The same movement on cells of `pixels` x `pixels` pixels."""
    matrix, shift = movement[:, :2], movement[:, 2]
    middle = (pixels - 1) / 2
    return np.column_stack([matrix, (matrix @ np.full(2, middle) + shift - middle) / pixels])


def _moved(picture: PixelArray, movement: Movement, border: int = cv2.BORDER_REPLICATE) -> PixelArray:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(picture, movement, picture.shape[1::-1], flags=flags, borderMode=border), np.uint8)
