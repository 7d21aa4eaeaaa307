"""The heat of one attribute as small pictures, one for each region, that move with the face."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage

from ml.types import Analysis, Attribute, Colormap, FloatArray, Region, RgbImage


@dataclass(frozen=True, slots=True, eq=False)
class HeatPatch:
    """A region's heat in crop pixels; ml.regions.crop_to_image() says where it lies on a face."""

    region: Region
    picture: QImage


def heat_patches(analysis: Analysis, attribute: Attribute, colormap: Colormap, opacity: float) -> tuple[HeatPatch, ...]:
    """A patch for every region of the attribute that has an explanation. opacity: 0-1."""
    from ml.overlay import soft

    patches = []
    for region_grade in analysis.of(attribute).regions:
        crop = analysis.crop(region_grade.region)
        if region_grade.explanation is not None and crop is not None:
            heat = region_grade.explanation.heat * soft(crop.mask)
            patches.append(HeatPatch(region_grade.region, _picture(heat, colormap, opacity)))
    return tuple(patches)


def _picture(heat: FloatArray, colormap: Colormap, opacity: float) -> QImage:
    from ml.overlay import heat_layer

    return picture_of(heat_layer(heat, colormap, opacity), QImage.Format.Format_RGBA8888)


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
