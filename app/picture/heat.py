"""Heat over a whole picture, as pixels that a canvas lays over it. Work for a background thread; no widgets here."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtGui import QImage

from app.picture.pyramid import picture_of
from ml.types import Analysis, Attribute, Colormap, FloatArray

HEAT_SIDE = 1280


def heat_of(analysis: Analysis, attribute: Attribute) -> FloatArray:
    """(H, W) float32 heat 0-1 over the photo, at most HEAT_SIDE pixels long."""
    from ml.overlay import heat_on_image

    share = min(1.0, HEAT_SIDE / max(analysis.height, analysis.width))
    if share == 1.0:
        return heat_on_image(analysis, attribute, (analysis.height, analysis.width))
    small = _shrunk(analysis, share)
    return heat_on_image(small, attribute, (small.height, small.width))


def _shrunk(analysis: Analysis, share: float) -> Analysis:
    centre = np.array([0.0, 0.0, 0.5 * share - 0.5])
    crops = tuple(replace(crop, to_image=crop.to_image * share + centre) for crop in analysis.crops)
    width, height = max(1, round(analysis.width * share)), max(1, round(analysis.height * share))
    return replace(analysis, width=width, height=height, crops=crops)


def explained(analysis: Analysis, attribute: Attribute) -> bool:
    """Whether there is any heat of an attribute."""
    return any(grade.explanation is not None for grade in analysis.of(attribute).regions)


def layer_of(heat: FloatArray, colormap: Colormap) -> QImage:
    """The heat as an RGBA picture at full strength; the canvas fades it."""
    from ml.overlay import heat_layer

    return picture_of(heat_layer(heat, colormap, 1.0))
