"""One attribute's grades over time as a drawing: band, zone of no clear change, other conditions, numbered markers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from app.panel.colours import faded
from app.report.dates import date_marks
from app.report.lettering import Hand, Size, Style
from app.report.marks import NumberedMark
from app.text import grade_word
from app.trends.aggregation import LONGEST_GAP, Points, broken, points_of
from app.trends.series import Trend, Window
from ml.types import GRADES, Attribute

_LOWEST, _HIGHEST = -0.18, GRADES - 1 + 0.12
_LANE = 44.0
_AXIS = 46.0
_LINE, _DENSE_LINE, _THIN = 5.0, 3.2, 2.0
_POINT, _DENSE_POINT, _DENSE = 8.5, 4.2, 110
_RIGHT = Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True, eq=False)
class Charted:
    """What is drawn: of `trend` the scans of `which`, (N,) bool, in a stretch of time, over numbered marks."""

    trend: Trend
    which: NDArray[np.bool_]
    window: Window
    marks: tuple[NumberedMark, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A chart of a given height."""

    hand: Hand
    charted: Charted
    tall: float

    def height(self, width: float) -> float:
        """As given."""
        return self.tall

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """From the ground up."""
        style = self.hand.style(Size.SMALL)
        left = max(style.width(text) for attribute in Attribute for text in _words(attribute)) + 22
        field = QRectF(place.left() + left, place.top() + 6, place.width() - left - 6, self.tall - _LANE - _AXIS - 6)
        scale = _Scale(field, self.charted.window)
        self._paint_axes(painter, scale, _words(self.charted.trend.attribute))
        painter.save()
        painter.setClipRect(field.adjusted(-10, -10, 10, 10))
        self._paint_zone(painter, scale)
        self._paint_points(painter, scale)
        painter.restore()
        self._paint_marks(painter, scale)

    def _paint_axes(self, painter: QPainter, scale: _Scale, words: list[str]) -> None:
        field, inks = scale.field, self.hand.inks
        style = self.hand.style(Size.SMALL, colour=inks.muted, align=_RIGHT)
        painter.setPen(QPen(inks.line, _THIN))
        for grade, text in enumerate(words):
            height = scale.height(grade)
            painter.setPen(QPen(inks.line, _THIN))
            painter.drawLine(QPointF(field.left(), height), QPointF(field.right(), height))
            style.write_line(painter, QRectF(field.left() - 420, height - 20, 404, 40), text)
        centred = self.hand.style(Size.SMALL, colour=inks.muted, align=_CENTRE)
        for mark in date_marks(self.charted.window):
            across = scale.across(mark.taken)
            painter.setPen(QPen(inks.line, _THIN))
            painter.drawLine(QPointF(across, field.bottom() + _LANE), QPointF(across, field.bottom() + _LANE + 8))
            half = min(110.0, across - field.left() + 60, field.right() - across + 30)
            centred.write_line(painter, QRectF(across - half, field.bottom() + _LANE + 10, 2 * half, 36), mark.text)
        painter.setPen(QPen(inks.line, _THIN))
        painter.drawLine(QPointF(field.left(), field.bottom() + _LANE), QPointF(field.right(), field.bottom() + _LANE))

    def _paint_zone(self, painter: QPainter, scale: _Scale) -> None:
        baseline, limit = self.charted.trend.baseline, self.charted.trend.error.limit
        if baseline is None:
            return
        top = scale.height(min(baseline.value + limit, GRADES - 1.0))
        bottom = scale.height(max(baseline.value - limit, 0.0))
        muted = self.hand.inks.muted
        painter.fillRect(QRectF(scale.field.left(), top, scale.field.width(), bottom - top), faded(muted, 0.10))
        painter.setPen(QPen(muted, 3, Qt.PenStyle.DashLine))
        middle = scale.height(baseline.value)
        painter.drawLine(QPointF(scale.field.left(), middle), QPointF(scale.field.right(), middle))

    def _paint_points(self, painter: QPainter, scale: _Scale) -> None:
        trend, which, window = self.charted.trend, self.charted.which, self.charted.window
        own = points_of(trend, trend.comparable & which, window)
        others = points_of(trend, trend.graded & ~trend.comparable & which, window)
        dense = len(own.taken) + len(others.taken) > _DENSE
        size = _DENSE_POINT if dense else _POINT
        self._paint_band(painter, scale, own)
        painter.setPen(QPen(self.hand.inks.faint, 3))
        painter.setBrush(self.hand.inks.paper)
        for point in scale.places(others.taken, others.expected):
            painter.drawEllipse(point, size, size)
        self._paint_line(painter, scale, own, _DENSE_LINE if dense else _LINE)
        painter.setPen(QPen(Qt.PenStyle.NoPen) if dense else QPen(self.hand.inks.paper, 2.5))
        painter.setBrush(self.hand.inks.accent)
        for point in scale.places(own.taken, own.expected):
            painter.drawEllipse(point, size, size)

    def _paint_band(self, painter: QPainter, scale: _Scale, points: Points) -> None:
        soft = faded(self.hand.inks.accent, 0.18)
        for part in self._parts(points):
            there = scale.places(points.taken[part], points.high[part])
            back = scale.places(points.taken[part], points.low[part])
            if len(there) == 1:
                painter.setPen(QPen(soft, 12, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
                painter.drawLine(there[0], back[0])
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            painter.drawPolygon(QPolygonF([*there, *reversed(back)]))

    def _paint_line(self, painter: QPainter, scale: _Scale, points: Points, thick: float) -> None:
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(self.hand.inks.accent, thick, Qt.PenStyle.SolidLine, round_cap, round_join))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part in self._parts(points):
            painter.drawPolyline(QPolygonF(scale.places(points.taken[part], points.expected[part])))

    def _parts(self, points: Points) -> list[slice]:
        window = self.charted.window
        return broken(points, max(LONGEST_GAP, (window.end - window.start) / 60))

    def _paint_marks(self, painter: QPainter, scale: _Scale) -> None:
        style = self.hand.style(Size.SMALL, colour=self.hand.inks.warning, align=_CENTRE)
        for mark in self.charted.marks:
            across, top = scale.across(mark.taken), scale.field.bottom() + 4
            painter.setPen(QPen(faded(self.hand.inks.warning, 0.35), _THIN, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(across, scale.field.top()), QPointF(across, scale.field.bottom()))
            style.write_line(painter, QRectF(across - 20, top, 40, _LANE - 8), str(mark.number))


def _words(attribute: Attribute) -> list[str]:
    return [f"{grade_word(attribute, grade)}  {grade}" for grade in range(GRADES)]


class _Scale:
    """From seconds and grades to the paper."""

    def __init__(self, field: QRectF, window: Window) -> None:
        self.field = field
        self._window = window

    def across(self, taken: float) -> float:
        """Where a moment is."""
        length = max(self._window.end - self._window.start, 1.0)
        return self.field.left() + self.field.width() * (taken - self._window.start) / length

    def height(self, grade: float) -> float:
        """Where a grade is."""
        return self.field.bottom() - self.field.height() * (grade - _LOWEST) / (_HIGHEST - _LOWEST)

    def places(self, taken: NDArray[np.float64], grades: NDArray[np.float64]) -> list[QPointF]:
        """Points of both."""
        pairs = zip(taken.tolist(), grades.tolist(), strict=True)
        return [QPointF(self.across(moment), self.height(grade)) for moment, grade in pairs]


@dataclass(frozen=True, slots=True)
class Key:
    """What the signs of the charts mean, a line each."""

    hand: Hand
    lines: tuple[str, str, str, str]
    """Of the line and its band, the zone, hollow points, numbers."""

    def height(self, width: float) -> float:
        """Of the lines, which may break."""
        return sum(self._style().height(text, width - 130) + 8 for text in self.lines)

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Sign and words."""
        top = place.top()
        for text, sign in zip(self.lines, (self._line, self._zone, self._hollow, self._number), strict=True):
            line = QRectF(place.left(), top, 96, self._style().line)
            painter.save()
            sign(painter, line.adjusted(0, 4, 0, -4))
            painter.restore()
            top = self._style().write(painter, QRectF(place.left() + 130, top, place.width() - 130, 0), text) + 8

    def _style(self) -> Style:
        return self.hand.style(Size.CAPTION, colour=self.hand.inks.muted)

    def _line(self, painter: QPainter, place: QRectF) -> None:
        painter.fillRect(place, faded(self.hand.inks.accent, 0.18))
        painter.setPen(QPen(self.hand.inks.accent, _LINE))
        painter.drawLine(QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y()))
        painter.setPen(QPen(self.hand.inks.paper, 2.5))
        painter.setBrush(self.hand.inks.accent)
        painter.drawEllipse(place.center(), _POINT, _POINT)

    def _zone(self, painter: QPainter, place: QRectF) -> None:
        painter.fillRect(place, faded(self.hand.inks.muted, 0.12))
        painter.setPen(QPen(self.hand.inks.muted, 3, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y()))

    def _hollow(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(self.hand.inks.faint, 3))
        painter.setBrush(self.hand.inks.paper)
        painter.drawEllipse(place.center(), _POINT, _POINT)

    def _number(self, painter: QPainter, place: QRectF) -> None:
        style = self.hand.style(Size.CAPTION, strong=True, colour=self.hand.inks.warning, align=_CENTRE)
        style.write_line(painter, place, "1")
