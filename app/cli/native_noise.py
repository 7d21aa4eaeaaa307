"""Keeps what C++ libraries print (MediaPipe's start-up notes) out of people's terminals: it goes to a log file.

No setting of MediaPipe 0.10.31 silences them; tried were GLOG_minloglevel, TF_CPP_MIN_LOG_LEVEL, ABSL_MIN_LOG_LEVEL.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

STDERR = 2


class NativeNoise:
    """From construction to let_through(), file descriptor 2 is a log file; Python's sys.stderr stays what it was."""

    def __init__(self, log: Path | None = None) -> None:
        self._python_stderr = sys.stderr
        self._kept: int | None = None
        try:
            file = _opened(log or platformdirs.user_log_path("pibu", appauthor=False) / "native.log")
            self._kept = os.dup(STDERR)
        except OSError:  # nowhere to log, or no stderr at all: the noise is heard
            return
        sys.stderr = os.fdopen(
            os.dup(self._kept), "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace"
        )
        os.dup2(file, STDERR)
        os.close(file)

    def let_through(self) -> None:
        """Ends it. Safe to call twice."""
        if self._kept is None:
            return
        os.dup2(self._kept, STDERR)
        os.close(self._kept)
        self._kept = None
        sys.stderr.close()
        sys.stderr = self._python_stderr


def _opened(log: Path) -> int:
    log.parent.mkdir(parents=True, exist_ok=True)
    return os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
