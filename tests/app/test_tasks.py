"""Tasks: one worker, answers on the window's thread, nobody called after the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.tasks import Tasks
from ml.errors import PibuError, TroubleCode


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """A worker that is closed at the end."""
    worker = Tasks("test")
    yield worker
    worker.close()


def test_work_runs_elsewhere_and_answers_here(qtbot: QtBot, tasks: Tasks) -> None:
    """The function sees the worker thread, the callback this one."""
    seen: list[str] = []
    tasks.run(
        lambda: threading.current_thread().name, lambda name: seen.extend((name, threading.current_thread().name))
    )
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0].startswith("test")
    assert seen[1] == threading.current_thread().name


def test_tasks_run_in_order_one_at_a_time(qtbot: QtBot, tasks: Tasks) -> None:
    """Ten tasks end in the order they came, never two at once."""
    lock = threading.Lock()
    ended: list[int] = []

    def work(number: int) -> int:
        assert lock.acquire(blocking=False)
        lock.release()
        return number

    for number in range(10):
        tasks.run(partial(work, number), ended.append)
    assert tasks.busy
    qtbot.waitUntil(lambda: len(ended) == 10)
    assert ended == list(range(10))
    assert not tasks.busy


def test_environment_failure_goes_to_failed(qtbot: QtBot, tasks: Tasks) -> None:
    """A PibuError reaches failed(), after always()."""
    calls: list[str] = []

    def work() -> None:
        raise PibuError(TroubleCode.PHOTO_EMPTY, "a.jpg")

    tasks.run(
        work, lambda _: calls.append("done"), lambda e: calls.append(e.code.value), lambda: calls.append("always")
    )
    qtbot.waitUntil(lambda: len(calls) == 2)
    assert calls == ["always", "photo_empty"]


def test_bug_is_raised_on_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    """Anything but a PibuError is not swallowed: it surfaces where the crash hook sees it."""
    failures: list[PibuError] = []
    with qtbot.captureExceptions() as caught:
        tasks.run(lambda: 1 // 0, lambda _: None, failures.append)
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert caught[0][0] is ZeroDivisionError
    assert not failures


def test_a_save_that_waits_is_not_lost_by_closing(qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture) -> None:
    """Close drops what only looks, but runs every save to its end; one that fails is logged, for nobody listens."""
    gate, started = threading.Event(), threading.Event()
    ran: list[str] = []

    def long() -> None:
        started.set()
        assert gate.wait(5)

    def fail() -> None:
        raise PibuError(TroubleCode.CANNOT_WRITE, "a.png")

    def nobody(_: None) -> None:
        ran.append("called back")

    tasks.run(long, nobody)
    tasks.run(partial(ran.append, "look"), nobody)
    tasks.run(partial(ran.append, "save"), nobody, saves=True)
    tasks.run(fail, nobody, saves=True)
    assert started.wait(5)
    threading.Timer(0.05, gate.set).start()
    tasks.close()
    assert ran == ["save"]
    assert "while Pibu was closing" in caplog.text


def test_nobody_is_called_after_close(qtbot: QtBot, tasks: Tasks) -> None:
    """Close lets the running function end, drops the rest and calls nobody back."""
    gate, started = threading.Event(), threading.Event()
    calls: list[object] = []

    def slow() -> None:
        started.set()
        gate.wait(5)

    tasks.run(slow, calls.append)
    tasks.run(lambda: calls.append("second ran"), calls.append)
    assert started.wait(5)
    threading.Timer(0.05, gate.set).start()
    tasks.close()
    tasks.run(lambda: 1, calls.append)
    qtbot.wait(50)
    assert calls == []
    assert not tasks.busy
