"""Five bars: how probable each grade is. The predicted bar is filled, marked and numbered in bold."""

from __future__ import annotations

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panel.colours import outline
from app.panel.drawing import Drawing, draw_bars
from app.panel.measure import em
from ml.types import Grade


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
        text = self.palette().color(QPalette.ColorRole.WindowText)
        look = Drawing(QFont(self.font()), em(self), text, outline(self.palette()))
        draw_bars(painter, QSizeF(self.size()), self._grade, look)
