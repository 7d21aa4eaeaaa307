"""The CPU engine: a pack's graphs in ONNX Runtime, without torch; a common trunk runs once for all its heads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from ml.card import Card
from ml.checkpoints import Pack
from ml.device import Device
from ml.evidence import Evidence
from ml.graphs import PackGraphs
from ml.preprocess import prepare
from ml.regions import attributes_of
from ml.types import Attribute, FloatArray, ModelVersion, SkinCrop

TOGETHER = 2
"""Crops that run through a trunk at once: their early feature maps (2.4 MB each) stay in the processor's cache."""
HEADS_TOGETHER = 5
"""Crops that run through a head at once, so that two threads share the heads' work evenly."""

_T = TypeVar("_T")
_Task = Callable[[], _T]


@dataclass(frozen=True, slots=True)
class _Trunk:
    """An opened trunk and the attributes whose heads read it."""

    runner: Any
    users: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Shared:
    """What one trunk made of one crop. features: (C, h, w) float32."""

    trunk: int
    row: int
    features: FloatArray


class CpuEngine:
    """Runs a pack with ONNX Runtime.

    threads: how many work on one run. They live for that run only and so inherit the caller's niceness (on Linux);
    each opened graph has one thread, which never spins. Engines share nothing: any number can live together.
    """

    def __init__(self, pack: Pack, graphs: PackGraphs, threads: int = 1) -> None:
        self._threads = threads
        self._version = pack.model_version
        self._cards = tuple(c.card for c in pack.checkpoints)
        self._trunks = tuple(_Trunk(opened(graph), users) for graph, users in graphs.trunks)
        self._heads = {attribute: opened(graphs.heads[attribute]) for attribute in Attribute}
        self._biases = {a: pack.of(a).weights["head.linear.bias"] for a in Attribute}

    @property
    def version(self) -> ModelVersion:
        """The pack whose weights it runs."""
        return self._version

    @property
    def cards(self) -> tuple[Card, ...]:
        """The five cards, in the order of Attribute."""
        return self._cards

    @property
    def device(self) -> Device:
        """What it runs on."""
        return Device.CPU

    @property
    def trunks(self) -> int:
        """How many different trunks run: 1 when the five classifiers share theirs."""
        return len(self._trunks)

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        """See ml.evidence.Engine.run. Heads nobody wants and crops no wanted head reads cost nothing."""
        read = {a: [i for i, crop in enumerate(crops) if a in attributes_of(crop.region)] for a in wanted}
        with _workers(self._threads) as spread:
            rows = sorted({row for mine in read.values() for row in mine})
            shared = spread([self._early(crops, part, read) for part in _parts(rows, TOGETHER)])
            features = {(one.trunk, one.row): one.features for part in shared for one in part}
            late = [
                self._late(attribute, crops, part, features)
                for attribute in wanted
                for part in _parts(read[attribute], HEADS_TOGETHER)
            ]
            return tuple(evidence for part in spread(late) for evidence in part)

    def close(self) -> None:
        """Free the weights. Safe to call twice."""
        self._trunks, self._heads = (), {}

    def _early(
        self, crops: Sequence[SkinCrop], rows: Sequence[int], read: dict[Attribute, list[int]]
    ) -> _Task[list[_Shared]]:
        """Prepares some crops and runs the trunks that need them."""

        def task() -> list[_Shared]:
            prepared = prepare([crops[row] for row in rows])
            found: list[_Shared] = []
            for number, trunk in enumerate(self._trunks):
                needed = {row for user in trunk.users for row in read.get(user, ())}
                mine = [place for place, row in enumerate(rows) if row in needed]
                if mine:
                    given = prepared if len(mine) == len(rows) else prepared[mine]
                    (features,) = trunk.runner.run(None, {"crops": given})
                    found += [_Shared(number, rows[place], one) for place, one in zip(mine, features, strict=True)]
            return found

        return task

    def _late(
        self,
        attribute: Attribute,
        crops: Sequence[SkinCrop],
        rows: Sequence[int],
        features: dict[tuple[int, int], FloatArray],
    ) -> _Task[list[Evidence]]:
        """Runs one head on what its trunk made of some crops."""

        def task() -> list[Evidence]:
            trunk = next(number for number, trunk in enumerate(self._trunks) if attribute in trunk.users)
            shared = np.stack([features[trunk, row] for row in rows])
            (maps,) = self._heads[attribute].run(None, {"shared": shared})
            logits = maps.mean((2, 3), dtype=np.float64) + self._biases[attribute]
            return [
                Evidence(attribute, crops[row].region, one.astype(np.float32), np.array(each))
                for row, one, each in zip(rows, logits, maps, strict=True)
            ]

        return task


@contextmanager
def _workers(threads: int) -> Iterator[Callable[[Sequence[_Task[_T]]], list[_T]]]:
    """A function that does tasks, in order or side by side, and returns what they returned in order."""
    if threads == 1:
        yield lambda tasks: [task() for task in tasks]
        return
    with ThreadPoolExecutor(threads, thread_name_prefix="engine") as pool:
        yield lambda tasks: list(pool.map(lambda task: task(), tasks))


def _parts(rows: Sequence[int], size: int) -> list[Sequence[int]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def opened(graph: bytes, profile: Path | None = None) -> Any:
    """A graph, opened by ONNX Runtime: one thread, no spinning beside a window, memory given back after each run.

    profile: where to write how long each kernel took (the runtime adds a suffix); with an arena then, so that kernels
    aren't charged for the system's giving and taking of memory.
    """
    # WORKAROUND: onnxruntime 1.29 and later send telemetry unless this is set before the import.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = profile is not None
    options.log_severity_level = 3
    if profile is not None:
        options.enable_profiling, options.profile_file_prefix = True, str(profile)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
