"""Skin tone and make-up: melanin over the whole face towards a wanted ITA; sometimes lipstick, blush, foundation."""

from __future__ import annotations

import numpy as np

from ml.types import FloatArray
from training.skin_synthesis.drawing import blur
from training.skin_synthesis.ground import Ground
from training.skin_synthesis.optics import DARKEST, HAEMOGLOBIN, density_of, ita, light_from

_OLIVE: FloatArray = np.array([0.24, 0.38, 0.46], np.float32)
_DARK: FloatArray = np.array([0.82, 0.92, 1.02], np.float32)
_KNEE = 0.35
LIGHTEST, DARKEST_ITA = 58.0, -62.0
_SHADING, _GLOSSIEST = 0.05, 0.5
"""OD: brighter by less is taken for shading and texture; by more for clipped."""


def shift_towards(tone: FloatArray, wanted: float) -> FloatArray:
    """(3,) OD to add so that the median skin colour `tone` (linear RGB) gets an ITA of `wanted` degrees.

    The path runs over olive to very dark skin, through the median skin colours of the train photographs' people by ITA
    (tests/training/test_skin_synthesis.py has them); lightening is limited.
    """
    start = density_of(tone)
    low, high = -0.12, 1.05
    for _ in range(18):
        middle = (low + high) / 2
        if ita(light_from(start + _along(middle))) > wanted:
            low = middle
        else:
            high = middle
    return _along((low + high) / 2)


def draw_ita(current: float, rng: np.random.Generator) -> float:
    """A wanted ITA: a third keep (nearly) their own, the others are spread from light to very dark skin."""
    if rng.random() < 0.35:
        return current + float(rng.normal(0, 3))
    return min(float(rng.uniform(DARKEST_ITA, LIGHTEST)), current + 8.0)


def toned(ground: Ground, density: FloatArray, shift: FloatArray) -> FloatArray:
    """OD with the tone shifted on all skin; lips take 60%; highlights lie above the pigment and keep their light."""
    amount = np.maximum(ground.person_skin, ground.skin) * (1 - ground.lips) + 0.6 * ground.lips
    mean = density.mean(axis=2)
    around = blur(mean * ground.skin, 32.0) / np.maximum(blur(ground.skin, 32.0), 0.05)
    highlight = np.where(ground.skin > 0.95, np.clip(around - mean - _SHADING, 0, _GLOSSIEST), 0).astype(np.float32)
    return np.asarray(density + amount[..., None] * under_highlight(shift, blur(highlight, 1.2)), np.float32)


def under_highlight(shift: FloatArray, highlight: FloatArray) -> FloatArray:
    """(H, W, 3) OD that a shift (3,) of the pigment adds where light stands `highlight` (H, W) OD above the skin's own.

    That excess is mirrored at the surface and never enters the pigment (dichromatic reflection, Shafer 1985).
    """
    own = (10.0**-highlight)[..., None]
    return np.asarray(-np.log10(1 - own + own * 10.0**-shift), np.float32)


def made_up(ground: Ground, density: FloatArray, rng: np.random.Generator) -> FloatArray:
    """OD with mild make-up: each of lipstick, blush and foundation sometimes."""
    made: FloatArray = density
    if rng.random() < 0.6:
        tint = rng.uniform(0.03, 0.22) * (HAEMOGLOBIN + rng.uniform(-0.1, 0.25, 3))
        made = np.asarray(made + ground.lips[..., None] * tint, np.float32)
    if rng.random() < 0.4:
        blush = np.zeros_like(ground.skin)
        for index in (50, 280):
            x, y = ground.point(index).astype(int)
            blush[max(y - 22, 0) : y + 18, max(x - 26, 0) : x + 26] = 1
        blood = np.asarray(blur(blush, 16.0) * ground.skin * rng.uniform(0.02, 0.08), np.float32)
        made = made + blood[..., None] * HAEMOGLOBIN
    if rng.random() < 0.4:
        cover = (rng.uniform(0.1, 0.45) * ground.skin)[..., None]
        made = np.asarray(made + cover * (blur(made, 7.0) - made) * 0.7, np.float32)
    return np.maximum(made, np.float32(np.log10(1 / 1.4)))


def tone_after(tone: FloatArray, shift: FloatArray) -> float:
    """ITA in degrees after a shift."""
    return ita(light_from(density_of(np.maximum(tone, DARKEST)) + shift))


def _along(amount: float) -> FloatArray:
    if amount <= _KNEE:
        return np.asarray(_OLIVE * np.float32(amount / _KNEE), np.float32)
    return np.asarray(_OLIVE + (_DARK - _OLIVE) * np.float32((amount - _KNEE) / (1 - _KNEE)), np.float32)
