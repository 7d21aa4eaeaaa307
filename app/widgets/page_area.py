"""Room for a page: as large as there is, and scrolled where the page needs more, in large letters for instance."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class PageArea(QScrollArea):
    """Unlike a QScrollArea that resizes its widget, it asks for the least height of a page, not for the best one.

    wraps: the page is made of words that break into lines, and the least height is that at its width.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None, *, wraps: bool = False) -> None:
        super().__init__(parent)
        self._wraps = wraps
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "bare")
        self.viewport().setAutoFillBackground(False)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        page.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page gets all there is."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has something else to show, which may need other room."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        page, room = self.widget(), self.viewport().size()
        if page is None:
            return
        size = room.expandedTo(page.minimumSizeHint())
        layout = page.layout()
        if self._wraps and layout is not None:
            size.setHeight(max(size.height(), layout.minimumHeightForWidth(size.width())))
        page.resize(size)
