"""Photos a second by number of processes, against one: `python -m ml.bench.photos FOLDER --workers 1,2,4`.

Each round grades the folder once in this process and once with each number of processes, in turn, so that what else the
machine does hits all of them. Opening is not timed. One process: a PhotoGrader and its decoding process.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ml.bench.timing import Quartiles, quartiles_of
from ml.device import Device
from ml.grading_pool import GradingPool
from ml.photo_bytes import photos_in
from ml.photo_grader import GradingOrder, PhotoGrader


@dataclass(frozen=True, slots=True)
class Throughput:
    """workers: 0 is this process alone. per_second: photos. ratio: to this process alone, of the same round."""

    workers: int
    per_second: Quartiles
    ratio: Quartiles


def alone(order: GradingOrder, photos: Sequence[Path]) -> float:
    """Seconds that grading takes in this process."""
    with PhotoGrader(order) as grader:
        grader.grade(photos[0])  # what opens at first use
        start = time.perf_counter()
        for photo in photos:
            grader.grade(photo)
        return time.perf_counter() - start


def together(order: GradingOrder, workers: int, photos: Sequence[Path]) -> float:
    """Seconds that grading takes in so many processes."""
    with GradingPool(order, workers) as pool:
        for _ in pool.grade([photos[0]] * workers * 2):  # what opens at first use
            pass
        start = time.perf_counter()
        for _ in pool.grade(photos):
            pass
        return time.perf_counter() - start


def throughputs(order: GradingOrder, photos: Sequence[Path], workers: Sequence[int], rounds: int) -> list[Throughput]:
    """One for this process alone, and one for each number of workers."""
    ways = (0, *workers)
    seconds: dict[int, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            seconds[way].append(together(order, way, photos) if way else alone(order, photos))
    return [
        Throughput(
            way,
            quartiles_of([len(photos) / each for each in seconds[way]]),
            quartiles_of([base / each for base, each in zip(seconds[0], seconds[way], strict=True)]),
        )
        for way in ways
    ]


def table(found: Sequence[Throughput]) -> str:
    """A Markdown table."""
    lines = ["| processes | photos a second | quartiles | against one process |", "|---|---|---|---|"]
    for each in found:
        name = f"{each.workers} workers" if each.workers else "this one alone"
        speed = each.per_second
        quartiles = f"{speed.low:.2f}-{speed.high:.2f}"
        lines.append(f"| {name} | {speed.median:.2f} | {quartiles} | {each.ratio.median:.2f} |")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns the exit status: 0 measured, 2 there is no photo."""
    parser = argparse.ArgumentParser(prog="python -m ml.bench.photos", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", default="1,2", help="numbers of processes, with commas (default: 1,2)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--model", type=Path, help="folder of a model pack")
    arguments = parser.parse_args(argv)
    photos = photos_in([arguments.folder])
    if not photos:
        print(f"there are no photos in {arguments.folder}", file=sys.stderr)
        return 2
    workers = [int(number) for number in arguments.workers.split(",")]
    print(table(throughputs(GradingOrder(arguments.model, device=Device.CPU), photos, workers, arguments.rounds)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
