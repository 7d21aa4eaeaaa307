"""Tell skin from hair, brows, beard, glasses and deep shadow inside an outline, by colour relative to the face.

Everything is relative to the face's own median skin colour, so dark and light skin are treated alike. Brighter
pixels are always skin (shine is skin); redder and moderately darker ones are too (redness, pigment).
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from ml.colour import DARKEST, to_linear
from ml.types import FloatArray, Mask, RgbImage

DARK_STEP = 1.0
"""Natural-log fall of red light at which a pixel of skin hue is no longer skin (e^-1.0 = 0.37)."""
HUE_STEP = 0.45
"""Fall of ln(R/G) under the face's at which a pixel of skin lightness is no longer skin."""
SPOT_AREA = 0.025
"""Holes up to this share of the crop are filled: a spot of 28 px (10 mm) across in a crop of 160 px."""
SPECK_AREA = 0.002
"""Gaps up to this share of the crop are filled even where they touch the outline."""

LEAST_RED, LEAST_GREEN = 0.9, 0.6
"""Least red over green and blue, and least green over blue, in linear light, that skin can have."""

_HALF = 2
_LOGS: FloatArray = np.log(np.maximum(to_linear(np.arange(256, dtype=np.uint8)), DARKEST))


def robust_colour(linear: FloatArray) -> FloatArray:
    """(3,) float32 in (0, 1]: median of (N, 3) linear RGB, then the median of what looks like it."""
    first = np.maximum(np.median(linear, axis=0), DARKEST)
    logs = np.log(np.maximum(linear[:, :2], DARKEST)) - np.log(first[:2])
    near = (np.abs(logs[:, 1]) < 0.6) & (np.abs(logs[:, 0] - logs[:, 1]) < 0.3)
    chosen = linear[near] if near.mean() > 0.2 else linear
    return np.asarray(np.clip(np.median(chosen, axis=0), DARKEST, 1.0), np.float32)


def plausible_skin(pixels: RgbImage, outline: Mask, skin: FloatArray, *, lips: bool = False) -> Mask:
    """(S, S) bool: the pixels of an outline that may be skin of a face of this colour.

    pixels: (S, S, 3) uint8 RGB. outline: (S, S) bool. skin: (3,) linear RGB.
    lips: judge against the outline's own median, for lips have a colour of their own.
    """
    if not outline.any():
        return outline.copy()
    size = (pixels.shape[1] // _HALF, pixels.shape[0] // _HALF)
    small = np.asarray(cv2.blur(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), (3, 3)), np.uint8)
    within = cv2.resize(outline.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST).astype(bool)
    inside = small[within if within.any() else np.ones_like(within)]
    reference = robust_colour(to_linear(inside)) if lips else _local_reference(inside, skin)
    gaps = within & ~looks_like_skin(small, reference)
    if not gaps.any():
        return outline.copy()
    gone = within & ~_without_specks(within & ~_large_gaps(gaps, within))
    beside = cv2.dilate(gone.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & ~within
    large = cv2.resize((gone | beside).astype(np.uint8) * 255, outline.shape[::-1], interpolation=cv2.INTER_LINEAR)
    mask: Mask = outline & (large < 128)
    return mask


def looks_like_skin(pixels: RgbImage, reference: FloatArray) -> Mask:
    """(...) bool: which (..., 3) uint8 RGB may be skin where skin has the reference colour, (3,) linear RGB."""
    light, hue = _signs(pixels, reference)
    dark, off_hue = np.maximum(-light, 0) / DARK_STEP, np.maximum(-hue, 0) / HUE_STEP
    likely: Mask = (light > 0) | (dark**2 + off_hue**2 < 1.0)
    return likely


def can_be_skin(pixels: RgbImage, *, lips: bool = False) -> Mask:
    """(H, W) bool: the parts of a picture, (H, W, 3) uint8 RGB, that can be skin of any tone in roughly white light.

    Blood and melanin let red light back most and blue least, in every tone; shine has the colour of the light. The
    bounds leave room for light of 3,000-10,000 K. They say no to green and blue, not to every thing that is no skin.
    lips: lipstick may be bluer than it is green.
    """
    smooth = np.maximum(to_linear(np.asarray(cv2.blur(pixels, (5, 5)), np.uint8)), DARKEST)
    red, green, blue = smooth[..., 0], smooth[..., 1], smooth[..., 2]
    possible: Mask = (red >= LEAST_RED * np.maximum(green, blue)) & (lips | (green >= LEAST_GREEN * blue))
    return possible


def _local_reference(inside: RgbImage, skin: FloatArray) -> FloatArray:
    """The face's colour, as light as this outline's brighter part, but at least half as light: hair isn't shade."""
    place = int(0.7 * (len(inside) - 1))
    bright = np.asarray(np.partition(inside[:, 0], place)[place], np.uint8)
    ratio = float(to_linear(bright)) / float(skin[0])
    return np.asarray(skin * np.clip(ratio, 0.5, 1.5), np.float32)


def _signs(pixels: RgbImage, reference: FloatArray) -> tuple[FloatArray, FloatArray]:
    """ln of red light (which pigment and blood dim least) and of R/G, both relative to the reference colour."""
    red, green = (_LOGS[pixels[..., i]] - math.log(float(reference[i])) for i in (0, 1))
    return red, red - green


def _large_gaps(gaps: Mask, outline: Mask) -> Mask:
    """The gaps that aren't spots: large ones, and those at the outline's edge but for specks."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(gaps.astype(np.uint8), connectivity=4)
    edge = gaps & (cv2.erode(outline.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=0) == 0)
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
