"""After a real short run of the window and the commands, "delete everything" leaves no file of Pibu's anywhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.__main__ import main
from app.application import Shell
from app.faults import start_log
from app.history.storage import open_storage
from app.one_window import OneWindow, Wish
from app.profiles.photo_consent import PhotoConsent
from app.settings import GEOMETRY_NAME, Theme, config_folder
from ml.errors import PibuError, TroubleCode
from tests.app.history.example_scans import PASSWORD, QUICK, draft, example_pictures
from tests.app.history.test_file_storage import files_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything of a person lies that is new to this computer."""
    folder = tmp_path / "home"
    for variable in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(folder))
    for variable in ("PIBU_DATA_DIR", "PIBU_CONFIG_DIR", "PIBU_CACHE_DIR"):
        monkeypatch.setenv(variable, str(folder / variable))
    folder.mkdir()
    return folder


def no_classifiers() -> None:
    raise PibuError(TroubleCode.CHECKPOINT_MISSING, "oil.safetensors")


@contextmanager
def logged() -> Iterator[None]:
    """The program's own log."""
    root = logging.getLogger()
    before = list(root.handlers)
    assert start_log(platformdirs.user_log_path("pibu", appauthor=False)) is not None
    yield
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()


def live_a_little(application: QApplication, qtbot: QtBot) -> str:
    """Opens the window, changes a setting, keeps a scan with its photo: the profile's id."""
    one = OneWindow(config_folder())
    assert one.is_first(Wish())
    one.listen()
    with logged():
        logging.getLogger("app").warning("something happened")
    shell = Shell(application, no_classifiers, ())  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    settings = shell.services.settings
    settings.put(replace(settings.current, theme=Theme.DARK))
    storage = open_storage(cost=QUICK)
    vault = storage.profiles.create("Jimin", PASSWORD)
    identifier = vault.profile.id
    history = storage.open(vault)
    history.save(draft(pictures=example_pictures()))
    consent = PhotoConsent()
    consent.put(identifier, True)
    consent._kept.sync()
    history.close()
    storage.close()
    shell.window.close()
    QSettings(str(config_folder() / GEOMETRY_NAME), QSettings.Format.IniFormat).sync()
    one.close()
    return identifier


def test_nothing_is_left(qapp: QApplication, qtbot: QtBot, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    identifier = live_a_little(qapp, qtbot)
    written = files_of(home)
    names = {path.name for path in written}
    assert {"settings.json", "photo_consent.ini", "window.ini", "pibu.log", "profiles.db", "history.db"} <= names
    assert any(identifier.encode() in path.read_bytes() for path in written)
    assert main(["history", "delete", "--everything", "--yes", "--language", "en"], qapp) == 0
    assert "Nothing of Pibu is kept" in capsys.readouterr().out
    assert [str(path.relative_to(home)) for path in files_of(home)] == []
