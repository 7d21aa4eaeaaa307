"""The plain parts of a report: title, headings, paragraphs, facts in two columns, a box with a ground of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.report.lettering import Hand, Size, Style

GAP = 40.0
"""Between columns, and between small parts."""
SECTION = 74.0
"""Above a heading."""
CORNER = 18.0
_PAD = 40.0


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    style: Style
    text: str

    def height(self, width: float) -> float:
        """Of its lines."""
        return self.style.height(self.text, width)

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Writes them."""
        self.style.write(painter, place, self.text)


@dataclass(frozen=True, slots=True)
class Title:
    """The first words of a report: what it is, of when, and what it was made from."""

    hand: Hand
    what: str
    when: str
    origin: str

    def height(self, width: float) -> float:
        """Of all lines."""
        return sum(style.height(text, width) for style, text in self._lines()) + 10

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Large, then smaller."""
        top = place.top()
        for style, text in self._lines():
            top = style.write(painter, QRectF(place.left(), top, place.width(), 0), text)

    def _lines(self) -> tuple[tuple[Style, str], ...]:
        muted = self.hand.inks.muted
        return (
            (self.hand.style(Size.TITLE, strong=True), self.what),
            (self.hand.style(Size.HEADING), self.when),
            (self.hand.style(Size.BODY, colour=muted), self.origin),
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """What was measured, and what it was."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts in two columns, read down the left one first."""

    hand: Hand
    facts: tuple[Fact, ...]

    def height(self, width: float) -> float:
        """Of the longer column."""
        return max(self._column(column, width) for column in self._columns())

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Names in a quiet colour, values beside them."""
        wide = (place.width() - GAP) / 2
        for index, column in enumerate(self._columns()):
            left, top = place.left() + index * (wide + GAP), place.top()
            for fact in column:
                height = self._row(fact, place.width())
                self._name().write_line(painter, QRectF(left, top, 0.36 * wide, self._value().line), fact.name)
                beside = QRectF(left + 0.38 * wide, top, 0.62 * wide, height)
                self._value().write(painter, beside, fact.value)
                top += height

    def _columns(self) -> tuple[Sequence[Fact], Sequence[Fact]]:
        half = (len(self.facts) + 1) // 2
        return self.facts[:half], self.facts[half:]

    def _column(self, column: Sequence[Fact], width: float) -> float:
        return sum(self._row(fact, width) for fact in column)

    def _row(self, fact: Fact, width: float) -> float:
        return self._value().height(fact.value or " ", 0.62 * (width - GAP) / 2) + 6

    def _name(self) -> Style:
        return self.hand.style(colour=self.hand.inks.muted)

    def _value(self) -> Style:
        return self.hand.style()


@dataclass(frozen=True, slots=True)
class Box:
    """A heading and sentences on a ground of their own."""

    hand: Hand
    title: str
    sentences: tuple[str, ...]

    def height(self, width: float) -> float:
        """Of its words and the room around them."""
        inside = width - 2 * _PAD
        words = sum(self._plain().height(text, inside) + 10 for text in self.sentences)
        return 2 * _PAD + self._strong().height(self.title, inside) + 8 + words - 10

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Ground, heading, sentences."""
        rounded(painter, place, self.hand)
        inside = place.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        top = self._strong().write(painter, inside, self.title) + 8
        for text in self.sentences:
            top = self._plain().write(painter, QRectF(inside.left(), top, inside.width(), 0), text) + 10

    def _strong(self) -> Style:
        return self.hand.style(Size.STRONG, strong=True)

    def _plain(self) -> Style:
        return self.hand.style(colour=self.hand.inks.muted)


def heading(hand: Hand, text: str) -> Words:
    """A section's name."""
    return Words(hand.style(Size.HEADING, strong=True), text)


def rounded(painter: QPainter, place: QRectF, hand: Hand) -> None:
    """A quiet ground."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hand.inks.ground)
    painter.drawRoundedRect(place, CORNER, CORNER)


def framed(painter: QPainter, place: QRectF, hand: Hand) -> None:
    """A thin frame."""
    painter.setPen(QPen(hand.inks.line, 2.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, CORNER, CORNER)
