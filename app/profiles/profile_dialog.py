"""One's own profile: whether photos are kept, the password, the recovery key, and deleting it all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.notices import Text
from app.profiles.fields import Field, PasswordField
from app.profiles.form import Form, FormWords, Way
from app.profiles.photo_consent import PhotoConsent
from app.profiles.recovery_key import RecoveryKeyView
from app.sign_in import SignIn
from app.tokens import Space
from app.widgets.plain_label import PlainLabel
from app.widgets.switch import Switch

translate = QCoreApplication.translate
WIDTH = 600


class _Row(QWidget):
    """What it is about, a hint, and one control."""

    def __init__(self, name: Text, hint: Text, control: QWidget) -> None:
        super().__init__()
        self._name, self._hint, self._control = name, hint, control
        self._words, self._small = PlainLabel(), PlainLabel()
        self._small.setProperty("role", "caption")
        self._small.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._words)
        words.addWidget(self._small)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        row.setSpacing(Space.WIDE)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def retranslate(self) -> None:
        """Sets the texts again."""
        self._words.setText(self._name())
        self._small.setText(self._hint())
        self._control.setAccessibleDescription(self._hint())
        if isinstance(self._control, Switch):
            self._control.setAccessibleName(self._name())


class ProfileDialog(QDialog):
    """Of whoever is signed in; it goes when nobody is any more: the window closes it then."""

    def __init__(self, sign_in: SignIn, consent: PhotoConsent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign_in, self._consent = sign_in, consent
        profile = sign_in.profile
        self._id, self._owner = (profile.id, profile.name) if profile is not None else ("", "")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.photos = Switch()
        self.photos.setChecked(bool(consent.of(self._id)))
        self.photos.toggled.connect(lambda on: consent.put(self._id, on))
        self._title = PlainLabel(self._owner)
        self.change, self.recovery, self.deletion = self._change_form(), self._recovery_form(), self._deletion_form()
        self.key = RecoveryKeyView()
        self._buttons: list[tuple[QPushButton, Text]] = []
        self.rows = self._all_rows()
        self._overview = QWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def page(self) -> QWidget | None:
        """What is shown: the overview or a form."""
        return self._pages.currentWidget()

    def turn_to(self, form: Form) -> None:
        """Shows a form, empty."""
        for field in form.fields:
            field.clear()
        self._pages.setCurrentWidget(form)
        form.start()

    def go_back(self) -> None:
        """To the overview."""
        self._pages.setCurrentWidget(self._overview)
        self.key.forget()

    def reject(self) -> None:
        """Esc closes it, but not over a recovery key that nobody has written down."""
        if self.page is self.key and self.key.unconfirmed:
            self.key.sure.setFocus()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Its frame's own button, and the end of the program, close it whatever it shows."""
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    def done(self, code: int) -> None:
        """Forgets every password and key before it goes."""
        for form in (self.change, self.recovery, self.deletion):
            form.start()
        self.key.forget()
        super().done(code)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _change_password(self) -> None:
        old, new, again = (field.text for field in self.change.fields)
        if new != again:
            self.change.complain(lambda: translate("Profile", "The two passwords differ."))
            return
        self.change.wait(True)
        self._sign_in.change_password(old, new, self._changed, self.change.show_trouble)

    def _changed(self) -> None:
        self.change.wait(False)
        self.go_back()
        self._note.setText(translate("Profile", "The password was changed."))

    def _make_key(self) -> None:
        self.recovery.wait(True)
        password = self.recovery.fields[0].text
        self._sign_in.make_recovery_key(password, self._show_key, self.recovery.show_trouble)

    def _show_key(self, key: str) -> None:
        self.recovery.wait(False)
        self.key.show_key(key, self._owner)
        self._pages.setCurrentWidget(self.key)

    def _delete(self) -> None:
        typed, password = (field.text for field in self.deletion.fields)
        if typed.strip() != self._owner:
            self.deletion.complain(lambda: translate("Profile", "This is not the ID of this profile."))
            return
        self.deletion.wait(True)
        self._sign_in.delete_profile(password, self._deleted, self.deletion.show_trouble)

    def _deleted(self) -> None:
        self._consent.forget(self._id)

    def _all_rows(self) -> tuple[_Row, ...]:
        return (
            _Row(
                lambda: translate("Profile", "Keep photos and heat maps"),
                lambda: translate("Profile", "Of scans kept from now on, encrypted. Without them only grades are kept"),
                self.photos,
            ),
            _Row(
                lambda: translate("Profile", "Password"),
                lambda: translate("Profile", "Scans stay as they are; a recovery key stays good"),
                self._button(lambda: translate("Profile", "Change…"), lambda: self.turn_to(self.change)),
            ),
            _Row(
                lambda: translate("Profile", "Recovery key"),
                lambda: translate("Profile", "For when the password is lost. A new one replaces the old one"),
                self._button(lambda: translate("Profile", "Make one…"), lambda: self.turn_to(self.recovery)),
            ),
            _Row(
                lambda: translate("Profile", "Delete this profile"),
                lambda: translate("Profile", "Destroys all its scans, photos and backups on this computer"),
                self._button(lambda: translate("Profile", "Delete…"), lambda: self.turn_to(self.deletion)),
            ),
        )  # fmt: skip

    def _button(self, label: Text, go: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        button.clicked.connect(go)
        self._buttons.append((button, label))
        return button

    def _back(self) -> tuple[Way, ...]:
        return (Way(lambda: translate("Profile", "Back"), self.go_back),)

    def _change_form(self) -> Form:
        words = FormWords(
            lambda: translate("Profile", "Change the password"),
            str,
            lambda: translate("Profile", "Change the password"),
        )
        fields = (
            PasswordField(lambda: translate("Profile", "Present password")),
            PasswordField(lambda: translate("Profile", "New password")),
            PasswordField(lambda: translate("Profile", "Password, once more")),
        )
        return Form(words, fields, self._back())

    def _recovery_form(self) -> Form:
        words = FormWords(
            lambda: translate("Profile", "Make a recovery key"),
            lambda: translate("Profile", "The key is shown once. One that was made before no longer works then."),
            lambda: translate("Profile", "Make a recovery key"),
        )
        return Form(words, (PasswordField(lambda: translate("Profile", "Present password")),), self._back())

    def _deletion_form(self) -> Form:
        words = FormWords(
            lambda: translate("Profile", "Delete this profile"),
            lambda: translate(
                "Profile",
                "Every scan, photo and backup of this profile on this computer is destroyed. "
                "This can't be undone. Type your ID and your password to go on.",
            ),
            lambda: translate("Profile", "Delete everything"),
        )
        fields = (
            Field(lambda: translate("Profile", "ID")),
            PasswordField(lambda: translate("Profile", "Present password")),
        )
        return Form(words, fields, self._back())

    def _connect(self) -> None:
        self.change.submitted.connect(self._change_password)
        self.recovery.submitted.connect(self._make_key)
        self.deletion.submitted.connect(self._delete)
        self.key.written_down.connect(self.go_back)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        self._note = PlainLabel()
        self._note.setProperty("role", "muted")
        card = QFrame()
        card.setProperty("role", "card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for place, row in enumerate(self.rows):
            if place:
                line = QFrame()
                line.setProperty("role", "line")
                rows.addWidget(line)
            rows.addWidget(row)
        column = QVBoxLayout(self._overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._title)
        column.addWidget(card)
        column.addWidget(self._note)
        column.addStretch(1)
        for page in (self._overview, self.change, self.recovery, self.deletion, self.key):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        outer.addWidget(self._pages)
        self.setMinimumWidth(WIDTH)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Profile", "Your profile"))
        for row in self.rows:
            row.retranslate()
        for button, label in self._buttons:
            button.setText(label())
        for form in (self.change, self.recovery, self.deletion):
            form.retranslate()
        self.key.retranslate()
