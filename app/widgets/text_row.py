"""A row of a card: what it is about, a hint below, one control beside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.tokens import Space
from app.widgets.plain_label import PlainLabel


class TextRow(QWidget):
    """Says two texts; the control is described by the hint to screen readers."""

    def __init__(self, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._name, self.hint = PlainLabel(), PlainLabel()
        self.hint.setProperty("role", "caption")
        self.hint.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        row.setSpacing(Space.WIDE)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_words(self, name: str, hint: str) -> None:
        """Sets both."""
        self._name.setText(name)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._control.setAccessibleDescription(hint)
