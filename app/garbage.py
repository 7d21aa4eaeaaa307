"""Collects Python's reference cycles on the window's thread only.

Python collects in whichever thread happens to allocate. A cycle that holds a widget, collected on a worker thread,
deletes the Qt object there: its timers stay registered with the window's thread, whose next tick then reads freed
memory (seen as a crash in QTimerInfoList::activateTimers).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

TICK_MS = 1000
OLD_EVERY = 120


class WindowThreadGarbage(QObject):
    """Switches automatic collection off and collects from a timer of the thread it is made on; stop() undoes it."""

    def __init__(self, parent: QObject | None = None, tick_ms: int = TICK_MS) -> None:
        super().__init__(parent)
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(tick_ms)
        self._timer.timeout.connect(self._collect)
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Gives collection back to Python. Safe to call twice."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        """What is new since the last tick; all objects, which take longer to walk, more rarely.

        Python's middle generation is never left to grow: walked every tenth tick, it stopped the window for 490 ms
        while a report of 10,000 scans was written.
        """
        self._ticks += 1
        gc.collect(2 if self._ticks % OLD_EVERY == 0 else 1)
