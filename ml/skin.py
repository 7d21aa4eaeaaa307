"""Tell skin from hair, brows, beard, glasses and deep shadow inside an outline, by colour relative to the face.

Everything is relative to the face's own median skin colour, so dark and light skin are treated alike. Brighter
pixels are always skin (shine is skin); redder and moderately darker ones are too (redness, pigment).
"""

from __future__ import annotations

import cv2
import numpy as np

from ml.colour import DARKEST, to_linear
from ml.types import FloatArray, Mask, RgbImage

DARK_STEP = 1.0
"""Natural-log fall of luminance at which a pixel of skin hue is no longer skin (e^-1.0 = 0.37)."""
HUE_STEP = 0.45
"""Fall of ln(R/G) under the face's at which a pixel of skin lightness is no longer skin."""
SPOT_AREA = 0.025
"""Holes up to this share of the crop are filled: a spot of 28 px (10 mm) across in a crop of 160 px."""
SPECK_AREA = 0.002
"""Gaps up to this share of the crop are filled even where they touch the outline."""

_SMOOTH = 1.5


def robust_colour(linear: FloatArray) -> FloatArray:
    """(3,) float32 in (0, 1]: median of (N, 3) linear RGB, then the median of what looks like it."""
    first = np.maximum(np.median(linear, axis=0), DARKEST)
    light, hue = _signs(linear, first.astype(np.float32))
    near = (np.abs(light) < 0.6) & (np.abs(hue) < 0.3)
    chosen = linear[near] if near.mean() > 0.2 else linear
    return np.asarray(np.clip(np.median(chosen, axis=0), DARKEST, 1.0), np.float32)


def plausible_skin(pixels: RgbImage, outline: Mask, skin: FloatArray, *, lips: bool = False) -> Mask:
    """(S, S) bool: the pixels of an outline that may be skin of a face of this colour.

    pixels: (S, S, 3) uint8 RGB. outline: (S, S) bool. skin: (3,) linear RGB.
    lips: judge against the outline's own median, for lips have a colour of their own.
    """
    if not outline.any():
        return outline.copy()
    linear = to_linear(cv2.GaussianBlur(pixels, (0, 0), _SMOOTH).astype(np.uint8))
    reference = robust_colour(linear[outline]) if lips else _local_reference(linear[outline], skin)
    light, hue = _signs(linear, reference)
    dark, off_hue = np.maximum(-light, 0) / DARK_STEP, np.maximum(-hue, 0) / HUE_STEP
    shining = light > 0
    likely = np.where(shining, True, dark**2 + off_hue**2 < 1.0)
    return _tidied(likely & outline, outline)


def _local_reference(linear: FloatArray, skin: FloatArray) -> FloatArray:
    """The face's colour, as light as this outline's brighter half, at most a factor 2.5 off: shading isn't hair."""
    ratio = float(np.percentile(linear[:, 1], 70)) / float(skin[1])
    return np.asarray(skin * np.clip(ratio, 0.4, 1.5), np.float32)


def _signs(linear: FloatArray, reference: FloatArray) -> tuple[FloatArray, FloatArray]:
    """ln of green light and of R/G, both relative to the reference colour."""
    logs = np.log(np.maximum(linear, DARKEST)) - np.log(reference)
    return logs[..., 1], logs[..., 0] - logs[..., 1]


def _tidied(likely: Mask, outline: Mask) -> Mask:
    """Fill spots and specks, then drop specks of skin."""
    filled = outline & ~_large_parts(outline & ~likely, outline)
    return _without_specks(filled)


def _large_parts(gaps: Mask, outline: Mask) -> Mask:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(gaps.astype(np.uint8), connectivity=4)
    edge = outline & ~cv2.erode(outline.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=0).astype(bool)
    at_edge = np.zeros(count, np.bool_)
    at_edge[np.unique(labels[edge])] = True
    area = stats[:, cv2.CC_STAT_AREA] / gaps.size
    large = np.where(at_edge, area > SPECK_AREA, area > SPOT_AREA)
    large[0] = False
    parts: Mask = large[labels]
    return parts


def _without_specks(mask: Mask) -> Mask:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=4)
    large = stats[:, cv2.CC_STAT_AREA] > SPECK_AREA * mask.size
    large[0] = False
    kept: Mask = large[labels]
    return kept
