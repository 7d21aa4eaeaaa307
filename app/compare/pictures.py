"""Two kept photos in one frame: read, aligned, cut to the face, colour-matched. Slow: for the worker thread."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.compare.alignment import chained, laid_over
from app.compare.colours import SkinPair, matched
from app.compare.heat_change import change_layer, heat_change
from app.history.ports import History
from app.history.records import Heat, KeptCrop, Scan
from ml.photo_file import read_photo
from ml.types import Affine, Attribute, Face, Mask, RgbImage

HEIGHT = 900
"""Pixels of the frame: as much as a large window shows."""
AROUND = 1.3


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A scan with what was kept of its picture. photo: (H, W, 3) uint8 RGB."""

    scan: Scan
    photo: RgbImage | None
    heat: Heat | None


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two photos in one frame: (H, W, 3) uint8 RGB each. matched: after, in before's light and colour.

    aligned: False where nothing could be laid over each other; the photos are only fitted then.
    to_frame: (2, 3), from before's photo to the frame.
    """

    before: RgbImage
    after: RgbImage
    matched: RgbImage
    aligned: bool
    to_frame: Affine


def kept(history: History, scan_id: str) -> Kept:
    """Reads a scan and its pictures."""
    scan = history.scan(scan_id)
    photo = history.photo(scan_id) if scan.has_photo else None
    heat = history.heat(scan_id) if scan.has_heat else None
    return Kept(scan, None if photo is None else read_photo(photo), heat)


def pair_of(before: Kept, after: Kept) -> Pair | None:
    """Both in one frame; None unless both photos were kept."""
    if before.photo is None or after.photo is None:
        return None
    frame = _frame(before)
    over = laid_over(after.heat, before.heat) if before.heat is not None and after.heat is not None else None
    old = _warped(before.photo, frame)
    if over is None or before.heat is None or after.heat is None:
        new = _warped(after.photo, _fitted(after.photo.shape[:2], frame.size))
        return Pair(old, new, new, False, frame.to_frame)
    to_frame = chained(frame.to_frame, over)
    new = _warped(after.photo, _Frame(to_frame, frame.size))
    skins = _skins(before.heat, after.heat, frame, to_frame)
    return Pair(old, new, matched(new, old, skins), True, frame.to_frame)


def change_picture(before: Kept, after: Kept, pair: Pair, attribute: Attribute) -> NDArray[np.uint8] | None:
    """(H, W, 4) uint8 RGBA over the pair's frame; None where heat wasn't kept or the photos aren't aligned."""
    if before.heat is None or after.heat is None or not pair.aligned:
        return None
    shape = (pair.before.shape[0], pair.before.shape[1])
    old, new = (before.scan, before.heat), (after.scan, after.heat)
    change = heat_change(old, new, attribute, pair.to_frame, shape)
    return change_layer(change) if change.any() else None


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """to_frame: (2, 3). size: (width, height), pixels."""

    to_frame: Affine
    size: tuple[int, int]


def _frame(one: Kept) -> _Frame:
    """Upright around the face; all of the photo where there is none."""
    assert one.photo is not None
    if one.heat is None or one.heat.face is None:
        height, width = one.photo.shape[:2]
        scale = min(1.0, HEIGHT / height)
        return _Frame(_scaled(scale), (round(width * scale), round(height * scale)))
    return _around(one.heat.face)


def _around(face: Face) -> _Frame:
    points = face.landmarks.astype(np.float64)
    eyes = points[263] - points[33]
    angle = math.atan2(eyes[1], eyes[0])
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    upright = points @ turn.T
    low, high = upright.min(axis=0), upright.max(axis=0)
    middle, extent = (low + high) / 2, (high - low) * AROUND
    scale = HEIGHT / extent[1]
    size = (round(extent[0] * scale), HEIGHT)
    shift = np.array(size) / 2 - scale * middle
    return _Frame(np.column_stack([scale * turn, shift]), size)


def _fitted(shape: tuple[int, ...], size: tuple[int, int]) -> _Frame:
    scale = min(size[0] / shape[1], size[1] / shape[0])
    to_frame = _scaled(scale)
    to_frame[:, 2] = (np.array(size) - scale * np.array([shape[1], shape[0]])) / 2
    return _Frame(to_frame, size)


def _scaled(scale: float) -> Affine:
    return np.array([[scale, 0.0, 0.0], [0.0, scale, 0.0]])


def _warped(photo: RgbImage, frame: _Frame) -> RgbImage:
    """Halved first as often as the frame allows, because warping alone would skip pixels."""
    to_frame = frame.to_frame.copy()
    while math.sqrt(abs(float(np.linalg.det(to_frame[:, :2])))) < 0.5:
        photo = np.asarray(cv2.resize(photo, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
        to_frame[:, 2] += 0.5 * (to_frame[:, 0] + to_frame[:, 1])
        to_frame[:, :2] *= 2
    warped = cv2.warpAffine(photo, to_frame, frame.size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, np.uint8)


def _skins(before: Heat, after: Heat, frame: _Frame, after_to_frame: Affine) -> list[SkinPair]:
    new = {crop.region: crop for crop in after.crops if crop.abstained is None}
    return [
        SkinPair(
            _mask(crop, frame.to_frame, frame.size),
            _mask(new[crop.region], after_to_frame, frame.size),
        )
        for crop in before.crops
        if crop.abstained is None and crop.region in new
    ]


def _mask(crop: KeptCrop, to_frame: Affine, size: tuple[int, int]) -> Mask:
    """(H, W) bool: the region's skin in the frame."""
    across = chained(to_frame, crop.to_image)
    return np.asarray(cv2.warpAffine(crop.mask.astype(np.uint8), across, size, flags=cv2.INTER_NEAREST) > 0, np.bool_)
