"""Widgets in one line from the left, as one part of a page that may stand beside or below another."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.tokens import Space


def line_of(*parts: QWidget | int) -> QWidget:
    """Each in its own size; a number is so many pixels more between two."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.SMALL)
    for part in parts:
        if isinstance(part, int):
            row.addSpacing(part)
        else:
            row.addWidget(part)
    row.addStretch(1)
    return line
