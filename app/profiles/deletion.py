"""The form that destroys a profile with everything in it: what goes is said, ID and password are typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.profiles.fields import Field, PasswordField
from app.profiles.form import Form, FormWords, Way
from app.profiles.photo_consent import PhotoConsent
from app.sign_in import SignIn

translate = QCoreApplication.translate


class DeletionForm(Form):
    """Of whoever is signed in; nobody is any more when it was done."""

    def __init__(self, sign_in: SignIn, consent: PhotoConsent, back: Callable[[], None]) -> None:
        words = FormWords(
            lambda: translate("Profile", "Delete this profile and everything in it"),
            lambda: translate(
                "Profile",
                "Every scan, photo, heat map, note and automatic backup of this profile on this computer is destroyed, "
                "and the profile with them. Files that you saved elsewhere (reports, exports, backups) stay. "
                "This can't be undone. Type your ID and your password to go on.",
            ),
            lambda: translate("Profile", "Delete everything"),
        )
        fields = (
            Field(lambda: translate("Profile", "ID")),
            PasswordField(lambda: translate("Profile", "Present password")),
        )
        super().__init__(words, fields, (Way(lambda: translate("Profile", "Back"), back),))
        self.button.setProperty("role", "danger")
        self._sign_in, self._consent = sign_in, consent
        profile = sign_in.profile
        self._id, self._owner = (profile.id, profile.name) if profile is not None else ("", "")
        self.submitted.connect(self._delete)

    def _delete(self) -> None:
        typed, password = (field.text for field in self.fields)
        if typed.strip() != self._owner:
            self.complain(lambda: translate("Profile", "This is not the ID of this profile."))
            return
        self.wait(True)
        self._sign_in.delete_profile(password, lambda: self._consent.forget(self._id), self.show_trouble)
