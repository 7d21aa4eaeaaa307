"""What the graph's signs mean, in one line that breaks where it must."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panel.measure import em
from app.text import number
from app.theme import sized, tones_of
from app.tokens import TYPE
from app.trends.layers import Inks, inks_of
from app.trends.series import Trend

translate = QCoreApplication.translate
_GAP = 20.0


class Key(QWidget):
    """Painted; a screen reader gets the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trend: Trend | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def show_trend(self, trend: Trend) -> None:
        """Says where this trend's baseline is."""
        self._trend = trend
        self.retranslate()

    def retranslate(self) -> None:
        """Writes the words again."""
        self._words = (
            translate("Trends", "expected grade, with 95% of repeats"),
            self._zone_words(),
            translate("Trends", "other conditions"),
            translate("Trends", "note or tag"),
        )
        self.setAccessibleName(", ".join(self._words))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Lines break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """For as many lines as are needed."""
        return int(self._places(width)[-1].bottom()) + 1

    def sizeHint(self) -> QSize:
        """One line."""
        last = self._places(10_000)[-1]
        return QSize(int(last.right()) + 1, int(last.bottom()) + 1)

    def minimumSizeHint(self) -> QSize:
        """The longest entry, all lines."""
        width = int(max(place.width() for place in self._places(10_000)))
        return QSize(width, self._line())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign and words of each."""
        tones = tones_of(self.palette())
        inks = inks_of(tones)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), TYPE.caption))
        signs = (_line, _zone, _hollow, _mark)
        for words, place, sign in zip(self._words, self._places(self.width()), signs, strict=True):
            square = QRectF(place.left(), place.center().y() - 7, self._sign(), 14)
            sign(painter, inks, square)
            painter.setPen(inks.words)
            left = square.right() + 6
            painter.drawText(
                QRectF(left, place.top(), place.right() - left + 2, place.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                words,
            )

    def _zone_words(self) -> str:
        if self._trend is None or self._trend.baseline is None:
            return translate("Trends", "no clear change")
        words = translate("Trends", "your baseline {value}, no clear change within ±{limit}")
        value, limit = self._trend.baseline.value, self._trend.error.limit
        return words.format(value=number(value), limit=number(limit, 2))

    def _sign(self) -> float:
        return 1.9 * em(self)

    def _line(self) -> int:
        return self.fontMetrics().height() + 2

    def _places(self, width: int) -> list[QRectF]:
        places: list[QRectF] = []
        left, top = 0.0, 0.0
        for words in self._words:
            needed = self._sign() + 6 + self.fontMetrics().horizontalAdvance(words)
            if places and left + needed > width:
                left, top = 0.0, top + self._line()
            places.append(QRectF(left, top, needed, self._line()))
            left += needed + _GAP
        return places


def _line(painter: QPainter, inks: Inks, place: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(place.adjusted(0, 1, 0, -1), inks.band)
    painter.setPen(inks.line)
    painter.drawLine(QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y()))
    painter.setPen(inks.point_edge)
    painter.setBrush(inks.point)
    painter.drawEllipse(place.center(), 4, 4)


def _zone(painter: QPainter, inks: Inks, place: QRectF) -> None:
    painter.fillRect(place, inks.zone)
    painter.setPen(inks.baseline)
    painter.drawLine(QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y()))


def _hollow(painter: QPainter, inks: Inks, place: QRectF) -> None:
    painter.setPen(inks.other)
    painter.setBrush(inks.other_fill)
    painter.drawEllipse(place.center(), 4, 4)


def _mark(painter: QPainter, inks: Inks, place: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.mark)
    x, y = place.center().x(), place.center().y()
    painter.drawPolygon(QPolygonF([QPointF(x, y - 5), QPointF(x - 5, y + 4), QPointF(x + 5, y + 4)]))
