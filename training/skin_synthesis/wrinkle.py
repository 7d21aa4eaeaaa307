"""Wrinkles: valleys with light shoulders along the directions in which faces fold."""

from __future__ import annotations

import numpy as np

from ml.types import FloatArray
from training.skin_synthesis.drawing import Stroke, blur, lines, noise, smooth_curve, smoothstep, taper, wavy
from training.skin_synthesis.ground import REGIONS, Ground, severity_map
from training.skin_synthesis.optics import SHADOW
from training.skin_synthesis.wrinkle_lines import Fold, folds

_WIDTHS = (0.9, 1.3, 2.0)


def render(ground: Ground, density: FloatArray, severity: FloatArray, rng: np.random.Generator) -> FloatArray:
    """OD with folds and deepened lines of the face's own. severity: (8,) 0-4 by region; 0 changes nothing."""
    field = severity_map(ground, severity) * ground.skin
    strokes = []
    for fold in folds(ground, rng):
        stroke = _stroke(fold, float(severity[REGIONS.index(fold.region)]), rng)
        if stroke is not None:
            strokes.append(stroke)
    shade = _own_lines(density, field) + _coarseness(field, rng)
    if strokes:
        valley = lines(strokes)
        shade = shade + (0.30 + 0.025 * field) * _relief(valley) * smoothstep(field, 0.0, 0.3)
    return np.asarray(density + (shade * ground.skin)[..., None] * SHADOW, np.float32)


def _stroke(fold: Fold, severity: float, rng: np.random.Generator) -> Stroke | None:
    """The fold at this severity; it appears at its onset and deepens from there. Draws the same randomness always."""
    curve = wavy(rng, smooth_curve(fold.control), fold.wander)
    strength = taper(rng, len(curve), fold.broken)
    depth = fold.depth * float(np.clip((severity - fold.onset) * 0.27 + 0.10, 0, 1.0)) * np.exp(rng.normal(0, 0.18))
    if severity <= fold.onset + 0.05:
        return None
    wide = int(np.clip(round(depth * 2.6 + fold.wide), 0, 2))
    return Stroke(curve, np.asarray(np.clip(strength * depth, 0, 1), np.float32), _WIDTHS[wide])


def _relief(valley: FloatArray) -> FloatArray:
    """Shading of a valley lit from above: dark inside, a lighter shoulder below it, soft shadow around."""
    shoulder = np.roll(blur(valley, 1.6), 2, axis=0) + 0.5 * np.roll(blur(valley, 1.6), -3, axis=0)
    return np.asarray(valley + 0.35 * blur(valley, 3.0) - 0.42 * shoulder, np.float32)


def _own_lines(density: FloatArray, field: FloatArray) -> FloatArray:
    """The face's own fine relief, deepened: detail between 1 and 4 pixels."""
    mean = density.mean(axis=2)
    detail = blur(mean, 0.9) - blur(mean, 4.0)
    return np.asarray(np.clip(detail, -0.03, 0.06) * field * 0.22, np.float32)


def _coarseness(field: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Crepe-like fine relief of older skin, faint."""
    grain = blur(noise(rng, 1.0), 1.0) - blur(noise(rng, 1.0), 2.0)
    return np.asarray(grain * np.maximum(field - 0.5, 0) * 0.012, np.float32)
