"""Scans again and again in the real window, off screen, and prints how memory, threads and handles went.

`python -m tests.faults.soak_flow SECONDS EVERY` leaves the window alone for WARM_SHARE of the time before it counts.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass
from statistics import median

import psutil
from PySide6.QtWidgets import QApplication

from app.application import Shell
from app.garbage import WindowThreadGarbage
from app.keeping.keeper import KeepState
from app.live.director import LivePhase
from app.live.live_page import LivePage
from app.settings import Settings
from ml.errors import PibuError
from tests.walk import Script, for_seconds, walk

WARM_SHARE = 0.3
FEWEST_SAMPLES = 4
FEWEST_SCANS = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """One look, with the camera live and nothing under way. seconds: since the start. resident: bytes."""

    seconds: float
    resident: int
    threads: int
    handles: int


@dataclass(frozen=True, slots=True)
class Soak:
    """scans: taken and kept. slope: MB (1e6 bytes) an hour. threads, handles: least and most, after warming up."""

    scans: int
    samples: int
    resident: int
    slope: float
    threads: tuple[int, int]
    handles: tuple[int, int]


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
        services.settings.put(Settings(camera="demo", auto_shutter=False))
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
        handles = process.num_handles() if sys.platform == "win32" else process.num_fds()
        now = time.monotonic() - self._begun
        self.samples.append(Sample(now, process.memory_info().rss, process.num_threads(), handles))

    def told(self) -> Soak:
        """What came of it, without the time of warming up."""
        warm = [sample for sample in self.samples if sample.seconds >= WARM_SHARE * self._seconds] or self.samples
        threads, handles = [sample.threads for sample in warm], [sample.handles for sample in warm]
        return Soak(
            self.scans,
            len(warm),
            warm[-1].resident,
            slope(warm),
            (min(threads), max(threads)),
            (min(handles), max(handles)),
        )


def slope(samples: list[Sample]) -> float:
    """MB an hour: the median of the slopes of all pairs, which a few odd samples don't bend (Theil 1950, Sen 1968)."""
    pairs = [(one, other) for number, one in enumerate(samples) for other in samples[number + 1 :]]
    slopes = [(b.resident - a.resident) / 1e6 / ((b.seconds - a.seconds) / 3600) for a, b in pairs]
    return median(slopes) if len(samples) >= FEWEST_SAMPLES else float("nan")


def _fail(trouble: PibuError) -> None:
    raise trouble


def main() -> int:
    """Prints a Soak as JSON. Returns 0 when every scan came to its end."""
    application = QApplication(sys.argv[:1])
    shell = Shell(application)
    garbage = WindowThreadGarbage()
    soaker = Soaker(shell, float(sys.argv[1]), float(sys.argv[2]))
    status = walk(application, shell, soaker.script(), patience=60)
    garbage.stop()
    print(json.dumps(asdict(soaker.told()), allow_nan=True), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
