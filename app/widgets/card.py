"""Rows in a frame with thin lines between them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


class RowCard(QFrame):
    """A card of rows, which can be exchanged for others."""

    def __init__(self, rows: Iterable[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.show_rows(rows)

    def show_rows(self, rows: Iterable[QWidget]) -> None:
        """These instead of those that are there, which are destroyed."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, row in enumerate(rows):
            if place:
                self._column.addWidget(_line())
            self._column.addWidget(row)


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    return line
