"""Gives one picture another's light and colour, region by region. No Qt.

Mean and standard deviation of L*, a*, b* on each region's skin are made equal (E. Reinhard et al., IEEE CG&A
2001;21(5):34), and run softly into each other between regions. Light and white balance no longer differ then; nor
does any real change of a whole region's colour, so redness must not be judged on a matched picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ml.types import FloatArray, Mask, RgbImage

PIXELS_AT_LEAST = 60
CONTRAST = (0.6, 1.7)
"""How far a region's contrast may be changed: beyond it, noise or blur would be blown up."""
_SOFT = 0.05
_ELSEWHERE = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class SkinPair:
    """One region's skin in both pictures. before, after: (H, W) bool."""

    before: Mask
    after: Mask


@dataclass(frozen=True, slots=True, eq=False)
class _Shift:
    """L*a*b* becomes lab * gain + offset. (3,) float32 each."""

    gain: FloatArray
    offset: FloatArray


def matched(after: RgbImage, before: RgbImage, skins: Sequence[SkinPair]) -> RgbImage:
    """A copy of after in before's light, (H, W, 3) uint8 RGB. Both aligned and equally large.

    Between and beside the regions the shifts of the nearest ones are mixed; without any region nothing changes.
    """
    new, old = _lab(after), _lab(before)
    usable = [one for one in skins if min(one.before.sum(), one.after.sum()) >= PIXELS_AT_LEAST]
    if not usable:
        return after.copy()
    everywhere = SkinPair(_any([one.before for one in usable]), _any([one.after for one in usable]))
    whole = _shift(old, new, everywhere)
    shape = after.shape[:2]
    weights = np.full((*shape, 1), _ELSEWHERE, np.float32)
    gain = weights * whole.gain
    offset = weights * whole.offset
    for one in usable:
        shift, weight = _shift(old, new, one), _soft(one.before)[..., None]
        gain += weight * shift.gain
        offset += weight * shift.offset
        weights += weight
    return _rgb(np.asarray((new * gain + offset) / weights, np.float32))


def _shift(old: FloatArray, new: FloatArray, skin: SkinPair) -> _Shift:
    target, start = old[skin.before], new[skin.after]
    gain = np.clip((target.std(axis=0) + 0.5) / (start.std(axis=0) + 0.5), *CONTRAST).astype(np.float32)
    return _Shift(gain, (target.mean(axis=0) - start.mean(axis=0) * gain).astype(np.float32))


def _soft(mask: Mask) -> FloatArray:
    sigma = _SOFT * max(mask.shape)
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma), np.float32)


def _any(masks: Sequence[Mask]) -> Mask:
    return np.asarray(np.logical_or.reduce(masks), np.bool_)


def _lab(image: RgbImage) -> FloatArray:
    return np.asarray(cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)


def _rgb(lab: FloatArray) -> RgbImage:
    colours = cv2.cvtColor(np.ascontiguousarray(lab, np.float32), cv2.COLOR_Lab2RGB)
    return np.round(np.clip(colours, 0, 1) * 255).astype(np.uint8)
