"""Light and pigment: linear light, optical density, absorption of melanin and haemoglobin, skin tone (ITA).

Optical density (OD) = -log10(linear light). Pigments add in OD (Beer-Lambert); light reflected at the
surface (oil, flakes) adds in linear light.
"""

from __future__ import annotations

import cv2
import numpy as np

from ml.types import FloatArray, RgbImage

DARKEST = 2e-3
MELANIN: FloatArray = np.array([0.42, 0.72, 1.0], np.float32)
HAEMOGLOBIN: FloatArray = np.array([0.10, 1.0, 0.72], np.float32)
SHADOW: FloatArray = np.array([0.92, 1.05, 1.10], np.float32)
_TO_LIGHT: FloatArray = (
    np.where(np.arange(256) <= 10.31, np.arange(256) / 255 / 12.92, ((np.arange(256) / 255 + 0.055) / 1.055) ** 2.4)
).astype(np.float32)
_STEPS = 8191
_LIGHTS = np.arange(_STEPS + 1) / _STEPS
_TO_BYTE = np.round(
    255 * np.where(_LIGHTS <= 0.0031308, 12.92 * _LIGHTS, 1.055 * np.maximum(_LIGHTS, 1e-9) ** (1 / 2.4) - 0.055)
).astype(np.uint8)
_LN10 = float(np.log(10))


def light_of(image: RgbImage) -> FloatArray:
    """Linear light, float32 0-1, of sRGB bytes (IEC 61966-2-1)."""
    return _TO_LIGHT[image]


def bytes_of(light: FloatArray) -> RgbImage:
    """SRGB bytes of linear light; clips to 0-1."""
    return _TO_BYTE[(np.clip(light, 0, 1) * _STEPS + 0.5).astype(np.int32)]


def density_of(light: FloatArray) -> FloatArray:
    """Optical density, float32, of linear light (at least DARKEST)."""
    return (cv2.log(np.maximum(light, DARKEST)) * np.float32(-1 / _LN10)).astype(np.float32)


def light_from(density: FloatArray) -> FloatArray:
    """Linear light of optical density."""
    return cv2.exp(density * np.float32(-_LN10)).astype(np.float32)


def ita(light: FloatArray) -> float:
    """Individual typology angle in degrees of one linear RGB colour (D65; Chardin 1991): light > 41, dark < -30."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ light
    f = np.cbrt(np.maximum(xyz / np.array([0.9505, 1.0, 1.089]), 1e-6))
    return float(np.degrees(np.arctan2(116 * f[1] - 16 - 50, 200 * (f[1] - f[2]))))
