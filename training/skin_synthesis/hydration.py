"""Hydration: dryness of lips (pale, matt, cracked, flaking, chapped edges) and of the chin (flakes, roughness)."""

from __future__ import annotations

import cv2
import numpy as np

from ml.regions import LIPS_INNER, LIPS_OUTER
from ml.types import FloatArray, Region
from training.skin_synthesis.drawing import (
    Stroke,
    at,
    blur,
    bumps,
    lines,
    noise,
    scatter,
    smooth_curve,
    smoothstep,
    wavy,
)
from training.skin_synthesis.ground import REGIONS, Ground, severity_map
from training.skin_synthesis.optics import HAEMOGLOBIN, SHADOW, density_of, light_from

_OWN_WHITE, _SCALE_WHITE = 1.75, 0.12
"""White of scales: a multiple of the skin's own light, and light that no skin takes away."""


def render(ground: Ground, density: FloatArray, severity: FloatArray, rng: np.random.Generator) -> FloatArray:
    """OD of drier lips and chin; 4 is driest. severity: (8,) 0-4 by region; 0 changes nothing."""
    lips = float(severity[REGIONS.index(Region.LIPS)])
    chin = severity_map(ground, severity) * ground.skin
    if lips > 0:
        density = _dry_lips(ground, density, lips, rng)
    return _flaky(density, chin, ground.skin, rng)


def _dry_lips(ground: Ground, density: FloatArray, severity: float, rng: np.random.Generator) -> FloatArray:
    gain = severity * float(np.exp(rng.normal(0, 0.07)))
    lips = ground.lips
    matt = _matt(density, lips, gain)
    cracks = lines(_cracks(ground, severity, rng)) * lips
    relief = cracks - 0.35 * np.roll(blur(cracks, 1.2), 2, axis=1)
    pale = lips * gain * (0.022 + 0.012 * np.clip(noise(rng, 9.0), -1, 2))
    rim = _rim(ground) * gain * 0.022
    blood = rim - pale
    cracked = matt + blood[..., None] * HAEMOGLOBIN + (0.26 * relief)[..., None] * SHADOW
    flakes, edge = _plates(lips * severity, rng, 900, (1.1, 1.8, 2.6))
    return _whitened(np.asarray(cracked, np.float32), (flakes * 0.16 + 0.010 * gain) * lips, edge * 0.12 * lips)


def _matt(density: FloatArray, lips: FloatArray, gain: float) -> FloatArray:
    """Lips lose their gloss: pixels brighter than their surroundings come down to them."""
    mean = density.mean(axis=2)
    shine = np.minimum(mean - blur(mean, 9.0), 0) * lips * np.float32(min(gain * 0.2, 0.85))
    return np.asarray(density - shine[..., None], np.float32)


def _cracks(ground: Ground, severity: float, rng: np.random.Generator) -> list[Stroke]:
    """Lines across the lips, from the outer towards the inner edge."""
    outer, inner = ground.points(*LIPS_OUTER), ground.points(*LIPS_INNER)
    strokes = []
    for order in range(64):
        along, part = int(rng.integers(20)), rng.random()
        a = outer[along] * (1 - part) + outer[(along + 1) % 20] * part
        b = inner[along] * (1 - part) + inner[(along + 1) % 20] * part
        low, high = sorted(rng.uniform(0.05, 1.0, 2))
        onset, depth = order / 64 * 3.4, float(np.exp(rng.normal(0, 0.3)))
        curve = wavy(rng, smooth_curve(np.array([a + (b - a) * t for t in (low, (low + high) / 2, high)]), 14), 0.9, 5)
        if severity > onset + 0.05 and np.linalg.norm(b - a) > 6:
            tone = depth * np.clip((severity - onset) * 0.28 + 0.12, 0, 1) * np.hanning(16)[1:-1] ** 0.5
            strokes.append(Stroke(curve, np.asarray(np.clip(tone, 0, 1), np.float32), 0.9 if order % 3 else 1.3))
    return strokes


def _rim(ground: Ground) -> FloatArray:
    """A band just outside the lips, where chapped skin is red."""
    near = blur(ground.lips, 5.0)
    return np.asarray(smoothstep(near, 0.12, 0.5) * (1 - ground.lips) * ground.skin, np.float32)


def _flaky(density: FloatArray, field: FloatArray, skin: FloatArray, rng: np.random.Generator) -> FloatArray:
    flakes, edge = _plates(field, rng, 5200, (1.0, 1.6, 2.4))
    net = blur(noise(rng, 1.0), 1.0) - blur(noise(rng, 1.0), 2.2)
    rough = net * field * 0.030 * (1 + 0.4 * np.clip(noise(rng, 18.0), -1, 1))
    rough_density = np.asarray(density + (rough * skin)[..., None], np.float32)
    ash = 0.008 * field * np.clip(1 + 0.7 * noise(rng, 16.0), 0, 2)
    return _whitened(rough_density, (flakes * 0.17 + ash) * skin, edge * 0.10 * skin)


def _plates(
    field: FloatArray, rng: np.random.Generator, count: int, sigmas: tuple[float, ...]
) -> tuple[FloatArray, FloatArray]:
    """Flakes in patches: (how white, how dark below their lower edge); more are shown with severity."""
    total = np.zeros_like(field)
    patchy = smoothstep(noise(rng, 26.0), -0.9, 0.9) * 1.3 + 0.15
    for sigma in sigmas:
        points, ranks = scatter(rng, count // len(sigmas))
        severity = at(field, points)
        shown = np.clip((0.045 * severity + 0.022 * severity**2) * at(patchy, points) * 2.2 - ranks, 0, 0.1) * 10
        heights = shown * np.exp(rng.normal(0, 0.3, len(points)))
        total += bumps(points, heights.astype(np.float32), sigma)
    ragged = total * (1 + 0.6 * np.clip(noise(rng, 1.6), -1.4, 1.4))
    plates = blur(smoothstep(np.asarray(ragged, np.float32), 0.35, 1.0), 0.6)
    edge = np.clip(np.roll(plates, 2, axis=0) - plates, 0, 1)
    return plates, np.asarray(edge, np.float32)


def _whitened(density: FloatArray, amount: FloatArray, shadow: FloatArray) -> FloatArray:
    """White scatter over the skin, and shadow beside it; works on the rows that change.

    Scales scatter light before it reaches the pigment, so part of their white is the same on every skin: dry skin
    looks ashy where it is dark (docs/adr/0030).
    """
    rows = np.flatnonzero((amount > 1e-4).any(axis=1) | (shadow > 1e-4).any(axis=1))
    if len(rows) == 0:
        return density
    part = slice(max(0, int(rows[0]) - 24), int(rows[-1]) + 25)
    light = light_from(density[part])
    level = cv2.GaussianBlur(cv2.cvtColor(light, cv2.COLOR_RGB2GRAY), (0, 0), 6.0)
    white = np.minimum(level * _OWN_WHITE + _SCALE_WHITE, 1.0)[..., None] * np.array([1.0, 0.97, 0.95], np.float32)
    share = np.clip(amount[part], 0, 0.6)[..., None]
    whitened = density.copy()
    mixed = np.asarray(light * (1 - share) + white * share, np.float32)
    whitened[part] = density_of(mixed) + shadow[part][..., None] * SHADOW
    return whitened
