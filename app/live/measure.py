"""Measures the live page in a real window: `python -m app.live.measure [--seconds 10] [--pack FOLDER]` prints JSON.

Ten seconds of the demo camera with all attributes, regions and heat maps; then the window's thread is blocked for
two seconds. `--neighbours N` runs so many other programs meanwhile that do nothing but compute. Needs a display
(`xvfb-run -a -s "-screen 0 1600x1000x24" python -m app.live.measure` has one).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.live.cameras import DEMO
from app.live.live_page import LivePage
from app.live.meter import LiveStatistics, percentile
from app.settings import CONFIG_VARIABLE, Settings, write_settings
from ml.types import Attribute

if TYPE_CHECKING:
    from ml.analyzer import Analyzer

TICK_MS = 5
BLOCK_SECONDS = 2.0
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Stalls:
    """How late a timer of the window's event loop came, milliseconds."""

    p50_ms: float
    p99_ms: float
    worst_ms: float


@dataclass(frozen=True, slots=True)
class Block:
    """What blocking the window's thread cost. growth_mb: memory after it less before, MiB. frames_after: catch-up."""

    seconds: float
    growth_mb: float
    frames_after: int


@dataclass(frozen=True, slots=True)
class Measurement:
    """All that is measured. missed: the indices of the newest frames that got no landmarks, counted from 0."""

    live: LiveStatistics
    missed: tuple[int, ...]
    stalls: Stalls
    block: Block


class StallProbe(QObject):
    """A timer in the window's event loop that notes how late it comes."""

    def __init__(self) -> None:
        super().__init__()
        self._late: list[float] = []
        self._before = 0.0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begins to watch."""
        self._late.clear()
        self._before = time.monotonic()
        self._timer.start()

    def stop(self) -> Stalls:
        """Ends watching: what was seen."""
        self._timer.stop()
        late = sorted(self._late)
        return Stalls(percentile(late, 0.5), percentile(late, 0.99), late[-1] if late else 0.0)

    def _tick(self) -> None:
        now = time.monotonic()
        self._late.append(max(0.0, 1000 * (now - self._before) - TICK_MS))
        self._before = now


def measure(page: LivePage, seconds: float) -> Measurement:
    """Measures a live page that is shown and whose camera runs. Lets the event loop run meanwhile.

    Raises:
        TimeoutError: nothing was graded within PATIENCE_SECONDS.
    """
    pipeline = page.director.pipeline
    if pipeline is None or not _wait(lambda: pipeline.statistics().analyses_per_second > 0):
        raise TimeoutError("no frame was graded")
    probe = StallProbe()
    pipeline.meter.clear()
    probe.start()
    let_run(seconds)
    live, missed = pipeline.statistics(), pipeline.meter.last_missed
    stalls = probe.stop()
    return Measurement(live, missed, stalls, _block(page))


@contextmanager
def busy_neighbours(count: int) -> Iterator[None]:
    """So many processes that compute without a pause, at ordinary priority, until the end."""
    processes = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def let_run(seconds: float) -> None:
    """Runs an event loop of its own for so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _wait(arrived: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE_SECONDS
    while not arrived() and time.monotonic() < end:
        let_run(0.1)
    return arrived()


def _block(page: LivePage) -> Block:
    process, shown = psutil.Process(), list[object]()
    page.director.frame_shown.connect(shown.append)
    before = process.memory_info().rss
    time.sleep(BLOCK_SECONDS)
    growth = process.memory_info().rss - before
    let_run(0.02)
    page.director.frame_shown.disconnect(shown.append)
    return Block(BLOCK_SECONDS, growth / 2**20, len(shown))


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m app.live.measure", description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--pack", type=Path, help="the model pack (default: the chosen one)")
    parser.add_argument("--neighbours", type=int, default=0, help="busy programs beside it (default: 0)")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[CONFIG_VARIABLE] = folder
        chosen = Settings(camera=DEMO, auto_shutter=False, overlay=Attribute.OIL, welcomed=True)
        write_settings(Path(folder) / "settings.json", chosen)
        with busy_neighbours(arguments.neighbours):
            measurement = _in_a_window(arguments.pack, arguments.seconds)
    print(json.dumps(asdict(measurement), indent=2, default=float))
    return 0


def _in_a_window(pack: Path | None, seconds: float) -> Measurement:
    from app.application import Shell
    from app.pages import PageKind

    def load() -> Analyzer:
        from app.models import threads
        from ml.open import open_analyzer

        return open_analyzer(pack, threads=threads())

    shell = Shell(QApplication(sys.argv[:1]), load)
    try:
        shell.open(PageKind.LIVE)
        let_run(1.0)
        page = shell.window.page
        if not isinstance(page, LivePage):
            raise RuntimeError("the live page did not open")
        return measure(page, seconds)
    finally:
        shell.window.close()


if __name__ == "__main__":
    sys.exit(main())
