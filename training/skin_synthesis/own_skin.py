"""What a person's own skin shows, strengthened or weakened: one train person becomes many, with other base levels.

A classifier that meets the same hundred people again and again learns them by heart: where nothing was rendered, its
mean error differed from person to person by .09 (SD, hydration) among train people and by .21 among others
(docs/adr/0031 and 0032). Here the skin itself varies: blood that stands out (its optical density taken apart into
melanin, blood and shade by Beer-Lambert), fine dark lines and folds, the texture of lips and chin, and gloss. What the
indices of base levels say before and after moves the base levels.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

import cv2
import numpy as np

from ml.colour import luminance
from ml.types import Attribute, FloatArray, Mask, Region
from training.skin_synthesis.base_level import ATTRIBUTES, measure
from training.skin_synthesis.canvas import Canvas
from training.skin_synthesis.drawing import HEIGHT, WIDTH, blur
from training.skin_synthesis.face import VISIBLE
from training.skin_synthesis.ground import REGIONS, Ground, severity_map
from training.skin_synthesis.optics import HAEMOGLOBIN, MELANIN, bytes_of, density_of, light_from

UNVARIED_SHARE = 0.2
REDNESS, LINES, TEXTURE, GLOSS = (0.55, 1.9), (0.5, 1.5), (0.4, 2.2), (0.5, 1.5)
"""At least and at most so many times as much; beyond, pictures look retouched (looked at on seven train people)."""
_LIMITS = (REDNESS, LINES, TEXTURE, GLOSS)
_PALER = 0.4
"""Where there is less blood than around, reddened skin gets so much of the difference: it doesn't turn yellow there."""
_FINEST, _BLOTCH = 1.3, 40.0
"""Pixels (2.8 per mm): finer is noise of the camera; blood stands out of its surroundings by up to the second."""
_FARTHEST = 0.25
_NARROW, _WIDE, _RAISED, _DEEPEST = 0.8, 4.0, 0.5, 0.15
"""Lines: between these widths, in pixels; what is brighter than around gets the third's share; at most so deep, OD."""
_GRAIN, _COARSE, _ROUGHEST = 0.5, 1.5, 0.12
"""Texture: between these widths, in pixels; at most so much, OD."""
_GLOSSY = 1.12
"""Light above so many times the skin's median light is gloss, white but for a little of the skin's colour."""
_GLOSS_COLOUR: FloatArray = np.array([1.0, 0.97, 0.95], np.float32)
_LEAST, _MOST = 0.02, 50.0
_PARTS: FloatArray = np.linalg.inv(np.stack([MELANIN, HAEMOGLOBIN, np.ones(3)], axis=1)).astype(np.float32)


class OwnTrait(StrEnum):
    """What can be varied; OwnSkin's fields."""

    REDNESS = "redness"
    LINES = "lines"
    TEXTURE = "texture"
    GLOSS = "gloss"


@dataclass(frozen=True, slots=True)
class OwnSkin:
    """How many times as much the skin shows: of blood that stands out, of lines, of texture, of gloss."""

    redness: float = 1.0
    lines: float = 1.0
    texture: float = 1.0
    gloss: float = 1.0


def draw_own_skin(traits: Collection[OwnTrait], rng: np.random.Generator) -> OwnSkin:
    """Each of the traits 1 for some people, for the others between its limits; all else stays as it is."""
    drawn = {trait: _times(limits, rng) for trait, limits in zip(OwnTrait, _LIMITS, strict=True)}
    return OwnSkin(**{trait.value: drawn[trait] for trait in traits})


def varied(ground: Ground, own: OwnSkin) -> tuple[Ground, Mask]:
    """The same face with more or less on its own skin, and where more of each attribute can be seen.

    Eyes, brows and hair stay. The mask: (5, HEIGHT, WIDTH) bool in ATTRIBUTES' order.
    """
    seen = np.zeros((len(ATTRIBUTES), HEIGHT, WIDTH), np.bool_)
    steps = (
        (Attribute.SENSITIVITY, with_redness, own.redness),
        (Attribute.WRINKLE, with_lines, own.lines),
        (Attribute.HYDRATION, with_texture, own.texture),
        (Attribute.OIL, with_gloss, own.gloss),
    )
    for attribute, change, times in steps:
        if times == 1:
            continue
        after = change(ground, times)
        if times > 1:
            seen[ATTRIBUTES.index(attribute)] = np.abs(after.density - ground.density).max(axis=2) > VISIBLE
        ground = after
    return ground, seen


def with_redness(ground: Ground, times: float) -> Ground:
    """More or less redness; lips stay."""
    parts = cv2.transform(cv2.GaussianBlur(ground.density, (0, 0), _FINEST), _PARTS)
    blood = np.asarray(parts[..., 1] * ground.skin, np.float32)
    around = blur(blood, _BLOTCH) / np.maximum(blur(ground.skin, _BLOTCH), 0.05)
    off = np.clip(parts[..., 1] - around, -_FARTHEST, _FARTHEST)
    added = (times - 1) * (np.where(off < 0, _PALER * off, off) if times > 1 else off) * ground.skin
    return replace(ground, density=np.asarray(ground.density + added[..., None] * HAEMOGLOBIN, np.float32))


def with_lines(ground: Ground, times: float) -> Ground:
    """Deeper or flatter lines, folds and pores; lips stay."""
    grey = ground.density.mean(axis=2)
    off = blur(grey, _NARROW) - blur(grey, _WIDE)
    off = np.clip(np.where(off > 0, off, _RAISED * off), -_DEEPEST, _DEEPEST)
    return _shaded(ground, np.asarray((times - 1) * off * ground.skin, np.float32))


def with_texture(ground: Ground, times: float) -> Ground:
    """Rougher or smoother lips and chin, where hydration is graded."""
    grey = ground.density.mean(axis=2)
    fine = np.clip(blur(grey, _GRAIN) - blur(grey, _COARSE), -_ROUGHEST, _ROUGHEST)
    here = np.array([region in (Region.LIPS, Region.CHIN) for region in REGIONS], np.float32)
    field = np.clip(severity_map(ground, here) * 1.5, 0, 1) * np.clip(ground.skin + ground.lips, 0, 1)
    return _shaded(ground, np.asarray((times - 1) * fine * field, np.float32))


def with_gloss(ground: Ground, times: float) -> Ground:
    """More or less light at the highlights of the skin; lips stay."""
    light = light_from(ground.density)
    bright = luminance(light)
    excess = blur(np.maximum(bright - _GLOSSY * float(luminance(ground.tone)), 0), _NARROW) * ground.skin
    if times > 1:
        glossy = np.minimum(light + ((times - 1) * excess)[..., None] * _GLOSS_COLOUR, 1.0)
    else:
        glossy = light * (1 - (1 - times) * excess / np.maximum(bright, 1e-3))[..., None]
    return replace(ground, density=density_of(np.asarray(glossy, np.float32)))


def index_ratio(canvas: Canvas, before: FloatArray, after: Ground) -> FloatArray:
    """(8, 5) how many times as high the indices are after a change; 1 where it can't be measured.

    before: (8, 5) the canvas' own indices, measure(canvas).
    """
    found = measure(replace(canvas, pixels=bytes_of(light_from(after.density))))
    with np.errstate(all="ignore"):
        ratio = found / before
    return np.asarray(np.clip(np.where(np.isfinite(ratio), ratio, 1.0), _LEAST, _MOST), np.float32)


def _times(limits: tuple[float, float], rng: np.random.Generator) -> float:
    times = float(np.exp(rng.uniform(*np.log(limits))))
    return 1.0 if rng.random() < UNVARIED_SHARE else times


def _shaded(ground: Ground, added: FloatArray) -> Ground:
    """added: (HEIGHT, WIDTH) OD, alike in all colours."""
    return replace(ground, density=np.asarray(ground.density + added[..., None], np.float32))
