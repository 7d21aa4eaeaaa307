"""“Your data” as a person uses it, by the keyboard, over a real encrypted storage; and a damaged history at sign-in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.history.backup_records import Backup
from app.history.ports import History
from app.my_data import data_dialog
from app.my_data.daily import DailyBackup
from app.my_data.data_dialog import DataDialog
from app.notices import Notice, Notices
from app.profiles.front_door import FrontDoor
from app.profiles.profile_button import ProfileButton
from app.profiles.sign_in_dialog import SignInDialog
from ml.errors import PibuError, TroubleCode
from tests.app.history.example_scans import PASSWORD, draft
from tests.app.members import NAME, enter, guest
from tests.app.report.test_reports import with_photo
from tests.app.saving.answers import AnsweringDialogs
from tests.app.test_every_page import Stretched, _cut_off

WAIT = 15_000


class House:
    """A window with the button, and dialogs that answer."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.kept = folder / "kept"
        self.files = folder / "elsewhere"
        self.files.mkdir()
        self.sign_in = guest(self.kept)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.button = ProfileButton(self.window)
        self.dialogs = AnsweringDialogs(self.files)
        self.door = FrontDoor(self.sign_in, Notices(), self.button, self.window)

    def open(self) -> DataDialog:
        """By the button's menu."""
        self.button.data.trigger()
        dialog = self.door.dialog
        assert isinstance(dialog, DataDialog)
        return dialog

    def close(self) -> None:
        """As the window does."""
        if self.door.dialog is not None:
            self.door.dialog.close()
        self.sign_in.close()


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Nobody is signed in; every dialog asks the same answering ones for files."""
    made = House(qtbot, tmp_path)
    monkeypatch.setattr(data_dialog, "SaveDialogs", lambda: made.dialogs)
    yield made
    made.close()


@pytest.fixture
def history(qtbot: QtBot, house: House) -> History:
    """Four scans, one with its photo."""
    kept = enter(qtbot, house.sign_in)
    kept.save_many([with_photo(), *(draft(day) for day in (1, 2, 3))])
    return kept


def _press(widget: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


def _typed(dialog: DataDialog | SignInDialog, *texts: str) -> None:
    """Fills the form that is shown, with Return after each field; QTest types no Korean, so words are pasted."""
    page = dialog.page
    form = next(form for form in dialog.forms if form is page)
    for field, text in zip(form.fields, texts, strict=True):
        field.line.insert(text)
        QTest.keyClick(field.line, Qt.Key.Key_Return)


def _said(qtbot: QtBot, dialog: DataDialog, words: str) -> None:
    qtbot.waitUntil(lambda: words in dialog.strip.words.text(), timeout=WAIT)


def test_a_guest_has_none(house: House) -> None:
    """Neither in the menu nor by any call."""
    assert not house.button.data.isVisible()
    house.door.open_data()
    assert house.door.dialog is None


def test_everything_goes_out_and_comes_in_again(qtbot: QtBot, house: House, history: History) -> None:
    """The warning comes before; on another profile the same scans arrive, and the window hears of it."""
    dialog = house.open()
    export, take_in, *_ = dialog.buttons
    _press(export)
    assert dialog.page is dialog.export
    assert "Anybody who has this file can read it" in _words(dialog)
    _press(dialog.export.button)
    _said(qtbot, dialog, "Exported: 4 scans")
    path = house.dialogs.last
    assert zipfile.is_zipfile(path)
    _press(dialog.strip.open)
    assert house.dialogs.shown == [path]
    house.sign_in.lock()
    assert house.door.dialog is None
    other = enter(qtbot, house.sign_in, "Sora")
    dialog = house.open()
    house.dialogs.opening = path
    take_in = dialog.buttons[1]
    with qtbot.waitSignal(house.door.changed, timeout=WAIT):
        _press(take_in)
    _said(qtbot, dialog, "Taken over: 4. Here already: 0.")
    assert other.count() == 4
    house.dialogs.opening = house.files / "nothing.zip"
    house.dialogs.opening.write_bytes(b"no zip")
    _press(take_in)
    _said(qtbot, dialog, "not an export")
    assert other.count() == 4


def test_a_backup_file_brings_everything_back(qtbot: QtBot, house: House, history: History) -> None:
    """A wrong password changes nothing; the right one restores, signs in anew and puts the present aside."""
    dialog = house.open()
    _press(dialog.buttons[2])
    _said(qtbot, dialog, "Backed up: 4 scans")
    path = house.dialogs.last
    history.save(draft(9))
    house.dialogs.opening = path
    _press(dialog.buttons[3])
    qtbot.waitUntil(lambda: dialog.page is dialog.restore, timeout=WAIT)
    assert "4 scans" in _words(dialog)
    _typed(dialog, "wrong password")
    qtbot.waitUntil(lambda: "not right" in dialog.restore.trouble.text(), timeout=WAIT)
    assert house.sign_in.history is history
    dialog.restore.fields[0].clear()
    _typed(dialog, PASSWORD)
    _said(qtbot, dialog, "Restored. Scans: 4.")
    restored = house.sign_in.history
    assert restored is not None
    assert restored is not history
    assert restored.count() == 4
    assert house.door.dialog is dialog
    qtbot.waitUntil(lambda: len(dialog.list.buttons) == 1, timeout=WAIT)
    _press(dialog.list.buttons[0])
    assert "5 scans" in _words(dialog)
    _typed(dialog, PASSWORD)
    qtbot.waitUntil(lambda: house.sign_in.history not in (None, restored), timeout=WAIT)
    again = house.sign_in.history
    assert again is not None
    assert again.count() == 5


def test_esc_stops_work_before_it_closes(qtbot: QtBot, house: House, history: History) -> None:
    """Nothing is left of what was stopped."""
    dialog = house.open()
    dialog.turn_to(dialog.export)
    _press(dialog.export.button)
    assert dialog.errands.busy
    assert not dialog.buttons[0].isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    _said(qtbot, dialog, "Cancelled. Nothing was changed.")
    assert dialog.buttons[0].isEnabled()
    assert list(house.files.iterdir()) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert house.door.dialog is None


def test_deleting_everything_wants_id_and_password(qtbot: QtBot, house: House, history: History) -> None:
    """It says what goes; afterwards nobody is signed in and no file of the profile is there."""
    dialog = house.open()
    profile = history.profile.id
    _press(dialog.buttons[4])
    assert "heat map" in _words(dialog)
    _typed(dialog, "somebody else", PASSWORD)
    assert "not the ID" in dialog.deletion.trouble.text()
    dialog.deletion.fields[0].clear()
    dialog.deletion.fields[1].clear()
    _typed(dialog, NAME, PASSWORD)
    qtbot.waitUntil(lambda: house.sign_in.profile is None and house.door.dialog is None, timeout=WAIT)
    qtbot.waitUntil(lambda: not house.sign_in.tasks.busy, timeout=WAIT)
    assert not (house.kept / "profiles" / profile).exists()


def test_a_damaged_history_is_offered_its_backups(qtbot: QtBot, house: House, history: History) -> None:
    """At sign-in, without the password a second time; the newest sound one has the focus."""
    _back_up_daily(qtbot, house)
    history.save(draft(9))
    [database] = house.kept.glob("profiles/*/history.db")
    house.sign_in.lock()
    qtbot.waitUntil(lambda: not house.sign_in.tasks.busy, timeout=WAIT)
    content = bytearray(database.read_bytes())
    content[5000:5100] = bytes(100)
    database.write_bytes(content)
    house.door.open_sign_in()
    dialog = house.door.dialog
    assert isinstance(dialog, SignInDialog)
    _typed(dialog, NAME, PASSWORD)
    qtbot.waitUntil(lambda: dialog.page is dialog.restore, timeout=WAIT)
    assert (house.sign_in.stranded, house.sign_in.history) == (True, None)
    qtbot.waitUntil(lambda: bool(dialog.restore.list.buttons), timeout=WAIT)
    _press(dialog.restore.list.buttons[0])
    qtbot.waitUntil(lambda: house.door.dialog is None, timeout=WAIT)
    now = house.sign_in.history
    assert now is not None
    assert now.count() == 4


def test_a_backup_file_signs_in_on_another_computer(
    qtbot: QtBot, house: House, history: History, tmp_path: Path
) -> None:
    """The profile comes with it."""
    dialog = house.open()
    _press(dialog.buttons[2])
    _said(qtbot, dialog, "Backed up")
    house.dialogs.opening = house.dialogs.last
    dialog.close()
    there = guest(tmp_path / "there")
    fresh = SignInDialog(there, house.window, house.dialogs)
    fresh.show()
    fresh.known.way_buttons[2].click()
    assert fresh.page is fresh.moved
    assert house.dialogs.opening.name in _words(fresh)
    with qtbot.waitSignal(fresh.accepted, timeout=WAIT):
        _typed(fresh, NAME, PASSWORD)
    assert there.history is not None
    assert there.history.count() == 4
    there.close()


def test_the_daily_backup_is_silent(qtbot: QtBot, house: House, history: History) -> None:
    """Made once; the list in the dialog has it, said to be sound."""
    _back_up_daily(qtbot, house)
    dialog = house.open()
    qtbot.waitUntil(lambda: len(dialog.list.buttons) == 1, timeout=WAIT)
    assert dialog.list.buttons[0].isEnabled()
    assert "Scans: 4 (" in _words(dialog)
    assert "checked" in _words(dialog)


def test_only_the_second_failure_is_told(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a way to try again."""
    sign_in, notices = guest(tmp_path / "kept"), Notices()
    said: list[Notice] = []
    notices.posted.connect(said.append)
    tries: list[int] = []

    class Full:
        """No room."""

        def keep_daily(self, *about: object) -> Backup:
            """Fails."""
            tries.append(len(said))
            raise PibuError(TroubleCode.HISTORY_FULL)

    monkeypatch.setattr(sign_in, "backups", lambda: Full)
    daily = DailyBackup(sign_in, notices, first_ms=0, retry_ms=0)
    enter(qtbot, sign_in)
    qtbot.waitUntil(lambda: len(said) == 1, timeout=WAIT)
    assert tries == [0, 0]
    assert "could not be made" in said[0].title()
    assert "disk is full" in said[0].text()
    assert said[0].action is not None
    said[0].action.run()
    qtbot.waitUntil(lambda: tries == [0, 0, 1], timeout=WAIT)
    daily.close()
    sign_in.close()


def test_every_control_is_reached_and_named(qtbot: QtBot, house: House, history: History) -> None:
    """By Tab; long Korean words fit too, because the overview scrolls."""
    dialog = house.open()
    for button in dialog.findChildren(QPushButton):
        if button.isVisibleTo(dialog):
            assert button.accessibleName() or button.text()
    reached: set[QWidget] = set()
    dialog.buttons[0].setFocus()
    for _ in range(12):
        dialog.focusNextPrevChild(True)
        focused = QApplication.focusWidget() or dialog.focusWidget()
        if focused is not None:
            reached.add(focused)
    assert set(dialog.buttons) <= reached


def _back_up_daily(qtbot: QtBot, house: House) -> None:
    notices = Notices()
    said: list[Notice] = []
    notices.posted.connect(said.append)
    daily = DailyBackup(house.sign_in, notices, first_ms=0)
    house.sign_in.changed.emit()
    [profile] = (house.kept / "profiles").iterdir()
    qtbot.waitUntil(lambda: len(list((profile / "backups").glob("daily-*.pibu"))) == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: not daily.work.busy, timeout=WAIT)
    daily.close()
    assert said == []


def _words(dialog: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


def test_longer_words_fit(qtbot: QtBot, qapp: QApplication, house: House, history: History) -> None:
    """Korean texts, each a third longer, on every page."""
    _back_up_daily(qtbot, house)
    dialog = house.open()
    qtbot.waitUntil(lambda: len(dialog.list.buttons) == 1, timeout=WAIT)
    longer = Stretched()
    qapp.installTranslator(longer)
    try:
        for page in (None, dialog.export, dialog.deletion):
            if page is not None:
                dialog.turn_to(page)
            qtbot.wait(100)
            assert not _cut_off(dialog)
    finally:
        qapp.removeTranslator(longer)
        QCoreApplication.sendPostedEvents(None, 0)
