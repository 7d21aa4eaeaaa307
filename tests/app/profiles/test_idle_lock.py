"""When the history locks by itself: after a while without input, after a sleep, before one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.profiles.idle_lock import LOOK_MS, IdleLock, seconds_awake, seconds_with_sleep
from tests.fakes import FakeClock

LIMIT = 300.0


class Watched:
    """A lock on a clock that stands still, and how often it was due."""

    def __init__(self, application: QApplication) -> None:
        self.clock, self.awake = FakeClock(), FakeClock(7.0)
        self.lock = IdleLock(application, LIMIT, self.clock, self.awake)
        self.due = 0
        self.lock.due.connect(self._count)
        self.lock.start()

    def _count(self) -> None:
        self.due += 1

    def pass_by(self, seconds: float) -> None:
        """Time passes; the lock looks every second, as its timer does."""
        for _ in range(round(seconds)):
            self.clock.now += LOOK_MS / 1000
            self.awake.now += LOOK_MS / 1000
            self.lock.look()


@pytest.fixture
def watched(qapp: QApplication) -> Iterator[Watched]:
    """Started."""
    made = Watched(qapp)
    yield made
    made.lock.stop()


def test_it_is_due_once_after_the_limit(watched: Watched) -> None:
    """Not a second before."""
    watched.pass_by(LIMIT - 1)
    assert watched.due == 0
    watched.pass_by(LIMIT)
    assert watched.due == 1


@pytest.mark.parametrize("by_key", [True, False])
def test_input_starts_the_time_anew(watched: Watched, qtbot: QtBot, by_key: bool) -> None:
    """A key or a move in any widget."""
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    watched.pass_by(LIMIT - 5)
    if by_key:
        QTest.keyClick(line, Qt.Key.Key_A)
    else:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    watched.pass_by(LIMIT - 5)
    assert watched.due == 0
    watched.pass_by(10)
    assert watched.due == 1


def test_a_sleep_locks_at_the_first_look_after_it(watched: Watched) -> None:
    """Though it was shorter than the limit."""
    watched.clock.now += 60
    watched.lock.look()
    assert watched.due == 1


def test_a_window_that_was_stuck_is_no_sleep(watched: Watched, qtbot: QtBot) -> None:
    """Both clocks went on."""
    watched.clock.now += 60
    watched.awake.now += 60
    watched.lock.look()
    assert watched.due == 0


def test_the_clocks_of_this_computer_go_on() -> None:
    """Both count seconds, and neither goes back."""
    before = (seconds_with_sleep(), seconds_awake())
    time.sleep(0.05)
    after = (seconds_with_sleep(), seconds_awake())
    assert all(0.04 < late - early < 30 for early, late in zip(before, after, strict=True))


def test_the_move_that_wakes_the_screen_does_not_keep_it_open(watched: Watched, qtbot: QtBot) -> None:
    """It may come before the timer does."""
    line = QLineEdit()
    qtbot.addWidget(line)
    watched.clock.now += 60
    QTest.keyClick(line, Qt.Key.Key_A)
    assert watched.due == 1


def test_word_of_a_coming_sleep_locks_at_once(watched: Watched) -> None:
    """Waking up does nothing more."""
    watched.lock.note_sleep(False)
    assert watched.due == 0
    watched.lock.note_sleep(True)
    watched.lock.note_sleep(True)
    assert watched.due == 1


def test_a_guest_is_never_locked_out(watched: Watched) -> None:
    """Stopped, it does nothing; a longer limit holds at once."""
    watched.lock.stop()
    watched.pass_by(2 * LIMIT)
    assert watched.due == 0
    watched.lock.start()
    watched.lock.set_limit(2 * LIMIT)
    watched.pass_by(LIMIT + 1)
    assert watched.due == 0


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no D-Bus here")
def test_systemd_is_heard_before_the_computer_sleeps() -> None:
    """On a bus of its own, in processes of their own."""
    program = Path(__file__).with_name("coming_sleep.py")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    command = ["dbus-run-session", "--", sys.executable, str(program)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)
    assert ended.stdout.split() == ["listening", "True", "due"], ended.stderr
