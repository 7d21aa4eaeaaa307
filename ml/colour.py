"""Colour arithmetic: sRGB bytes to linear light and back, lightness L*, and the colour of light.

Sources of the maths: IEC 61966-2-1 (sRGB transfer curve and luminance weights), CIE 15 (L*, a*, b*; white D65).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ml.types import FloatArray, RgbImage

DARKEST = 1.0 / (255.0 * 12.92)
"""Linear light of sRGB value 1, the smallest that is told from black; a floor for logarithms and quotients."""

_LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
_TO_XYZ = np.array(
    [[0.4123908, 0.3575843, 0.1804808], [0.2126390, 0.7151687, 0.0721923], [0.0193308, 0.1191948, 0.9505322]],
    np.float32,
)
_WHITE = _TO_XYZ.sum(axis=1)
_CURVE_STEPS = 4095


def _decode(srgb: NDArray[np.float64]) -> FloatArray:
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4).astype(np.float32)


_LINEAR: FloatArray = _decode(np.arange(256) / 255.0)


def to_linear(srgb: RgbImage) -> FloatArray:
    """Linear light 0-1 of sRGB bytes: same shape, float32 (a table of 256 values)."""
    return _LINEAR[srgb]


def to_srgb(linear: FloatArray) -> RgbImage:
    """sRGB bytes of linear light: same shape, uint8; values outside 0-1 are clipped."""
    light = np.clip(np.asarray(linear, np.float32), 0.0, 1.0)
    curve = np.where(light <= 0.0031308, light * 12.92, 1.055 * np.power(light, 1 / 2.4, dtype=np.float32) - 0.055)
    return np.round(curve * 255.0).astype(np.uint8)


def luminance(linear: FloatArray) -> FloatArray:
    """Relative luminance Y, 0-1: (..., 3) linear RGB to (...)."""
    return (linear @ _LUMINANCE).astype(np.float32)


def lightness(linear: FloatArray) -> FloatArray:
    """CIE L*, 0-100: (..., 3) linear RGB to (...)."""
    return (116.0 * _lab_curve(luminance(linear)) - 16.0).astype(np.float32)


def lab(linear: FloatArray) -> FloatArray:
    """CIE L*, a*, b* for white D65: (..., 3) linear RGB to (..., 3) float32."""
    f = _lab_curve((linear @ _TO_XYZ.T) / _WHITE)
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)], axis=-1).astype(np.float32)


def optical_density(linear: FloatArray) -> FloatArray:
    """-log10 of linear light, >= 0, same shape: absorbance, in which pigments add up (Beer-Lambert)."""
    return -np.log10(np.clip(linear, DARKEST, 1.0)).astype(np.float32)


def _lab_curve(t: FloatArray) -> FloatArray:
    return np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16.0) / 116.0).astype(np.float32)
