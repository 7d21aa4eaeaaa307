"""The sign-in dialog: ID and password, a new profile, or the recovery key where the password is lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.my_data.errands import backup_files
from app.profiles.fields import Field, PasswordField
from app.profiles.form import Form, FormWords, Way
from app.profiles.paged_dialog import PagedDialog
from app.profiles.recovery_key import RecoveryKeyView
from app.profiles.restore_view import RestoreView
from app.saving.file_dialogs import SaveDialogs
from app.sign_in import SignIn
from app.tokens import Space
from ml.errors import PibuError, TroubleCode

translate = QCoreApplication.translate
WIDTH = 440


class SignInDialog(PagedDialog):
    """Closes itself, accepted, once somebody is signed in and has seen to the recovery key. No password stays in it."""

    _stepped = Signal(int, int)

    def __init__(self, sign_in: SignIn, parent: QWidget | None = None, dialogs: SaveDialogs | None = None) -> None:
        self.key = RecoveryKeyView()
        super().__init__(WIDTH, self.key, parent)
        self._sign_in, self._dialogs = sign_in, dialogs or SaveDialogs()
        self._source = Path()
        self.known = self._known_form()
        self.new = self._new_form()
        self.lost = self._lost_form()
        self.offer, self.moved, self.rescue = self._offer_form(), self._moved_form(), self._rescue_form()
        self.restore = RestoreView(sign_in, self._dialogs)
        self.column.setContentsMargins(Space.PAGE, Space.WIDE, Space.PAGE, Space.WIDE)
        self.add_pages(self.known, self.new, self.lost, self.offer, self.key, self.moved, self.rescue, self.restore)
        self.known.submitted.connect(self._enter)
        self.new.submitted.connect(self._create)
        self.lost.submitted.connect(self._recover)
        self.offer.submitted.connect(self._make_key)
        self.moved.submitted.connect(self._move)
        self.rescue.submitted.connect(self._bring_back)
        self.restore.restored.connect(self.accept)
        self.restore.left.connect(lambda: self.turn_to(self.known))
        self.key.written_down.connect(self.accept)
        self.retranslate()
        self.turn_to(self.known)

    def offer_first_profile(self, nobody_yet: bool) -> None:
        """Where nobody has a profile there is nobody to sign in: a new one is offered, unless something was typed."""
        if nobody_yet and self.page is self.known and not self.known.fields[0].text:
            self.turn_to(self.new)

    def offer_rescue(self) -> None:
        """Where the list of profiles is damaged nobody can sign in before a profile is brought back."""
        if self.page in (self.known, self.new):
            self.turn_to(self.rescue)

    def turn_to(self, form: Form) -> None:
        """Shows a form; the ID that was typed comes along."""
        asking = (self.known, self.new, self.lost, self.moved, self.rescue)
        typed = next((one.fields[0].text for one in asking if one is self.page), "")
        if typed and form is not self.offer:
            form.fields[0].line.setText(typed)
        self.show_page(form)
        form.start()

    def retranslate(self) -> None:
        """Sets every text again."""
        super().retranslate()
        self.restore.retranslate()
        self.setWindowTitle(translate("Profile", "Sign in to Pibu"))

    def _enter(self) -> None:
        name, password = (field.text for field in self.known.fields)
        self.known.wait(True)
        self._sign_in.by_password(name, password, self.accept, self._not_entered)

    def _not_entered(self, trouble: PibuError) -> None:
        """Who is right but has a damaged history is offered its backups."""
        if not self._sign_in.stranded:
            self._refused(self.known, trouble)
            return
        self.known.wait(False)
        self.show_page(self.restore)
        self.restore.start()

    def _refused(self, form: Form, trouble: PibuError) -> None:
        """Says why, on the form; where the list of profiles is damaged, offers to bring this profile back."""
        if trouble.code is TroubleCode.PROFILES_DAMAGED:
            form.wait(False)
            self.turn_to(self.rescue)
        else:
            form.show_trouble(trouble)

    def _bring_back(self) -> None:
        name, password = (field.text for field in self.rescue.fields)
        self.rescue.wait(True)
        self._sign_in.by_rescue(name, password, self.accept, self.rescue.show_trouble)

    def _choose_file(self) -> None:
        title = translate("MyData", "Restore from a file")
        path = self._dialogs.open_file(self, title, backup_files())
        if path is not None:
            self._source = path
            self.turn_to(self.moved)
            self.moved.retranslate()

    def _move(self) -> None:
        name, password = (field.text for field in self.moved.fields)
        self.moved.wait(True)
        self._sign_in.by_backup(
            name, password, self._source, self._stepped.emit, lambda _: self.accept(), self.moved.show_trouble
        )

    def _create(self) -> None:
        name, password, again = (field.text for field in self.new.fields)
        if password != again:
            self.new.complain(lambda: translate("Profile", "The two passwords differ."))
            return
        self.new.wait(True)
        self._sign_in.by_new_profile(name, password, self._created, lambda trouble: self._refused(self.new, trouble))

    def _created(self) -> None:
        self.new.wait(False)
        self.show_page(self.offer)

    def _recover(self) -> None:
        name, key, password, again = (field.text for field in self.lost.fields)
        if password != again:
            self.lost.complain(lambda: translate("Profile", "The two passwords differ."))
            return
        self.lost.wait(True)
        self._sign_in.by_recovery_key(
            name, key, password, self.accept, lambda trouble: self._refused(self.lost, trouble)
        )

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
        self.show_page(self.key)
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
            Way(lambda: translate("Profile", "From a backup…"), self._choose_file),
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

    def _moved_form(self) -> Form:
        words = FormWords(
            lambda: translate("Profile", "Open a backup"),
            lambda: translate(
                "Profile",
                "“{name}” is restored with its profile. Type the ID and the password that it had. A history that this "
                "profile has here already is put aside first.",
            ).replace("{name}", self._source.name),
            lambda: translate("Profile", "Restore and sign in"),
        )
        ways = (Way(lambda: translate("Profile", "Back"), lambda: self.turn_to(self.known)),)
        return Form(words, (Field(_name), PasswordField(_password)), ways)

    def _rescue_form(self) -> Form:
        words = FormWords(
            lambda: translate("Profile", "The list of profiles is damaged"),
            lambda: translate(
                "Profile",
                "Your scans are still there. Type your ID and password: your profile comes back from its newest "
                "backup, and the damaged list is put aside.",
            ),
            lambda: translate("Profile", "Bring my profile back"),
        )
        ways = (Way(lambda: translate("Profile", "From a backup…"), self._choose_file),)
        return Form(words, (Field(_name), PasswordField(_password)), ways)

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


def _name() -> str:
    return translate("Profile", "ID")


def _password() -> str:
    return translate("Profile", "Password")


def _new_password() -> str:
    return translate("Profile", "New password")


def _again() -> str:
    return translate("Profile", "Password, once more")
