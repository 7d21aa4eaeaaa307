"""Bugs: logged whole, shown once however many there are, from any thread."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.crash_dialog import show_crash
from app.faults import CrashHook, start_log


@pytest.fixture
def shown() -> list[str]:
    """What the dialog would have said."""
    return []


@pytest.fixture
def hook(qtbot: QtBot, shown: list[str]) -> Iterator[CrashHook]:
    """The installed hook, removed at the end."""
    installed = CrashHook(shown.append)
    before = (sys.excepthook, threading.excepthook)
    installed.install()
    yield installed
    installed.remove()
    assert threading.excepthook is before[1]


def _bug(text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_storm_shows_one_dialog_and_logs_all(
    qtbot: QtBot,
    hook: CrashHook,
    shown: list[str],
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A hundred bugs: a hundred log entries, one dialog with the first traceback."""
    for number in range(100):
        _bug(f"bug {number}.")
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.wait(20)
    assert len(shown) == 1
    assert "bug 0." in shown[0]
    assert "Traceback" in shown[0]
    assert len([record for record in caplog.records if record.levelno == logging.CRITICAL]) == 100
    assert "bug 99." in capsys.readouterr().err


def test_bug_in_a_thread_reaches_the_window(qtbot: QtBot, hook: CrashHook, shown: list[str]) -> None:
    """A Python thread's bug is shown on the window's thread."""
    thread = threading.Thread(target=lambda: 1 // 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert "ZeroDivisionError" in shown[0]


def test_log_goes_to_a_file(tmp_path: Path) -> None:
    """Warnings are written; a folder that can't be made is no reason to stop."""
    root = logging.getLogger()
    before = list(root.handlers)
    path = start_log(tmp_path / "logs")
    try:
        logging.getLogger("pibu.test").warning("kept for later")
        assert path is not None
        assert "kept for later" in path.read_text(encoding="utf-8")
        (tmp_path / "file").write_text("")
        assert start_log(tmp_path / "file" / "logs") is None
    finally:
        for handler in [handler for handler in root.handlers if handler not in before]:
            root.removeHandler(handler)
            handler.close()


def test_dialog_opens_without_waiting(qtbot: QtBot) -> None:
    """The dialog names the log and closes by a button."""
    window = QWidget()
    qtbot.addWidget(window)
    show_crash("Traceback: something", "/var/log/pibu.log", window)
    [box] = window.findChildren(QMessageBox)
    assert "/var/log/pibu.log" in box.informativeText()
    assert box.detailedText() == "Traceback: something"
    [copy] = [button for button in box.buttons() if button.text() == "Copy details"]
    copy.click()
    assert QApplication.clipboard().text() == "Traceback: something"


def test_a_program_without_a_console_still_shows_its_bugs(
    hook: CrashHook, shown: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A windowed program on Windows has no stderr."""
    monkeypatch.setattr(sys, "stderr", None)
    _bug("no console")
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert "no console" in shown[0]


def _storm() -> None:
    for number in range(100):
        _bug(f"drop {number}.")


def test_a_storm_from_many_threads_opens_one_dialog_ever(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """The real dialog; and none again when it was closed and the storm goes on."""
    window = QWidget()
    qtbot.addWidget(window)
    shown: list[int] = []
    hook = CrashHook(lambda text: show_crash(text, "", window))
    hook.install()
    try:
        for _ in range(2):
            threads = [threading.Thread(target=_storm) for _ in range(4)]
            for thread in threads:
                thread.start()
            _storm()
            for thread in threads:
                thread.join()
            qtbot.wait(50)
            boxes = window.findChildren(QMessageBox)
            shown.append(len(boxes))
            for box in boxes:
                box.close()
            qtbot.wait(10)
    finally:
        hook.remove()
    assert shown == [1, 0]
    assert len([record for record in caplog.records if record.levelno == logging.CRITICAL]) == 1000
    assert capsys.readouterr().err.count("Traceback") == 1000
