"""What became of each attribute, a row each; the words above a chart; a numbered note."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.report.cards import draw_badge
from app.report.lettering import Hand, Size, Style
from app.report.words import summary_head
from ml.types import AttributeGrade

_ROW, _HEAD, _BADGE = 104.0, 46.0, 74.0
_NUMBER, _DAY = 70.0, 210.0
_SHARES = (0.0, 0.27, 0.49, 0.62, 0.74, 1.0)


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One attribute. graded: of the newest comparable scan. cells: newest, baseline, limit, verdict."""

    name: str
    graded: AttributeGrade | None
    cells: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Summary:
    """The rows under their headings."""

    hand: Hand
    rows: tuple[SummaryRow, ...]

    def height(self, width: float) -> float:
        """Of all rows."""
        return _HEAD + _ROW * len(self.rows)

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """From above."""
        quiet = self.hand.style(Size.SMALL, colour=self.hand.inks.muted)
        head = QRectF(place.left(), place.top(), place.width(), _HEAD)
        for index, text in enumerate(summary_head(), start=1):
            quiet.write_line(painter, _cell(head, index), text)
        for number, row in enumerate(self.rows):
            self._paint_row(painter, QRectF(place.left(), head.bottom() + number * _ROW, place.width(), _ROW), row)

    def _paint_row(self, painter: QPainter, place: QRectF, row: SummaryRow) -> None:
        painter.setPen(QPen(self.hand.inks.line, 2))
        painter.drawLine(QPointF(place.left(), place.top()), QPointF(place.right(), place.top()))
        name = _cell(place, 0)
        if row.graded is not None:
            badge = QRectF(name.left(), name.top() + (_ROW - _BADGE) / 2, _BADGE, _BADGE)
            draw_badge(painter, badge, row.graded, self.hand)
        strong, plain = self.hand.style(strong=True), self.hand.style()
        strong.write_line(painter, name.adjusted(_BADGE + 22, 0, 0, 0), row.name)
        for index, text in enumerate(row.cells, start=1):
            style = strong if index == len(row.cells) else plain
            _middle(painter, style, _cell(place, index), text)


def _cell(row: QRectF, index: int) -> QRectF:
    left, right = (row.left() + share * row.width() for share in _SHARES[index : index + 2])
    return QRectF(left, row.top(), right - left - 16, row.height())


def _middle(painter: QPainter, style: Style, cell: QRectF, text: str) -> None:
    """Up to two lines, in the middle of a cell's height."""
    top = cell.center().y() - style.height(text, cell.width()) / 2
    style.write(painter, QRectF(cell.left(), top, cell.width(), 0), text)


@dataclass(frozen=True, slots=True)
class ChartHead:
    """Name and verdict in one line, and from what on a change is clear."""

    hand: Hand
    name: str
    verdict: str
    sentence: str

    def height(self, width: float) -> float:
        """Of both."""
        return self._name().line + self._sentence().height(self.sentence, width) + 12

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Name left, verdict right, the sentence below."""
        line = QRectF(place.left(), place.top(), place.width(), self._name().line)
        self._name().write_line(painter, line, self.name)
        verdict = self.hand.style(Size.STRONG, colour=self.hand.inks.accent, align=Qt.AlignmentFlag.AlignRight)
        verdict.write_line(painter, line.adjusted(self._name().width(self.name) + 30, 0, 0, 0), self.verdict)
        self._sentence().write(painter, QRectF(place.left(), line.bottom(), place.width(), 0), self.sentence)

    def _name(self) -> Style:
        return self.hand.style(Size.STRONG, strong=True)

    def _sentence(self) -> Style:
        return self.hand.style(Size.CAPTION, colour=self.hand.inks.muted)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A marker's number, the day, and what was noted."""

    hand: Hand
    number: str
    day: str
    text: str

    def height(self, width: float) -> float:
        """Of its lines."""
        return self.hand.style().height(self.text or " ", width - _NUMBER - _DAY) + 6

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """In three columns."""
        style = self.hand.style()
        line = QRectF(place.left(), place.top(), _NUMBER - 20, style.line)
        strong = self.hand.style(Size.CAPTION, strong=True, colour=self.hand.inks.warning)
        strong.write_line(painter, line, self.number)
        quiet = self.hand.style(colour=self.hand.inks.muted)
        quiet.write_line(painter, QRectF(place.left() + _NUMBER, place.top(), _DAY - 20, style.line), self.day)
        style.write(painter, place.adjusted(_NUMBER + _DAY, 0, 0, 0), self.text)
