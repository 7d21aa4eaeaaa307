"""Labels and tips that show every character as it is: names of files and messages of errors are not mark-up."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label whose text is never taken for rich text. The only kind of label in the app."""

    def __init__(self, text: str | QWidget | None = None, parent: QWidget | None = None) -> None:
        """As QLabel: text and parent, or the parent alone."""
        words = text if isinstance(text, str) else ""
        super().__init__(words, text if isinstance(text, QWidget) else parent)
        self.setTextFormat(Qt.TextFormat.PlainText)


def plain_tip(text: str) -> str:
    """A tool tip that shows text as it is: a tip's own format can't be set, Qt takes what looks like tags for tags."""
    return "<qt>" + escape(text).replace("\n", "<br>") + "</qt>" if "<" in text else text
