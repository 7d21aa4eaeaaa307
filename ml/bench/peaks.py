"""What this machine can do at best: floating-point operations a second, and bytes a second from caches and memory.

`python -m ml.bench.peaks THREADS TRIES` prints them as JSON; in a process of its own, because numpy's matrix library
takes its number of threads from the environment when it is loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from ml.bench.child import printed_by
from ml.bench.timing import milliseconds
from ml.card import from_json, to_json

SIDES = (512, 1024, 1536)
SIZES = (("L2", 2**18), ("L3", 2**22), ("memory", 2**28))
"""Where a copy's two buffers lie, and their bytes; each level's buffers fit well into it and not into the one above."""
COPIED_EACH_TIME = 2**27
TRIES = 15


@dataclass(frozen=True, slots=True)
class Bandwidth:
    """Bytes read and written a second by copies between two buffers of this size together, in GB/s (1e9 bytes)."""

    level: str
    buffer_bytes: int
    gigabytes_per_second: float


@dataclass(frozen=True, slots=True)
class Peaks:
    """The best of many tries. GFLOP/s of square matrix products, numpy's or torch's; bf16: torch's.

    bf16 is no faster than fp32 where the processor has no instructions for it.
    """

    threads: int
    fp32_gflops: float
    bf16_gflops: float
    bandwidths: tuple[Bandwidth, ...]

    def bandwidth(self, level: str) -> float:
        """GB/s of one level."""
        return next(b.gigabytes_per_second for b in self.bandwidths if b.level == level)


def measured_peaks(threads: int, tries: int = TRIES) -> Peaks:
    """Measures them in a new process, with so many threads (some ten seconds).

    Raises:
        subprocess.SubprocessError: the process failed.
    """
    return from_json(Peaks, printed_by("ml.bench.peaks", [str(threads), str(tries)], threads))


def best(work: Callable[[], object], tries: int) -> float:
    """The shortest time of so many calls, milliseconds."""
    return min(milliseconds(work) for _ in range(tries))


def _peaks(threads: int, tries: int) -> Peaks:
    import torch

    torch.set_num_threads(threads)
    with torch.inference_mode():
        fp32 = max(max(_numpy_gflops(side, tries), _torch_gflops("float32", side, tries)) for side in SIDES)
        bf16 = max(_torch_gflops("bfloat16", side, tries) for side in SIDES)
        bandwidths = tuple(Bandwidth(level, size, _copied(size, tries)) for level, size in SIZES)
    return Peaks(threads, fp32, bf16, bandwidths)


def _numpy_gflops(side: int, tries: int) -> float:
    import numpy as np

    a, b, out = (np.ones((side, side), np.float32) for _ in range(3))
    return 2 * side**3 / best(lambda: np.matmul(a, b, out=out), tries) / 1e6


def _torch_gflops(kind: str, side: int, tries: int) -> float:
    import torch

    a, b, out = (torch.ones(side, side, dtype=getattr(torch, kind)) for _ in range(3))
    return 2 * side**3 / best(lambda: torch.mm(a, b, out=out), tries) / 1e6


def _copied(size: int, tries: int) -> float:
    """GB/s. The two buffers are half the size each; a try copies often enough to take milliseconds."""
    import torch

    source, target = (torch.ones(size // 8, dtype=torch.float32) for _ in range(2))
    repeats = max(1, COPIED_EACH_TIME // size)

    def copy() -> None:
        for _ in range(repeats):
            target.copy_(source)

    copy()
    return size * repeats / best(copy, tries) / 1e6


if __name__ == "__main__":
    sys.stdout.buffer.write(to_json(_peaks(int(sys.argv[1]), int(sys.argv[2]))))
