"""The quiet bar under a graded picture: nothing is kept, keep this scan, with or without the photo, kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.icons import Icon, icon
from app.keeping.keeper import Keeper, KeepState
from app.moments import day_text, is_today
from app.tokens import Space
from app.widgets.icon_label import IconLabel
from app.widgets.plain_label import PlainLabel

translate = QCoreApplication.translate


class KeepBar(QFrame):
    """Shows a keeper's state and passes on what is pressed. Hidden while there is nothing to keep."""

    def __init__(self, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self.setProperty("role", "well")
        self._sign = IconLabel(Icon.KEEP, 20, QPalette.ColorRole.PlaceholderText)
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.keep, self.plain, self.whole = QPushButton(), QPushButton(), QPushButton()
        self.keep.setIcon(icon(Icon.KEEP))
        self.keep.clicked.connect(keeper.keep)
        self.plain.clicked.connect(lambda: keeper.answer(False))
        self.whole.clicked.connect(lambda: keeper.answer(True))
        keeper.changed.connect(self.show_state)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        for button in (self.keep, self.plain, self.whole):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            row.addWidget(button)
        self.show_state()

    def show_state(self) -> None:
        """What there is to say and to press now."""
        state = self._keeper.state
        self.words.setText(self._words(state))
        self._sign.show_icon(_sign(state))
        self.keep.setText(_again() if state is KeepState.FAILED else translate("Keep", "Keep this scan"))
        self.plain.setText(translate("Keep", "Only grades"))
        self.whole.setText(translate("Keep", "With the photo"))
        self.keep.setVisible(state in (KeepState.OFFERED, KeepState.SIGNING_IN, KeepState.FAILED, KeepState.SAVING))
        self.keep.setEnabled(state in (KeepState.OFFERED, KeepState.FAILED))
        asks = state is KeepState.ASKING
        if asks and self.plain.isHidden() and self.isVisible():
            self.plain.setVisible(True)
            self.plain.setFocus()
        self.plain.setVisible(asks)
        self.whole.setVisible(asks)
        self.setVisible(state is not KeepState.NOTHING)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state()
        super().changeEvent(event)

    def _words(self, state: KeepState) -> str:
        if state is KeepState.KEPT:
            return self._kept_words()
        if state is KeepState.OFFERED and not self._keeper.guest:
            return translate("Keep", "Not in your history yet.")
        return {
            KeepState.NOTHING: "",
            KeepState.OFFERED: translate("Keep", "Nothing is kept."),
            KeepState.SIGNING_IN: translate("Keep", "Sign in to keep it. The scan stays here meanwhile."),
            KeepState.ASKING: translate(
                "Keep",
                "Keep the photo and the heat maps too, encrypted? Without them only grades are kept. "
                "You can change this in your profile.",
            ),
            KeepState.SAVING: translate("Keep", "Keeping…"),
            KeepState.FAILED: translate("Keep", "Not kept. The scan is still here."),
            KeepState.KEPT: "",
        }[state]

    def _kept_words(self) -> str:
        taken = self._keeper.taken
        if taken is None or is_today(taken):
            return translate("Keep", "Kept in your history.")
        return translate("Keep", "Kept in your history under {day}, when the photo was taken.").format(
            day=day_text(taken)
        )


def _again() -> str:
    return translate("Keep", "Try again")


def _sign(state: KeepState) -> Icon:
    return {KeepState.KEPT: Icon.CHECK, KeepState.FAILED: Icon.PROBLEM}.get(state, Icon.KEEP)
