"""Cut the regions of a face out of an image: upright, at one scale, with the mask of visible skin.

Synthesis, training, photos and live frames all use exactly this cut.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from ml.colour import to_linear
from ml.covers import covered
from ml.face_patch import FacePatch, around, face_patch
from ml.regions import CROP_SIZE, EYE_SPAN, POLYGONS, crop_to_image, face_scale, outline_mask
from ml.skin import can_be_skin, plausible_skin, robust_colour
from ml.types import Abstention, Affine, Face, FloatArray, Mask, Region, RgbImage, SkinCrop

EYE_DISTANCE_FLOOR = 40.0
"""Image pixels between the irises under which no region is graded."""
OUTSIDE_SHARE = 0.25
TURNED_DEGREES = 25.0
SKIN_SHARE = 0.35
JAW_OPEN = 0.4
LIP_GAP = 0.045
"""Gap between the inner lips, in eye distances, from which teeth show (102 neutral faces: at most 0.03)."""

_SKIN_REGIONS = (Region.CHEEK_LEFT, Region.CHEEK_RIGHT, Region.CENTRE)
_LEFT = (Region.CHEEK_LEFT, Region.EYE_CORNER_LEFT)
_RIGHT = (Region.CHEEK_RIGHT, Region.EYE_CORNER_RIGHT)


def face_skin(image: RgbImage, face: Face) -> FloatArray:
    """(3,) float32 in (0, 1], the face's median skin colour in linear RGB, from cheeks and nose.

    image: (H, W, 3) uint8 RGB. Pixels far from the first median (beard, glasses, hair) are left out of the second.
    """
    return patch_skin(face_patch(image, face))


def patch_skin(patch: FacePatch) -> FloatArray:
    """The same, of a face's small picture."""
    chosen = patch.pixels[patch.outline(dict(POLYGONS)[region] for region in _SKIN_REGIONS)]
    return robust_colour(to_linear(chosen if len(chosen) else patch.pixels.reshape(-1, 3)))


def cut(image: RgbImage, face: Face, region: Region, skin: FloatArray) -> SkinCrop:
    """One region of a face as a crop.

    image: (H, W, 3) uint8 RGB. skin: (3,) linear RGB of face_skin().
    """
    return _Cutter(image, face, skin, face_patch(image, face)).cut(region)


def cut_all(image: RgbImage, face: Face, regions: Iterable[Region] = Region) -> tuple[SkinCrop, ...]:
    """Several regions of a face; its skin colour is measured once. Each equals what cut() gives."""
    patch = face_patch(image, face)
    cutter = _Cutter(image, face, patch_skin(patch), patch)
    return tuple(cutter.cut(region) for region in regions)


def close_up(image: RgbImage, region: Region) -> SkinCrop:
    """The crop of a photograph that shows one region only: its centre square; the mask is all plausible skin.

    There is no face to compare with, so what no skin can look like (green, blue) is left out first.
    """
    height, width = image.shape[:2]
    side = min(height, width)
    left, top = (width - side) / 2, (height - side) / 2
    scale = side / CROP_SIZE
    to_image = np.array([[scale, 0, left + (scale - 1) / 2], [0, scale, top + (scale - 1) / 2]], np.float64)
    square = np.ascontiguousarray(image[int(top) : int(top) + side, int(left) : int(left) + side])
    way = cv2.INTER_AREA if scale > 1 else cv2.INTER_CUBIC
    pixels = cv2.resize(square, (CROP_SIZE, CROP_SIZE), interpolation=way).astype(np.uint8)
    possible = can_be_skin(pixels, lips=region is Region.LIPS)
    skin = robust_colour(to_linear(pixels[possible] if possible.mean() >= SKIN_SHARE else pixels.reshape(-1, 3)))
    mask = plausible_skin(pixels, np.ones_like(possible), skin) & possible
    abstained = Abstention.NOT_ENOUGH_SKIN if mask.mean() < SKIN_SHARE else None
    return SkinCrop(region, pixels, mask, to_image, skin, abstained)


def lips_open(face: Face) -> bool:
    """Whether the mouth is open or a smile shows teeth, so that lips can't be graded (training-lessons 7)."""
    gap = float(np.linalg.norm(face.landmarks[14] - face.landmarks[13]))
    return face.expression.mouth_open > JAW_OPEN or gap > LIP_GAP * max(face.eye_distance, 1.0)


def turned_away(face: Face, region: Region) -> bool:
    """Whether a head turned sideways hides this region: the left side is hidden when yaw is positive."""
    hidden = _LEFT if face.pose.yaw > 0 else _RIGHT
    return region in hidden and abs(face.pose.yaw) > TURNED_DEGREES


class _Cutter:
    """What the cuts of one face have in common."""

    def __init__(self, image: RgbImage, face: Face, skin: FloatArray, patch: FacePatch) -> None:
        self._face, self._skin = face, skin
        self._height, self._width = image.shape[:2]
        self._source = around(image, face, face_scale(face) / EYE_SPAN)
        self._covered = covered(patch, skin)

    def cut(self, region: Region) -> SkinCrop:
        to_image = crop_to_image(self._face, region)
        pixels = self._source.warp(to_image, CROP_SIZE)
        outline = outline_mask(self._face, region, to_image)
        inside = _inside(to_image, self._width, self._height)
        mask = plausible_skin(pixels, outline & inside, self._skin, lips=region is Region.LIPS)
        abstained = self._abstention(region, outline, inside, mask)
        return SkinCrop(region, pixels, mask, to_image, self._skin, abstained)

    def _abstention(self, region: Region, outline: Mask, inside: Mask, mask: Mask) -> Abstention | None:
        area = max(int(outline.sum()), 1)
        if (outline & ~inside).sum() > OUTSIDE_SHARE * area:
            return Abstention.OUTSIDE_IMAGE
        if turned_away(self._face, region):
            return Abstention.TURNED_AWAY
        if self._face.eye_distance < EYE_DISTANCE_FLOOR:
            return Abstention.TOO_FEW_PIXELS
        if region is Region.LIPS and lips_open(self._face):
            return Abstention.LIPS_OPEN
        if region in self._covered:
            return Abstention.COVERED
        return Abstention.NOT_ENOUGH_SKIN if mask.sum() < SKIN_SHARE * area else None


def _inside(to_image: Affine, width: int, height: int) -> Mask:
    """(CROP_SIZE, CROP_SIZE) bool, True where a crop pixel lies on the image."""
    last = CROP_SIZE - 1
    corners = np.array([(0, 0), (last, 0), (0, last), (last, last)]) @ to_image[:, :2].T + to_image[:, 2]
    if (corners >= -0.5).all() and (corners <= (width - 0.5, height - 0.5)).all():
        return np.ones((CROP_SIZE, CROP_SIZE), np.bool_)
    y, x = np.mgrid[0:CROP_SIZE, 0:CROP_SIZE].astype(np.float32)
    u = to_image[0, 0] * x + to_image[0, 1] * y + to_image[0, 2]
    v = to_image[1, 0] * x + to_image[1, 1] * y + to_image[1, 2]
    inside: Mask = (u >= -0.5) & (u <= width - 0.5) & (v >= -0.5) & (v <= height - 0.5)
    return inside
