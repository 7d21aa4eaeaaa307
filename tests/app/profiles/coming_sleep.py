"""On a bus of its own: an IdleLock listens, another process says as systemd does that the computer will sleep."""

from __future__ import annotations

import os
import subprocess
import sys

os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication

from app.profiles.idle_lock import IdleLock

NAME, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"


def tell() -> None:
    """As systemd."""
    application = QApplication([])
    bus = QDBusConnection.systemBus()
    assert bus.registerService(NAME)
    signal = QDBusMessage.createSignal(PATH, f"{NAME}.Manager", "PrepareForSleep")
    signal.setArguments([True])
    assert bus.send(signal)
    QTimer.singleShot(300, application.quit)
    application.exec()


def listen() -> None:
    """As Pibu: prints "due" when it is told."""
    application = QApplication([])
    lock = IdleLock(application, 300.0)
    lock.due.connect(lambda: (print("due"), application.quit()))
    lock.start()
    print("listening", lock.listen_for_sleep())
    with subprocess.Popen([sys.executable, __file__, "tell"]):
        QTimer.singleShot(60_000, application.quit)
        application.exec()
    lock.stop()


if __name__ == "__main__":
    tell() if sys.argv[1:] else listen()
