"""The CPU engine's graphs run by themselves: at other sizes than the app's, and timed layer by layer."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ml.checkpoints import Pack
from ml.cpu_engine import HEADS_TOGETHER, TOGETHER, opened
from ml.evidence import Evidence
from ml.gradcam import Target, heat_for
from ml.graphs import PackGraphs
from ml.types import Attribute, FloatArray, Region

RUNS = 40
WARM_UP = 3


@dataclass(frozen=True, slots=True, eq=False)
class SizedAnswer:
    """One attribute's answer for one row of the input. logits: (5,). heat: (S, S), 0-1, for the most probable grade."""

    attribute: Attribute
    row: int
    logits: FloatArray
    heat: FloatArray


class SizedEngine:
    """Prepared crops of any size, with the CPU engine's sessions and in its steps, one thread.

    Any attribute may be asked about any crop, whichever regions the app grades it on.
    """

    def __init__(self, pack: Pack, graphs: PackGraphs) -> None:
        self._trunks = [(opened(graph), users) for graph, users in graphs.trunks]
        self._heads = {attribute: opened(graph) for attribute, graph in graphs.heads.items()}
        self._biases = {a: pack.of(a).weights["head.linear.bias"] for a in Attribute}

    def answers(self, x: FloatArray, read: Mapping[Attribute, Sequence[int]]) -> list[SizedAnswer]:
        """One for each attribute and crop, trunk by trunk. x: (N, channels, S, S). read: rows of x, by attribute."""
        found: list[SizedAnswer] = []
        for trunk, users in self._trunks:
            shared = np.concatenate([trunk.run(None, {"crops": x[part]})[0] for part in _parts(len(x), TOGETHER)])
            for user in users:
                for part in _parts(len(read[user]), HEADS_TOGETHER):
                    rows = list(read[user][part])
                    maps = self._heads[user].run(None, {"shared": shared[rows]})[0]
                    found += [self._answer(user, row, each, x.shape[2]) for row, each in zip(rows, maps, strict=True)]
        return found

    def _answer(self, attribute: Attribute, row: int, maps: FloatArray, size: int) -> SizedAnswer:
        """maps: (5, h, w). The region is none of a head's business."""
        logits = np.asarray(maps.mean((1, 2), dtype=np.float64) + self._biases[attribute], np.float32)
        heat = heat_for(Evidence(attribute, Region.CHIN, logits, maps), Target.PREDICTED, size)
        return SizedAnswer(attribute, row, logits, heat)


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


def _parts(count: int, size: int) -> list[slice]:
    return [slice(start, start + size) for start in range(0, count, size)]
