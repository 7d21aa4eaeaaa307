"""Pages of which one is shown, and only that one asks for room: what lies behind it doesn't make a page scroll."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class ShownPage(QStackedWidget):
    """Unlike a QStackedWidget, which is never smaller than its largest page needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """That of the page that is shown."""
        page = self.currentWidget()
        return QSize(0, 0) if page is None else page.minimumSizeHint()
