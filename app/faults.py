"""What happens to a bug: it goes into the log, and the user sees one dialog, however many follow."""

from __future__ import annotations

import logging
import logging.handlers
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

LOG_NAME = "pibu.log"
LOG_BYTES, LOG_COPIES = 1_000_000, 2

_log = logging.getLogger(__name__)


def start_log(folder: Path) -> Path | None:
    """Logs warnings and worse to a rotating file in folder; None when it can't be written (then to stderr)."""
    root = logging.getLogger()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / LOG_NAME
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=LOG_COPIES, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root.addHandler(handler)
    return path


class CrashHook(QObject):
    """Takes every uncaught exception of every thread. `show(text)` is called once, on the window's thread."""

    _caught = Signal(str)

    def __init__(self, show: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._shown = False
        self._caught.connect(self._show_once, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Takes over sys.excepthook and threading.excepthook."""
        sys.excepthook = self._catch
        threading.excepthook = self._catch_in_thread

    def remove(self) -> None:
        """Puts the former hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        _log.critical("uncaught: %s", text)
        if sys.stderr is not None:  # a windowed program has none
            sys.stderr.write(text)
        self._caught.emit(text)

    def _catch_in_thread(self, uncaught: threading.ExceptHookArgs) -> None:
        if uncaught.exc_value is not None:
            self._catch(uncaught.exc_type, uncaught.exc_value, uncaught.exc_traceback)

    def _show_once(self, text: str) -> None:
        if not self._shown:
            self._shown = True
            self._show(text)
