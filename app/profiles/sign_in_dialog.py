"""The sign-in dialog: ID and password, a new profile, or the recovery key where the password is lost."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from app.profiles.fields import Field, PasswordField
from app.profiles.form import Form, FormWords, Way
from app.profiles.recovery_key import RecoveryKeyView
from app.sign_in import SignIn
from app.tokens import Space
from ml.errors import PibuError

translate = QCoreApplication.translate
WIDTH = 440


class SignInDialog(QDialog):
    """Closes itself, accepted, once somebody is signed in and has seen to the recovery key. No password stays in it."""

    def __init__(self, sign_in: SignIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign_in = sign_in
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.known = self._known_form()
        self.new = self._new_form()
        self.lost = self._lost_form()
        self.offer = self._offer_form()
        self.key = RecoveryKeyView()
        self._pages = QStackedWidget()
        for page in (self.known, self.new, self.lost, self.offer, self.key):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.WIDE, Space.PAGE, Space.WIDE)
        column.addWidget(self._pages)
        self.setMinimumWidth(WIDTH)
        self.known.submitted.connect(self._enter)
        self.new.submitted.connect(self._create)
        self.lost.submitted.connect(self._recover)
        self.offer.submitted.connect(self._make_key)
        self.key.written_down.connect(self.accept)
        self._retranslate()
        self.turn_to(self.known)

    @property
    def page(self) -> QWidget | None:
        """The form that is shown."""
        return self._pages.currentWidget()

    def offer_first_profile(self, nobody_yet: bool) -> None:
        """Where nobody has a profile there is nobody to sign in: a new one is offered, unless something was typed."""
        if nobody_yet and self.page is self.known and not self.known.fields[0].text:
            self.turn_to(self.new)

    def turn_to(self, form: Form) -> None:
        """Shows a form; the ID that was typed comes along."""
        typed = next((one.fields[0].text for one in (self.known, self.new, self.lost) if one is self.page), "")
        if typed and form is not self.offer:
            form.fields[0].line.setText(typed)
        self._pages.setCurrentWidget(form)
        form.start()

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
        for form in (self.known, self.new, self.lost):
            form.start()
        self.key.forget()
        super().done(code)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _enter(self) -> None:
        name, password = (field.text for field in self.known.fields)
        self.known.wait(True)
        self._sign_in.by_password(name, password, self.accept, self.known.show_trouble)

    def _create(self) -> None:
        name, password, again = (field.text for field in self.new.fields)
        if password != again:
            self.new.complain(lambda: translate("Profile", "The two passwords differ."))
            return
        self.new.wait(True)
        self._sign_in.by_new_profile(name, password, self._created, self.new.show_trouble)

    def _created(self) -> None:
        self.new.wait(False)
        self._pages.setCurrentWidget(self.offer)

    def _recover(self) -> None:
        name, key, password, again = (field.text for field in self.lost.fields)
        if password != again:
            self.lost.complain(lambda: translate("Profile", "The two passwords differ."))
            return
        self.lost.wait(True)
        self._sign_in.by_recovery_key(name, key, password, self.accept, self.lost.show_trouble)

    def _make_key(self) -> None:
        profile = self._sign_in.profile
        if profile is None:
            self.reject()
            return
        self.offer.wait(True)
        password = self.new.fields[1].text
        self._sign_in.make_recovery_key(password, lambda key: self._show_key(key, profile.name), self._no_key)

    def _show_key(self, key: str, owner: str) -> None:
        self.offer.wait(False)
        self.key.show_key(key, owner)
        self._pages.setCurrentWidget(self.key)
        self.key.copy.setFocus()

    def _no_key(self, trouble: PibuError) -> None:
        self.offer.show_trouble(trouble)

    def _known_form(self) -> Form:
        words = FormWords(
            lambda: translate("Profile", "Sign in"),
            lambda: translate(
                "Profile", "Your scans are kept encrypted on this computer. Only your password opens them."
            ),
            lambda: translate("Profile", "Sign in"),
        )
        ways = (
            Way(lambda: translate("Profile", "New profile"), lambda: self.turn_to(self.new)),
            Way(lambda: translate("Profile", "Password lost?"), lambda: self.turn_to(self.lost)),
        )
        return Form(words, (Field(_name), PasswordField(_password)), ways)

    def _new_form(self) -> Form:
        words = FormWords(
            lambda: translate("Profile", "New profile"),
            lambda: translate(
                "Profile",
                "Choose an ID and a password of at least 8 characters; a short sentence is good. "
                "Nobody can look the password up or send it to you.",
            ),
            lambda: translate("Profile", "Create profile"),
        )
        ways = (Way(lambda: translate("Profile", "I have a profile"), lambda: self.turn_to(self.known)),)
        return Form(words, (Field(_name), PasswordField(_password), PasswordField(_again)), ways)

    def _lost_form(self) -> Form:
        words = FormWords(
            lambda: translate("Profile", "Open with the recovery key"),
            lambda: translate("Profile", "Type the key you wrote down, and choose a new password."),
            lambda: translate("Profile", "Set the password and sign in"),
        )
        ways = (Way(lambda: translate("Profile", "Back"), lambda: self.turn_to(self.known)),)
        key = Field(lambda: translate("Profile", "Recovery key"))
        return Form(words, (Field(_name), key, PasswordField(_new_password), PasswordField(_again)), ways)

    def _offer_form(self) -> Form:
        words = FormWords(
            lambda: translate("Profile", "Make a recovery key?"),
            lambda: translate(
                "Profile",
                "If the password is lost, your history is lost too, unless you have a recovery key on paper. "
                "You can also make one later.",
            ),
            lambda: translate("Profile", "Make a recovery key"),
        )
        ways = (Way(lambda: translate("Profile", "Not now"), lambda: self.accept()),)
        return Form(words, (), ways)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Profile", "Sign in to Pibu"))
        for form in (self.known, self.new, self.lost, self.offer):
            form.retranslate()
        self.key.retranslate()


def _name() -> str:
    return translate("Profile", "ID")


def _password() -> str:
    return translate("Profile", "Password")


def _new_password() -> str:
    return translate("Profile", "New password")


def _again() -> str:
    return translate("Profile", "Password, once more")
