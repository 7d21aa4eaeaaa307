"""An on-off switch, painted, as large as its letters; on is told by the knob's side and a tick, not by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.theme import tones_of
from app.widgets.letters import grown, growth, with_letters

WIDTH, HEIGHT, KNOB, FOCUS = 40, 22, 16, 3
TICK = ((-3.2, 0.2), (-0.8, 2.6), (3.4, -2.4))


class Switch(QAbstractButton):
    """A checkable button that looks like a switch. toggled(bool) as with every checkable button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        with_letters(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The switch and room for its focus ring."""
        return QSize(grown(self, WIDTH + 2 * FOCUS), grown(self, HEIGHT + 2 * FOCUS))

    def minimumSizeHint(self) -> QSize:
        """Never smaller than its drawing."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, knob, tick and focus ring."""
        tones = tones_of(self.palette())
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        times = growth(self)
        painter.scale(times, times)
        track = QRectF(FOCUS, (self.height() / times - HEIGHT) / 2, WIDTH, HEIGHT)
        painter.setPen(QPen(QColor(tones.accent if on else tones.muted), 1.5))
        painter.setBrush(QColor(tones.accent if on else tones.surface))
        painter.drawRoundedRect(track.adjusted(0.75, 0.75, -0.75, -0.75), HEIGHT / 2, HEIGHT / 2)
        middle = QPointF(track.right() - HEIGHT / 2 if on else track.left() + HEIGHT / 2, track.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.on_accent if on else tones.muted))
        painter.drawEllipse(middle, KNOB / 2 - (0 if on else 2), KNOB / 2 - (0 if on else 2))
        if on:
            painter.setPen(QPen(QColor(tones.accent), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline([middle + QPointF(x, y) for x, y in TICK])
        if self.hasFocus():
            painter.setPen(QPen(QColor(tones.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), HEIGHT / 2 + 2, HEIGHT / 2 + 2)
