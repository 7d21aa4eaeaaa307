"""A person's own redness, strengthened or weakened: one train person becomes many, with other base levels.

A classifier that meets the same hundred people again and again may learn them by heart: where nothing was rendered, its
mean error differed from person to person by .16 (SD) among train people and by .27 among others (docs/adr/0031).
Here the skin itself varies. Its optical density is taken apart into melanin, blood and shade (Beer-Lambert), the blood
that stands out of its surroundings is multiplied, and the base level follows from the index before and after.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from ml.types import Attribute, FloatArray, Mask
from training.skin_synthesis.base_level import ATTRIBUTES, measure
from training.skin_synthesis.canvas import Canvas
from training.skin_synthesis.drawing import blur
from training.skin_synthesis.face import VISIBLE
from training.skin_synthesis.ground import Ground
from training.skin_synthesis.optics import HAEMOGLOBIN, MELANIN, bytes_of, light_from

UNVARIED_SHARE = 0.2
LEAST, MOST = 0.55, 1.9
"""At least and at most so many times as much blood stands out."""
_PALER = 0.4
"""Where there is less blood than around, reddened skin gets so much of the difference: it doesn't turn yellow there."""
_FINEST, _BLOTCH = 1.3, 40.0
"""Pixels (2.8 per mm): finer is noise of the camera; blood stands out of its surroundings by up to the second."""
_FARTHEST = 0.25
_PARTS: FloatArray = np.linalg.inv(np.stack([MELANIN, HAEMOGLOBIN, np.ones(3)], axis=1)).astype(np.float32)


def draw_redness(rng: np.random.Generator) -> float:
    """How many times as much blood stands out: 1 for some people, the others spread from LEAST to MOST."""
    times = float(np.exp(rng.uniform(np.log(LEAST), np.log(MOST))))
    return 1.0 if rng.random() < UNVARIED_SHARE else times


def with_redness(ground: Ground, times: float) -> Ground:
    """The same face with more or less redness of its own; lips, eyes, brows and hair stay."""
    if times == 1:
        return ground
    parts = cv2.transform(cv2.GaussianBlur(ground.density, (0, 0), _FINEST), _PARTS)
    blood = np.asarray(parts[..., 1] * ground.skin, np.float32)
    around = blur(blood, _BLOTCH) / np.maximum(blur(ground.skin, _BLOTCH), 0.05)
    off = np.clip(parts[..., 1] - around, -_FARTHEST, _FARTHEST)
    added = (times - 1) * (np.where(off < 0, _PALER * off, off) if times > 1 else off) * ground.skin
    return replace(ground, density=np.asarray(ground.density + added[..., None] * HAEMOGLOBIN, np.float32))


def redness_ratio(canvas: Canvas, before: FloatArray, after: Ground) -> FloatArray:
    """(8,) how many times as high the index of redness is after a change; 1 where it can't be measured.

    before: (8, 5) the canvas' own indices, measure(canvas).
    """
    red = ATTRIBUTES.index(Attribute.SENSITIVITY)
    found = measure(replace(canvas, pixels=bytes_of(light_from(after.density))))[:, red]
    with np.errstate(all="ignore"):
        ratio = found / before[:, red]
    return np.asarray(np.where(np.isfinite(ratio), ratio, 1.0), np.float32)


def reddened(before: Ground, after: Ground) -> Mask:
    """(HEIGHT, WIDTH) bool: where a change of own redness can be seen as more redness."""
    return np.asarray((after.density - before.density)[..., 1] > VISIBLE, np.bool_)
