"""What every test gets: an off-screen Qt, its own settings folder, and a check that nothing is left behind."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread
from PySide6.QtWidgets import QApplication

from app.settings import CONFIG_VARIABLE
from ml.graphs import CACHE_VARIABLE

PATIENCE_MS = 3000
FULL_COLLECTION_EVERY = 300


@pytest.fixture(scope="session")
def tests_run() -> list[int]:
    """How many tests have ended, in one place for the session."""
    return [0]


@pytest.fixture(autouse=True)
def garbage_on_the_window_thread(tests_run: list[int]) -> Iterator[None]:
    """As app/garbage.py does for the program: a worker thread must never delete a widget that sits in a cycle."""
    gc.disable()
    yield
    tests_run[0] += 1
    gc.collect(2 if tests_run[0] % FULL_COLLECTION_EVERY == 0 else 1)


@pytest.fixture(autouse=True)
def config_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty settings folder and an empty history, so that no test reads or writes the user's own."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv(CONFIG_VARIABLE, str(folder))
    monkeypatch.setenv("PIBU_DATA_DIR", str(tmp_path_factory.mktemp("history")))
    monkeypatch.delenv("PIBU_DATABASE_URL", raising=False)
    return folder


@pytest.fixture(scope="session", autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder for the whole run, so that no test reads or writes the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def nothing_left_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that leaves a top-level widget, a running QThread or a Python worker thread behind."""
    widgets = {id(widget) for widget in _top_levels()}
    threads = set(threading.enumerate())
    started: list[QThread] = []
    start = QThread.start

    def noted_start(thread: QThread, *arguments: Any) -> None:
        started.append(thread)
        start(thread, *arguments)

    monkeypatch.setattr(QThread, "start", noted_start)
    yield
    running = [_named(thread) for thread in started if _still_running(thread)]
    left = _new_widgets(widgets)
    workers = [t.name for t in threading.enumerate() if t not in threads and not t.daemon and not _ended(t)]
    assert not running, f"QThreads still running: {running}"
    assert not left, f"top-level widgets left: {left}"
    assert not workers, f"worker threads still running: {workers}"


def _top_levels() -> list[Any]:
    return QApplication.topLevelWidgets() if isinstance(QCoreApplication.instance(), QApplication) else []


def _new_widgets(before: set[int]) -> list[str]:
    for attempt in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        left = [repr(widget) for widget in _top_levels() if id(widget) not in before]
        if not left:
            break
        if attempt == 0:
            gc.collect()
    return left


def _still_running(thread: QThread) -> bool:
    """Whether a thread runs on; stops it then, so that the next test is not hurt."""
    try:
        if not thread.isRunning():
            return False
        thread.requestInterruption()
        thread.quit()
        thread.wait(PATIENCE_MS)
    except RuntimeError:  # already deleted, hence ended
        return False
    return True


def _ended(thread: threading.Thread) -> bool:
    thread.join(1.0)
    return not thread.is_alive()


def _named(thread: QThread) -> str:
    return thread.objectName() or type(thread).__name__
