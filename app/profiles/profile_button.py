"""The rail's button that says who is signed in, with a small menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.icons import Icon, icon

translate = QCoreApplication.translate
LONGEST = 14


class ProfileButton(QToolButton):
    """sign_in_wanted(), profile_wanted(), data_wanted(), lock_wanted(): what was chosen. The window tells it who is
    signed in.
    """

    sign_in_wanted = Signal()
    profile_wanted = Signal()
    data_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name: str | None = None
        self._menu = QMenu(self)
        self.sign_in = self._menu.addAction("", self.sign_in_wanted.emit)
        self.profile = self._menu.addAction("", self.profile_wanted.emit)
        self.data = self._menu.addAction("", self.data_wanted.emit)
        self.lock = self._menu.addAction(icon(Icon.LOCK), "", self.lock_wanted.emit)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.show_name(None)

    def show_name(self, name: str | None) -> None:
        """Who is signed in; None for a guest."""
        self._name = name
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every text again."""
        guest = self._name is None
        name = translate("Profile", "Guest") if self._name is None else self._name
        short = name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
        self.setText(f"  {short}".replace("&", "&&"))
        state = translate("Profile", "Nobody is signed in") if guest else translate("Profile", "Signed in: {name}")
        self.setToolTip(state.replace("{name}", name).replace("<", "‹"))
        self.setAccessibleName(state.replace("{name}", name))
        self.sign_in.setText(translate("Profile", "Sign in…") if guest else translate("Profile", "Sign in as another…"))
        self.profile.setText(translate("Profile", "Your profile…"))
        self.data.setText(translate("Profile", "Your data…"))
        self.lock.setText(translate("Profile", "Lock now") + "\tCtrl+L")
        self.profile.setVisible(not guest)
        self.data.setVisible(not guest)
        self.lock.setVisible(not guest)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
