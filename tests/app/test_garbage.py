"""Cycles are collected, and on the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.garbage import WindowThreadGarbage


class Knot:
    """Refers to itself; notes which thread deletes it."""

    def __init__(self, deleted_on: list[str]) -> None:
        self.itself = self
        self.deleted_on = deleted_on

    def __del__(self) -> None:
        self.deleted_on.append(threading.current_thread().name)


@pytest.fixture
def automatic() -> Iterator[None]:
    """Puts automatic collection back as it was."""
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


def test_cycles_go_on_the_window_thread_only(qtbot: QtBot, automatic: None) -> None:
    deleted_on: list[str] = []
    garbage = WindowThreadGarbage(tick_ms=5)
    knot = Knot(deleted_on)
    seen = weakref.ref(knot)
    del knot
    worker = threading.Thread(target=lambda: [[] for _ in range(200_000)], name="worker")
    worker.start()
    worker.join()
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: seen() is None)
    assert deleted_on == ["MainThread"]
    garbage.stop()
    assert gc.isenabled()
