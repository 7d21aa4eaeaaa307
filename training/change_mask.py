"""Where heat may lie and still count as lying on a rendered change: the change grown by 8 px."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

MaskArray = NDArray[np.bool_]

DILATION = 8


def dilated(mask: MaskArray) -> MaskArray:
    """The mask (S, S) grown by 8 px."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * DILATION + 1, 2 * DILATION + 1))
    return np.asarray(cv2.dilate(mask.astype(np.uint8), kernel), np.bool_)
