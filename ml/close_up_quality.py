"""Say why a photograph that shows one region only can't be graded well: light and colour, in the limits of ml.quality.

There are no eyes in it, so sharpness, distance and pose can't be told here.
"""

from __future__ import annotations

from collections.abc import Iterator

from ml.colour import lightness, to_linear
from ml.quality import colour_cast, limits_of
from ml.types import QualityCode, QualityIssue, QualityMode, Region, SkinCrop

DARK_SHARE = 0.5
"""Of a mode's darkest L*: without the white of an eye beside it, well-lit dark skin isn't told from little light."""
_CLIPPED, _CRUSHED = 252, 8


def check_close_up(crop: SkinCrop, mode: QualityMode) -> tuple[QualityIssue, ...]:
    """Issues of the light on a crop of ml.crops.close_up; none in mode off, or when the crop abstains already."""
    if mode is QualityMode.OFF or crop.abstained is not None:
        return ()
    return tuple(_light(crop, mode))


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
