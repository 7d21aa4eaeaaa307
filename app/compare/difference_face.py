"""A small face whose regions say how much an attribute's grade has changed there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.change.repeat_error import Direction
from app.change.words import change_text, signed
from app.compare.numbers import ChangeRow
from app.panel.colours import faded, outline
from app.panel.face_shape import FRAME, eyes, face_outline, region_middle, region_outline
from app.panel.measure import em
from app.text import region_name
from ml.types import Region

MORE, LESS = "#e08214", "#8073ac"
"""ColorBrewer's PuOr: as in the map of change."""
_INK = "#1d1608"


class DifferenceFace(QWidget):
    """Regions that changed clearly are coloured; the others keep the colour of the ground, with their number."""

    def __init__(self, height: float = 13.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._rows: tuple[ChangeRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[ChangeRow]) -> None:
        """Takes the rows of one attribute's regions."""
        self._rows = tuple(row for row in rows if row.region is not None)
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Says it again for a screen reader."""
        told = [
            f"{region_name(row.region)}: {change_text(row.change)}"
            for row in self._rows
            if row.region is not None and row.change is not None
        ]
        self.setAccessibleName(", ".join(told))

    def sizeHint(self) -> QSize:
        """In the proportion of the drawing."""
        height = int(self._height * em(self))
        return QSize(int(height * FRAME.width() / FRAME.height()), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The face line, then each region with its difference."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width() / FRAME.width(), self.height() / FRAME.height())
        transform = QTransform.fromScale(scale, scale)
        painter.setPen(QPen(faded(self.palette().color(QPalette.ColorRole.WindowText), 0.35), 1.2))
        painter.drawPath(transform.map(face_outline()))
        painter.drawPath(transform.map(eyes()))
        for row in self._rows:
            if row.region is not None:
                self._paint_region(painter, transform, row, row.region)

    def _paint_region(self, painter: QPainter, transform: QTransform, row: ChangeRow, region: Region) -> None:
        path = transform.map(region_outline(region))
        line = outline(self.palette())
        change = row.change
        painter.setPen(QPen(line if change is not None else faded(line, 0.35), 1))
        clear = change is not None and change.direction is not Direction.UNCLEAR
        ground = faded(line, 0.06)
        if clear and change is not None:
            ground = QColor(MORE if change.direction is Direction.HIGHER else LESS)
        painter.setBrush(ground)
        painter.drawPath(path)
        if change is None:
            return
        font = QFont(self.font())
        font.setPixelSize(max(9, int(self.height() * 0.058)))
        font.setBold(clear)
        painter.setFont(font)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(_ink(change.direction) if clear else faded(text, 0.75))
        middle = transform.map(region_middle(region))
        box = QRectF(middle.x() - 30, middle.y() - 12, 60, 24)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, signed(change.difference))


def _ink(direction: Direction) -> QColor:
    return QColor(_INK if direction is Direction.HIGHER else "#ffffff")
