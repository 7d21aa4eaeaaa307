"""What the graph is painted of: the error band, the zone of no clear change, and the colours of both schemes."""

from __future__ import annotations

from dataclasses import dataclass

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from app.panel.colours import faded
from app.tokens import Tones
from app.trends.aggregation import Points


@dataclass(frozen=True, slots=True)
class Inks:
    """The graph's colours."""

    line: QPen
    band: QBrush
    zone: QBrush
    baseline: QPen
    point: QBrush
    point_edge: QPen
    other: QPen
    other_fill: QBrush
    mark: QBrush
    mark_edge: QPen
    axis: QPen
    words: QColor


def inks_of(tones: Tones) -> Inks:
    """From the theme's tokens."""
    accent, muted, faint = QColor(tones.accent), QColor(tones.muted), QColor(tones.faint)
    dark = tones.scheme == "dark"
    return Inks(
        line=_pen(accent, 2.0),
        band=QBrush(faded(accent, 0.24 if dark else 0.18)),
        zone=QBrush(faded(muted, 0.14 if dark else 0.10)),
        baseline=_pen(muted, 1.2, Qt.PenStyle.DashLine),
        point=QBrush(accent),
        point_edge=_pen(QColor(tones.surface), 1.2),
        other=_pen(faint, 1.3),
        other_fill=QBrush(QColor(tones.surface)),
        mark=QBrush(QColor(tones.warning)),
        mark_edge=_pen(QColor(tones.surface), 1.0),
        axis=_pen(QColor(tones.line), 1.0),
        words=muted,
    )


def _pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    pen = QPen(colour, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen


class Band(pyqtgraph.GraphicsObject):  # type: ignore[misc]
    """The error band: one polygon for each run of points, a short stroke for a point on its own."""

    def __init__(self) -> None:
        super().__init__()
        self._polygons: list[QPolygonF] = []
        self._strokes: list[tuple[QPointF, QPointF]] = []
        self._bounds = QRectF()
        self._brush = QBrush()

    def set_brush(self, brush: QBrush) -> None:
        """Changes the colour."""
        self._brush = brush
        self.update()

    def show_points(self, points: Points, parts: list[slice]) -> None:
        """Takes other edges."""
        self._polygons, self._strokes = [], []
        for part in parts:
            taken, low, high = points.taken[part], points.low[part], points.high[part]
            if len(taken) == 1:
                self._strokes.append((QPointF(taken[0], low[0]), QPointF(taken[0], high[0])))
                continue
            there = [QPointF(x, y) for x, y in zip(taken.tolist(), high.tolist(), strict=True)]
            back = [QPointF(x, y) for x, y in zip(taken[::-1].tolist(), low[::-1].tolist(), strict=True)]
            self._polygons.append(QPolygonF(there + back))
        self._bounds = QRectF()
        if len(points.taken):
            left, right = float(points.taken[0]), float(points.taken[-1])
            self._bounds = QRectF(left, 0.0, max(right - left, 1.0), 4.0)
        self.prepareGeometryChange()
        self.informViewBoundsChanged()
        self.update()

    def boundingRect(self) -> QRectF:
        """All of it, in seconds and grades."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Fills the polygons, draws the strokes."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._brush)
        for polygon in self._polygons:
            painter.drawPolygon(polygon)
        pen = QPen(self._brush.color(), 6.0)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for top, bottom in self._strokes:
            painter.drawLine(top, bottom)
