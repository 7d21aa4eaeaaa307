"""The faces to choose from where a photo shows several: their boxes, and the one the keyboard is at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.picture.viewport import Viewport


@dataclass(frozen=True, slots=True)
class FaceBoxes:
    """boxes: in photo pixels. chosen: the graded face, if one was. marked: where the keyboard is, or None."""

    boxes: tuple[QRectF, ...]
    chosen: int | None
    marked: int | None = None

    @property
    def several(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.boxes) > 1

    def at(self, point: QPointF) -> int | None:
        """The face under a point of the photo, the smallest where boxes overlap; None where there is no choice."""
        if not self.several:
            return None
        hit = [i for i, box in enumerate(self.boxes) if box.contains(point)]
        return min(hit, key=lambda i: self.boxes[i].width() * self.boxes[i].height(), default=None)

    def moved(self, by: int) -> FaceBoxes | None:
        """With the mark on the next (+1) or previous (-1) face, or None beyond the last."""
        if not self.several:
            return None
        start = -1 if by > 0 else len(self.boxes)
        target = (self.marked if self.marked is not None else start) + by
        return replace(self, marked=target) if 0 <= target < len(self.boxes) else None

    def unmarked(self) -> FaceBoxes:
        """Without a mark."""
        return replace(self, marked=None)

    def paint(self, painter: QPainter, view: Viewport, accent: QColor) -> None:
        """Draws the boxes: the chosen one full, the others dashed, the marked one thick, each with its number."""
        if not self.several:
            return
        for index, box in enumerate(self.boxes):
            place = view.to_window(box)
            chosen = index == self.chosen
            for colour, extra in ((QColor(0, 0, 0, 140), 2.0), (accent if chosen else QColor("white"), 0.0)):
                width = (4.0 if index == self.marked else 2.0) + extra
                style = Qt.PenStyle.SolidLine if chosen or extra else Qt.PenStyle.DashLine
                painter.setPen(QPen(colour, width, style))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(place, 8, 8)
            _paint_number(painter, place, index + 1)


def _paint_number(painter: QPainter, place: QRectF, number: int) -> None:
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    side = painter.fontMetrics().height() + 6
    label = QRectF(place.left(), place.top() - side - 4, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 170))
    painter.drawRoundedRect(label, 6, 6)
    painter.setPen(QColor("white"))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(number))
