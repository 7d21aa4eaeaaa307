"""From skin crops to classifier input: the one preprocessing, used by training and by serving alike.

Six channels. 0-2 are the sRGB values. 3-5 are absorbances (optical densities, -log10 of linear light) relative
to the face's own median skin colour: how much light a spot swallows, and in which colours. Haemoglobin absorbs
green far more than red, melanin absorbs blue most (Takiwaki 1998, "Measurement of skin color", Angelopoulou 2001),
so differences of absorbance separate redness and pigment from shading, whatever the exposure and white balance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ml.colour import to_linear
from ml.regions import CROP_SIZE, EYE_SPAN
from ml.types import FloatArray, SkinCrop


@dataclass(frozen=True, slots=True)
class InputSpec:
    """What the classifiers expect as input. It travels in the checkpoint's card and is compared at load.

    size: crop side, pixels. eye_span: crop pixels between the outer eye corners. mean, std: of sRGB in 0-1.
    floor: linear light under which a pixel counts as black. The three scales divide absorbances so that ordinary
    skin spreads over about -1 to 1; limit clips what lies outside.
    """

    size: int = CROP_SIZE
    eye_span: float = EYE_SPAN
    channels: int = 6
    colour: str = "rgb+absorbance"
    mean: float = 0.5
    std: float = 0.5
    floor: float = 0.002
    shading_scale: float = 0.25
    redness_scale: float = 0.1
    yellowness_scale: float = 0.15
    limit: float = 3.0


INPUT = InputSpec()


def prepare(crops: Sequence[SkinCrop]) -> FloatArray:
    """(N, 6, S, S) float32 input of the classifiers, in the crops' order (see prepare_pixels)."""
    if not crops:
        return np.empty((0, INPUT.channels, INPUT.size, INPUT.size), np.float32)
    return prepare_pixels(np.stack([crop.pixels for crop in crops]), np.stack([crop.skin for crop in crops]))


def prepare_pixels(pixels: NDArray[np.uint8], skin: FloatArray, size: int = INPUT.size) -> FloatArray:
    """Classifier input from raw pixels.

    pixels: (N, S, S, 3) uint8 sRGB. skin: (N, 3) float32, each face's median skin colour in linear RGB (0, 1].
    size: S; only trainings of other backbones at other sizes change it.
    Returns (N, 6, S, S) float32, plane after plane in memory:
    0-2 sRGB, -1 to 1; 3 mean absorbance (shading, melanin); 4 green less red (redness); 5 blue less red (yellow and
    brown); 3-5 relative to skin, clipped to +-limit.

    Raises:
        ValueError: shapes other than these.
    """
    if pixels.shape[1:] != (size, size, 3) or skin.shape != (len(pixels), 3):
        raise ValueError(f"expected (N, {size}, {size}, 3) pixels and (N, 3) skin, got {pixels.shape} and {skin.shape}")
    ready = np.empty((len(pixels), INPUT.channels, size, size), np.float32)
    plain, absorbed, mixed_by = plain_table(), absorbance_table(), mixing()
    for one, colour, out in zip(pixels, skin, ready, strict=True):
        mixed = cv2.transform(cv2.LUT(one, absorbed), np.column_stack([mixed_by, absorbance_shift(colour)]))
        cv2.split(cv2.LUT(one, plain), list(out[:3]))
        cv2.split(mixed, list(out[3:]))
        np.clip(out[3:], -INPUT.limit, INPUT.limit, out=out[3:])
    return ready


def plain_table() -> FloatArray:
    """(256,) float32: channels 0-2 of each sRGB value."""
    return ((np.arange(256) / 255 - INPUT.mean) / INPUT.std).astype(np.float32)


def absorbance_table() -> FloatArray:
    """(256,) float32: absorbance of each sRGB value."""
    return -np.log10(np.maximum(to_linear(np.arange(256, dtype=np.uint8)), INPUT.floor))


def absorbance_shift(skin: FloatArray) -> NDArray[np.float64]:
    """(3,): what channels 3-5 are moved by, so that skin of this colour, (3,) linear RGB, has none. See mixing."""
    shift: NDArray[np.float64] = mixing() @ np.log10(np.maximum(skin.astype(np.float64), INPUT.floor))
    return shift


def mixing() -> NDArray[np.float64]:
    """(3, 3): red, green and blue absorbance to shading, redness and yellowness, scaled."""
    scales = np.array([INPUT.shading_scale, INPUT.redness_scale, INPUT.yellowness_scale])
    mixed_by: NDArray[np.float64] = np.array([[1 / 3, 1 / 3, 1 / 3], [-1, 1, 0], [-1, 0, 1]]) / scales[:, None]
    return mixed_by
