"""The heat of one attribute as small pictures, one for each region, that move with the face."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from ml.types import Analysis, Attribute, Colormap, Region, RgbImage


@dataclass(frozen=True, slots=True, eq=False)
class HeatPatch:
    """A region's heat in crop pixels; ml.regions.crop_to_image() says where it lies on a face.

    picture: the part of the crop that shows any. corner: where that part begins in the crop, x and y.
    """

    region: Region
    picture: QImage
    corner: tuple[int, int] = (0, 0)


def heat_patches(analysis: Analysis, attribute: Attribute, colormap: Colormap, opacity: float) -> tuple[HeatPatch, ...]:
    """A patch for every region of the attribute that has an explanation with any heat in it. opacity: 0-1."""
    from ml.overlay import heat_layer, soft

    patches = []
    for region_grade in analysis.of(attribute).regions:
        crop = analysis.crop(region_grade.region)
        if region_grade.explanation is not None and crop is not None:
            heat = region_grade.explanation.heat * soft(crop.mask)
            layer = heat_layer(heat, colormap, opacity)
            if layer[..., 3].any():
                patches.append(_patch(region_grade.region, layer))
    return tuple(patches)


def _patch(region: Region, layer: NDArray[np.uint8]) -> HeatPatch:
    """layer: (S, S, 4) uint8 RGBA. What is clear all around it would only cost time: it is painted with every frame."""
    seen = layer[..., 3] > 0
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    top, left = max(int(rows[0]) - 1, 0), max(int(columns[0]) - 1, 0)
    part = np.ascontiguousarray(layer[top : rows[-1] + 2, left : columns[-1] + 2])
    return HeatPatch(region, picture_of(part, QImage.Format.Format_RGBA8888), (left, top))


def picture_of(pixels: RgbImage, kind: QImage.Format = QImage.Format.Format_RGB888) -> QImage:
    """An array as a QImage with memory of its own, in the format that paints fastest.

    pixels: (H, W, 3) uint8 RGB, or (H, W, 4) uint8 RGBA with kind Format_RGBA8888.
    """
    height, width, channels = pixels.shape
    shared = QImage(pixels.data, width, height, width * channels, kind)
    see_through = kind is QImage.Format.Format_RGBA8888
    return shared.convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied if see_through else QImage.Format.Format_RGB32
    )
