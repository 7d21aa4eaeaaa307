"""A message box without the platform's coloured pictures, which fit neither theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget


class BareBox(QMessageBox):
    """A message box in plain text, whose standard buttons are words alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def add_standard(self, kind: QMessageBox.StandardButton) -> QPushButton:
        """Adds a button with the platform's word for it."""
        button = self.addButton(kind)
        button.setIcon(QIcon())
        return button
