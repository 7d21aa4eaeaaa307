"""The five attributes at a glance: name, newest grade, what became of it, and a small line. One of them is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.panel.colours import faded
from app.panel.measure import em
from app.text import attribute_name, number
from app.theme import tones_of
from app.tokens import Radius, Space
from app.trends.aggregation import Points, points_of
from app.trends.series import Trend, Window
from app.trends.words import spoken, verdict
from app.widgets.beside_or_below import SideColumn
from app.widgets.plain_label import PlainLabel
from ml.types import GRADES, Attribute

SPARKS_AT_MOST = 60
WIDTH = 22.0


class Spark(QWidget):
    """A line without axes, 0-4 from bottom to top, over the zone of no clear change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Points | None = None
        self._zone: tuple[float, float] | None = None
        self._window = Window(0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_trend(self, trend: Trend, window: Window) -> None:
        """Draws another trend."""
        self._points = points_of(trend, trend.comparable, window, SPARKS_AT_MOST)
        self._window = window
        self._zone = None
        if trend.baseline is not None:
            self._zone = (trend.baseline.value - trend.error.limit, trend.baseline.value + trend.error.limit)
        self.update()

    def sizeHint(self) -> QSize:
        """7 x 4.4 times the text size."""
        return QSize(int(7.0 * em(self)), int(4.4 * em(self)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Zone, line, and a dot on the newest."""
        if self._points is None:
            return
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._zone is not None:
            top, bottom = self._height(min(self._zone[1], GRADES - 1.0)), self._height(max(self._zone[0], 0.0))
            painter.fillRect(QRectF(0, top, self.width(), bottom - top), faded(QColor(tones.muted), 0.13))
        line = QPolygonF([self._place(x, y) for x, y in zip(self._points.taken, self._points.expected, strict=True)])
        if line.isEmpty():
            return
        painter.setPen(QPen(QColor(tones.accent), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.accent))
        painter.drawEllipse(line.last(), 3.0, 3.0)

    def _place(self, taken: float, expected: float) -> QPointF:
        length = max(self._window.end - self._window.start, 1.0)
        return QPointF(4 + (self.width() - 8) * (taken - self._window.start) / length, self._height(expected))

    def _height(self, grade: float) -> float:
        return 4 + (self.height() - 8) * (1 - grade / (GRADES - 1))


class Tile(QAbstractButton):
    """One attribute."""

    def __init__(self, attribute: Attribute, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self._trend: Trend | None = None
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._spark = Spark(self)
        self._name, self._verdict, self._expected = PlainLabel(self), PlainLabel(self), PlainLabel(self)
        self._row = QHBoxLayout(self)
        self._lay_out()

    def show_trend(self, trend: Trend, window: Window) -> None:
        """Shows where this attribute stands."""
        self._trend = trend
        self._spark.show_trend(trend, window)
        self.retranslate()

    def retranslate(self) -> None:
        """Writes the words again."""
        self._name.setText(attribute_name(self.attribute))
        trend = self._trend
        self._verdict.setText("" if trend is None else verdict(trend))
        place = None if trend is None else trend.latest
        self._expected.setText("–" if trend is None or place is None else number(float(trend.expected[place])))
        self.setAccessibleName(attribute_name(self.attribute) if self._trend is None else spoken(self._trend))

    def sizeHint(self) -> QSize:
        """As large as what is in it."""
        return self._row.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card's ground and border; chosen or focused, in the accent's colour."""
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        quiet = QPen(QColor(tones.faint if self.underMouse() else tones.line), 1)
        strong = QPen(QColor(tones.accent), 2)
        painter.setPen(strong if self.isChecked() or self.hasFocus() else quiet)
        painter.setBrush(QColor(tones.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tones.accent))
            painter.drawRoundedRect(QRectF(6, 14, 3, self.height() - 28), 1.5, 1.5)

    def _lay_out(self) -> None:
        bold = QFont(self._name.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._name.setFont(bold)
        self._expected.setProperty("role", "title")
        self._expected.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._expected.setMinimumWidth(int(3.4 * em(self)))
        self._verdict.setProperty("role", "caption")
        self._verdict.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._verdict)
        words.addStretch(1)
        row = self._row
        row.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._expected)
        row.addLayout(words, 1)
        row.addWidget(self._spark)


class Tiles(SideColumn):
    """All five, one under the other. chosen(Attribute) when the user has chosen."""

    chosen = Signal(object)

    def __init__(self) -> None:
        self._tiles = tuple(Tile(attribute) for attribute in Attribute)
        self._inside = inside = QWidget()
        inside.setProperty("role", "bare")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.TIGHT, 0)
        column.setSpacing(Space.SMALL)
        super().__init__(inside)
        self._group = QButtonGroup(self)
        for place, tile in enumerate(self._tiles):
            self._group.addButton(tile, place)
            column.addWidget(tile, 1)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._tiles[place].attribute))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def choose(self, attribute: Attribute) -> None:
        """Shows this one as chosen, without telling."""
        self._tile(attribute).setChecked(True)

    def show_trends(self, trends: tuple[Trend, ...], window: Window) -> None:
        """Shows where all five stand."""
        for trend in trends:
            self._tile(trend.attribute).show_trend(trend, window)

    def retranslate(self) -> None:
        """Writes the words again."""
        for tile in self._tiles:
            tile.retranslate()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a tile beside the scroll bar."""
        inside = max(self._inside.minimumSizeHint().width(), int(WIDTH * em(self)))
        return QSize(inside + self.verticalScrollBar().sizeHint().width(), max(120, self.minimumHeight()))

    def sizeHint(self) -> QSize:
        """No wider than needed."""
        return QSize(self.minimumSizeHint().width(), 560)

    def _tile(self, attribute: Attribute) -> Tile:
        return next(tile for tile in self._tiles if tile.attribute is attribute)
