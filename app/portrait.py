"""The sample portrait: what the demo camera films and what the photo page offers to try."""

from __future__ import annotations

import numpy as np

from ml.types import RgbImage

ENLARGED = 3.0


def enlarged_portrait() -> RgbImage:
    """Eileen Collins by NASA (public domain, shipped by scikit-image), ENLARGED times, (1536, 1536, 3) uint8 RGB.

    As it is, her eyes are 48 pixels apart: too few for the quality gate. Enlarging adds pixels, no detail.
    """
    import cv2
    from skimage import data

    still = np.asarray(data.astronaut(), np.uint8)  # type: ignore[no-untyped-call]
    return np.asarray(cv2.resize(still, None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC), np.uint8)
