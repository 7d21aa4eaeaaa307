"""How far some work in a dialog is, with a way to stop it; then what became of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.notices import Text
from app.text import trouble_text
from app.tokens import Space
from app.widgets.plain_label import PlainLabel
from ml.errors import PibuError

translate = QCoreApplication.translate


class WorkStrip(QWidget):
    """Hidden while there is nothing to say. stop_wanted() on Cancel."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: Text = str
        self._go: Callable[[], None] | None = None
        self.words, self.bar = PlainLabel(), QProgressBar()
        self.cancel, self.open = QPushButton(), QPushButton()
        self.bar.setTextVisible(False)
        self.cancel.clicked.connect(lambda: self.stop_wanted.emit())
        self.open.clicked.connect(lambda: self._go() if self._go is not None else None)
        self._lay_out()
        self.clear()

    def show_progress(self, text: Text, done: int, of: int, can_stop: bool = True) -> None:
        """What is being done, and how far it is; of 0 means that nobody knows."""
        self._say(text, "muted")
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.bar.setAccessibleName(text())
        self.bar.show()
        self.cancel.setVisible(can_stop)
        self.show()

    def show_end(self, text: Text, go: Callable[[], None] | None = None) -> None:
        """What became of it. go: opens the folder of the file that was made."""
        self._end(text, "muted", go)

    def show_trouble(self, trouble: PibuError) -> None:
        """Why it failed."""
        self._end(lambda: "\n".join(trouble_text(trouble)), "problem", None)

    def clear(self) -> None:
        """Nothing to say."""
        self.hide()

    def retranslate(self) -> None:
        """Sets every text again."""
        self.words.setText(self._text())
        self.cancel.setText(translate("MyData", "Cancel"))
        self.open.setText(translate("MyData", "Show in folder"))

    def _end(self, text: Text, role: str, go: Callable[[], None] | None) -> None:
        self._say(text, role)
        self._go = go
        self.bar.hide()
        self.cancel.hide()
        self.open.setVisible(go is not None)
        self.show()

    def _say(self, text: Text, role: str) -> None:
        self._text = text
        self.open.hide()
        self.words.setProperty("role", role)
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
        self.retranslate()

    def _lay_out(self) -> None:
        self.words.setWordWrap(True)
        for button in (self.cancel, self.open):
            button.setAutoDefault(False)
        line = QHBoxLayout()
        line.setSpacing(Space.MEDIUM)
        line.addWidget(self.words, 1)
        line.addWidget(self.cancel)
        line.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.SMALL, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(line)
        column.addWidget(self.bar)
