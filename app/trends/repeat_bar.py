"""Offers to measure the repeat error, and says how far that is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.change.repeat_error import REPEATS_WANTED
from app.tokens import Space
from app.widgets.plain_label import PlainLabel

translate = QCoreApplication.translate


class RepeatBar(QWidget):
    """begun() and cancelled() by its button."""

    begun = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: int | None = None
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setProperty("role", "caption")
        self.button = QPushButton()
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.LARGE)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.retranslate()

    def show_found(self, found: int | None) -> None:
        """How many of the three are there; None while nothing is being measured."""
        self._found = found
        self.retranslate()

    def retranslate(self) -> None:
        """Writes the words again."""
        if self._found is None:
            self._text.setText(
                translate(
                    "Trends",
                    "How much do your grades differ when nothing has changed? Three pictures one after the other tell.",
                )
            )
            self.button.setText(translate("Trends", "Take three pictures now"))
            return
        text = translate(
            "Trends",
            "Kept so far: {found} of {wanted}. On the Live page, take a picture, stand up, sit down again, and repeat. "
            "No washing or cream in between, and no more than ten minutes.",
        )
        self._text.setText(text.format(found=self._found, wanted=REPEATS_WANTED))
        self.button.setText(translate("Trends", "Stop measuring"))

    def _press(self) -> None:
        if self._found is None:
            self.begun.emit()
        else:
            self.cancelled.emit()
