"""Oil: surface reflection added in linear light, on the highlights that the face already has and where faces shine."""

from __future__ import annotations

import cv2
import numpy as np

from ml.types import FloatArray
from training.skin_synthesis.drawing import HEIGHT, WIDTH, blur, noise, smoothstep
from training.skin_synthesis.ground import Ground, severity_map
from training.skin_synthesis.optics import density_of, light_from

_LIGHT: FloatArray = np.array([1.0, 0.97, 0.93], np.float32)
_USUAL = 0.28
"""Luminance of the train photographs' skin, their median: where a grade's sheen is what the numbers below say."""
_LIGHTNESS = 2 / 3
_MOST = 1.2


def render(ground: Ground, density: FloatArray, severity: FloatArray, rng: np.random.Generator) -> FloatArray:
    """OD of a shinier face. severity: (8,) 0-4 by region; 0 changes nothing."""
    field = severity_map(ground, severity) * ground.skin
    light = light_from(density)
    brightness = np.asarray(cv2.cvtColor(light, cv2.COLOR_RGB2GRAY), np.float32)
    shape = _lobes(ground, rng) * _own_highlights(brightness, ground.skin)
    shape = np.clip(np.asarray(shape) * (1 + 0.12 * noise(rng, 14.0)), 0, 1.2)
    pores = _pores(brightness, rng)
    gain = float(np.exp(rng.normal(0, 0.07)))
    wide = smoothstep(shape, 0.16, 1.0) * (0.050 * field)
    glint = smoothstep(shape, 0.62 - 0.04 * 4, 1.1) * (0.0085 * field**2)
    gain *= seen_alike(brightness, ground.skin)
    sheen = (wide + glint) * (1 + pores * (0.30 + 0.05 * field)) * gain * ground.skin
    wet = 1 - 0.018 * field[..., None] * np.array([0.6, 1.0, 1.2], np.float32)
    return density_of(np.asarray(light * wet + np.maximum(sheen, 0)[..., None] * _LIGHT, np.float32))


def seen_alike(brightness: FloatArray, skin: FloatArray) -> float:
    """How much of a sheen this skin takes to look as shiny as usual skin does with all of it.

    A grade says how shiny skin looks, and lightness goes with luminance ** (1/3) (CIE 1976 L*), so equal steps of it
    take light in proportion to the skin's luminance ** (2/3). brightness, skin: (HEIGHT, WIDTH), linear and 0-1.
    """
    own = float(np.median(brightness[skin > 0.9])) if (skin > 0.9).any() else _USUAL
    return float(min((own / _USUAL) ** _LIGHTNESS, _MOST))


def _own_highlights(brightness: FloatArray, skin: FloatArray) -> FloatArray:
    """Brightness above its surroundings, 0.25-1.6: light comes from where the photograph's light came from."""
    inside = blur(skin, 30.0) + 0.05
    local = blur(np.asarray(brightness * skin, np.float32), 30.0) / inside
    lit = blur(np.asarray(brightness * skin, np.float32), 5.0) / (blur(skin, 5.0) + 0.05)
    return np.asarray(np.clip(1 + 1.6 * (lit / (local + 0.01) - 1), 0.5, 1.45), np.float32)


def _lobes(ground: Ground, rng: np.random.Generator) -> FloatArray:
    """Smooth bulges of a face that mirror light: forehead, nose, cheekbones; shifted with the light's side."""
    side = rng.normal(0, 7)
    y, x = np.mgrid[0:HEIGHT:4, 0:WIDTH:4].astype(np.float32)
    total = np.zeros_like(x)
    for index, (dx, dy), size, peak in _BULGES:
        middle = ground.point(index) + np.array([dx + side, dy]) + rng.normal(0, 3, 2)
        wide, high = size[0] * rng.uniform(0.85, 1.15), size[1] * rng.uniform(0.85, 1.15)
        bulge = peak * np.exp(-0.5 * (((x - middle[0]) / wide) ** 2 + ((y - middle[1]) / high) ** 2))
        total = np.maximum(total, bulge) + 0.15 * bulge
    return np.asarray(cv2.resize(total.astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC), np.float32)


_BULGES = (
    (151, (0, -6), (52, 26), 0.85),
    (151, (-48, -2), (30, 20), 0.72),
    (151, (48, -2), (30, 20), 0.72),
    (9, (0, 0), (16, 14), 0.55),
    (197, (0, 0), (6.5, 30), 0.8),
    (4, (0, -5), (10, 9), 1.0),
    (129, (3, -3), (6, 7), 0.55),
    (358, (-3, -3), (6, 7), 0.55),
    (50, (4, -8), (24, 19), 0.9),
    (280, (-4, -8), (24, 19), 0.9),
    (205, (0, 4), (22, 20), 0.5),
    (425, (0, 4), (22, 20), 0.5),
    (199, (0, -4), (15, 10), 0.55),
    (0, (0, -12), (18, 5), 0.35),
)


def _pores(brightness: FloatArray, rng: np.random.Generator) -> FloatArray:
    """-1 to 1: the skin's own fine texture, plus a little grain, that breaks a sheen up."""
    detail = (blur(brightness, 0.7) - blur(brightness, 2.6)) / (brightness + 0.02)
    grain = blur(noise(rng, 1.0), 1.1) * 1.1
    return np.asarray(np.clip(detail * 7 + grain * 0.35, -0.9, 0.9), np.float32)
