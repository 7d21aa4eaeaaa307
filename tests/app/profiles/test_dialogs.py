"""The dialogs about profiles as a person uses them, over a real encrypted storage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.notices import Notices
from app.profiles.form import Form
from app.profiles.front_door import FrontDoor
from app.profiles.photo_consent import PhotoConsent
from app.profiles.profile_button import ProfileButton
from app.profiles.profile_dialog import ProfileDialog
from app.profiles.sign_in_dialog import SignInDialog
from app.sign_in import SignIn
from app.widgets.close_button import CloseButton
from ml.errors import PibuError, TroubleCode
from tests.app.history.example_scans import PASSWORD
from tests.app.members import NAME, enter, guest

ODD = "띄어 쓰기 🙂 <b>\\u0000</b> ünd 'quotes\""
WAIT = 60_000


@pytest.fixture
def sign_in(qtbot: QtBot, tmp_path: Path) -> Iterator[SignIn]:
    """Nobody is signed in."""
    made = guest(tmp_path / "kept")
    yield made
    made.close()


@pytest.fixture
def house(qtbot: QtBot, sign_in: SignIn) -> Iterator[FrontDoor]:
    """A window with the button."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    button = ProfileButton(window)
    door = FrontDoor(sign_in, Notices(), button, window)
    yield door
    if door.dialog is not None:
        door.dialog.close()


def _type(form: Form, *texts: str) -> None:
    for field, text in zip(form.fields, texts, strict=True):
        field.line.setText(text)
    form.button.click()


def _sign_in_dialog(house: FrontDoor, qtbot: QtBot) -> SignInDialog:
    house.open_sign_in()
    dialog = house.dialog
    assert isinstance(dialog, SignInDialog)
    return dialog


def test_the_first_person_is_offered_a_new_profile(house: FrontDoor, qtbot: QtBot, sign_in: SignIn) -> None:
    """Any characters, a recovery key shown once, and the dialog is gone."""
    dialog = _sign_in_dialog(house, qtbot)
    qtbot.waitUntil(lambda: dialog.page is dialog.new, timeout=WAIT)
    _type(dialog.new, NAME, ODD, ODD)
    qtbot.waitUntil(lambda: dialog.page is dialog.offer, timeout=WAIT)
    assert sign_in.profile is not None
    dialog.offer.button.click()
    qtbot.waitUntil(lambda: dialog.page is dialog.key, timeout=WAIT)
    key = dialog.key.key.text()
    assert len(key.replace(" ", "").replace("\n", "")) == 32
    assert key in dialog.key.as_text()
    dialog.key.copy.click()
    assert QGuiApplication.clipboard().text().replace("-", "") == key.replace(" ", "").replace("\n", "")
    assert not dialog.key.done.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    [close] = dialog.findChildren(CloseButton)
    close.click()
    assert dialog.isVisible(), "nor does Close throw an unwritten key away"
    dialog.key.sure.setChecked(True)
    dialog.key.done.click()
    assert house.dialog is None
    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [("short", "short", "too short"), ("12345678", "12345678", "easy to guess|use this"), (ODD, PASSWORD, "differ")],
)
def test_an_unfit_password_is_explained(
    house: FrontDoor, qtbot: QtBot, sign_in: SignIn, password: str, again: str, words: str
) -> None:
    """And can be corrected."""
    dialog = _sign_in_dialog(house, qtbot)
    dialog.turn_to(dialog.new)
    _type(dialog.new, NAME, password, again)
    qtbot.waitUntil(lambda: any(word in dialog.new.trouble.text() for word in words.split("|")), timeout=WAIT)
    assert dialog.new.button.isEnabled()
    assert sign_in.profile is None


def test_wrong_and_unknown_have_the_same_words_and_then_a_pause(
    house: FrontDoor, qtbot: QtBot, sign_in: SignIn
) -> None:
    """The pause is counted down on the dialog, whose button is off meanwhile."""
    enter(qtbot, sign_in)
    sign_in.lock()
    dialog = _sign_in_dialog(house, qtbot)
    said = []
    for name in (NAME, "Nobody"):
        _type(dialog.known, name, ODD)
        qtbot.waitUntil(lambda: bool(dialog.known.trouble.text()), timeout=WAIT)
        said.append(dialog.known.trouble.text())
    assert said[0] == said[1]
    dialog.known.show_trouble(PibuError(TroubleCode.SIGN_IN_WAIT, "2"))
    assert "2 seconds" in dialog.known.trouble.text()
    assert not dialog.known.button.isEnabled()
    qtbot.waitUntil(lambda: "1 seconds" in dialog.known.trouble.text(), timeout=3000)
    qtbot.waitUntil(dialog.known.button.isEnabled, timeout=3000)
    _type(dialog.known, NAME, PASSWORD)
    qtbot.waitUntil(lambda: house.dialog is None, timeout=WAIT)
    assert sign_in.profile is not None


def test_a_lost_password_is_replaced_by_the_recovery_key(house: FrontDoor, qtbot: QtBot, sign_in: SignIn) -> None:
    """The name that was typed comes along."""
    enter(qtbot, sign_in)
    keys: list[str] = []
    sign_in.make_recovery_key(PASSWORD, keys.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(keys), timeout=WAIT)
    sign_in.lock()
    dialog = _sign_in_dialog(house, qtbot)
    dialog.known.fields[0].line.setText(NAME)
    dialog.known.way_buttons[1].click()
    assert dialog.lost.fields[0].text == NAME
    _type(dialog.lost, NAME, keys[0].lower().replace("-", " "), ODD, ODD)
    qtbot.waitUntil(lambda: house.dialog is None, timeout=WAIT)
    assert sign_in.profile is not None


@pytest.mark.parametrize("by_button", [False, True])
def test_closing_the_dialog_declines(house: FrontDoor, qtbot: QtBot, sign_in: SignIn, by_button: bool) -> None:
    """By Esc or by its button; passwords don't stay in its fields."""
    dialog = _sign_in_dialog(house, qtbot)
    field = dialog.known.fields[1]
    QGuiApplication.clipboard().setText(PASSWORD)
    field.line.paste()
    QGuiApplication.clipboard().clear()
    assert field.text == PASSWORD
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    with qtbot.waitSignal(sign_in.declined):
        if by_button:
            [close] = dialog.findChildren(CloseButton)
            close.click()
        else:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert field.text == ""
    assert house.dialog is None


def test_the_profile_dialog_changes_and_destroys(house: FrontDoor, qtbot: QtBot, sign_in: SignIn) -> None:
    """Password, consent, recovery key; deleting wants the ID typed, then the password."""
    enter(qtbot, sign_in)
    house.open_profile()
    dialog = house.dialog
    assert isinstance(dialog, ProfileDialog)
    profile = sign_in.profile
    assert profile is not None
    assert PhotoConsent().of(profile.id) is None
    dialog.photos.click()
    assert PhotoConsent().of(profile.id) is True
    dialog.turn_to(dialog.change)
    _type(dialog.change, PASSWORD, ODD, ODD)
    qtbot.waitUntil(lambda: not isinstance(dialog.page, Form), timeout=WAIT)
    dialog.turn_to(dialog.recovery)
    _type(dialog.recovery, ODD)
    qtbot.waitUntil(lambda: dialog.page is dialog.key, timeout=WAIT)
    dialog.key.sure.setChecked(True)
    dialog.key.done.click()
    dialog.turn_to(dialog.deletion)
    _type(dialog.deletion, "Someone", ODD)
    assert "not the ID" in dialog.deletion.trouble.text()
    _type(dialog.deletion, NAME, ODD)
    qtbot.waitUntil(lambda: PhotoConsent().of(profile.id) is None, timeout=WAIT)
    assert house.dialog is None


def test_the_button_says_who_is_signed_in(house: FrontDoor, qtbot: QtBot, sign_in: SignIn) -> None:
    """And offers what can be done; locking closes the profile's dialog."""
    window = house.parent()
    assert window is not None
    [button] = window.findChildren(ProfileButton)
    assert "Guest" in button.text()
    assert not button.lock.isVisible()
    enter(qtbot, sign_in)
    assert NAME in button.text()
    assert NAME in button.accessibleName()
    house.open_profile()
    button.lock.trigger()
    assert "Guest" in button.text()
    assert house.dialog is None


def test_a_password_can_be_looked_at(house: FrontDoor, qtbot: QtBot) -> None:
    """The eye shows it and says what it does."""
    dialog = _sign_in_dialog(house, qtbot)
    field = dialog.known.fields[1]
    eye = field.eye  # type: ignore[attr-defined]
    assert eye.accessibleName().startswith("Show")
    eye.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert eye.accessibleName().startswith("Hide")
