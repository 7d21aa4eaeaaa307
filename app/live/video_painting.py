"""Draws what lies over the live picture: outlines, heat, a pill with words, the ring of the auto-shutter."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from app.live.heat_patches import HeatPatch
from app.tokens import Space
from ml.regions import crop_to_image, polygon
from ml.types import Affine, Face, FloatArray, Region

SCRIM = QColor(10, 16, 15, 205)
INK = QColor(255, 255, 255)
HALO = QColor(0, 0, 0, 60)
AROUND = ((-1.2, 0.0), (1.2, 0.0), (0.0, -1.2), (0.0, 1.2))
BESIDE = ((-0.35, -0.35), (0.35, 0.35), (0.35, -0.35))
"""Pixels by which lines of one pixel are shifted to make the dark and the light part of a thick one."""
SEEN = 0.55
"""The least share of the picture's width or height that is seen; the face is in the middle."""
RING = 30.0
RING_WIDTH = 6.0


def fitted(image: tuple[int, int], room: QRectF, mirrored: bool) -> QTransform:
    """Maps pixels of an image (width, height) into a room, centred, mirrored if asked.

    The picture fills the room as far as that cuts off no more than 1 - SEEN of its width or height.
    """
    width, height = image
    across, down = room.width() / width, room.height() / height
    scale = min(max(across, down), min(across, down) / SEEN)
    left = room.x() + (room.width() - width * scale) / 2
    top = room.y() + (room.height() - height * scale) / 2
    if mirrored:
        return QTransform(-scale, 0, 0, scale, left + width * scale, top)
    return QTransform(scale, 0, 0, scale, left, top)


def region_path(points: FloatArray, view: QTransform) -> QPainterPath:
    """A rounded closed line through (N, 2) image points, in view coordinates."""
    corners = [view.map(QPointF(x, y)) for x, y in points.tolist()]
    path = QPainterPath((corners[-1] + corners[0]) / 2)
    for here, after in zip(corners, corners[1:] + corners[:1], strict=True):
        path.quadTo(here, (here + after) / 2)
    path.closeSubpath()
    return path


def draw_outlines(painter: QPainter, view: QTransform, face: Face, chosen: Iterable[Region]) -> None:
    """The outlines of all regions, thin; those of the chosen ones thicker, and the others fainter then.

    Qt paints lines of one pixel many times faster than thicker ones, so thick ones are thin ones side by side.
    """
    strong = frozenset(chosen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for region in Region:
        path = region_path(polygon(face, region), view)
        if region in strong:
            _stroke(painter, path, HALO, AROUND)
            _stroke(painter, path, QColor(255, 255, 255, 190), BESIDE)
        else:
            faint = 110 if strong else 215
            _stroke(painter, path, QColor(0, 0, 0, faint // 2), ((0.0, 1.0),))
            _stroke(painter, path, QColor(255, 255, 255, faint), ((0.0, 0.0),))


def _stroke(painter: QPainter, path: QPainterPath, colour: QColor, places: Iterable[tuple[float, float]]) -> None:
    painter.setPen(QPen(colour, 1))
    for x, y in places:
        painter.drawPath(path.translated(x, y))


def draw_heat(painter: QPainter, view: QTransform, face: Face, patches: Iterable[HeatPatch]) -> None:
    """The heat patches where the regions of this face lie now."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for patch in patches:
        painter.setTransform(crop_transform(crop_to_image(face, patch.region)) * view)
        painter.drawImage(QPointF(*patch.corner), patch.picture)
    painter.restore()


def crop_transform(to_image: Affine) -> QTransform:
    """(2, 3) pixel-centre affine of a crop as a QTransform, whose pixels have their corners at whole numbers."""
    (a, b, x), (c, d, y) = to_image.tolist()
    return QTransform(a, c, b, d, x + 0.5 - (a + b) / 2, y + 0.5 - (c + d) / 2)


def draw_pill(painter: QPainter, room: QRectF, words: str, dot: QColor, font: QFont) -> QRectF:
    """Words on a dark rounded ground at the top of the room, readable over every picture. Returns the ground."""
    metrics = QFontMetricsF(font)
    widest = max(80.0, room.width() - 2 * Space.LARGE - 3 * Space.LARGE)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
    text = metrics.boundingRect(QRectF(0, 0, widest, room.height()), flags, words)
    height = text.height() + 2 * Space.SMALL + 4
    width = text.width() + 3 * Space.LARGE + 2
    ground = QRectF(room.center().x() - width / 2, room.top() + Space.LARGE, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(SCRIM)
    corner = min(height / 2, 22.0)
    painter.drawRoundedRect(ground, corner, corner)
    painter.setBrush(dot)
    painter.drawEllipse(QPointF(ground.left() + Space.LARGE, ground.center().y()), 4.5, 4.5)
    painter.setPen(INK)
    painter.setFont(font)
    place = ground.adjusted(2 * Space.LARGE - 4, 0, -Space.LARGE + 4, 0)
    painter.drawText(place, flags, words)
    return ground


def draw_ring(painter: QPainter, room: QRectF, share: float, words: str, colour: QColor, font: QFont) -> None:
    """A ring at the bottom of the room, filled to a share (0-1), with a few letters inside."""
    middle = QPointF(room.center().x(), room.bottom() - RING - Space.WIDE)
    circle = QRectF(middle.x() - RING, middle.y() - RING, 2 * RING, 2 * RING)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(SCRIM)
    painter.drawEllipse(middle, RING + RING_WIDTH + 3, RING + RING_WIDTH + 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255, 60), RING_WIDTH))
    painter.drawEllipse(circle)
    painter.setPen(QPen(colour, RING_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(circle, 90 * 16, -round(360 * 16 * share))
    if words:
        painter.setPen(INK)
        painter.setFont(font)
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), words)


def round_off(painter: QPainter, picture: QRectF, radius: float, ground: QColor) -> None:
    """Rounds the corners of what is painted by painting the ground over them (cheaper than clipping)."""
    corners = QPainterPath()
    corners.addRect(picture.adjusted(-1, -1, 1, 1))
    inside = QPainterPath()
    inside.addRoundedRect(picture, radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawPath(corners.subtracted(inside))
