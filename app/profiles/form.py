"""A form: what it is for, its fields, what went wrong, one button, and quiet ways elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.notices import Text
from app.profiles.fields import Field, PasswordField
from app.text import trouble_text
from app.tokens import Space
from app.widgets.plain_label import PlainLabel
from ml.errors import PibuError, TroubleCode

translate = QCoreApplication.translate
SECOND_MS = 1000


@dataclass(frozen=True, slots=True)
class FormWords:
    """Title, one sentence or two, and what the button says."""

    title: Text
    lead: Text
    action: Text


@dataclass(frozen=True, slots=True)
class Way:
    """A quiet button that leads elsewhere."""

    label: Text
    go: Callable[[], None]


class Form(QWidget):
    """submitted(): the button or Return in the last field. It is off while an answer is waited for, and while the
    sign-in has to pause, which is counted down.
    """

    submitted = Signal()

    def __init__(
        self, words: FormWords, fields: tuple[Field, ...], ways: tuple[Way, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self.fields, self._ways = words, fields, ways
        self._trouble: PibuError | None = None
        self._complaint: Text | None = None
        self._left = 0
        self._busy = False
        self._title, self._lead, self.trouble = PlainLabel(), PlainLabel(), PlainLabel()
        self.button = QPushButton()
        self.way_buttons = tuple(QPushButton() for _ in ways)
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._count_down)
        self._lay_out()
        self._connect()
        self.retranslate()

    def start(self) -> None:
        """Empties passwords and complaints and puts the cursor into the first empty field."""
        for field in self.fields:
            if isinstance(field, PasswordField):
                field.clear()
        self._tell(None, None)
        first = next((field for field in self.fields if not field.text), None)
        (first or self.button).setFocus()

    def wait(self, waiting: bool) -> None:
        """Nothing can be typed while an answer is waited for."""
        self._busy = waiting
        if waiting:
            self._tell(None, None)
        for field in self.fields:
            field.setEnabled(not waiting)
        self._allow()

    def show_trouble(self, trouble: PibuError) -> None:
        """Says why it was refused; the fields can be corrected."""
        self.wait(False)
        self._left = int(trouble.subject) if trouble.code is TroubleCode.SIGN_IN_WAIT else 0
        self._tell(trouble, None)
        if self._left:
            self._second.start()
        self._allow()
        if self.fields:
            self.fields[-1].setFocus()
            self.fields[-1].line.selectAll()

    def complain(self, words: Text) -> None:
        """Says what is wrong with what was typed."""
        self._tell(None, words)

    def retranslate(self) -> None:
        """Sets every text again."""
        self._title.setText(self._words.title())
        self._lead.setText(self._words.lead())
        self._lead.setVisible(bool(self._lead.text()))
        for field in self.fields:
            field.retranslate()
        for button, way in zip(self.way_buttons, self._ways, strict=True):
            button.setText(way.label())
        self._show()

    def _count_down(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._second.stop()
            self._tell(None, None)
        else:
            self._tell(PibuError(TroubleCode.SIGN_IN_WAIT, str(self._left)), None)
        self._allow()

    def _tell(self, trouble: PibuError | None, complaint: Text | None) -> None:
        self._trouble, self._complaint = trouble, complaint
        if trouble is None:
            self._second.stop()
            self._left = 0
        self._show()

    def _show(self) -> None:
        words = self._complaint() if self._complaint is not None else ""
        if self._trouble is not None:
            words = "\n".join(trouble_text(self._trouble))
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self._allow()

    def _allow(self) -> None:
        self.button.setText(translate("Profile", "One moment…") if self._busy else self._words.action())
        self.button.setEnabled(not self._busy and self._left <= 0)

    def _submit(self) -> None:
        if not self.button.isEnabled():
            return
        empty = next((field for field in self.fields if not field.text), None)
        if empty is not None:
            empty.setFocus()
            return
        self.submitted.emit()

    def _connect(self) -> None:
        self.button.clicked.connect(self._submit)
        for field, following in zip(self.fields, self.fields[1:], strict=False):
            field.entered.connect(following.setFocus)
        if self.fields:
            self.fields[-1].entered.connect(self._submit)
        for button, way in zip(self.way_buttons, self._ways, strict=True):
            button.clicked.connect(way.go)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        self._lead.setProperty("role", "muted")
        self.trouble.setProperty("role", "problem")
        for label in (self._lead, self.trouble):
            label.setWordWrap(True)
        self.button.setProperty("role", "primary")
        self.button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        for field in self.fields:
            column.addWidget(field)
        column.addWidget(self.trouble)
        column.addSpacing(Space.TIGHT)
        column.addWidget(self.button)
        ways = QHBoxLayout()
        ways.setSpacing(Space.SMALL)
        for button in self.way_buttons:
            button.setProperty("role", "quiet")
            button.setAutoDefault(False)
            ways.addWidget(button)
        ways.addStretch(1)
        column.addLayout(ways)
        column.addStretch(1)
