"""The graph: grades over time with their band, the zone of no clear change, other conditions and markers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph
from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.history.records import Mark
from app.text import grade_word
from app.theme import sized, tones_of
from app.tokens import TYPE, Radius, Space
from app.trends.aggregation import LONGEST_GAP, Points, broken, points_of, with_gaps
from app.trends.layers import Band, inks_of
from app.trends.marks import Markers
from app.trends.series import Trend, Window
from app.trends.time_axis import TimeAxis
from app.trends.words import point_tip, spoken
from app.widgets.plain_label import plain_tip
from ml.types import GRADES

translate = QCoreApplication.translate

NEAREST = 3600.0
DENSE = 110
"""More visible points than this are drawn small."""
_PAN, _ZOOM = 0.15, 1.4

AXIS_GAP = 8
"""Pixels between an axis and its words. pyqtgraph's own height for them cuts off what hangs below the line."""


class _Plot(pyqtgraph.PlotWidget):  # type: ignore[misc]
    """The plot without pyqtgraph's own menu and buttons; moves in time only."""

    def __init__(self) -> None:
        self.time_axis = TimeAxis()
        super().__init__(axisItems={"bottom": self.time_axis})
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(x=True, y=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plotItem.setDefaultPadding(0.0)
        self.setYRange(-0.42, GRADES - 1 + 0.15, padding=0)
        menu = self.plotItem.ctrlMenu  # belongs to nobody, would outlive the plot, and is never shown
        menu.setParent(self, menu.windowFlags())


class TrendGraph(QWidget):
    """Shows one trend. moved() when the user has zoomed or panned; reset_wanted() on a double click or Home."""

    moved = Signal()
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trend: Trend | None = None
        self._others_shown = True
        self._filled: Window | None = None
        self._points: dict[Any, Points] = {}
        self._teller: Any = None
        self.plot = _Plot()
        self._view: Any = self.plot.getViewBox()
        self._band = Band()
        self._zone = pyqtgraph.LinearRegionItem(orientation="horizontal", movable=False)
        self._baseline = pyqtgraph.InfiniteLine(angle=0)
        self._line = pyqtgraph.PlotCurveItem(antialias=True, connect="finite")
        self._others = _scatter(8)
        self._own = _scatter(8)
        self._markers = Markers()
        self._lay_out()
        self._connect()
        self._colour()

    @property
    def shown(self) -> Window:
        """The stretch of time that is visible."""
        (start, end), _ = self._view.viewRange()
        return Window(float(start), float(end))

    def show_trend(self, trend: Trend, marks: Sequence[Mark]) -> None:
        """Draws another trend in the stretch of time that is visible."""
        self._trend = trend
        self._markers.show_marks(marks)
        self._show_baseline(trend)
        self._name_grades(trend)
        self._refill()
        self.plot.setAccessibleName(spoken(trend))

    def show_window(self, window: Window, limits: Window) -> None:
        """Goes to a stretch of time; the user can't leave the limits."""
        self._view.setLimits(xMin=limits.start, xMax=limits.end, minXRange=NEAREST)
        self._view.setXRange(window.start, window.end, padding=0)

    def show_others(self, shown: bool) -> None:
        """Shows or hides scans taken under other conditions."""
        self._others_shown = shown
        self._others.setVisible(shown)

    def zoom(self, factor: float) -> None:
        """Shows so much less time around the middle; below 1, more."""
        self._view.scaleBy((1 / factor, 1))
        self.moved.emit()

    def pan(self, share: float) -> None:
        """Moves by a share of what is visible, later for a positive one."""
        shown = self.shown
        self._view.translateBy(x=share * (shown.end - shown.start))
        self.moved.emit()

    def retranslate(self) -> None:
        """Writes all words again."""
        if self._trend is not None:
            self._name_grades(self._trend)
            self.plot.setAccessibleName(spoken(self._trend))
        self.plot.setAccessibleDescription(
            translate("Trends", "Arrow keys move in time, plus and minus zoom, Home goes back.")
        )
        self.plot.time_axis.picture = None
        self.plot.time_axis.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, plus, minus and Home; the plot leaves keys to its parent."""
        moves = {Qt.Key.Key_Left: -_PAN, Qt.Key.Key_Right: _PAN}
        zooms = {Qt.Key.Key_Plus: _ZOOM, Qt.Key.Key_Equal: _ZOOM, Qt.Key.Key_Minus: 1 / _ZOOM}
        key = Qt.Key(event.key())
        if key in moves:
            self.pan(moves[key])
        elif key in zooms:
            self.zoom(zooms[key])
        elif key == Qt.Key.Key_Home:
            self.reset_wanted.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follows theme and size of letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._colour()
            if self._trend is not None:
                self._name_grades(self._trend)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The focus ring around the plot."""
        if self.plot.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tones_of(self.palette()).accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """The plot tells of focus and keys, which are its parent's business."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_ours(event):
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _refill(self) -> None:
        """Fetches the points around what is visible, a window's length on either side."""
        if self._trend is None:
            return
        shown = self.shown
        length = shown.end - shown.start
        self._filled = Window(shown.start - length, shown.end + length)
        own = points_of(self._trend, self._trend.comparable, self._filled, 3 * 360)
        others = points_of(self._trend, self._trend.graded & ~self._trend.comparable, self._filled, 3 * 360)
        self._points = {self._own: own, self._others: others}
        parts = broken(own, max(LONGEST_GAP, length / 60))
        self._band.show_points(own, parts)
        self._line.setData(with_gaps(own.taken, parts), with_gaps(own.expected, parts))
        for scatter, points in self._points.items():
            scatter.setData(points.taken, points.expected, data=np.arange(len(points.taken)))
        dense = np.count_nonzero((own.taken >= shown.start) & (own.taken <= shown.end)) > DENSE
        self._own.setSize(5 if dense else 8)
        self._others.setSize(5 if dense else 8)
        self._markers.show_window(self._filled, length)

    def _follow(self) -> None:
        shown, filled = self.shown, self._filled
        if filled is None:
            self._refill()
            return
        ratio = 3 * (shown.end - shown.start) / (filled.end - filled.start)
        if shown.start < filled.start or shown.end > filled.end or not 0.6 < ratio < 1.7:
            self._refill()

    def _show_baseline(self, trend: Trend) -> None:
        there = trend.baseline is not None
        self._zone.setVisible(there)
        self._baseline.setVisible(there)
        if trend.baseline is None:
            return
        value, limit = trend.baseline.value, trend.error.limit
        self._zone.setRegion((max(value - limit, 0.0), min(value + limit, GRADES - 1.0)))
        self._baseline.setValue(value)

    def _name_grades(self, trend: Trend) -> None:
        words = [(grade, f"{grade_word(trend.attribute, grade)}  {grade}") for grade in range(GRADES)]
        axis = self.plot.getAxis("left")
        axis.setTicks([words])
        metrics = QFontMetricsF(sized(self.font(), TYPE.caption))
        axis.setWidth(max(metrics.horizontalAdvance(text) for _, text in words) + 2 * Space.SMALL)

    def _tell(self, scatter: Any, spots: Sequence[Any], event: Any) -> None:
        """Hovering over points or markers; a layer takes away only what it said itself."""
        if not spots:
            if self._teller is scatter:
                self._view.setToolTip("")
                self._teller = None
            return
        self._teller = scatter
        self._view.setToolTip(plain_tip(self._tip(scatter, [int(spot.data()) for spot in spots])))

    def _tip(self, scatter: Any, indices: Sequence[int]) -> str:
        if scatter is self._markers.scatter:
            return self._markers.tip(indices[0])
        if self._trend is None:
            return ""
        return "\n\n".join(point_tip(self._trend, self._points[scatter], index) for index in indices[:3])

    def _colour(self) -> None:
        tones = tones_of(self.palette())
        inks = inks_of(tones)
        self.plot.setBackground(QColor(tones.surface))
        font = sized(self.font(), TYPE.caption)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(inks.axis)
            axis.setTextPen(inks.words)
            axis.setTickFont(font)
            axis.setStyle(tickLength=0, tickTextOffset=AXIS_GAP)
        self.plot.getAxis("left").setGrid(90)
        self.plot.time_axis.setHeight(QFontMetricsF(font).height() + AXIS_GAP + Space.TIGHT)
        self._band.set_brush(inks.band)
        self._zone.setBrush(inks.zone)
        for edge in self._zone.lines:
            edge.setPen(QPen(Qt.PenStyle.NoPen))
        self._baseline.setPen(inks.baseline)
        self._line.setPen(inks.line)
        self._own.setBrush(inks.point)
        self._own.setPen(inks.point_edge)
        self._others.setBrush(inks.other_fill)
        self._others.setPen(inks.other)
        self._markers.colour(inks)

    def _lay_out(self) -> None:
        layers = (self._zone, self._band, self._others, self._line, self._own, self._baseline, self._markers.scatter)
        for depth, layer in enumerate(layers):
            layer.setZValue(depth)
            self.plot.addItem(layer, ignoreBounds=True)
        self.plot.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.plot)
        self.setFocusProxy(self.plot)

    def _connect(self) -> None:
        self._view.sigXRangeChanged.connect(self._follow)
        self._view.sigRangeChangedManually.connect(lambda _: self.moved.emit())
        self.plot.scene().sigMouseClicked.connect(self._clicked)
        for scatter in (self._own, self._others, self._markers.scatter):
            scatter.sigHovered.connect(self._tell)

    def _clicked(self, event: Any) -> None:
        if event.double():
            self.reset_wanted.emit()


def _scatter(size: int) -> Any:
    return pyqtgraph.ScatterPlotItem(size=size, hoverable=True, hoverSize=size + 4, tip=None, antialias=True)


def _is_ours(event: QKeyEvent) -> bool:
    ours = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_Home)
    return event.key() in ours
