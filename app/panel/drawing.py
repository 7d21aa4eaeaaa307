"""Draws the bars of a grade and the face of an attribute, on a card of the window and on a page of a report alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF, QTransform

from app.panel.colours import faded, grade_colour, grade_ink
from app.panel.face_shape import FRAME, eyes, face_outline, region_middle, region_outline
from ml.types import GRADES, Grade, Region

_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn with. font: of the numbers. em: text size in the painter's units. text: colour of words.

    line: the outline of data colours.
    """

    font: QFont
    em: float
    text: QColor
    line: QColor


def draw_bars(painter: QPainter, size: QSizeF, grade: Grade | None, look: Drawing) -> None:
    """Five bars on a base line with their numbers below; the predicted one is filled, marked and bold.

    Without a grade there are five empty places.
    """
    for index in range(GRADES):
        place = _bar_place(size, index, look.em)
        painter.setPen(QPen(faded(look.text, 0.35), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        chosen = grade is not None and grade.value == index
        if grade is not None:
            share = min(max(grade.probabilities[index], 0.0), 1.0)
            _fill_bar(painter, place.adjusted(0, place.height() * (1 - share), 0, 0), index, chosen, look.line)
        font = QFont(look.font)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(look.text if chosen or grade is None else faded(look.text, 0.7))
        below = QRectF(place.left(), place.bottom() + 2, place.width(), 1.2 * look.em)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index))


def draw_face(
    painter: QPainter,
    size: QSizeF,
    regions: Sequence[Region],
    grades: Mapping[Region, int],
    look: Drawing,
    mirrored: bool = False,
) -> None:
    """The face line, then each region: graded ones filled and numbered, the others hatched."""
    scale = min(size.width() / FRAME.width(), size.height() / FRAME.height())
    transform = QTransform.fromScale(scale, scale)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(faded(look.text, 0.35), 1.2))
    painter.drawPath(transform.map(face_outline()))
    painter.drawPath(transform.map(eyes()))
    for region in regions:
        path = transform.map(region_outline(region, mirrored))
        grade = grades.get(region)
        if grade is None:
            painter.setPen(QPen(faded(look.line, 0.35), 1, Qt.PenStyle.DashLine))
            painter.setBrush(QBrush(faded(look.line, 0.18), Qt.BrushStyle.BDiagPattern))
            painter.drawPath(path)
            continue
        painter.setPen(QPen(look.line, 1))
        painter.setBrush(grade_colour(grade))
        painter.drawPath(path)
        middle = transform.map(region_middle(region, mirrored))
        _write_grade(painter, middle, grade, look.font, max(8, int(size.height() * 0.1)))


def _bar_place(size: QSizeF, index: int, em: float) -> QRectF:
    width = (size.width() - _GAP * (GRADES - 1)) / GRADES
    top = 8
    return QRectF(index * (width + _GAP), top, width, size.height() - 1.2 * em - top - 2)


def _fill_bar(painter: QPainter, bar: QRectF, index: int, chosen: bool, line: QColor) -> None:
    colour = grade_colour(index)
    painter.setPen(QPen(line if chosen else faded(line, 0.35), 1.5 if chosen else 1))
    painter.setBrush(colour if chosen else faded(colour, 0.45))
    painter.drawRoundedRect(bar.adjusted(0.5, 0, -0.5, 0), 2, 2)
    if chosen:
        tip = QPointF(bar.center().x(), bar.top() - 2)
        painter.setBrush(line)
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-3.5, -5), tip + QPointF(3.5, -5)]))


def _write_grade(painter: QPainter, middle: QPointF, grade: int, font: QFont, pixels: int) -> None:
    bold = QFont(font)
    bold.setPixelSize(pixels)
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(grade_ink(grade))
    half = QPointF(10, 10)
    painter.drawText(QRectF(middle - half, middle + half), Qt.AlignmentFlag.AlignCenter, str(grade))
