"""Where the list of profiles is damaged, the sign-in dialog brings a profile back from its own backups."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.notices import Notices
from app.profiles.front_door import FrontDoor
from app.profiles.profile_button import ProfileButton
from app.profiles.sign_in_dialog import SignInDialog
from app.sign_in import SignIn
from tests.app.history.example_scans import PASSWORD, SEOUL, draft
from tests.app.members import NAME, guest, quick_storage

WAIT = 60_000
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=SEOUL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One profile with a scan in its backup and one that came later; its list is damaged."""
    folder = tmp_path / "kept"
    storage = quick_storage(folder)()
    vault = storage.profiles.create(NAME, PASSWORD)
    history = storage.open(vault)
    history.save(draft(0))
    storage.backups(vault).keep_daily(history, NOW)
    history.save(draft(1))
    history.close()
    storage.close()
    (folder / "profiles.db").write_bytes(os.urandom(20_000))
    return folder


@pytest.fixture
def sign_in(qtbot: QtBot, folder: Path) -> Iterator[SignIn]:
    """Nobody is signed in."""
    made = guest(folder)
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, sign_in: SignIn) -> Iterator[SignInDialog]:
    """Opened as the window does; the damage is seen at once."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    door = FrontDoor(sign_in, Notices(), ProfileButton(window), window)
    door.open_sign_in()
    opened = door.dialog
    assert isinstance(opened, SignInDialog)
    qtbot.waitUntil(lambda: opened.page is opened.rescue, timeout=WAIT)
    yield opened
    if door.dialog is not None:
        door.dialog.close()


def _type(dialog: SignInDialog, password: str) -> None:
    for field, text in zip(dialog.rescue.fields, (NAME, password), strict=True):
        field.line.setText(text)
    dialog.rescue.button.click()


def test_a_profile_comes_back_with_everything(
    qtbot: QtBot, dialog: SignInDialog, sign_in: SignIn, folder: Path
) -> None:
    """The wrong password first. The damaged list is kept aside."""
    _type(dialog, "not the password")
    qtbot.waitUntil(lambda: bool(dialog.rescue.trouble.text()), timeout=WAIT)
    assert (sign_in.history, sign_in.profile) == (None, None)
    _type(dialog, PASSWORD)
    qtbot.waitUntil(lambda: sign_in.history is not None, timeout=WAIT)
    history = sign_in.history
    assert history is not None
    assert history.count() == 2, "also what came after the backup"
    assert [path for path in folder.iterdir() if path.stat().st_size == 20_000], "the damaged list is put aside"


def test_later_the_usual_form_brings_others_back(qtbot: QtBot, dialog: SignInDialog, sign_in: SignIn) -> None:
    """Once the list was renewed nobody needs to be told again."""
    _type(dialog, "not the password")
    qtbot.waitUntil(lambda: bool(dialog.rescue.trouble.text()), timeout=WAIT)
    dialog.turn_to(dialog.known)
    dialog.known.fields[1].line.setText(PASSWORD)
    dialog.known.button.click()
    qtbot.waitUntil(lambda: sign_in.history is not None, timeout=WAIT)
