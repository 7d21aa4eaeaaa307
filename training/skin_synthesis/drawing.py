"""Primitives of the renderers: smooth noise, scattered points, tapered curves, blurs at any width."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ml.types import FloatArray

WIDTH, HEIGHT = 512, 592
_SHIFT = 4


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """A tapered curve. points: (N, 2) canvas pixels; strength: (N,) 0-1; sigma: half width in pixels."""

    points: FloatArray
    strength: FloatArray
    sigma: float


def blur(image: FloatArray, sigma: float) -> FloatArray:
    """Gaussian blur; wide ones are computed on a shrunken image."""
    if sigma < 6:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.float32)
    factor = 4 if sigma < 24 else 8
    height, width = image.shape[:2]
    small = cv2.resize(image, (width // factor, height // factor), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / factor)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def noise(rng: np.random.Generator, scale: float) -> FloatArray:
    """(HEIGHT, WIDTH) float32 smooth noise, about normal(0, 1), features of `scale` pixels."""
    if scale <= 1.2:
        return rng.standard_normal((HEIGHT, WIDTH), np.float32)
    small = rng.standard_normal((int(HEIGHT / scale) + 3, int(WIDTH / scale) + 3), np.float32)
    wide = cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    return np.asarray(wide * 1.25, np.float32)


def smoothstep(values: FloatArray, low: float, high: float) -> FloatArray:
    """0 below low, 1 above high, smooth between."""
    t = np.clip((values - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def scatter(rng: np.random.Generator, count: int) -> tuple[FloatArray, FloatArray]:
    """Candidate points all over the canvas: ((count, 2) pixels, (count,) ranks 0-1).

    A point is shown where its rank is below the wanted density: a higher severity shows a superset.
    """
    points = rng.random((count, 2), np.float32) * np.array([WIDTH - 1, HEIGHT - 1], np.float32)
    return points, rng.random(count, np.float32)


def at(field: FloatArray, points: FloatArray) -> FloatArray:
    """The field's values at points."""
    x = np.clip(points[:, 0].astype(int), 0, field.shape[1] - 1)
    y = np.clip(points[:, 1].astype(int), 0, field.shape[0] - 1)
    return np.asarray(field[y, x], np.float32)


def bumps(points: FloatArray, heights: FloatArray, sigma: float) -> FloatArray:
    """(HEIGHT, WIDTH) sum of Gaussian bumps with these peak heights."""
    canvas = np.zeros((HEIGHT, WIDTH), np.float32)
    if len(points) == 0:
        return canvas
    np.add.at(canvas, (points[:, 1].astype(int), points[:, 0].astype(int)), heights)
    return blur(canvas, sigma) * np.float32(2 * np.pi * sigma * sigma)


def smooth_curve(control: FloatArray, samples: int = 36) -> FloatArray:
    """(samples, 2) a smooth curve through a few control points."""
    control = np.asarray(control, np.float64)
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(control, axis=0), axis=1))])
    wanted = np.linspace(0, along[-1], samples)
    path = np.column_stack([np.interp(wanted, along, control[:, k]) for k in (0, 1)])
    width = max(3, samples // 5)
    padded = np.pad(path, ((width, width), (0, 0)), mode="reflect", reflect_type="odd")
    kernel = np.hanning(2 * width + 1)
    kernel /= kernel.sum()
    return np.column_stack([np.convolve(padded[:, k], kernel, "valid") for k in (0, 1)]).astype(np.float32)


def wavy(rng: np.random.Generator, curve: FloatArray, amount: float, period: float = 9.0) -> FloatArray:
    """The curve with smooth random offsets of about `amount` pixels."""
    count = len(curve)
    knots = rng.standard_normal((int(count / period) + 2, 2))
    at_samples = np.linspace(0, len(knots) - 1, count)
    offset = np.column_stack([np.interp(at_samples, np.arange(len(knots)), knots[:, k]) for k in (0, 1)])
    return np.asarray(curve + amount * offset, np.float32)


def taper(rng: np.random.Generator, samples: int, broken: float = 0.0) -> FloatArray:
    """(samples,) strengths that rise and fall along a curve; broken 0-1 opens gaps."""
    t = np.linspace(0, 1, samples)
    strength = np.minimum(1, np.minimum(t, 1 - t) * 4.5)
    gaps = np.interp(t, np.linspace(0, 1, 7), rng.random(7))
    return np.asarray(strength * np.clip(1.15 - broken * 1.8 * gaps, 0, 1), np.float32)


def lines(strokes: list[Stroke]) -> FloatArray:
    """(HEIGHT, WIDTH) valleys with peak about each stroke's strength, Gaussian across."""
    total = np.zeros((HEIGHT, WIDTH), np.float32)
    for sigma in sorted({stroke.sigma for stroke in strokes}):
        drawn = np.zeros((HEIGHT, WIDTH), np.uint8)
        for stroke in strokes:
            if stroke.sigma == sigma:
                _draw(drawn, stroke)
        layer = drawn.astype(np.float32) / 255
        total = np.maximum(
            total, blur(np.asarray(layer, np.float32), sigma) * np.float32(np.sqrt(2 * np.pi) * sigma * 0.9)
        )
    return total


def _draw(drawn: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], stroke: Stroke) -> None:
    fixed = np.round(stroke.points * 2**_SHIFT).astype(int).tolist()
    tones = np.clip(stroke.strength * 255, 0, 255).astype(int).tolist()
    for start, end, tone in zip(fixed[:-1], fixed[1:], tones, strict=False):
        if tone > 2:
            cv2.line(drawn, start, end, (tone,), 1, cv2.LINE_AA, _SHIFT)
