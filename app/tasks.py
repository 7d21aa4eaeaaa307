"""One-shot work off the window's thread: one worker thread, answers on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ml.errors import PibuError

T = TypeVar("T")


class Tasks(QObject):
    """Runs functions one after another on one worker thread (named after `name`).

    The functions must not touch widgets; the callbacks are called on the thread this object lives in.
    """

    _answered = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, name: str = "background", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._waiting = 0
        self._closed = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any function is running or waiting."""
        return self._waiting > 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[PibuError], None] | None = None,
        always: Callable[[], None] | None = None,
    ) -> None:
        """Runs work() on the worker thread, then always() and done(value) or failed(error) on the window's.

        failed is for environment failures (PibuError). Any other exception is a bug: it is raised again on the
        window's thread, where app/faults.py logs and shows it. After close() nothing is run or called any more.
        """
        if self._closed:
            return
        self._waiting += 1
        if self._waiting == 1:
            self.busy_changed.emit(True)

        def answer(future: Future[T]) -> None:
            if future.cancelled() or self._closed:
                return
            self._answered.emit(lambda: _conclude(future, done, failed, always))

        self._pool.submit(work).add_done_callback(answer)

    def close(self) -> None:
        """Drops what waits, lets the running function end, calls nobody back. Safe to call twice."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._waiting = 0

    @Slot(object)
    def _deliver(self, conclude: Callable[[], None]) -> None:
        if self._closed:
            return
        self._waiting -= 1
        if self._waiting == 0:
            self.busy_changed.emit(False)
        conclude()


def _conclude(
    future: Future[T],
    done: Callable[[T], None],
    failed: Callable[[PibuError], None] | None,
    always: Callable[[], None] | None,
) -> None:
    if always is not None:
        always()
    error = future.exception()
    if error is None:
        done(future.result())
    elif failed is not None and isinstance(error, PibuError):
        failed(error)
    else:
        raise error
