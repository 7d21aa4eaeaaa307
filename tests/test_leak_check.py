"""The leak check of conftest.py catches what it is there for."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import conftest


def test_forgotten_window_is_seen(qtbot: QtBot) -> None:
    """A top-level widget counts until it is deleted."""
    before = {id(widget) for widget in conftest._top_levels()}
    widget = QWidget()
    assert conftest._new_widgets(before) == [repr(widget)]
    widget.deleteLater()
    del widget
    assert conftest._new_widgets(before) == []


def test_running_qthread_is_seen_and_stopped(qtbot: QtBot) -> None:
    """A thread in its event loop counts, and doesn't live on into the next test."""
    thread = QThread()
    thread.start()
    qtbot.waitUntil(thread.isRunning)
    assert conftest._still_running(thread)
    assert not thread.isRunning()
    assert not conftest._still_running(thread)


def test_worker_thread_is_waited_for() -> None:
    """A Python thread that is about to end is given a moment; one that goes on is not 'ended'."""
    gate = threading.Event()
    thread = threading.Thread(target=gate.wait)
    thread.start()
    assert not conftest._ended(thread)
    gate.set()
    assert conftest._ended(thread)
