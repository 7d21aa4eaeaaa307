"""A label that shows an icon, in the theme's colour and as much larger as its letters would be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from app.icons import Icon, icon
from app.widgets.letters import grown, with_letters


class IconLabel(QLabel):
    """An icon without a function; screen readers pass over it."""

    def __init__(
        self,
        name: Icon,
        size: int = 20,
        role: QPalette.ColorRole = QPalette.ColorRole.WindowText,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._side, self._role = name, size, role
        with_letters(self, self._draw)

    def show_icon(self, name: Icon) -> None:
        """Shows another icon."""
        self._name = name
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draws again in the new theme's colour."""
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        side = grown(self, self._side)
        self.setPixmap(icon(self._name, self._role).pixmap(QSize(side, side)))
