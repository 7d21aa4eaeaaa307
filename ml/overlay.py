"""Heat maps over pictures: warp the regions' heat back onto the image, colour it, blend it (numpy and OpenCV only)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ml.types import Analysis, Attribute, Colormap, FloatArray, Mask, RgbImage, SkinCrop

FULL_FROM = 0.5
"""Heat from which the layer is as opaque as asked; below, it fades to nothing, so that cool skin stays visible."""

_SOFT = 9


_TABLES = {
    Colormap.VIRIDIS: cv2.COLORMAP_VIRIDIS,
    Colormap.CIVIDIS: cv2.COLORMAP_CIVIDIS,
    Colormap.INFERNO: cv2.COLORMAP_INFERNO,
}


def heat_on_image(analysis: Analysis, attribute: Attribute, shape: tuple[int, int]) -> FloatArray:
    """(H, W) float32 0-1: an attribute's heat of all its regions in image pixels, the maximum where they overlap.

    shape: (H, W) of the image. Each region's heat is cut to its visible skin, with a soft edge; elsewhere it is 0.
    """
    heat = np.zeros(shape, np.float32)
    for graded in analysis.of(attribute).regions:
        crop = analysis.crop(graded.region)
        if graded.explanation is not None and crop is not None:
            _put(heat, graded.explanation.heat * soft(crop.mask), crop)
    return heat


def soft(mask: Mask) -> FloatArray:
    """(S, S) float32 0-1: a mask that rises from 0 at its edge to 1 inside, never reaching outside of it."""
    kernel = np.ones((_SOFT, _SOFT), np.uint8)
    inside = cv2.erode(mask.astype(np.float32), kernel, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.blur(inside, (_SOFT, _SOFT), borderType=cv2.BORDER_REPLICATE) * mask, np.float32)


def heat_layer(heat: FloatArray, colormap: Colormap, opacity: float) -> NDArray[np.uint8]:
    """(H, W, 4) uint8 RGBA, not premultiplied: the heat's colours; clear where there is no heat.

    heat: (H, W) 0-1. opacity: 0-1, of heat of FULL_FROM and more.
    """
    byte = np.round(np.clip(heat, 0, 1) * 255).astype(np.uint8)
    layer = np.empty((*heat.shape, 4), np.uint8)
    layer[..., :3] = _table(colormap)[byte]
    layer[..., 3] = _alpha_table(opacity)[byte]
    return layer


def painted(image: RgbImage, analysis: Analysis, attribute: Attribute, colormap: Colormap, opacity: float) -> RgbImage:
    """A copy of the image, (H, W, 3) uint8 RGB, with an attribute's heat blended over it. opacity: 0-1.

    Raises:
        ValueError: the analysis is of an image of another size.
    """
    if image.shape[:2] != (analysis.height, analysis.width):
        raise ValueError(f"the analysis is of {analysis.width} x {analysis.height} pixels, the image is not")
    heat = heat_on_image(analysis, attribute, (analysis.height, analysis.width))
    copy = image.copy()
    rows, columns = np.flatnonzero(heat.any(axis=1)), np.flatnonzero(heat.any(axis=0))
    if len(rows) == 0:
        return copy
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    layer = heat_layer(heat[part], colormap, opacity).astype(np.float32)
    share = layer[..., 3:] / 255
    copy[part] = np.round(copy[part] * (1 - share) + layer[..., :3] * share).astype(np.uint8)
    return copy


def _put(heat: FloatArray, part: FloatArray, crop: SkinCrop) -> None:
    """Warp one crop's heat into the image's, in the crop's bounding box only."""
    size = len(part)
    corners = np.array([(-0.5, -0.5), (size, -0.5), (-0.5, size), (size, size)]) @ crop.to_image[:, :2].T
    corners = corners + crop.to_image[:, 2]
    x0, y0 = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
    x1, y1 = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + 1, (heat.shape[1], heat.shape[0]))
    if x1 <= x0 or y1 <= y0:
        return
    to_box = crop.to_image.copy()
    to_box[:, 2] -= (x0, y0)
    box = (int(x1 - x0), int(y1 - y0))
    warped = cv2.warpAffine(np.ascontiguousarray(part, np.float32), to_box, box, flags=cv2.INTER_LINEAR)
    target = heat[y0:y1, x0:x1]
    np.maximum(target, np.clip(warped, 0, 1), out=target)


def _table(colormap: Colormap) -> NDArray[np.uint8]:
    """(256, 3) uint8 RGB, from OpenCV's BGR table."""
    ramp = np.arange(256, dtype=np.uint8)[:, None]
    return np.ascontiguousarray(cv2.applyColorMap(ramp, _TABLES[colormap])[:, 0, ::-1], np.uint8)


def _alpha_table(opacity: float) -> NDArray[np.uint8]:
    rising = np.minimum(np.arange(256) / 255 / FULL_FROM, 1.0)
    return np.round(255 * float(np.clip(opacity, 0, 1)) * rising).astype(np.uint8)
