"""Rows of a table, each a block of its own, so that a table goes over many pages under the same headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.report.lettering import Hand, Size, Style

_GAP = 22.0


@dataclass(frozen=True, slots=True)
class Columns:
    """shares: of the width, their sum 1. right: whether numbers stand in it, flush right."""

    shares: tuple[float, ...]
    right: tuple[bool, ...]

    def places(self, place: QRectF) -> Iterator[tuple[QRectF, Qt.AlignmentFlag]]:
        """Each cell's place without the gap beside it."""
        left = place.left()
        for share, right in zip(self.shares, self.right, strict=True):
            wide = share * place.width()
            align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            inset = 0.0 if right or left == place.left() else _GAP
            yield QRectF(left + inset, place.top(), wide - _GAP - inset, place.height()), align
            left += wide


@dataclass(frozen=True, slots=True)
class Row:
    """One line of cells over a thin rule. quiet: set in a weaker colour, as headings are."""

    hand: Hand
    columns: Columns
    cells: tuple[str, ...]
    tall: float = 44.0
    size: Size = Size.SMALL
    quiet: bool = False

    def height(self, width: float) -> float:
        """Of a line."""
        return self.tall

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Cells, shortened where they don't fit, and the rule."""
        inks = self.hand.inks
        for (cell, align), text in zip(self.columns.places(place), self.cells, strict=True):
            style = Style(self.hand.lettering.font(self.size), inks.muted if self.quiet else inks.text, align)
            style.write_line(painter, cell, text)
        painter.setPen(QPen(inks.line, 2))
        painter.drawLine(QPointF(place.left(), place.bottom()), QPointF(place.right(), place.bottom()))


def widened(columns: Columns, rows: Sequence[tuple[str, ...]], hand: Hand, width: float) -> Columns:
    """Columns as wide as their words, all but the last, which takes what is left; told from rows and headings."""
    style = hand.style(Size.SMALL)
    needed = [max(style.width(row[place]) for row in rows) + _GAP + 6 for place in range(len(columns.shares) - 1)]
    taken = min(sum(needed), 0.8 * width)
    scale = taken / sum(needed)
    return Columns((*(one * scale / width for one in needed), 1 - taken / width), columns.right)
