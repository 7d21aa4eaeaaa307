"""Scans again and again in the real window, off screen, and prints how memory, threads and handles went.

`python -m tests.faults.soak_flow SECONDS EVERY` leaves the window alone for WARM_SHARE of the time before it counts.
"""

from __future__ import annotations

import ctypes
import gc
import json
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from math import sqrt
from pathlib import Path
from statistics import median

import psutil
from PySide6.QtWidgets import QApplication

from app.application import Shell
from app.garbage import WindowThreadGarbage
from app.keeping.keeper import KeepState
from app.live.director import LivePhase
from app.live.live_page import LivePage
from app.settings import LockAfter, Settings
from ml.errors import PibuError
from tests.walk import Script, for_seconds, walk

WARM_SHARE = 0.3
FEWEST_SAMPLES = 4
FEWEST_SCANS = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """One look, with the camera live and no scan under way. seconds: since the start. held: bytes of memory."""

    seconds: float
    held: int
    threads: int
    handles: int


@dataclass(frozen=True, slots=True)
class Soak:
    """What came of it after warming up. scans: taken and kept in all. held: bytes in the end.

    slope: MB (1e6 bytes) an hour. surely: the least slope that the samples' scatter allows for (95%): ten minutes of
    live pictures scatter by tens of MB, so that a small slope can't be told from none, but a leak can.
    threads, handles: the most in the first and in the second half. Two threads come and go with each run of the engine.
    """

    scans: int
    samples: int
    held: int
    slope: float
    surely: float
    threads: tuple[int, ...]
    handles: tuple[int, ...]


class Soaker:
    """Takes and keeps a scan every so often, and looks at the process after each."""

    def __init__(self, shell: Shell, seconds: float, every: float) -> None:
        self._shell, self._seconds, self._every = shell, seconds, every
        self._process = psutil.Process()
        self._begun = time.monotonic()
        self.scans = 0
        self.samples: list[Sample] = []

    def script(self) -> Script:
        """Signs a person in, then scans until the time is over, but FEWEST_SCANS times."""
        services, window = self._shell.services, self._shell.window
        services.settings.put(Settings(camera="demo", auto_shutter=False, lock_after=LockAfter.HOUR))
        self._shell.open()
        yield lambda: isinstance(window.page, LivePage) and services.analyzers.analyzer is not None
        page = window.page
        assert isinstance(page, LivePage)
        services.sign_in.by_new_profile("Jimin", "a patient sentence of words", lambda: None, _fail)
        yield lambda: services.sign_in.history is not None
        self._begun = time.monotonic()
        while time.monotonic() - self._begun < self._seconds or self.scans < FEWEST_SCANS:
            due = time.monotonic() + self._every
            yield from self._scan(page)
            page.director.again()
            yield lambda: page.director.phase is LivePhase.LIVE
            yield for_seconds(min(1.0, self._every / 4))
            self._look()
            yield lambda due=due: time.monotonic() >= due  # type: ignore[misc]

    def _scan(self, page: LivePage) -> Script:
        while page.director.phase is not LivePhase.FROZEN:
            if page.director.phase is LivePhase.LIVE:
                page.director.take()
            yield for_seconds(0.1)
        page.keeper.keep()
        yield lambda: page.keeper.state in (KeepState.ASKING, KeepState.SAVING, KeepState.KEPT)
        if page.keeper.state is KeepState.ASKING:
            page.keeper.answer(pictures=True)
        yield lambda: page.keeper.state is KeepState.KEPT
        self.scans += 1

    def _look(self) -> None:
        process = self._process
        give_back()
        handles = process.num_handles() if sys.platform == "win32" else process.num_fds()
        now = time.monotonic() - self._begun
        sample = Sample(now, held_by(process), process.num_threads(), handles)
        self.samples.append(sample)
        print(f"{now:6.0f} s {sample.held / 1e6:8.1f} MB {sample.threads:3} threads {handles:3} handles", flush=True)

    def told(self) -> Soak:
        """What came of it, without the time of warming up."""
        warm = [sample for sample in self.samples[1:] if sample.seconds >= WARM_SHARE * self._seconds]
        early, late = warm[: len(warm) // 2], warm[len(warm) // 2 :]
        threads = tuple(max(sample.threads for sample in half) for half in (early, late))
        handles = tuple(max(sample.handles for sample in half) for half in (early, late))
        return Soak(self.scans, len(warm), warm[-1].held, *slopes(warm), threads, handles)


def give_back() -> None:
    """What is freed goes back to the system where that can be asked for, so that it isn't counted as held."""
    gc.collect()
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library than glibc
            ctypes.CDLL(None).malloc_trim(0)


def held_by(process: psutil.Process) -> int:
    """Bytes the process wrote itself (Linux), which mapped files don't blur; elsewhere what is resident."""
    rollup = Path(f"/proc/{process.pid}/smaps_rollup")
    if rollup.exists():
        lines = rollup.read_text().splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("Anonymous")).split()[1])
    return int(process.memory_info().rss)


def slopes(samples: list[Sample]) -> tuple[float, float]:
    """MB an hour: the median of the slopes of all pairs, and the lower end of its 95% interval.

    A few odd samples don't bend it. Theil 1950; Sen, J Am Stat Assoc 1968;63:1379.
    """
    count = len(samples)
    if count < FEWEST_SAMPLES:
        return float("nan"), float("nan")
    pairs = [(one, other) for number, one in enumerate(samples) for other in samples[number + 1 :]]
    ranked = sorted((b.held - a.held) / 1e6 / ((b.seconds - a.seconds) / 3600) for a, b in pairs)
    reach = 1.96 * sqrt(count * (count - 1) * (2 * count + 5) / 18)
    return median(ranked), ranked[max(0, int((len(ranked) - reach) / 2))]


def _fail(trouble: PibuError) -> None:
    raise trouble


def main() -> int:
    """Prints a Soak as JSON. Returns 0 when every scan came to its end."""
    application = QApplication(sys.argv[:1])
    shell = Shell(application)
    garbage = WindowThreadGarbage()
    soaker = Soaker(shell, float(sys.argv[1]), float(sys.argv[2]))
    status = walk(application, shell, soaker.script(), patience=200)
    garbage.stop()
    print(json.dumps(asdict(soaker.told()), allow_nan=True), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
