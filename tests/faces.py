"""A real face for tests: the astronaut's portrait that scikit-image ships (NASA, public domain), enlarged."""

from __future__ import annotations

import cv2
import numpy as np
from skimage import data

from ml.assets import face_model
from ml.landmarker import Landmarker
from ml.types import RgbImage


def portrait(scale: float = 2.5) -> RgbImage:
    """(512 scale, 512 scale, 3) uint8 RGB; at 2.5 the irises are 107 px apart. She smiles and shows her teeth."""
    image = data.astronaut()  # type: ignore[no-untyped-call]
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)


def grained(image: RgbImage, strength: float = 8.0) -> RgbImage:
    """The same picture with fine structure, which a portrait enlarged from few pixels lacks."""
    grain = np.random.default_rng(0).normal(0, strength, (*image.shape[:2], 1))
    return np.asarray(np.clip(image + grain, 0, 255), np.uint8)


def finder() -> Landmarker:
    """Finds faces in photographs."""
    return Landmarker(face_model(), live=False)
