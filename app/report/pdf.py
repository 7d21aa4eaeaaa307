"""Pages to PDF: header and footer, numbers, embedded letters. For a worker thread; nothing of it touches a widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from app.report.flow import Piece, Sheet, sheets
from app.report.lettering import Hand, Size
from app.report.paper import DOTS_PER_INCH, Paper
from app.report.searchable import searchable
from app.report.words import footer_text, page_text
from ml.errors import PibuError, TroubleCode

Step = Callable[[int, int], None]
"""Told how many pages are done, of how many; raises to stop."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report. title: of the file. running: what stands above every page. writer: the program, with its version."""

    title: str
    running: str
    writer: str
    pieces: tuple[Piece, ...]


def as_pdf(document: Document, paper: Paper, hand: Hand, step: Step) -> bytes:
    """The whole file.

    Raises:
        PibuError: CANNOT_WRITE when there is not enough memory to paint on.
    """
    pages = sheets(document.pieces, paper.inside)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageLayout(QPageLayout(QPageSize(paper.kind), QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setTitle(document.title)
    writer.setCreator(document.writer)
    painter = QPainter()
    if not painter.begin(writer):
        raise PibuError(TroubleCode.CANNOT_WRITE, document.title)
    try:
        for number, page in enumerate(pages, start=1):
            step(number - 1, len(pages))
            if number > 1:
                writer.newPage()
            _paint(painter, page, paper)
            _frame(painter, document, paper, hand, page_text(number, len(pages)))
    finally:
        painter.end()
    return searchable(bytes(buffer.data().data()))


def as_pictures(document: Document, paper: Paper, hand: Hand, width: int) -> tuple[QImage, ...]:
    """The pages as they will look, so many pixels wide."""
    pages = sheets(document.pieces, paper.inside)
    scale = width / paper.width
    pictures = []
    for number, page in enumerate(pages, start=1):
        picture = QImage(width, round(scale * paper.height), QImage.Format.Format_RGB32)
        picture.fill(hand.inks.paper)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(scale, scale)
        _paint(painter, page, paper)
        _frame(painter, document, paper, hand, page_text(number, len(pages)))
        painter.end()
        pictures.append(picture)
    return tuple(pictures)


def _paint(painter: QPainter, page: Sheet, paper: Paper) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(QRectF(0, 0, paper.width, paper.height))
    for placed in page:
        painter.save()
        placed.block.paint(painter, placed.place)
        painter.restore()


def _frame(painter: QPainter, document: Document, paper: Paper, hand: Hand, number: str) -> None:
    """What stands above and below every page."""
    inside = paper.inside
    brand = hand.style(Size.CAPTION, strong=True, colour=hand.inks.accent)
    quiet = hand.style(Size.CAPTION, colour=hand.inks.muted)
    right = hand.style(Size.CAPTION, colour=hand.inks.muted, align=Qt.AlignmentFlag.AlignRight)
    above = QRectF(inside.left(), inside.top() - 118, inside.width(), quiet.line)
    below = QRectF(inside.left(), inside.bottom() + 62, inside.width(), quiet.line)
    brand.write_line(painter, above, "Pibu")
    right.write_line(painter, above, document.running)
    quiet.write_line(painter, below.adjusted(0, 0, -200, 0), footer_text())
    right.write_line(painter, below, number)
    painter.setPen(QPen(hand.inks.line, 2))
    for height in (above.bottom() + 14, below.top() - 14):
        painter.drawLine(QPointF(inside.left(), height), QPointF(inside.right(), height))
