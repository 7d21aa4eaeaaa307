"""The button at the foot of a dialog that closes it, as Esc and the button of its frame do."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget


class CloseButton(QPushButton):
    """Closes the window it is put into, a dialog as Esc does; says so in the language of the app by itself. Return
    elsewhere does not.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.clicked.connect(self._close)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _close(self) -> None:
        window = self.window()
        if isinstance(window, QDialog):
            window.reject()
        else:
            window.close()

    def _retranslate(self) -> None:
        self.setText(self.tr("Close"))
