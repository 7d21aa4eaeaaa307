"""The outlines of graded regions and of faces, in pixels of the picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from app.widgets.outline import rounded
from ml.types import Analysis, Face, SkinCrop


def outlines_of(analysis: Analysis) -> tuple[QPolygonF, ...]:
    """Of every region that was graded; in a close-up the part of it that was."""
    from ml.regions import polygon

    face = analysis.face
    if face is None:
        return tuple(_square(crop) for crop in analysis.crops)
    graded = [crop.region for crop in analysis.crops if crop.abstained is None]
    return tuple(
        QPolygonF([QPointF(float(x), float(y)) for x, y in rounded(polygon(face, region))]) for region in graded
    )


def box_of(face: Face) -> QRectF:
    """The rectangle around a face."""
    box = face.box
    return QRectF(box.x, box.y, box.width, box.height)


def _square(crop: SkinCrop) -> QPolygonF:
    """The part of a close-up that is graded."""
    side = len(crop.mask) - 0.5
    corners = ((-0.5, -0.5, 1.0), (side, -0.5, 1.0), (side, side, 1.0), (-0.5, side, 1.0))
    return QPolygonF([QPointF(*(float(v) for v in crop.to_image @ corner)) for corner in corners])
