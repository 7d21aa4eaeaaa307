"""Portraits for tests, made from the public-domain astronaut that scikit-image carries."""

from __future__ import annotations

import cv2
import numpy as np

from ml.types import RgbImage

FACE_AT = (223, 113)
"""Middle of the face in the 512 px original."""


def near_portrait(original: RgbImage, *, zoom: float = 3.0, size: tuple[int, int] = (1280, 720)) -> RgbImage:
    """(height, width, 3) uint8 RGB: the face in the middle, enlarged; the border is repeated where the photo ends."""
    width, height = size
    move = np.array([[zoom, 0, width / 2 - zoom * FACE_AT[0]], [0, zoom, height / 2 - zoom * FACE_AT[1]]])
    return cv2.warpAffine(original, move, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE).astype(np.uint8)
