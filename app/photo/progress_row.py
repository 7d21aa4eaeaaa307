"""How many of the photos are graded, with a way to stop."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.tokens import Space
from app.widgets.plain_label import PlainLabel

translate = QCoreApplication.translate


class ProgressRow(QWidget):
    """Hidden while there is nothing to wait for. cancel_wanted() on the button."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._of = 0, 0
        self._words, self.bar, self.cancel_button = PlainLabel(), QProgressBar(), QPushButton()
        self._words.setProperty("role", "muted")
        self.bar.setTextVisible(False)
        self.cancel_button.setProperty("role", "quiet")
        self.cancel_button.clicked.connect(lambda: self.cancel_wanted.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(self._words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        self.retranslate()
        self.show_progress(0, 0)

    def show_progress(self, done: int, of: int) -> None:
        """done of so many; 0 of 0 hides the row. A single photo has nothing to cancel."""
        self._done, self._of = done, of
        self.setVisible(of > 0)
        self.cancel_button.setVisible(of > 1)
        self.bar.setRange(0, of if of > 1 else 0)
        self.bar.setValue(done)
        self._words.setText(_words(done, of))
        self.bar.setAccessibleName(self._words.text())

    def retranslate(self) -> None:
        """Sets every text again."""
        self.cancel_button.setText(translate("ProgressRow", "Cancel"))
        self._words.setText(_words(self._done, self._of))


def _words(done: int, of: int) -> str:
    if of <= 1:
        return translate("ProgressRow", "Grading…")
    return translate("ProgressRow", "Graded {done} of {of}").format(done=done, of=of)
