"""The strip above the live picture while the repeat error is being measured: which picture it is, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.change.repeat_error import REPEATS_WANTED
from app.icons import Icon
from app.keeping.repeat_round import RepeatRound
from app.sign_in import SignIn
from app.tokens import Space
from app.widgets.icon_label import IconLabel
from app.widgets.plain_label import PlainLabel

translate = QCoreApplication.translate


class RepeatStrip(QFrame):
    """Hidden while nothing is measured for whoever is signed in. going_on(bool): whether something is."""

    going_on = Signal(bool)

    def __init__(self, repeats: RepeatRound, sign_in: SignIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._repeats, self._sign_in = repeats, sign_in
        self.setProperty("role", "well")
        self.title, self.words = PlainLabel(), PlainLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("role", "muted")
        self.stop = QPushButton()
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stop.setCursor(Qt.CursorShape.PointingHandCursor)
        self.stop.clicked.connect(repeats.stop)
        repeats.changed.connect(self.show_state)
        sign_in.changed.connect(self.show_state)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(IconLabel(Icon.TRENDS, 20, QPalette.ColorRole.PlaceholderText))
        row.addWidget(self.title)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        self.show_state()

    def show_state(self) -> None:
        """What there is to do now."""
        kept = self._repeats.kept_by(self._sign_in.profile)
        self.setVisible(kept is not None)
        self.going_on.emit(kept is not None)
        if kept is None:
            return
        title = translate("Live", "Picture {number} of {wanted}")
        self.title.setText(title.format(number=kept + 1, wanted=REPEATS_WANTED))
        self.words.setText(self._words(kept))
        self.stop.setText(translate("Live", "Stop measuring"))

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state()
        super().changeEvent(event)

    def _words(self, kept: int) -> str:
        if kept:
            return translate("Live", "Stand up, sit down again, and take the next one. No washing or cream in between.")
        if self._repeats.lapsed:
            return translate("Live", "Ten minutes went by, so this starts over.")
        return translate("Live", "Take it as you usually do.")
