"""The window's thread never waits for the history: not while another program locks it, not while the disk is full."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.history.history_store import HistoryStore
from app.sign_in import SignIn
from ml.errors import PibuError, TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import draft, example_pictures
from tests.app.history.test_full_and_locked import FULL_OR_LOST, second_connection
from tests.app.members import enter, guest

LONGEST_SECONDS = 0.2
IDLE_SECONDS = 0.5
PHOTO = os.urandom(3_000_000)


class Beat:
    """Notes how long the window's thread leaves a timer of 5 ms waiting."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0
        self._gaps: list[float] = []

    def longest(self, during: Callable[[], None]) -> float:
        """The longest wait while something goes on, in seconds."""
        self._gaps, self._last = [], time.perf_counter()
        self._timer.start()
        during()
        self._timer.stop()
        self._tick()
        return max(self._gaps)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._gaps.append(now - self._last)
        self._last = now


@pytest.fixture
def beat(qtbot: QtBot) -> Beat:
    """Stands still."""
    return Beat()


@pytest.fixture
def sign_in(tmp_path: Path) -> Iterator[SignIn]:
    """Nobody is signed in."""
    made = guest(tmp_path / "kept")
    yield made
    made.close()


def allowed(beat: Beat, qtbot: QtBot) -> float:
    """200 ms, and twice what an idle loop waits now: other programs may have the processor."""
    return LONGEST_SECONDS + 2 * beat.longest(lambda: qtbot.wait(int(1000 * IDLE_SECONDS)))


def refused_save(qtbot: QtBot, sign_in: SignIn, history: HistoryStore) -> list[object]:
    """Saves a scan as the pages do: what came of it."""
    answers: list[object] = []
    work = lambda: history.save(draft(1, example_pictures(PHOTO)))  # noqa: E731
    sign_in.tasks.run(work, answers.append, answers.append, saves=True)
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    return answers


def test_while_another_program_locks_the_history(qtbot: QtBot, beat: Beat, sign_in: SignIn, tmp_path: Path) -> None:
    history = enter(qtbot, sign_in)
    assert isinstance(history, HistoryStore)
    intruder = second_connection(Place(tmp_path / "kept", ""), history)
    intruder.execute("BEGIN IMMEDIATE")
    answers: list[object] = []
    began = time.perf_counter()
    longest = beat.longest(lambda: answers.extend(refused_save(qtbot, sign_in, history)))
    waited = time.perf_counter() - began
    intruder.execute("ROLLBACK")
    intruder.close()
    (trouble,) = answers
    assert isinstance(trouble, PibuError)
    assert trouble.code is TroubleCode.HISTORY_BUSY
    assert waited > 1, "the worker did wait"
    assert longest < allowed(beat, qtbot)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_while_the_disk_is_full(qtbot: QtBot, beat: Beat, sign_in: SignIn) -> None:
    import resource

    history = enter(qtbot, sign_in)
    assert isinstance(history, HistoryStore)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    answers: list[object] = []
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        longest = beat.longest(lambda: answers.extend(refused_save(qtbot, sign_in, history)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    (trouble,) = answers
    assert isinstance(trouble, PibuError)
    assert trouble.code in FULL_OR_LOST
    assert longest < allowed(beat, qtbot)


def test_a_wait_on_the_window_s_thread_is_seen(beat: Beat) -> None:
    """What the tests above would measure if a page called the history itself."""
    assert beat.longest(lambda: time.sleep(0.5)) >= 0.5
