"""The CPU engine's graphs run by themselves: at other sizes than the app's, and timed layer by layer."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ml.cpu_engine import HEADS_TOGETHER, TOGETHER, opened
from ml.evidence import Evidence
from ml.gradcam import Target, heat_for
from ml.graphs import PackGraphs
from ml.types import Attribute, FloatArray, Region

RUNS = 40
WARM_UP = 3


class SizedEngine:
    """All attributes on prepared crops of any size, with the CPU engine's sessions and in its steps, one thread."""

    def __init__(self, graphs: PackGraphs) -> None:
        self._trunks = [(opened(graph), users) for graph, users in graphs.trunks]
        self._heads = {attribute: opened(graph) for attribute, graph in graphs.heads.items()}

    def heat(self, x: FloatArray, read: Mapping[Attribute, Sequence[int]]) -> list[FloatArray]:
        """A heat map, (S, S), of each attribute and crop. x: (N, channels, S, S). read: rows of x, by attribute."""
        found: list[FloatArray] = []
        for trunk, users in self._trunks:
            shared = np.concatenate([trunk.run(None, {"crops": part})[0] for part in _parts(x, TOGETHER)])
            for user in users:
                for part in _parts(shared[list(read[user])], HEADS_TOGETHER):
                    maps = self._heads[user].run(None, {"shared": part})[0]
                    found += [_heat(user, each, x.shape[2]) for each in maps]
        return found


@dataclass(frozen=True, slots=True)
class Kernel:
    """What the runtime ran for a node of a graph, milliseconds for one crop. convolution: else a change of layout."""

    name: str
    convolution: bool
    milliseconds: float


def kernels_of(graph: bytes, name: str, x: FloatArray, runs: int = RUNS) -> list[Kernel]:
    """The kernels of one graph in the order they run; the median of so many runs, by the runtime's own profile.

    x: the graph's input, called name, (N, C, h, w), as many crops as the engine gives it at once.
    """
    with tempfile.TemporaryDirectory(prefix="pibu-") as folder:
        running = opened(graph, profile=Path(folder) / "kernels")
        for _ in range(WARM_UP + runs):
            running.run(None, {name: x})
        events = json.loads(Path(running.end_profiling()).read_text(encoding="utf-8"))
    spent: dict[str, list[float]] = {}
    kinds: dict[str, str] = {}
    for event in events:
        if event.get("cat") == "Node" and event["name"].endswith("_kernel_time"):
            kernel = event["name"].removesuffix("_kernel_time")
            spent.setdefault(kernel, []).append(event["dur"] / 1000 / len(x))
            kinds[kernel] = event["args"]["op_name"]
    return [Kernel(k, kinds[k] == "Conv", statistics.median(times[WARM_UP:])) for k, times in spent.items()]


def _parts(x: FloatArray, size: int) -> list[FloatArray]:
    return [x[start : start + size] for start in range(0, len(x), size)]


def _heat(attribute: Attribute, maps: FloatArray, size: int) -> FloatArray:
    logits: Any = maps.mean((1, 2))
    return heat_for(Evidence(attribute, Region.CHIN, logits, maps), Target.PREDICTED, size)
