"""Reads photos that anybody may have made: they are decoded in a process of their own, which may die of them.

Decoders of HEIC, TIFF and the like are large C libraries that have crashed, hung and worse on crafted files. One
process serves photo after photo (ml/photo_process.py); when it ends over one, that photo is damaged and a new process
serves the next. The caller holds the file's bytes and the finished pixels, nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ml.errors import PibuError, TroubleCode
from ml.photo_bytes import photo_bytes
from ml.photo_wire import READY, exactly, receive_answer, send_photo
from ml.types import RgbImage

ROOT = Path(__file__).parent.parent
BUNDLED_WORD = "decode-photos"
"""What a bundled program, which is no Python to hand a module to, is called with instead."""
PIPE_BYTES = 1 << 20


class PhotoDecoder:
    """Reads photos one at a time, whichever threads ask. Close it in the end, or leave it to garbage collection."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = decoding_command() if command is None else tuple(command)
        self._turn = threading.Lock()
        self._starting = threading.Lock()
        self._closed = False
        self._process: _Process | None = None

    def start(self) -> None:
        """Starts the process, so that the first photo doesn't wait for it. Returns at once; never fails."""
        with self._starting:
            if self._process is None and not self._closed:
                self._process = _Process(self._command)

    def read(self, photo: Path | bytes) -> RgbImage:
        """As ml.photo_file.read_photo, whatever the file does to its decoder.

        Raises:
            PibuError: as read_photo does. PHOTO_DAMAGED also when decoding ended the process (crash, 9 seconds);
                PHOTO_TOO_LARGE also for want of memory; PHOTO_UNREADABLE also when no process can be started, or
                after close().
        """
        subject = "" if isinstance(photo, bytes) else str(photo)
        content = photo_bytes(photo)
        with self._turn:
            process = self._asked(content, subject)
            try:
                image = process.answer(subject)
            except (EOFError, ValueError, OSError) as error:
                self._drop(process)
                code = TroubleCode.PHOTO_UNREADABLE if self._closed else TroubleCode.PHOTO_DAMAGED
                raise PibuError(code, subject, f"the decoding process ended: {error!r}") from error
            except PibuError:
                raise
            except BaseException:  # Ctrl-C: the answer would be taken for that of the next photo
                self._drop(process)
                raise
        return image

    def close(self) -> None:
        """Ends the process, even over a photo; nothing is read any more. Safe to call twice."""
        self._closed = True
        with self._starting:
            process, self._process = self._process, None
        if process is not None:
            process.end()

    def __enter__(self) -> PhotoDecoder:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()

    def _asked(self, content: bytes, subject: str) -> _Process:
        """A process that holds the photo. One that died since the last photo is replaced once."""
        for _ in range(2):
            self.start()
            process = self._process
            if process is None:
                break
            try:
                process.ask(content)
                return process
            except (EOFError, OSError):
                self._drop(process)
        raise PibuError(TroubleCode.PHOTO_UNREADABLE, subject, "no decoding process")

    def _drop(self, process: _Process) -> None:
        with self._starting:
            if self._process is process:
                self._process = None
        process.end()


class _Process:
    """One process from its start to its end. Nothing here waits for its start but the first ask()."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._started: subprocess.Popen[bytes] | None = None
        self._ready = False
        try:
            self._started = _start(command)
        except OSError:
            return  # told by ask()
        self._finish = weakref.finalize(self, _end, self._started)

    def end(self) -> None:
        """Ends it, whatever it does. Safe to call twice."""
        if self._started is not None:
            self._finish()

    def ask(self, content: bytes) -> None:
        """Sends a photo. Raises OSError or EOFError when there is no process."""
        requests, answers = self._pipes()
        if not self._ready and exactly(answers, len(READY)) != READY:
            raise EOFError
        self._ready = True
        send_photo(requests, content)

    def answer(self, subject: str) -> RgbImage:
        """What becomes of the photo; see ml.photo_wire.receive_answer."""
        return receive_answer(self._pipes()[1], subject)

    def _pipes(self) -> tuple[BinaryIO, BinaryIO]:
        started = self._started
        if started is None or started.stdin is None or started.stdout is None:
            raise EOFError
        return started.stdin, started.stdout  # type: ignore[return-value]


def decoding_command() -> tuple[str, ...]:
    """How the process is started. -P: a photo's folder may hold a file that is called like a module of ours."""
    if getattr(sys, "frozen", False):
        return (sys.executable, BUNDLED_WORD)
    return (sys.executable, "-P", "-B", "-m", "ml.photo_process")


def _start(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        pipesize=PIPE_BYTES,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was still to be written to a dead process
                pipe.close()
