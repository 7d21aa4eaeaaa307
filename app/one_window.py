"""One window for each person: a second start hands its wish to the first window, which comes to the front.

The first one holds a lock in the settings folder and listens on a local socket beside it, which only the same user can
reach. Where QtNetwork's libraries are missing, or the folder can't be used, each start opens a window of its own.
Commands without a window don't come here.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK_NAME = "window.lock"
SOCKET_NAME = "window.socket"
MOST_BYTES = 1 << 20
LONGEST_PATH = 100
"""Characters of a Unix socket's path; systems allow 104 to 108."""
PATIENCE_SECONDS = 3.0
"""How long the first window may take to answer: it may be just starting."""
STEP_MS = 100
DONE = b"done\n"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a start is asked for: a camera (as the settings name it) and absolute paths of photos, or only a window."""

    camera: str | None = None
    photos: tuple[Path, ...] = ()

    def encoded(self) -> bytes:
        """One line of JSON."""
        photos = [str(path) for path in self.photos]
        return json.dumps({"camera": self.camera, "photos": photos}).encode("ascii") + b"\n"


def decoded(line: bytes) -> Wish | None:
    """The wish of a line; None when it is none."""
    try:
        said = json.loads(line)
        camera, photos = said["camera"], said["photos"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    fits = isinstance(photos, list) and all(isinstance(path, str) for path in photos)
    if not fits or not isinstance(camera, str | None):
        return None
    return Wish(camera, tuple(Path(path) for path in photos))


class OneWindow(QObject):
    """wished(Wish): another start came and went."""

    wished = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._name = socket_name(folder)
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    def is_first(self, wish: Wish) -> bool:
        """Whether this start shall open a window; if not, the first window has taken the wish over."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        lock = QLockFile(str(self._folder / LOCK_NAME))
        lock.setStaleLockTime(0)  # only a process that is gone gives it up
        if lock.tryLock(0):
            self._lock = lock
            return True
        return lock.error() is not QLockFile.LockError.LockFailedError or not self._told(wish)

    def close(self) -> None:
        """Lets another start be the first. Safe to call twice."""
        server, self._server = self._server, None
        if server is not None:
            server.close()
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.unlock()

    def listen(self) -> None:
        """From now on hears other starts, which wait for it a while. Imports QtNetwork: after the window is shown."""
        try:
            from PySide6.QtNetwork import QLocalServer
        except ImportError:
            return
        if self._name is None or self._lock is None:
            return
        QLocalServer.removeServer(self._name)  # of a window that crashed; the lock says that there is no other
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if server.listen(self._name):
            server.newConnection.connect(self._greet)
            self._server = server

    def _greet(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(lambda caller=caller: self._hear(caller))
            if caller.bytesAvailable():
                self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > MOST_BYTES:
                caller.abort()
            return
        wish = decoded(bytes(caller.readLine().data()))
        if wish is not None:
            caller.write(DONE)
            self.wished.emit(wish)
        caller.disconnectFromServer()

    def _told(self, wish: Wish) -> bool:
        """Whether the first window has taken the wish. It may still be starting, so it is tried for a while."""
        try:
            from PySide6.QtNetwork import QLocalSocket
        except ImportError:
            return False
        end = time.monotonic() + PATIENCE_SECONDS
        while self._name is not None and time.monotonic() < end:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(STEP_MS):
                socket.write(wish.encoded())
                return _answered(socket, end)
            time.sleep(STEP_MS / 1000)
        return False


def _answered(socket: QLocalSocket, end: float) -> bool:
    while not socket.canReadLine() and time.monotonic() < end:
        socket.waitForReadyRead(STEP_MS)
    return socket.readLine().data() == DONE


def socket_name(folder: Path) -> str | None:
    """Where the windows of this settings folder meet; None when the folder's path is too long for a socket."""
    if sys.platform == "win32":
        import hashlib

        return f"pibu-{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"
    path = str(folder / SOCKET_NAME)
    return path if len(path.encode()) <= LONGEST_PATH else None
