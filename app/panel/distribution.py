"""Five bars: how probable each grade is. The predicted bar is filled, marked and numbered in bold."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panel.colours import faded, grade_colour, outline
from app.panel.measure import em
from ml.types import GRADES, Grade

_GAP = 5.0


class DistributionBars(QWidget):
    """Draws the probabilities of one grade; with no grade, five empty places."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grade: Grade | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_grade(self, grade: Grade | None) -> None:
        """Shows another grade; repaints only when it differs."""
        if grade != self._grade:
            self._grade = grade
            self.update()

    def sizeHint(self) -> QSize:
        """7.5 x 5.6 times the text size."""
        return QSize(int(7.5 * em(self)), int(5.6 * em(self)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints bars bottom-up on a base line, numbers below it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(GRADES):
            self._paint_bar(painter, index)

    def _place(self, index: int) -> QRectF:
        width = (self.width() - _GAP * (GRADES - 1)) / GRADES
        number = 1.2 * em(self)
        top = 8
        return QRectF(index * (width + _GAP), top, width, self.height() - number - top - 2)

    def _paint_bar(self, painter: QPainter, index: int) -> None:
        place = self._place(index)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(faded(text, 0.35), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        chosen = self._grade is not None and self._grade.value == index
        if self._grade is not None:
            share = min(max(self._grade.probabilities[index], 0.0), 1.0)
            bar = place.adjusted(0, place.height() * (1 - share), 0, 0)
            self._fill_bar(painter, bar, index, chosen)
        self._write_number(painter, place, index, chosen, text)

    def _fill_bar(self, painter: QPainter, bar: QRectF, index: int, chosen: bool) -> None:
        colour = grade_colour(index)
        line = outline(self.palette())
        painter.setPen(QPen(line if chosen else faded(line, 0.35), 1.5 if chosen else 1))
        painter.setBrush(colour if chosen else faded(colour, 0.45))
        painter.drawRoundedRect(bar.adjusted(0.5, 0, -0.5, 0), 2, 2)
        if chosen:
            _mark(painter, QPointF(bar.center().x(), bar.top() - 2), line)

    def _write_number(self, painter: QPainter, place: QRectF, index: int, chosen: bool, text: QColor) -> None:
        font = QFont(self.font())
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(text if chosen or self._grade is None else faded(text, 0.7))
        below = QRectF(place.left(), place.bottom() + 2, place.width(), 1.2 * em(self))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index))


def _mark(painter: QPainter, tip: QPointF, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(-3.5, -5), tip + QPointF(3.5, -5)]))
