"""The sample portrait: what the demo camera films and what the photo page offers to try."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np

from ml.types import RgbImage
from resources.files import bundled_portrait

ENLARGED = 3.0


def portrait_file() -> Path:
    """The picture, (512, 512) RGB: a bundle's own copy, else the one in scikit-image, which isn't imported for it."""
    own = bundled_portrait()
    carrier = importlib.util.find_spec("skimage")
    if own.is_file() or carrier is None or carrier.origin is None:
        return own
    return Path(carrier.origin).parent / "data" / "astronaut.png"


def enlarged_portrait() -> RgbImage:
    """Eileen Collins by NASA (public domain, shipped by scikit-image), ENLARGED times, (1536, 1536, 3) uint8 RGB.

    As it is, her eyes are 48 pixels apart: too few for the quality gate. Enlarging adds pixels, no detail.
    """
    import cv2
    from PIL import Image

    with Image.open(portrait_file()) as picture:
        still = np.asarray(picture.convert("RGB"))
    return np.asarray(cv2.resize(still, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC), np.uint8)
