"""Work that takes seconds or minutes, on a thread of its own: how far it is, and a way to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.history.backup_records import Progress
from app.tasks import Tasks
from ml.errors import PibuError, TroubleCode

T = TypeVar("T")
TELL_EVERY = 0.1
"""Seconds between two tellings."""


class StoppedError(Exception):
    """The person pressed Cancel, or nobody is signed in any more."""


@dataclass(frozen=True, slots=True)
class _Done(Generic[T]):
    """What the work gave."""

    value: T


class LongWork(QObject):
    """One piece of work after another. progressed(done, of) on the window's thread; of is 0 while it isn't known.

    The thread is started when it is first needed; close() stops what runs and waits for it.
    """

    progressed = Signal(int, int)
    _stepped = Signal(object, int, int)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._tasks: Tasks | None = None
        self._running: list[Event] = []
        self._closed = False
        self._stepped.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything is running or waiting."""
        return bool(self._running)

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[PibuError], None],
        stopped: Callable[[], None],
    ) -> None:
        """Runs work(step) on the thread; it calls step(done, of) now and then, which ends it when it is to stop.

        Exactly one of done, failed and stopped is called, on the window's thread, unless close() comes before.
        """
        if self._closed:
            return
        if self._tasks is None:
            self._tasks = Tasks(self._name)
        flag = Event()
        self._running.append(flag)

        def answer(outcome: _Done[T] | None) -> None:
            if outcome is None:
                stopped()
            else:
                done(outcome.value)

        self._tasks.run(
            lambda: _until_stopped(work, self._step_of(flag)),
            answer,
            lambda trouble: stopped() if flag.is_set() or trouble.code is TroubleCode.LOCKED else failed(trouble),
            lambda: self._running.remove(flag),
        )

    def stop(self) -> None:
        """Ends what runs and what waits, at the next step."""
        for flag in self._running:
            flag.set()

    def close(self) -> None:
        """Ends everything and waits for it; nobody is called any more. Safe to call twice."""
        self._closed = True
        self.stop()
        if self._tasks is not None:
            self._tasks.close()

    def _step_of(self, flag: Event) -> Progress:
        told = 0.0

        def step(done: int, of: int) -> None:
            nonlocal told
            if flag.is_set():
                raise StoppedError
            now = time.monotonic()
            if now - told >= TELL_EVERY:
                told = now
                self._stepped.emit(flag, done, of)

        return step

    @Slot(object, int, int)
    def _tell(self, flag: Event, done: int, of: int) -> None:
        if flag in self._running and not flag.is_set():
            self.progressed.emit(done, of)


def _until_stopped(work: Callable[[Progress], T], step: Progress) -> _Done[T] | None:
    try:
        step(0, 0)
        return _Done(work(step))
    except StoppedError:
        return None
