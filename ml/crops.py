"""Cut the regions of a face out of an image: upright, at one scale, with the mask of visible skin.

Synthesis, training, photos and live frames all use exactly this cut.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from ml.colour import to_linear
from ml.regions import CROP_SIZE, EYE_SPAN, crop_to_image, face_scale, outline_mask, polygon
from ml.skin import plausible_skin, robust_colour
from ml.types import Abstention, Affine, Face, FloatArray, Mask, Region, RgbImage, SkinCrop

EYE_DISTANCE_FLOOR = 40.0
"""Image pixels between the irises under which no region is graded."""
OUTSIDE_SHARE = 0.25
TURNED_DEGREES = 25.0
SKIN_SHARE = 0.35
JAW_OPEN = 0.25
LIP_GAP = 0.07
"""Gap between the inner lips, in eye distances, from which teeth show."""
SKIN_WIDTH = 128
"""Pixels across the face at which its skin colour is measured."""

_SKIN_REGIONS = (Region.CHEEK_LEFT, Region.CHEEK_RIGHT, Region.CENTRE)
_LEFT = (Region.CHEEK_LEFT, Region.EYE_CORNER_LEFT)
_RIGHT = (Region.CHEEK_RIGHT, Region.EYE_CORNER_RIGHT)


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """The part of an image around a face, shrunk (never enlarged) to about the scale of the crops.

    pixels: (h, w, 3) uint8 RGB. to_image: (2, 3), maps its pixels to the image's.
    """

    pixels: RgbImage
    to_image: Affine


def face_skin(image: RgbImage, face: Face) -> FloatArray:
    """(3,) float32 in (0, 1], the face's median skin colour in linear RGB, from cheeks and nose.

    image: (H, W, 3) uint8 RGB. Pixels far from the first median (beard, glasses, hair) are left out of the second.
    """
    source = _shrunk(image, face, max(1.0, face.box.width / SKIN_WIDTH))
    back = cv2.invertAffineTransform(source.to_image)
    inside = np.zeros(source.pixels.shape[:2], np.uint8)
    for region in _SKIN_REGIONS:
        points = polygon(face, region) @ back[:, :2].T + back[:, 2]
        cv2.fillPoly(inside, [np.round(points * 16).astype(np.int32)], (1,), shift=4)
    chosen = source.pixels[inside.astype(bool)]
    return robust_colour(to_linear(chosen if len(chosen) else source.pixels.reshape(-1, 3)))


def cut(image: RgbImage, face: Face, region: Region, skin: FloatArray) -> SkinCrop:
    """One region of a face as a crop.

    image: (H, W, 3) uint8 RGB. skin: (3,) linear RGB of face_skin().
    """
    return _cut(_source(image, face), image, face, region, skin)


def cut_all(image: RgbImage, face: Face, regions: Iterable[Region] = Region) -> tuple[SkinCrop, ...]:
    """Several regions of a face; its skin colour is measured once. Each equals what cut() gives."""
    skin, source = face_skin(image, face), _source(image, face)
    return tuple(_cut(source, image, face, region, skin) for region in regions)


def close_up(image: RgbImage, region: Region) -> SkinCrop:
    """The crop of a photograph that shows one region only: its centre square; the mask is all plausible skin."""
    height, width = image.shape[:2]
    side = min(height, width)
    left, top = (width - side) / 2, (height - side) / 2
    scale = side / CROP_SIZE
    to_image = np.array([[scale, 0, left + (scale - 1) / 2], [0, scale, top + (scale - 1) / 2]], np.float64)
    square = np.ascontiguousarray(image[int(top) : int(top) + side, int(left) : int(left) + side])
    way = cv2.INTER_AREA if scale > 1 else cv2.INTER_CUBIC
    pixels = cv2.resize(square, (CROP_SIZE, CROP_SIZE), interpolation=way).astype(np.uint8)
    skin = robust_colour(to_linear(pixels).reshape(-1, 3))
    outline = np.ones(pixels.shape[:2], np.bool_)
    mask = plausible_skin(pixels, outline, skin)
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


def _cut(source: _Source, image: RgbImage, face: Face, region: Region, skin: FloatArray) -> SkinCrop:
    to_image = crop_to_image(face, region)
    pixels = _warp(source, to_image)
    outline = outline_mask(face, region, to_image)
    inside = _inside(to_image, image.shape[1], image.shape[0])
    mask = plausible_skin(pixels, outline & inside, skin, lips=region is Region.LIPS)
    abstained = _abstention(face, region, outline, inside, mask)
    return SkinCrop(region, pixels, mask, to_image, skin, abstained)


def _abstention(face: Face, region: Region, outline: Mask, inside: Mask, mask: Mask) -> Abstention | None:
    area = max(int(outline.sum()), 1)
    if (outline & ~inside).sum() > OUTSIDE_SHARE * area:
        return Abstention.OUTSIDE_IMAGE
    if turned_away(face, region):
        return Abstention.TURNED_AWAY
    if face.eye_distance < EYE_DISTANCE_FLOOR:
        return Abstention.TOO_FEW_PIXELS
    if region is Region.LIPS and lips_open(face):
        return Abstention.LIPS_OPEN
    if mask.sum() < SKIN_SHARE * area:
        return Abstention.COVERED if region is Region.FOREHEAD else Abstention.NOT_ENOUGH_SKIN
    return None


def _source(image: RgbImage, face: Face) -> _Source:
    return _shrunk(image, face, max(1.0, face_scale(face) / EYE_SPAN))


def _shrunk(image: RgbImage, face: Face, factor: float) -> _Source:
    """The surroundings of a face at 1/factor (>= 1) of the image's scale, each pixel the mean of those it covers."""
    height, width = image.shape[:2]
    low, high = face.landmarks.min(axis=0), face.landmarks.max(axis=0)
    margin = 0.75 * float((high - low).max())
    x0, y0 = (int(np.clip(math.floor(v - margin), 0, end - 1)) for v, end in zip(low, (width, height), strict=True))
    x1, y1 = (int(np.clip(math.ceil(v + margin), 1, end)) for v, end in zip(high, (width, height), strict=True))
    around = image[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
    if factor <= 1.0:
        return _Source(around, np.array([[1, 0, x0], [0, 1, y0]], np.float64))
    size = (max(1, round(around.shape[1] / factor)), max(1, round(around.shape[0] / factor)))
    small = cv2.resize(around, size, interpolation=cv2.INTER_AREA).astype(np.uint8)
    fx, fy = around.shape[1] / size[0], around.shape[0] / size[1]
    return _Source(small, np.array([[fx, 0, x0 + (fx - 1) / 2], [0, fy, y0 + (fy - 1) / 2]], np.float64))


def _warp(source: _Source, to_image: Affine) -> RgbImage:
    """(CROP_SIZE, CROP_SIZE, 3) uint8, the crop's pixels, bicubic; outside the image its border is repeated."""
    whole = np.vstack([to_image, [0, 0, 1]])
    to_source = np.vstack([cv2.invertAffineTransform(source.to_image), [0, 0, 1]]) @ whole
    return cv2.warpAffine(
        source.pixels,
        to_source[:2],
        (CROP_SIZE, CROP_SIZE),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    ).astype(np.uint8)


def _inside(to_image: Affine, width: int, height: int) -> Mask:
    """(CROP_SIZE, CROP_SIZE) bool, True where a crop pixel lies on the image."""
    y, x = np.mgrid[0:CROP_SIZE, 0:CROP_SIZE].astype(np.float32)
    u = to_image[0, 0] * x + to_image[0, 1] * y + to_image[0, 2]
    v = to_image[1, 0] * x + to_image[1, 1] * y + to_image[1, 2]
    inside: Mask = (u >= -0.5) & (u <= width - 0.5) & (v >= -0.5) & (v <= height - 0.5)
    return inside
