"""What a scan's report says of each attribute: five in a row at a glance, and a card each with its regions."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from app.panel.colours import faded, grade_colour, grade_ink
from app.panel.drawing import Drawing, draw_bars, draw_face
from app.panel.face_shape import FRAME
from app.panel.words import abstained_line, confidence_line, expected_line, not_enough, not_validated
from app.report.lettering import Hand, Size, Style
from app.report.parts import CORNER, GAP, framed
from app.report.words import table_head
from app.text import abstention_text, attribute_name, grade_word, number, percent, region_name
from ml.regions import regions_of
from ml.types import Abstention, AttributeGrade, Region

_PAD = 34.0
_ROW = 40.0
_BADGE = 118.0
_PIXEL = 2.6
"""Size of a window's pixel in drawings that the window has too."""
_EM = 13.0
_BARS = QSizeF(98, 74)
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Verdict:
    """One attribute's grade. spread: of the burst, in grades. reasons: why regions have none."""

    graded: AttributeGrade
    spread: float | None
    reasons: tuple[tuple[Region, Abstention], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """All five side by side: number, name, word."""

    hand: Hand
    verdicts: tuple[Verdict, ...]

    def height(self, width: float) -> float:
        """Of a badge."""
        return _BADGE

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """A badge and two lines each."""
        wide = place.width() / len(self.verdicts)
        for index, verdict in enumerate(self.verdicts):
            left = place.left() + index * wide
            draw_badge(painter, QRectF(left, place.top(), _BADGE, _BADGE), verdict.graded, self.hand)
            beside = QRectF(left + _BADGE + 18, place.top() + 4, wide - _BADGE - 30, _BADGE)
            name = self.hand.style(Size.CAPTION, colour=self.hand.inks.muted)
            top = name.write(painter, beside, attribute_name(verdict.graded.attribute))
            word = self.hand.style(Size.CAPTION, strong=True)
            word.write(painter, QRectF(beside.left(), top, beside.width(), 0), _word(verdict.graded))


@dataclass(frozen=True, slots=True)
class Card:
    """One attribute: grade, bars, face, and a line for each region."""

    hand: Hand
    verdict: Verdict

    def height(self, width: float) -> float:
        """Of its regions, one line each under their headings; at least of its drawings."""
        return 2 * _PAD + max(_ROW * (1 + len(self._regions)), 1.06 * _BADGE + 100)

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """From left to right."""
        framed(painter, place, self.hand)
        inside = place.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        draw_badge(painter, QRectF(inside.topLeft(), QSizeF(_BADGE, _BADGE)), self.verdict.graded, self.hand)
        share = inside.width()
        self._write(painter, QRectF(inside.left() + _BADGE + 28, inside.top() - 6, 0.3 * share - _BADGE, 0))
        self._draw(painter, QPointF(inside.left() + 0.325 * share, inside.top()), inside.height())
        self._list(painter, inside.adjusted(0.655 * share, 0, 0, 0))

    @property
    def _regions(self) -> tuple[Region, ...]:
        return regions_of(self.verdict.graded.attribute)

    def _write(self, painter: QPainter, place: QRectF) -> None:
        graded, hand = self.verdict.graded, self.hand
        muted = hand.style(Size.CAPTION, colour=hand.inks.muted)
        lines = [
            (hand.style(Size.STRONG, strong=True), attribute_name(graded.attribute)),
            (hand.style(), _word(graded)),
        ]
        if graded.grade is None:
            lines.append((muted, abstained_line(graded.abstained)))
        else:
            lines += [(muted, expected_line(graded.grade, self.verdict.spread)), (muted, confidence_line(graded.grade))]
        top = place.top()
        for style, text in lines:
            top = style.write(painter, QRectF(place.left(), top, place.width(), 0), text)
        if not graded.validated:
            self._mark(painter, QPointF(place.left(), top + 8))

    def _mark(self, painter: QPainter, corner: QPointF) -> None:
        style = self.hand.style(Size.SMALL, colour=self.hand.inks.warning)
        place = QRectF(corner, QSizeF(style.width(not_validated()) + 24, style.line + 2))
        painter.setPen(QPen(self.hand.inks.warning, 2.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 8, 8)
        style.write_line(painter, place.adjusted(12, 0, 0, 0), not_validated())

    def _draw(self, painter: QPainter, corner: QPointF, height: float) -> None:
        graded = self.verdict.graded
        font = self.hand.lettering.font(11)
        ink = self.hand.inks.text
        look = Drawing(font, _EM, ink, faded(ink, 0.65))
        painter.save()
        painter.translate(corner)
        painter.scale(_PIXEL, _PIXEL)
        if graded.grade is not None:
            draw_bars(painter, _BARS, graded.grade, look)
        painter.translate(_BARS.width() + 18, 0)
        tall = min(height / _PIXEL, 88.0)
        face = QSizeF(tall * FRAME.width() / FRAME.height(), tall)
        draw_face(painter, face, self._regions, {g.region: g.grade.value for g in graded.regions}, look)
        painter.restore()

    def _list(self, painter: QPainter, place: QRectF) -> None:
        head = self.hand.style(Size.SMALL, colour=self.hand.inks.muted)
        numbers = self.hand.style(Size.SMALL, colour=self.hand.inks.muted, align=_RIGHT)
        cells = _cells(place, place.top())
        for style, cell, text in zip((head, numbers, numbers, numbers), cells, table_head(), strict=True):
            style.write_line(painter, cell, text)
        painter.setPen(QPen(self.hand.inks.line, 2))
        painter.drawLine(QPointF(place.left(), place.top() + _ROW - 3), QPointF(place.right(), place.top() + _ROW - 3))
        grades = {grade.region: grade for grade in self.verdict.graded.regions}
        reasons = dict(self.verdict.reasons)
        for row, region in enumerate(self._regions, start=1):
            cells = _cells(place, place.top() + row * _ROW)
            name, value = self.hand.style(Size.CAPTION), self.hand.style(Size.CAPTION, align=_RIGHT)
            name.write_line(painter, cells[0], region_name(region))
            grade = grades.get(region)
            if grade is None:
                self._excuse(painter, cells[1].united(cells[3]), reasons.get(region))
                continue
            texts = (str(grade.grade.value), number(grade.grade.expected), percent(grade.weight))
            for cell, text in zip(cells[1:], texts, strict=True):
                value.write_line(painter, cell, text)

    def _excuse(self, painter: QPainter, place: QRectF, reason: Abstention | None) -> None:
        style = self.hand.style(Size.SMALL, colour=self.hand.inks.muted, align=_RIGHT)
        style.write_line(painter, place, "–" if reason is None else abstention_text(reason))


def draw_badge(painter: QPainter, place: QRectF, graded: AttributeGrade, hand: Hand) -> None:
    """The number on its grade's colour, or a dash."""
    grade = None if graded.grade is None else graded.grade.value
    ink = hand.inks.text
    painter.setPen(QPen(faded(ink, 0.65 if grade is not None else 0.3), 2.5))
    painter.setBrush(grade_colour(grade) if grade is not None else faded(ink, 0.05))
    painter.drawRoundedRect(place.adjusted(1.5, 1.5, -1.5, -1.5), CORNER, CORNER)
    colour = grade_ink(grade) if grade is not None else faded(ink, 0.5)
    centre = Qt.AlignmentFlag.AlignHCenter
    font = hand.lettering.font(int(0.56 * place.height()), strong=True)
    Style(font, colour, centre).write_line(painter, place, "–" if grade is None else str(grade))


def _word(graded: AttributeGrade) -> str:
    return not_enough() if graded.grade is None else grade_word(graded.attribute, graded.grade.value)


def _cells(place: QRectF, top: float) -> tuple[QRectF, QRectF, QRectF, QRectF]:
    """Region, grade, expected grade, weight."""
    ends = (0.45, 0.60, 0.81, 1.0)
    starts = (0.0, 0.46, 0.61, 0.82)
    cells = [
        QRectF(place.left() + start * place.width(), top, (end - start) * place.width(), _ROW)
        for start, end in zip(starts, ends, strict=True)
    ]
    return cells[0], cells[1], cells[2], cells[3]


def spaced(verdicts: tuple[Verdict, ...], hand: Hand) -> tuple[tuple[Card, float], ...]:
    """The cards with the distance above each."""
    return tuple((Card(hand, verdict), GAP if place else 18.0) for place, verdict in enumerate(verdicts))
