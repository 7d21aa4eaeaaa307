"""How a picture of a face was taken, as numbers that are kept with its grades: light and sharpness."""

from __future__ import annotations

from dataclasses import dataclass

from ml.colour import lightness, to_linear
from ml.face_patch import face_patch
from ml.quality import SKIN_OUTLINES, cheek_difference, sharpness
from ml.types import Face, RgbImage


@dataclass(frozen=True, slots=True)
class LightAndSharpness:
    """lightness: mean L* of cheeks, nose and chin, 0-100. unevenness: difference of the cheeks' median L*.

    sharpness: as ml.quality.sharpness. The same numbers that the quality gate judges.
    """

    lightness: float
    unevenness: float
    sharpness: float


def light_and_sharpness(image: RgbImage, face: Face) -> LightAndSharpness:
    """What the quality gate measures of a face. image: (H, W, 3) uint8 RGB."""
    patch = face_patch(image, face)
    pixels = patch.pixels[patch.outline(SKIN_OUTLINES)]
    mean = float(lightness(to_linear(pixels)).mean()) if len(pixels) else 0.0
    return LightAndSharpness(mean, cheek_difference(patch), sharpness(patch))
