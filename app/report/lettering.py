"""Letters of the report: sizes, colours, and words broken into lines at spaces, as Korean is set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.tokens import LIGHT

LEADING = 1.38
"""Line height in text sizes."""


class Size(IntEnum):
    """Text sizes in tenths of a millimetre; 31 are 8.8 points."""

    SMALL = 24
    CAPTION = 27
    BODY = 31
    STRONG = 35
    HEADING = 44
    TITLE = 76


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of paper: the light ones of the window."""

    text: QColor
    muted: QColor
    faint: QColor
    line: QColor
    ground: QColor
    accent: QColor
    accent_soft: QColor
    warning: QColor
    paper: QColor


def inks() -> Inks:
    """From the tokens."""
    names = (LIGHT.text, LIGHT.muted, LIGHT.faint, LIGHT.line, LIGHT.window, LIGHT.accent, LIGHT.accent_soft)
    return Inks(*(QColor(name) for name in (*names, LIGHT.warning, LIGHT.surface)))


@dataclass(frozen=True, slots=True)
class Lettering:
    """The fonts. families: the first that has a letter is taken; all are embedded in the file."""

    families: tuple[str, ...]

    def font(self, size: int, strong: bool = False) -> QFont:
        """A font of so many tenths of a millimetre.

        Without shaping: alternate digits and ligatures come without their Unicode values in Qt's PDFs, so nobody
        could search for them. Scripts that need shaping get it all the same.
        """
        font = QFont(list(self.families))
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        return font


def usual_lettering() -> Lettering:
    """The window's own families."""
    from app.theme import interface_font

    return Lettering(tuple(interface_font().families()))


@dataclass(frozen=True, slots=True)
class Style:
    """How some words are set."""

    font: QFont
    colour: QColor
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft

    @property
    def line(self) -> float:
        """Height of a line."""
        return LEADING * self.font.pixelSize()

    def width(self, text: str) -> float:
        """Of one line."""
        return QFontMetricsF(self.font).horizontalAdvance(text)

    def lines(self, text: str, width: float) -> tuple[str, ...]:
        """The text in lines, broken at spaces; a word that is longer than a line is cut."""
        metrics = QFontMetricsF(self.font)
        return tuple(line for part in text.splitlines() for line in _broken(part, metrics, width))

    def height(self, text: str, width: float) -> float:
        """Of all its lines."""
        return self.line * len(self.lines(text, width))

    def write(self, painter: QPainter, place: QRectF, text: str) -> float:
        """Writes lines from the top of a place: where they end."""
        top = place.top()
        for line in self.lines(text, place.width()):
            self.write_line(painter, QRectF(place.left(), top, place.width(), self.line), line)
            top += self.line
        return top

    def write_line(self, painter: QPainter, place: QRectF, text: str) -> None:
        """One line, shortened where it doesn't fit, in the middle of a place's height."""
        metrics = QFontMetricsF(self.font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
        spare = place.width() - metrics.horizontalAdvance(shown)
        left = place.left()
        if self.align is Qt.AlignmentFlag.AlignRight:
            left += spare
        elif self.align is Qt.AlignmentFlag.AlignHCenter:
            left += spare / 2
        base = place.center().y() + (metrics.capHeight() or metrics.ascent() * 0.7) / 2
        painter.setFont(self.font)
        painter.setPen(self.colour)
        painter.drawText(QPointF(left, base), shown)


def _broken(paragraph: str, metrics: QFontMetricsF, width: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if metrics.horizontalAdvance(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        pieces = _cut(word, metrics, width)
        lines += pieces[:-1]
        line = pieces[-1]
    return [*lines, line]


def _cut(word: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """A word in pieces that fit."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and metrics.horizontalAdvance(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@dataclass(frozen=True, slots=True)
class Hand:
    """All that parts of a report are written with."""

    lettering: Lettering
    inks: Inks

    def style(
        self,
        size: Size = Size.BODY,
        strong: bool = False,
        colour: QColor | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> Style:
        """Words of a size; in the colour of text unless told."""
        return Style(self.lettering.font(size, strong), colour or self.inks.text, align)


def usual_hand() -> Hand:
    """With the window's own families."""
    return Hand(usual_lettering(), inks())
