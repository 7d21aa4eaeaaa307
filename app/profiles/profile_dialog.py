"""One's own profile: whether photos are kept, the password, the recovery key, and deleting it all."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.notices import Text
from app.profiles.deletion import DeletionForm
from app.profiles.fields import PasswordField
from app.profiles.form import Form, FormWords, Way
from app.profiles.paged_dialog import PagedDialog
from app.profiles.photo_consent import PhotoConsent
from app.profiles.recovery_key import RecoveryKeyView
from app.sign_in import SignIn
from app.tokens import Space
from app.widgets.card import RowCard
from app.widgets.plain_label import PlainLabel
from app.widgets.switch import Switch
from app.widgets.text_row import TextRow

translate = QCoreApplication.translate
WIDTH = 600


@dataclass(frozen=True, slots=True)
class _Line:
    """What a row is about, its hint, and its control. label: of a button."""

    name: Text
    hint: Text
    control: Switch | QPushButton
    label: Text = str


class ProfileDialog(PagedDialog):
    """Of whoever is signed in; it goes when nobody is any more: the window closes it then."""

    def __init__(self, sign_in: SignIn, consent: PhotoConsent, parent: QWidget | None = None) -> None:
        self.key = RecoveryKeyView()
        super().__init__(WIDTH, self.key, parent)
        self._sign_in, self._consent = sign_in, consent
        profile = sign_in.profile
        self._id, self._owner = (profile.id, profile.name) if profile is not None else ("", "")
        self.photos = Switch()
        self.photos.setChecked(bool(consent.of(self._id)))
        self.photos.toggled.connect(lambda on: consent.put(self._id, on))
        self._title = PlainLabel(self._owner)
        self.change, self.recovery = self._change_form(), self._recovery_form()
        self.deletion = DeletionForm(sign_in, consent, self.go_back)
        self._lines = self._all_lines()
        self.rows = tuple(TextRow(line.control) for line in self._lines)
        self._overview = QWidget()
        self._lay_out()
        self._connect()
        self.retranslate()

    def turn_to(self, form: Form) -> None:
        """Shows a form, empty."""
        for field in form.fields:
            field.clear()
        self.show_page(form)
        form.start()

    def go_back(self) -> None:
        """To the overview."""
        self.show_page(self._overview)
        self.key.forget()

    def retranslate(self) -> None:
        """Sets every text again."""
        super().retranslate()
        self.setWindowTitle(translate("Profile", "Your profile"))
        for row, line in zip(self.rows, self._lines, strict=True):
            row.show_words(line.name(), line.hint())
            if isinstance(line.control, Switch):
                line.control.setAccessibleName(line.name())
            else:
                line.control.setText(line.label())

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
        self.show_page(self.key)

    def _all_lines(self) -> tuple[_Line, ...]:
        return (
            _Line(
                lambda: translate("Profile", "Keep photos and heat maps"),
                lambda: translate("Profile", "Of scans kept from now on, encrypted. Without them only grades are kept"),
                self.photos,
            ),
            _Line(
                lambda: translate("Profile", "Password"),
                lambda: translate("Profile", "Scans stay as they are; a recovery key stays good"),
                self._button(self.change),
                lambda: translate("Profile", "Change…"),
            ),
            _Line(
                lambda: translate("Profile", "Recovery key"),
                lambda: translate("Profile", "For when the password is lost. A new one replaces the old one"),
                self._button(self.recovery),
                lambda: translate("Profile", "Make one…"),
            ),
            _Line(
                lambda: translate("Profile", "Delete this profile"),
                lambda: translate("Profile", "Destroys all its scans, photos and backups on this computer"),
                self._button(self.deletion),
                lambda: translate("Profile", "Delete…"),
            ),
        )

    def _button(self, form: Form) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.turn_to(form))
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

    def _connect(self) -> None:
        self.change.submitted.connect(self._change_password)
        self.recovery.submitted.connect(self._make_key)
        self.key.written_down.connect(self.go_back)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        self._note = PlainLabel()
        self._note.setProperty("role", "muted")
        column = QVBoxLayout(self._overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._title)
        column.addWidget(RowCard(self.rows))
        column.addWidget(self._note)
        column.addStretch(1)
        self.column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        self.add_pages(self._overview, self.change, self.recovery, self.deletion, self.key)
