"""A photo in halving sizes, so that painting it small costs little."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtGui import QImage

from ml.types import RgbImage

SMALLEST = 256


class Pyramid:
    """Holds the photo and its halves. Building it is work for the background thread."""

    def __init__(self, image: RgbImage) -> None:
        self.height, self.width = image.shape[:2]
        self._levels = [picture_of(image)]
        while max(image.shape[:2]) >= 2 * SMALLEST:
            half = (max(1, image.shape[1] // 2), max(1, image.shape[0] // 2))
            image = np.asarray(cv2.resize(image, half, interpolation=cv2.INTER_AREA), np.uint8)
            self._levels.append(picture_of(image))

    def level(self, zoom: float) -> QImage:
        """The smallest picture that still has a pixel for every pixel shown at this zoom."""
        needed = self.width * zoom
        return next((level for level in reversed(self._levels) if level.width() >= needed), self._levels[0])


def picture_of(pixels: RgbImage) -> QImage:
    """A QImage with its own copy of (H, W, 3) RGB or (H, W, 4) RGBA pixels, in the format that paints fastest."""
    height, width, channels = pixels.shape
    kind = QImage.Format.Format_RGB888 if channels == 3 else QImage.Format.Format_RGBA8888
    plain = np.ascontiguousarray(pixels)
    picture = QImage(plain.data, width, height, channels * width, kind)
    if channels == 4:
        return picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    return picture.convertToFormat(QImage.Format.Format_RGB32)
