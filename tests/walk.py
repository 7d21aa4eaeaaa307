"""Walks a real window through a script: each step is a condition that is waited for, with the event loop running."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.application import Shell

Condition = Callable[[], bool]
Script = Iterator[Condition]
POLL_MS = 20


class Walk(QObject):
    """Runs a script that yields conditions; closes the window and leaves the loop at its end, with 0 if all came true.

    A condition that isn't true within `patience` seconds ends it with 1, and what the script was at is printed.
    """

    def __init__(self, shell: Shell, script: Script, patience: float) -> None:
        super().__init__()
        self._shell, self._script, self._patience = shell, script, patience
        self._condition: Condition = lambda: True
        self._since = 0.0
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begins once the loop runs."""
        self._since = time.monotonic()
        self._timer.start()

    def _look(self) -> None:
        try:
            if self._condition():
                self._condition, self._since = next(self._script), time.monotonic()
            elif time.monotonic() - self._since > self._patience:
                frame = getattr(self._script, "gi_frame", None)
                print(f"waited in vain in line {frame.f_lineno if frame else 0}", file=sys.stderr)
                self._end(1)
        except StopIteration:
            self._end(0)
        except BaseException:
            self._end(1)
            raise

    def _end(self, status: int) -> None:
        self._timer.stop()
        self._shell.window.close()
        QApplication.exit(status)


def walk(application: QApplication, shell: Shell, script: Script, patience: float = 60.0) -> int:
    """Runs the loop until the script is over. Returns the exit status."""
    steps = Walk(shell, script, patience)
    QTimer.singleShot(0, steps.start)
    return application.exec()


def for_seconds(seconds: float) -> Condition:
    """True after so long."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end
