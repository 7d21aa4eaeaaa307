"""Opens the dialogs about profiles over the window, one at a time, and keeps the rail's button true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.notices import Notice, NoticeAction, Notices
from app.profiles.profile_button import ProfileButton
from app.sign_in import SignIn
from ml.errors import PibuError, TroubleCode

if TYPE_CHECKING:
    from app.profiles.sign_in_dialog import SignInDialog

translate = QCoreApplication.translate
LOCKED = "locked"


class FrontDoor(QObject):
    """Lives as long as the window. changed(): scans have come by an import."""

    changed = Signal()

    def __init__(self, sign_in: SignIn, notices: Notices, button: ProfileButton, window: QWidget) -> None:
        super().__init__(window)
        self._sign_in, self._notices, self._button, self._window = sign_in, notices, button, window
        self.dialog: QDialog | None = None
        sign_in.asked.connect(self.open_sign_in)
        sign_in.changed.connect(self._follow)
        button.sign_in_wanted.connect(self.open_sign_in)
        button.profile_wanted.connect(self.open_profile)
        button.data_wanted.connect(self.open_data)
        button.lock_wanted.connect(sign_in.lock)
        self._follow()

    def open_sign_in(self) -> None:
        """The sign-in dialog; who closes it unused has declined."""
        from app.profiles.sign_in_dialog import SignInDialog

        dialog = SignInDialog(self._sign_in, self._window)
        self._open(dialog)
        dialog.rejected.connect(self._sign_in.decline)
        self._sign_in.find_out_if_first(
            lambda first: self._offer(dialog, first), lambda trouble: self._not_found_out(dialog, trouble)
        )

    def open_profile(self) -> None:
        """The profile's dialog; a guest has none."""
        from app.profiles.photo_consent import PhotoConsent
        from app.profiles.profile_dialog import ProfileDialog

        if self._sign_in.profile is not None:
            self._open(ProfileDialog(self._sign_in, PhotoConsent(), self._window))

    def open_data(self) -> None:
        """Export, backups, deletion; a guest has none."""
        from app.my_data.data_dialog import DataDialog

        if self._sign_in.profile is not None:
            dialog = DataDialog(self._sign_in, parent=self._window)
            dialog.errands.imported.connect(self.changed)
            self._open(dialog)

    def tell_locked(self) -> None:
        """After it was locked by itself: nothing is lost, and one can go on."""
        action = NoticeAction(lambda: translate("Profile", "Sign in"), self.open_sign_in)
        self._notices.post(
            Notice(
                LOCKED,
                lambda: translate("Profile", "The history was locked"),
                lambda: translate("Profile", "Nobody used Pibu for a while, or the computer slept."),
                action=action,
                lasting=True,
            )
        )

    def _open(self, dialog: QDialog) -> None:
        if self.dialog is not None:
            self.dialog.done(QDialog.DialogCode.Rejected)
        self.dialog = dialog
        dialog.finished.connect(lambda _: self._gone(dialog))
        dialog.open()

    def _gone(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def _offer(self, dialog: SignInDialog, first: bool) -> None:
        if self.dialog is dialog:
            dialog.offer_first_profile(first)

    def _not_found_out(self, dialog: SignInDialog, trouble: PibuError) -> None:
        if trouble.code is not TroubleCode.PROFILES_DAMAGED:
            self._notices.post_trouble(trouble)
        elif self.dialog is dialog:
            dialog.offer_rescue()

    def _follow(self) -> None:
        profile = self._sign_in.profile
        self._button.show_name(None if profile is None else profile.name)
        if profile is not None:
            self._notices.drop(LOCKED)
        elif self.dialog is not None and _shows_a_profile(self.dialog):
            self.dialog.done(QDialog.DialogCode.Rejected)


def _shows_a_profile(dialog: QDialog) -> bool:
    """Whether it is of no use, or tells too much, when nobody is signed in."""
    from app.my_data.data_dialog import DataDialog
    from app.profiles.profile_dialog import ProfileDialog

    return isinstance(dialog, ProfileDialog) or (isinstance(dialog, DataDialog) and not dialog.restoring)
