"""What the colours of the map of change mean: less, the same, more."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.compare.difference_face import LESS, MORE
from app.panel.measure import em
from app.theme import tones_of

translate = QCoreApplication.translate


class ChangeKey(QWidget):
    """Painted; a screen reader gets the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Writes the words again."""
        self._words = (translate("Compare", "less"), translate("Compare", "more"))
        self.setAccessibleName(" … ".join(self._words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Words, bar, words."""
        metrics = self.fontMetrics()
        words = sum(metrics.horizontalAdvance(text) for text in self._words)
        return QSize(int(words + 16 + 7 * em(self)), metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar from purple to orange between its words."""
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tones.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignLeft, self._words[0])
        painter.drawText(self.rect(), middle | Qt.AlignmentFlag.AlignRight, self._words[1])
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance(self._words[0]) + 8
        right = metrics.horizontalAdvance(self._words[1]) + 8
        bar = QRectF(left, self.height() * 0.3, self.width() - left - right, self.height() * 0.4)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for place, colour in zip(np.linspace(0, 1, 3), (LESS, tones.raised, MORE), strict=True):
            gradient.setColorAt(float(place), QColor(colour))
        painter.setPen(QPen(QColor(tones.line), 1))
        painter.setBrush(gradient)
        painter.drawRoundedRect(bar, 4, 4)
