"""Peak memory and cold start of the naive way and of the engine, each in a process of its own.

`python -m ml.bench.memory WAY CROPS PACK DEVICE THREADS` prints its ProcessMemory as JSON. The process is a bare
interpreter with numpy, OpenCV, psutil and the crops; then it imports what its way needs, opens it, and grades.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import cv2
import numpy as np
import psutil

from ml.bench.answers import Way
from ml.bench.child import printed_by
from ml.bench.ways import engine_opener, naive_opener
from ml.card import from_json, to_json
from ml.device import Device
from ml.regions import CROP_SIZE
from ml.types import Attribute, Region, SkinCrop

CALLS = 5
LINUX_STATUS = Path("/proc/self/status")


class WayName(StrEnum):
    """Which way a process measures."""

    NAIVE = "naive"
    ENGINE = "engine"


@dataclass(frozen=True, slots=True)
class ProcessMemory:
    """One way's process, MiB of resident memory (RSS: its libraries' touched pages count) and milliseconds.

    bare: before anything of the way is imported. imported: with its libraries. opened: with its weights.
    peak: the most until after CALLS analyses. import_ms, open_ms, first_ms: cold start, step by step.
    """

    bare: float
    imported: float
    opened: float
    peak: float
    import_ms: float
    open_ms: float
    first_ms: float

    @property
    def added(self) -> float:
        """What the way adds to a process: its libraries, weights and working memory, MiB."""
        return self.peak - self.bare

    @property
    def working(self) -> float:
        """What grading adds to the way that stands ready: feature maps, gradients, MiB."""
        return self.peak - self.opened


@dataclass(frozen=True, slots=True)
class Memory:
    """Both ways' processes.

    share: engine / naive of what each adds to a process, libraries and weights included. working_share: of what grading
    adds to the way that stands ready.
    """

    naive: ProcessMemory
    engine: ProcessMemory
    share: float
    working_share: float


def memory_of(crops: Sequence[SkinCrop], pack: Path, device: Device, threads: int) -> Memory:
    """Measures both ways, one after the other (half a minute on a cold disk).

    Raises:
        subprocess.SubprocessError: a process failed.
    """
    naive, engine = (process_memory(way, crops, pack, device, threads) for way in (WayName.NAIVE, WayName.ENGINE))
    return Memory(naive, engine, engine.added / naive.added, engine.working / naive.working)


def process_memory(way: WayName, crops: Sequence[SkinCrop], pack: Path, device: Device, threads: int) -> ProcessMemory:
    """Measures one way in a new process.

    Raises:
        subprocess.SubprocessError: the process failed.
    """
    with tempfile.TemporaryDirectory(prefix="pibu-") as folder:
        kept = Path(folder) / "crops.npz"
        write_crops(kept, crops)
        arguments = [way, str(kept), str(pack), device, str(threads)]
        return from_json(ProcessMemory, printed_by("ml.bench.memory", arguments, threads))


def write_crops(path: Path, crops: Sequence[SkinCrop]) -> None:
    """Keeps what a way needs of crops: region, pixels, skin colour."""
    np.savez(
        path,
        regions=np.array([crop.region.value for crop in crops]),
        pixels=np.stack([crop.pixels for crop in crops]),
        skin=np.stack([crop.skin for crop in crops]),
    )


def read_crops(path: Path) -> tuple[SkinCrop, ...]:
    """The crops that write_crops kept; masks are full and to_image says nothing."""
    full = np.ones((CROP_SIZE, CROP_SIZE), np.bool_)
    with np.load(path, allow_pickle=False) as kept:
        rows = zip(kept["regions"], kept["pixels"], kept["skin"], strict=True)
        return tuple(SkinCrop(Region(str(r)), pixels, full, np.eye(2, 3), skin) for r, pixels, skin in rows)


def _measured(way: WayName, crops: Path, pack: Path, device: Device, threads: int) -> ProcessMemory:
    cv2.setNumThreads(threads)
    kept = read_crops(crops)
    bare, start = _resident(), time.perf_counter()
    opener = naive_opener() if way is WayName.NAIVE else engine_opener()
    imported, after_import = _resident(), time.perf_counter()
    ready: Way = opener(pack, device, threads)
    opened, after_open = _resident(), time.perf_counter()
    ready.answers(kept, tuple(Attribute))
    after_first = time.perf_counter()
    for _ in range(CALLS - 1):
        ready.answers(kept, tuple(Attribute))
    return ProcessMemory(
        bare=bare,
        imported=imported,
        opened=opened,
        peak=_peak(),
        import_ms=1000 * (after_import - start),
        open_ms=1000 * (after_open - after_import),
        first_ms=1000 * (after_first - after_open),
    )


def _resident() -> float:
    return float(psutil.Process().memory_info().rss / 2**20)


def _peak() -> float:
    """The most this process ever held, MiB.

    On Linux VmHWM: getrusage's ru_maxrss begins at what the parent held when it started this process.
    """
    if LINUX_STATUS.exists():
        line = next(line for line in LINUX_STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset / 2**20)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    name, crops_file, folder_name, device_name, number = sys.argv[1:]
    measured = _measured(WayName(name), Path(crops_file), Path(folder_name), Device(device_name), int(number))
    sys.stdout.buffer.write(to_json(measured))
