"""The big number of a card on its grade's colour, and the tag that tells a reservation."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.panel.colours import faded, grade_colour, grade_ink, outline
from app.panel.measure import em
from app.theme import tones_of


class GradeBadge(QWidget):
    """A rounded square with the grade 0-4, or a dash when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grade: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_grade(self, grade: int | None) -> None:
        """Shows another number; repaints only when it differs."""
        if grade != self._grade:
            self._grade = grade
            self.update()

    def sizeHint(self) -> QSize:
        """Three times the text size, square."""
        side = int(3 * em(self))
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the square and the number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        line = outline(self.palette())
        painter.setPen(QPen(line if self._grade is not None else faded(text, 0.3), 1))
        painter.setBrush(grade_colour(self._grade) if self._grade is not None else faded(text, 0.06))
        painter.drawRoundedRect(square, 8, 8)
        font = QFont(self.font())
        font.setPixelSize(int(square.height() * 0.58))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(grade_ink(self._grade) if self._grade is not None else faded(text, 0.5))
        number = str(self._grade) if self._grade is not None else "–"
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, number)


class Tag(QLabel):
    """A small word in a dashed frame: a reservation about a grade."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "caption")
        self.setContentsMargins(6, 1, 6, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the frame behind the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tones_of(QGuiApplication.palette()).warning), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.end()
        super().paintEvent(event)
