"""Grades very many photos in several processes: rows come in the order of the photos, and memory doesn't grow.

Each process (ml/grading_process.py) holds an analyzer of one thread and the decoding process of ADR 0020. A process
that ends over a photo (killed for memory, say) is replaced and the photo tried once more; when that ends a process too,
the photo's row says so. Processes end with the program that started them, however it ends: their input ends then.
"""

from __future__ import annotations

import hashlib
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from ml.errors import PibuError, TroubleCode
from ml.grading_process import Row, opened_from_line, order_to_line, photo_to_line, row_from_line
from ml.photo_bytes import photo_bytes
from ml.photo_decoder import ROOT
from ml.photo_grader import GradingOrder
from ml.photo_report import ModelReport

BUNDLED_WORD = "grade-photos"
"""What a bundled program, which is no Python to hand a module to, is called with instead."""
PROCESS_BYTES = 900_000_000
"""Memory set aside for each process and its decoder when their number is chosen: 0.25e9 measured, and large photos."""
AHEAD = 4
"""Photos a process that may be graded before the oldest of them is done."""
TRIES = 2

Finished = Callable[[str, str | None], bool]


def sensible_workers() -> int:
    """How many processes suit this machine: its cores, but no more than half its free memory holds."""
    import psutil

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, int(psutil.virtual_memory().available / 2 // PROCESS_BYTES)))


class GradingPool:
    """Processes that grade, from construction to close(). `model`: the weights they all grade with.

    Raises:
        PibuError: as ml.open.open_analyzer; GRADING_ENDED when a process ends while it opens.
    """

    def __init__(self, order: GradingOrder, workers: int, command: Sequence[str] | None = None) -> None:
        self._order = order
        self._workers = workers
        self._command = grading_command() if command is None else tuple(command)
        self._closing = threading.Event()
        self._idle: queue.SimpleQueue[_Process] = queue.SimpleQueue()
        self._all: list[_Process] = []
        self._lock = threading.Lock()
        try:
            self.model = self._start().opened()
            for _ in range(workers - 1):
                self._start()
        except BaseException:
            self.close()
            raise
        for process in self._all:
            self._idle.put(process)

    def grade(self, photos: Iterable[Path], finished: Finished | None = None) -> Iterator[Row | None]:
        """The photos' rows in their order; None for those that are finished already.

        photos: drawn as they are needed. finished: asked with a photo's path and its content's SHA-256 (None when it
        can't be read) before it is graded. Leaving the iteration early closes the pool.
        """
        waiting: deque[Future[Row | None]] = deque()
        with ThreadPoolExecutor(self._workers, "grading") as threads:
            try:
                for photo in photos:
                    waiting.append(threads.submit(self._row, photo, finished))
                    if len(waiting) >= AHEAD * self._workers:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                if waiting:
                    self.close()
                    threads.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        """Ends the processes, even over a photo. Safe to call twice."""
        self._closing.set()
        with self._lock:
            ending, self._all = self._all, []
        for process in ending:
            process.end()

    def __enter__(self) -> GradingPool:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()

    def _row(self, photo: Path, finished: Finished | None) -> Row | None:
        if finished is not None and finished(str(photo), content_hash(photo)):
            return None
        for _ in range(TRIES):
            process = self._idle.get()
            try:
                return process.row(photo)
            except (EOFError, OSError, ValueError, KeyError, TypeError):
                if self._closing.is_set():
                    raise
                process = self._replaced(process)
            finally:
                self._idle.put(process)
        return Row(str(photo), content_hash(photo), False, None, TroubleCode.GRADING_ENDED, f"{TRIES} processes ended")

    def _start(self) -> _Process:
        with self._lock:
            if self._closing.is_set():
                raise EOFError
            process = _Process(self._command, self._order)
            self._all.append(process)
        return process

    def _replaced(self, ended: _Process) -> _Process:
        ended.end()
        with self._lock:
            if ended in self._all:
                self._all.remove(ended)
        return self._start()


class _Process:
    """One process from its start to its end."""

    def __init__(self, command: tuple[str, ...], order: GradingOrder) -> None:
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._model: ModelReport | None = None
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1"},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        with suppress(OSError):  # told by opened()
            self._ask(order_to_line(order))

    def opened(self) -> ModelReport:
        """The weights it grades with; waits until it is open. Raises as GradingPool."""
        if self._model is None:
            try:
                self._model = opened_from_line(self._answer())
            except (EOFError, ValueError, KeyError, TypeError) as error:
                raise PibuError(TroubleCode.GRADING_ENDED, "", f"a grading process ended: {error!r}") from error
        return self._model

    def row(self, photo: Path) -> Row:
        """What becomes of a photo. Raises OSError or EOFError when the process ended, else as row_from_line."""
        try:
            self.opened()
        except PibuError as trouble:
            raise EOFError from trouble
        self._ask(photo_to_line(photo))
        return row_from_line(self._answer())

    def end(self) -> None:
        """Ends it, whatever it does. Safe to call twice."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _ask(self, line: bytes) -> None:
        if self._process.stdin is None:
            raise EOFError
        self._process.stdin.write(line)
        self._process.stdin.flush()

    def _answer(self) -> bytes:
        line = self._process.stdout.readline() if self._process.stdout is not None else b""
        if not line.endswith(b"\n"):
            raise EOFError
        return line


def content_hash(photo: Path) -> str | None:
    """SHA-256 of a photo file; None when it can't be read."""
    try:
        return hashlib.sha256(photo_bytes(photo)).hexdigest()
    except PibuError:
        return None


def grading_command() -> tuple[str, ...]:
    """How a process is started. -P: a photo's folder may hold a file that is called like a module of ours."""
    if getattr(sys, "frozen", False):
        return (sys.executable, BUNDLED_WORD)
    return (sys.executable, "-P", "-m", "ml.grading_process")
