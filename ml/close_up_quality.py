"""Say why a photograph that shows one region only can't be graded well: light, colour, blur, and no relief at all.

Light and colour are judged in the limits of ml.quality. There are no eyes in it: distance and pose can't be told here.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from ml.colour import lightness, to_linear
from ml.quality import colour_cast
from ml.quality_limits import limits_of
from ml.types import FloatArray, Mask, QualityCode, QualityIssue, QualityMode, Region, SkinCrop

DARK_SHARE = 0.5
"""Of a mode's darkest L*: without the white of an eye beside it, well-lit dark skin isn't told from little light."""
SHARPNESS = ((QualityMode.NORMAL, 0.42), (QualityMode.STRICT, 0.45))
"""Least fineness() of each mode: 918 crops of 51 people, as they are, after JPEG 60 and with noise, had 0.467 and more.

Blurred by 2 pixels of the crop, 97 in 100 had less than 0.42.
"""
FLAT = 0.003
"""Least relief(): 657 crops of 84 photographs had 0.0049 and more (0.0046 blurred by 1.2 pixels); plain walls in uneven
light, with up to 8 levels of noise and JPEG 85, 0.0020 and less.
"""
_CLIPPED, _CRUSHED = 252, 8
_ENOUGH = 400


def check_close_up(crop: SkinCrop, mode: QualityMode) -> tuple[QualityIssue, ...]:
    """Issues of a crop of ml.crops.close_up; none in mode off, or when the crop abstains already."""
    if mode is QualityMode.OFF or crop.abstained is not None:
        return ()
    return (*_light(crop, mode), *_blur(crop, dict(SHARPNESS)[mode]), *_flat(crop))


def relief(crop: SkinCrop) -> float:
    """How much the skin's brightness goes up and down over 3 to 6 pixels (1 to 2 mm), natural logarithm, >= 0.

    Pores, lines and their shading do that, a camera's noise, a wall or a filter that smooths hardly do. Infinite where
    too little skin is left to tell.
    """
    inner = _inner(crop)
    if inner.sum() < _ENOUGH:
        return float("inf")
    near, far = _blurred(crop, 2.8, 5.6)
    return float(np.percentile(np.abs((near - far)[inner]), 95))


def fineness(crop: SkinCrop) -> float:
    """How much of the skin's structure is fine: its strong details of about 1 pixel over those of about 2, >= 0.

    Both are differences of Gaussians of the log brightness, so neither light nor skin tone matter. Blur, and pixels
    that were made up by enlarging, take the finest details first. Infinite where too little skin is left to tell.
    """
    inner = _inner(crop)
    if inner.sum() < _ENOUGH:
        return float("inf")
    first, second, third = _blurred(crop, 0.7, 1.4, 2.8)
    fine, coarse = (float(np.percentile(np.abs(band[inner]), 95)) for band in (first - second, second - third))
    return fine / coarse if coarse > 0 else float("inf")


def _blurred(crop: SkinCrop, *sigmas: float) -> list[FloatArray]:
    """The log brightness, (S, S) float32, blurred by Gaussians of so many pixels."""
    grey = np.log(cv2.cvtColor(crop.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) + 8)
    return [np.asarray(cv2.GaussianBlur(grey, (0, 0), sigma), np.float32) for sigma in sigmas]


def _inner(crop: SkinCrop) -> Mask:
    return cv2.erode(crop.mask.astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)


def _flat(crop: SkinCrop) -> Iterator[QualityIssue]:
    if (value := relief(crop)) < FLAT:
        yield QualityIssue(QualityCode.DRAWING, value, FLAT)


def _blur(crop: SkinCrop, limit: float) -> Iterator[QualityIssue]:
    if (value := fineness(crop)) < limit:
        yield QualityIssue(QualityCode.BLURRED, value, limit)


def _light(crop: SkinCrop, mode: QualityMode) -> Iterator[QualityIssue]:
    limits, pixels = limits_of(mode), crop.pixels[crop.mask]
    mean = float(lightness(to_linear(pixels)).mean())
    crushed = float((pixels.max(axis=1) <= _CRUSHED).mean())
    clipped = float((pixels.min(axis=1) >= _CLIPPED).mean())
    if mean < DARK_SHARE * limits.darkest:
        yield QualityIssue(QualityCode.TOO_DARK, mean, DARK_SHARE * limits.darkest)
    elif crushed > limits.crushed:
        yield QualityIssue(QualityCode.TOO_DARK, crushed, limits.crushed)
    if mean > limits.brightest:
        yield QualityIssue(QualityCode.TOO_BRIGHT, mean, limits.brightest)
    elif clipped > limits.clipped:
        yield QualityIssue(QualityCode.TOO_BRIGHT, clipped, limits.clipped)
    cast = colour_cast(crop.skin)
    if crop.region is not Region.LIPS and cast > limits.cast:  # lips have a colour of their own
        yield QualityIssue(QualityCode.COLOUR_CAST, cast, limits.cast)
