"""Pigmentation: freckles, sun spots and melasma patches, as melanin in optical density."""

from __future__ import annotations

import numpy as np

from ml.types import FloatArray
from training.skin_synthesis.drawing import at, blur, bumps, noise, scatter, smoothstep
from training.skin_synthesis.ground import Ground, severity_map
from training.skin_synthesis.optics import MELANIN

_FRECKLES, _SPOTS, _BIG = 5200, 1100, 170


def render(ground: Ground, density: FloatArray, severity: FloatArray, rng: np.random.Generator) -> FloatArray:
    """OD with more melanin. severity: (8,) 0-4 by region; 0 changes nothing."""
    field = severity_map(ground, severity) * ground.skin
    style = 0.5 + 0.9 * rng.dirichlet((0.8, 1.0, 0.9)).astype(np.float32)
    freckles = style[0] * _dots(field, rng, _FRECKLES, (0.9, 1.4), 0.9)
    spots = style[1] * (_dots(field, rng, _SPOTS, (2.0, 3.0), 1.0) + 1.2 * _dots(field, rng, _BIG, (4.2, 6.0), 1.0))
    patches = style[2] * _patches(field, rng)
    uneven = 1 + 0.25 * np.clip(noise(rng, 3.0), -1.5, 1.5)
    strength = (0.105 + 0.028 * field) * float(np.exp(rng.normal(0, 0.07)))
    amount = np.minimum(freckles * 0.75 + spots, 1.5) * uneven + 0.55 * patches
    pigment = amount * strength * ground.skin * smoothstep(field, 0.0, 0.5)
    return np.asarray(density + pigment[..., None] * (MELANIN * np.float32(1.1)), np.float32)


def _dots(
    field: FloatArray, rng: np.random.Generator, count: int, sigmas: tuple[float, ...], peak: float
) -> FloatArray:
    """Flat-topped spots; how many of the candidates are shown rises with severity."""
    total = np.zeros_like(field)
    for sigma in sigmas:
        points, ranks = scatter(rng, count // len(sigmas))
        heights = peak * np.exp(rng.normal(0, 0.35, len(points))).astype(np.float32)
        severity = at(field, points)
        shown = np.clip((0.085 * severity + 0.035 * severity**2 - ranks) * 12, 0, 1)
        total += bumps(points, (heights * shown).astype(np.float32), sigma)
    edge = 1 + 0.35 * np.clip(noise(rng, 2.0), -1.5, 1.5)
    return smoothstep(np.asarray(total * edge, np.float32), 0.15, 1.05)


def _patches(field: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Melasma: blotches with soft, ragged edges that grow with severity."""
    relief = 0.75 * noise(rng, 34.0) + 0.40 * noise(rng, 13.0) + 0.22 * noise(rng, 5.0)
    level = 1.35 - 0.55 * field
    return blur(smoothstep(np.asarray(relief - level, np.float32), -0.25, 0.75), 1.6)
