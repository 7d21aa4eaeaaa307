"""Measures start and memory of the program: `python -m app.measure_start [--runs 7] [--seconds 10] [--json]`.

Each run starts the program as a person does, with the demo camera and folders of its own, and is told by it when the
window was painted, answered, stood ready to grade and showed its first grades (app/start_watch.py); all times count
from just before the process was started. Then it films on, and its memory and its children's is read every second:
the most. The very first run, which also writes the classifiers' graphs and may read files from the disk, is shown
apart. Needs a display: `xvfb-run -a -s "-screen 0 1600x1000x24" python -m app.measure_start` has one.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import psutil

from app.__main__ import has_display
from app.application import START_VARIABLE
from app.history.folders import FOLDER_VARIABLE
from app.live.cameras import DEMO
from app.settings import CONFIG_VARIABLE, Settings, write_settings
from app.start_watch import Moment
from ml.device import Device
from ml.graphs import CACHE_VARIABLE
from ml.types import Attribute

POLL_SECONDS = 0.05
MEMORY_EVERY = 1.0
PATIENCE_SECONDS = 120.0
PROGRAM = (sys.executable, "-m", "app")
MIB = 2**20
CHOSEN = Settings(welcomed=True, camera=DEMO, device=Device.CPU, auto_shutter=False, overlay=Attribute.OIL)


@dataclass(frozen=True, slots=True)
class Memory:
    """MiB of the program and its children, added. rss: resident; counts what they share as often as they do.

    pss: what is shared divided by its sharers, 0 where the system doesn't tell. uss: what would be free without it.
    """

    rss: float
    pss: float
    uss: float


@dataclass(frozen=True, slots=True)
class Start:
    """One start, or a figure of several. Seconds since before the process was started but for stalled; MiB.

    built, painted, usable, ready, graded, stalled: see app.start_watch.Moment. grading: ready less usable.
    """

    built: float
    painted: float
    usable: float
    ready: float
    graded: float
    stalled: float
    grading: float
    rss: float
    pss: float
    uss: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """first: the very first start in new folders. runs: the starts after it, and their medians and worst."""

    first: Start
    runs: tuple[Start, ...]
    median: Start
    worst: Start


class StartMeasurer:
    """Starts a program again and again. folder: an empty one, for its settings, history, graphs and log."""

    def __init__(self, program: Sequence[str], folder: Path, seconds: float) -> None:
        self._program, self._folder, self._seconds = tuple(program), folder, seconds
        write_settings(folder / "config" / "settings.json", CHOSEN)

    def measured(self) -> Start:
        """One start, and `seconds` of live mode after its first grades.

        Raises:
            TimeoutError: it did not come to its first grades.
            ChildProcessError: it ended before.
        """
        told = self._folder / "moments"
        told.unlink(missing_ok=True)
        began = time.monotonic()
        with _started(self._program, self._environment(told)) as process:
            moments = _moments(told, process)
            memory = _most_memory(process, self._seconds)
        return _start_of(began, moments, memory)

    def _environment(self, told: Path) -> dict[str, str]:
        """Everything that the program writes goes into the folder."""
        places = {
            CONFIG_VARIABLE: "config",
            FOLDER_VARIABLE: "history",
            CACHE_VARIABLE: "graphs",
            "XDG_STATE_HOME": "state",
        }
        own = {variable: str(self._folder / name) for variable, name in places.items()}
        return {**os.environ, **own, START_VARIABLE: str(told)}


def measure(measurer: StartMeasurer, runs: int, tell: Callable[[str, Start], None]) -> Measurement:
    """The first start, then so many; each is told as soon as it is over."""
    first = measurer.measured()
    tell("first", first)
    found = []
    for number in range(1, runs + 1):
        found.append(measurer.measured())
        tell(str(number), found[-1])
    return Measurement(first, tuple(found), _of_all(found, statistics.median), _of_all(found, max))


def line_of(name: str, start: Start) -> str:
    """A start in one line."""
    times = f"usable {start.usable:.2f} s, ready {start.grading:.2f} s later, first grades at {start.graded:.2f} s"
    memory = f"RSS {start.rss:.0f}, PSS {start.pss:.0f}, USS {start.uss:.0f} MiB"
    return f"{name:>6}: {times}, longest wait meanwhile {1000 * start.stalled:.0f} ms; {memory}"


def table_of(found: Measurement) -> str:
    """Everything as a Markdown table."""
    rows = (
        ("everything imported and built, s", *_cells(found, "built", 2)),
        ("**window usable, s**", *_cells(found, "usable", 2)),
        ("**ready to grade, s after that**", *_cells(found, "grading", 2)),
        ("first grades of the demo camera on the screen, s", *_cells(found, "graded", 2)),
        ("longest wait for the window between usable and first grades, ms", *_cells(found, "stalled", 0, 1000)),
        ("**most resident memory in live mode (RSS), MiB**", *_cells(found, "rss", 0)),
        ("the same, shared pages divided (PSS), MiB", *_cells(found, "pss", 0)),
        ("the same, its own pages alone (USS), MiB", *_cells(found, "uss", 0)),
    )
    head = (f"{len(found.runs)} starts", "median", "worst", "very first")
    rule = ("---", *["---:"] * 3)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))


def _cells(found: Measurement, name: str, digits: int, factor: int = 1) -> tuple[str, ...]:
    figures = (getattr(start, name) for start in (found.median, found.worst, found.first))
    return tuple(f"{factor * figure:.{digits}f}" for figure in figures)


def _of_all(starts: Sequence[Start], figure: Callable[[list[float]], float]) -> Start:
    return Start(*(figure([getattr(start, field.name) for start in starts]) for field in fields(Start)))


def _start_of(began: float, moments: dict[Moment, float], memory: Memory) -> Start:
    at = {moment: seconds - began for moment, seconds in moments.items()}
    grading = at[Moment.READY] - at[Moment.USABLE]
    times = (at[Moment.BUILT], at[Moment.PAINTED], at[Moment.USABLE], at[Moment.READY], at[Moment.GRADED])
    return Start(*times, moments[Moment.STALLED], grading, memory.rss, memory.pss, memory.uss)


@contextmanager
def _started(program: tuple[str, ...], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The program while it is measured; then it and its children are ended. What it says goes nowhere."""
    process = subprocess.Popen(program, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        for one in _family(process):
            with suppress(psutil.NoSuchProcess):
                one.kill()
        process.wait()


def _family(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        parent = psutil.Process(process.pid)
        return [*parent.children(recursive=True), parent]
    except psutil.NoSuchProcess:
        return []


def _moments(told: Path, process: subprocess.Popen[bytes]) -> dict[Moment, float]:
    """What the program has written, once the last line is there."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        lines = told.read_text("ascii").splitlines(keepends=True) if told.exists() else []
        if lines and lines[-1].startswith(Moment.STALLED) and lines[-1].endswith("\n"):
            return {Moment(line.split()[0]): float(line.split()[1]) for line in lines}
        if process.poll() is not None:
            raise ChildProcessError(f"the program ended with {process.returncode}")
        time.sleep(POLL_SECONDS)
    raise TimeoutError("no grades were shown")


def _most_memory(process: subprocess.Popen[bytes], seconds: float) -> Memory:
    """Each kind's most, of what is read once a second."""
    end, read = time.monotonic() + seconds, [_memory(process)]
    while time.monotonic() < end:
        time.sleep(MEMORY_EVERY)
        read.append(_memory(process))
    return Memory(max(one.rss for one in read), max(one.pss for one in read), max(one.uss for one in read))


def _memory(process: subprocess.Popen[bytes]) -> Memory:
    every = [one.memory_full_info() for one in _family(process)]
    pss = sum(getattr(one, "pss", 0) for one in every)
    return Memory(sum(one.rss for one in every) / MIB, pss / MIB, sum(one.uss for one in every) / MIB)


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns 2 where there is no display."""
    parser = argparse.ArgumentParser(prog="python -m app.measure_start", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="starts after the first (default: 7)")
    parser.add_argument("--seconds", type=float, default=10.0, help="of live mode after the first grades (default: 10)")
    parser.add_argument("--json", action="store_true", help="print everything as JSON instead of lines and a table")
    parser.add_argument("--program", nargs="+", default=PROGRAM, help="a bundle's program, for example dist/pibu/pibu")
    arguments = parser.parse_args(argv)
    if not has_display():
        print("A display is needed; xvfb-run has one.", file=sys.stderr)
        return 2

    def tell(name: str, start: Start) -> None:
        print(line_of(name, start), file=sys.stderr if arguments.json else sys.stdout, flush=True)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        measurer = StartMeasurer(arguments.program, Path(folder), arguments.seconds)
        found = measure(measurer, max(1, arguments.runs), tell)
    print(json.dumps(asdict(found), indent=2) if arguments.json else f"\n{table_of(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
