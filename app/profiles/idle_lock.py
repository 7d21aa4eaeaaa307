"""Locks the history when nobody uses the program for a while, and when the computer has slept."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import SLOT, QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

LOOK_MS = 1000
SLEPT_AFTER = 2.0
"""Seconds of sleep between two looks that count; the two clocks drift by far less."""
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


def seconds_with_sleep() -> float:
    """A clock that never goes back and goes on while the computer sleeps."""
    if sys.platform == "win32":
        return time.monotonic()
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def seconds_awake() -> float:
    """A clock that never goes back and stands still while the computer sleeps."""
    if sys.platform == "win32":
        import ctypes

        count = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(count))
        return count.value * 1e-7
    return time.clock_gettime(getattr(time, "CLOCK_UPTIME_RAW", time.CLOCK_MONOTONIC))


class IdleLock(QObject):
    """due(): lock now. While it runs it filters the application's events: it sees every key and every move.

    limit: seconds without input. Before the computer sleeps only systemd tells (PrepareForSleep on D-Bus); elsewhere
    the sleep is noticed at the first look after it.
    """

    due = Signal()

    def __init__(
        self,
        application: QCoreApplication,
        limit: float,
        clock: Callable[[], float] = seconds_with_sleep,
        awake: Callable[[], float] = seconds_awake,
    ) -> None:
        super().__init__()
        self._application = application
        self._limit = limit
        self._clock, self._awake = clock, awake
        self._used, self._slept = clock(), self._asleep()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Somebody has signed in: the time starts anew."""
        self._used, self._slept = self._clock(), self._asleep()
        self._timer.start()
        self._application.installEventFilter(self)

    def stop(self) -> None:
        """Nobody is signed in."""
        self._timer.stop()
        self._application.removeEventFilter(self)

    def set_limit(self, limit: float) -> None:
        """Another time; what has passed counts."""
        self._limit = limit

    def look(self) -> None:
        """Whether it is time."""
        if not self._timer.isActive():
            return
        now = self._clock()
        if self._asleep() - self._slept > SLEPT_AFTER or now - self._used >= self._limit:
            self.stop()
            self.due.emit()

    def _asleep(self) -> float:
        """Seconds that the computer has slept, from some moment on."""
        return self._clock() - self._awake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes input, after a look: the first move after a sleep doesn't wake the history."""
        if event.type() in _INPUT and self._timer.isActive():
            self.look()
            self._used = self._clock()
        return False

    def listen_for_sleep(self) -> bool:
        """Asks systemd to tell before the computer sleeps. Whether somebody is there to tell: not on every system."""
        if sys.platform != "linux":
            return False
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return False
        place = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
        slot = SLOT("note_sleep(bool)")  # a str, whatever the stubs say: bytes are refused
        return bool(bus.connect(*place, "PrepareForSleep", self, slot))  # type: ignore[call-overload]

    @Slot(bool)
    def note_sleep(self, begins: bool) -> None:
        """The computer is about to sleep, or has woken."""
        if begins and self._timer.isActive():
            self.stop()
            self.due.emit()
