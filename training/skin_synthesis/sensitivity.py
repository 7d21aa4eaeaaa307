"""Sensitivity: blotchy flush, papules and small vessels, as haemoglobin in optical density."""

from __future__ import annotations

import numpy as np

from ml.types import FloatArray
from training.skin_synthesis.drawing import Stroke, at, blur, bumps, lines, noise, scatter, smoothstep
from training.skin_synthesis.ground import Ground, severity_map
from training.skin_synthesis.optics import HAEMOGLOBIN

_PAPULES, _SMALL, _VESSELS = 260, 900, 110


def render(ground: Ground, density: FloatArray, severity: FloatArray, rng: np.random.Generator) -> FloatArray:
    """OD with more blood near the surface. severity: (8,) 0-4 by region; 0 changes nothing."""
    field = severity_map(ground, severity) * ground.skin
    style = 0.7 + 0.8 * rng.dirichlet((1.1, 1.0, 0.6)).astype(np.float32)
    gain = float(np.exp(rng.normal(0, 0.07)))
    flush = _flush(field, rng) * style[0]
    spots = _spots(field, rng, _PAPULES, (2.2, 3.4, 4.6)) + 0.8 * _spots(field, rng, _SMALL, (1.3, 1.8))
    spots = np.minimum(spots, 1.6) * style[1]
    vessels = _vessels(field, rng) * style[2]
    blood = 0.165 * flush + (0.11 + 0.022 * field) * spots + 0.11 * vessels
    blood = blood * _through_pigment(density) * gain * ground.skin * smoothstep(field, 0.0, 0.4)
    raised = _relief(np.asarray(spots, np.float32)) * (0.028 * style[1]) * ground.skin
    return np.asarray(density + blood[..., None] * HAEMOGLOBIN + raised[..., None], np.float32)


def _through_pigment(density: FloatArray) -> FloatArray:
    """How much of the blood shows through the melanin above it: all on light skin, half on very dark skin."""
    return np.asarray(np.clip(1.35 - 0.5 * blur(density[..., 1], 12.0), 0.55, 1.05), np.float32)


def _flush(field: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Blotches: a smooth redness broken by noise; its spread rises with severity, fastest at first."""
    blotch = 0.6 * noise(rng, 30.0) + 0.35 * noise(rng, 11.0) + 0.2 * noise(rng, 4.0)
    grain = 1 + 0.18 * np.clip(noise(rng, 2.2), -2, 2)
    return np.asarray(1.25 * field**0.8 * smoothstep(blur(blotch, 2.0), -1.0, 1.2) * grain * 0.32, np.float32)


def _spots(field: FloatArray, rng: np.random.Generator, count: int, sigmas: tuple[float, ...]) -> FloatArray:
    """Papules: soft round spots, each with its halo; how many are shown rises with severity."""
    total = np.zeros_like(field)
    for sigma in sigmas:
        points, ranks = scatter(rng, count // len(sigmas))
        heights = np.exp(rng.normal(0, 0.3, len(points))).astype(np.float32)
        severity = at(field, points)
        shown = np.clip((0.08 * severity + 0.025 * severity**2 - ranks) * 14, 0, 1)
        kept = (heights * shown).astype(np.float32)
        total += bumps(points, kept, sigma) + 0.3 * bumps(points, kept, sigma * 2.3)
    return total


def _relief(spots: FloatArray) -> FloatArray:
    """Light on bumps lit from above: brighter (less OD) on top, darker below."""
    lifted = blur(spots, 1.2)
    return np.asarray(np.clip((np.roll(lifted, 2, axis=0) - np.roll(lifted, -2, axis=0)) * 1.6, -1, 1), np.float32)


def _vessels(field: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Telangiectasia: thin wandering lines, most on nose and cheeks."""
    points, ranks = scatter(rng, _VESSELS * 4)
    turns = rng.normal(0, 0.45, (len(points), 16))
    starts = rng.random(len(points)) * 2 * np.pi
    severity = at(field, points)
    shown = np.clip((0.03 * severity + 0.023 * severity**2 - ranks) * 14, 0, 1)
    strokes = []
    for index in np.flatnonzero(shown > 0.05):
        angles = starts[index] + np.cumsum(turns[index])
        steps = np.column_stack([np.cos(angles), np.sin(angles)]) * 1.7
        path = (points[index] + np.cumsum(steps, axis=0)).astype(np.float32)
        strokes.append(Stroke(path, np.full(len(path), shown[index], np.float32), 0.8))
    return lines(strokes) if strokes else np.zeros_like(field)
