"""One-shot work off the window's thread: one worker thread, answers on the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

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
        self._droppable: set[Future[Any]] = set()
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
        saves: bool = False,
    ) -> None:
        """Runs work() on the worker thread, then always() and done(value) or failed(error) on the window's.

        failed is for environment failures (PibuError). Any other exception is a bug: it is raised again on the
        window's thread, where app/faults.py logs and shows it. After close() nothing is taken on or called any more.
        saves: the work writes what the user asked to keep, so close() doesn't drop it.
        """
        if self._closed:
            return
        self._waiting += 1
        if self._waiting == 1:
            self.busy_changed.emit(True)

        def answer(future: Future[T]) -> None:
            self._droppable.discard(future)
            if future.cancelled():
                return
            if self._closed:
                _log_loss(future)
                return
            self._answered.emit(lambda: _conclude(future, done, failed, always))

        future = self._pool.submit(work)
        if not saves:
            self._droppable.add(future)
        future.add_done_callback(answer)

    def close(self) -> None:
        """Drops what waits but isn't a save, lets the rest end, calls nobody back. Safe to call twice."""
        self._closed = True
        for future in tuple(self._droppable):
            future.cancel()
        self._pool.shutdown(wait=True)
        self._waiting = 0

    @Slot(object)
    def _deliver(self, conclude: Callable[[], None]) -> None:
        if self._closed:
            return
        self._waiting -= 1
        if self._waiting == 0:
            self.busy_changed.emit(False)
        conclude()


def _log_loss(future: Future[Any]) -> None:
    """Nobody is there any more to be told; the log still is."""
    if (error := future.exception()) is not None:
        logging.getLogger(__name__).error("failed while Pibu was closing", exc_info=error)


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
