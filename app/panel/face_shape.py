"""Pibu's own small drawing of a face: where each region lies on it, in a 100 x 120 frame."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from ml.types import Region

FRAME = QRectF(0, 0, 100, 120)
_Points = tuple[tuple[float, float], ...]

# Unmirrored, as on a photograph: the person's right is on the left-hand side.
_R = Region
_OUTLINES: tuple[tuple[Region, _Points], ...] = (
    (_R.FOREHEAD, ((24, 29), (30, 14), (50, 8), (70, 14), (76, 29), (62, 33), (50, 35), (38, 33))),
    (_R.EYE_CORNER_RIGHT, ((9, 41), (21, 42), (23, 51), (19, 59), (9, 56))),
    (_R.EYE_CORNER_LEFT, ((91, 41), (79, 42), (77, 51), (81, 59), (91, 56))),
    (_R.CHEEK_RIGHT, ((13, 63), (24, 61), (36, 62), (37, 74), (32, 85), (22, 90), (15, 80))),
    (_R.CHEEK_LEFT, ((87, 63), (76, 61), (64, 62), (63, 74), (68, 85), (78, 90), (85, 80))),
    (_R.CENTRE, ((46, 42), (54, 42), (57, 56), (62, 66), (59, 79), (50, 81), (41, 79), (38, 66), (43, 56))),
    (_R.LIPS, ((36, 90), (45, 85.5), (50, 87), (55, 85.5), (64, 90), (57, 98), (50, 99.5), (43, 98))),
    (_R.CHIN, ((36, 103), (50, 104.5), (64, 103), (61, 112), (50, 117), (39, 112))),
)


def region_outline(region: Region, mirrored: bool = False) -> QPainterPath:
    """The closed, rounded outline of a region in FRAME units; mirrored as in a looking glass."""
    points = dict(_OUTLINES)[region]
    return _rounded(tuple((100 - x, y) if mirrored else (x, y) for x, y in points))


def region_middle(region: Region, mirrored: bool = False) -> QPointF:
    """Where the region's number is written, in FRAME units."""
    return region_outline(region, mirrored).boundingRect().center()


def face_outline() -> QPainterPath:
    """The oval of the face in FRAME units."""
    path = QPainterPath(QPointF(50, 2))
    path.cubicTo(84, 2, 97, 26, 95, 52)
    path.cubicTo(94, 80, 80, 102, 66, 113)
    path.cubicTo(57, 120, 43, 120, 34, 113)
    path.cubicTo(20, 102, 6, 80, 5, 52)
    path.cubicTo(3, 26, 16, 2, 50, 2)
    return path


def eyes() -> QPainterPath:
    """Two closed lids, so that the drawing reads as a face, in FRAME units."""
    path = QPainterPath()
    for left in (25.0, 61.0):
        path.moveTo(left, 48)
        path.quadTo(left + 7, 53, left + 14, 48)
    return path


def _rounded(points: _Points) -> QPainterPath:
    corners = [QPointF(x, y) for x, y in points]
    path = QPainterPath((corners[-1] + corners[0]) / 2)
    for corner, following in zip(corners, corners[1:] + corners[:1], strict=True):
        path.quadTo(corner, (corner + following) / 2)
    path.closeSubpath()
    return path
