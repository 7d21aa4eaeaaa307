"""Data colours of the five grades for painting; the same in light and dark, always with an outline."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from app.tokens import GRADE_COLOURS, GRADE_INKS


def grade_colour(grade: int) -> QColor:
    """The colour of a grade 0-4."""
    return QColor(GRADE_COLOURS[grade])


def grade_ink(grade: int) -> QColor:
    """The colour of writing on a grade's colour."""
    return QColor(GRADE_INKS[grade])


def outline(palette: QPalette) -> QColor:
    """The line drawn around every data colour, so that its shape shows on any background."""
    return faded(palette.color(QPalette.ColorRole.Text), 0.65)


def faded(colour: QColor, opacity: float) -> QColor:
    """The same colour, 0-1 opaque."""
    copy = QColor(colour)
    copy.setAlphaF(opacity)
    return copy
