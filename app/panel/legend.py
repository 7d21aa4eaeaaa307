"""The heat legend: 'where the model looked', from less to more, in the colours of the overlay."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panel.measure import em
from app.theme import tones_of
from app.tokens import Radius
from ml.types import Colormap

_STOPS = 17


class HeatLegend(QWidget):
    """A small card that can lie on a picture. An own title can name what the heat answers."""

    def __init__(self, colormap: Colormap = Colormap.VIRIDIS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = heat_colours(colormap)
        self._title: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name()

    def set_colormap(self, colormap: Colormap) -> None:
        """Changes the colours."""
        self._colours = heat_colours(colormap)
        self.update()

    def set_title(self, title: str | None) -> None:
        """Says something else than 'Where the model looked'; None takes that back."""
        self._title = title
        self._name()
        self.updateGeometry()
        self.adjustSize()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words, three lines high."""
        metrics = self.fontMetrics()
        ends = metrics.horizontalAdvance(less_word()) + metrics.horizontalAdvance(more_word())
        width = max(metrics.horizontalAdvance(self._heading()), ends + int(7 * em(self)))
        return QSize(width + 24, int(2 * metrics.height() + 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Heading; less, gradient, more."""
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(tones.surface)
        ground.setAlphaF(0.92)
        painter.setPen(QPen(QColor(tones.line), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        line = self.fontMetrics().height()
        inside = QRectF(self.rect()).adjusted(12, 8, -12, -8)
        painter.setPen(QColor(tones.text))
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self._heading())
        row = QRectF(inside.left(), inside.bottom() - line, inside.width(), line)
        painter.setPen(QColor(tones.muted))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, less_word())
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, more_word())
        left = self.fontMetrics().horizontalAdvance(less_word()) + 8
        right = self.fontMetrics().horizontalAdvance(more_word()) + 8
        draw_heat_bar(painter, row.adjusted(left, line * 0.25, -right, -line * 0.25), QColor(tones.line), self._colours)

    def _heading(self) -> str:
        return self._title if self._title is not None else heat_heading()

    def _name(self) -> None:
        self.setAccessibleName(f"{self._heading()}: {less_word()} … {more_word()}")


def draw_heat_bar(painter: QPainter, bar: QRectF, edge: QColor, colours: tuple[QColor, ...]) -> None:
    """The colours from less to more."""
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    for index, colour in enumerate(colours):
        gradient.setColorAt(index / (len(colours) - 1), colour)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(gradient)
    painter.drawRoundedRect(bar, 4, 4)


def heat_heading() -> str:
    """What heat shows."""
    return QCoreApplication.translate("HeatLegend", "Where the model looked")


def less_word() -> str:
    """One end of the colours."""
    return QCoreApplication.translate("HeatLegend", "less")


def more_word() -> str:
    """The other end."""
    return QCoreApplication.translate("HeatLegend", "more")


def heat_colours(colormap: Colormap) -> tuple[QColor, ...]:
    """Some colours of a colour map, from less to more."""
    from ml.overlay import heat_layer

    ramp = np.linspace(0, 1, _STOPS, dtype=np.float32)[None]
    return tuple(QColor(*(int(v) for v in pixel[:3])) for pixel in heat_layer(ramp, colormap, 1.0)[0])
