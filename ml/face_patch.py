"""Warp parts of an image without aliasing, and the small upright picture of a face that quick checks look at."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ml.regions import face_scale
from ml.types import Affine, Face, FloatArray, Mask, RgbImage

PATCH_SIZE = 128
PATCH_EYE_SPAN = 64.0
"""Patch pixels between the outer eye corners; between the irises there are about 44, the face is about 100 wide."""

_MARGIN = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The part of an image around a face, shrunk (never enlarged) so that a warp from it can't alias.

    pixels: (h, w, 3) uint8 RGB. to_image: (2, 3), maps its pixels to the image's.
    """

    pixels: RgbImage
    to_image: Affine

    def warp(self, to_image: Affine, size: int) -> RgbImage:
        """(size, size, 3) uint8 RGB, bicubic; to_image maps its pixels to the image's. Outside, the border repeats."""
        whole = np.vstack([to_image, [0, 0, 1]])
        to_source = np.vstack([cv2.invertAffineTransform(self.to_image), [0, 0, 1]]) @ whole
        return np.asarray(
            cv2.warpAffine(
                self.pixels,
                to_source[:2],
                (size, size),
                flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
                borderMode=cv2.BORDER_REPLICATE,
            ),
            np.uint8,
        )


@dataclass(frozen=True, slots=True, eq=False)
class FacePatch:
    """A face, small and upright. pixels: (128, 128, 3) uint8 RGB. points: (478, 2) float32, pixels of the patch."""

    pixels: RgbImage
    points: FloatArray

    def outline(self, polygons: Iterable[Sequence[int]]) -> Mask:
        """(128, 128) bool: the union of polygons, each given by landmark numbers."""
        drawn = np.zeros(self.pixels.shape[:2], np.uint8)
        for numbers in polygons:
            cv2.fillPoly(drawn, [np.round(self.points[list(numbers)] * 16).astype(np.int32)], (1,), shift=4)
        return drawn.astype(bool)


def face_patch(image: RgbImage, face: Face) -> FacePatch:
    """The small picture of a face. image: (H, W, 3) uint8 RGB."""
    scale = max(face_scale(face), 1.0) / PATCH_EYE_SPAN
    eyes = face.landmarks[263] - face.landmarks[33]
    angle = math.atan2(float(eyes[1]), float(eyes[0]))
    c, s = scale * math.cos(angle), scale * math.sin(angle)
    turn = np.array([[c, -s], [s, c]])
    upright = face.landmarks.astype(np.float64) @ np.linalg.inv(turn).T
    corner = turn @ ((upright.min(axis=0) + upright.max(axis=0)) / 2 - (PATCH_SIZE - 1) / 2)
    to_image = np.column_stack([turn, corner])
    points = (face.landmarks - corner) @ np.linalg.inv(turn).T
    return FacePatch(around(image, face, scale, 0.2).warp(to_image, PATCH_SIZE), points.astype(np.float32))


def around(image: RgbImage, face: Face, factor: float, margin: float = _MARGIN) -> Source:
    """The surroundings of a face at 1/factor of the image's scale, each pixel the mean of those it covers.

    factor: image pixels to one; 1 or less leaves the scale as it is. margin: in face sizes, on each side.
    """
    height, width = image.shape[:2]
    low, high = face.landmarks.min(axis=0), face.landmarks.max(axis=0)
    room = margin * float((high - low).max())
    x0, y0 = (int(np.clip(math.floor(v - room), 0, end - 1)) for v, end in zip(low, (width, height), strict=True))
    x1, y1 = (int(np.clip(math.ceil(v + room), 1, end)) for v, end in zip(high, (width, height), strict=True))
    part = image[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
    if factor <= 1.0:
        return Source(part, np.array([[1, 0, x0], [0, 1, y0]], np.float64))
    size = (max(1, round(part.shape[1] / factor)), max(1, round(part.shape[0] / factor)))
    small = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    fx, fy = part.shape[1] / size[0], part.shape[0] / size[1]
    return Source(small, np.array([[fx, 0, x0 + (fx - 1) / 2], [0, fy, y0 + (fy - 1) / 2]], np.float64))
