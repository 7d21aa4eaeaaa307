"""Grading yields: its thread and those that an engine starts for it run at a lowered priority, and none spins."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import QThread

from app.live.priority import EXTRA_NICENESS, NICEST, yield_to_others
from ml.checkpoints import load_pack
from ml.cpu_engine import CpuEngine
from ml.graphs import write_graphs
from ml.preprocess import prepare
from ml.types import Attribute, FloatArray, Region, SkinCrop
from tests.support import random_crop, random_pack

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows a niceness for each thread")
CROPS = tuple(random_crop(region) for region in Region)


class Grading(QThread):
    """Yields, then runs an engine."""

    def __init__(self, engine: CpuEngine) -> None:
        super().__init__()
        self._engine = engine
        self.niceness = 0

    def run(self) -> None:
        yield_to_others()
        self.niceness = _niceness()
        self._engine.run(CROPS, tuple(Attribute))


def _niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.fixture
def engine(tmp_path: Path) -> CpuEngine:
    pack = load_pack(random_pack(tmp_path))
    return CpuEngine(pack, write_graphs(pack), threads=2)


@linux
def test_grading_and_its_helpers_run_at_a_lowered_priority_and_nobody_else(
    engine: CpuEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[int, int] = {}

    def noted(crops: Sequence[SkinCrop]) -> FloatArray:
        seen[threading.get_native_id()] = _niceness()
        return prepare(crops)

    monkeypatch.setattr("ml.cpu_engine.prepare", noted)
    before, interval, opencv = _niceness(), sys.getswitchinterval(), cv2.getNumThreads()
    thread = Grading(engine)
    try:
        thread.start()
        assert thread.wait(60_000)
    finally:
        sys.setswitchinterval(interval)
        cv2.setNumThreads(opencv)
    lowered = min(before + EXTRA_NICENESS, NICEST)
    assert thread.niceness == lowered
    assert seen
    assert set(seen.values()) == {lowered}
    assert _niceness() == before


def test_an_engine_at_rest_takes_no_time(engine: CpuEngine) -> None:
    """Threads that wait for work by spinning would."""
    engine.run(CROPS, tuple(Attribute))
    spent = time.process_time()
    time.sleep(0.5)
    assert time.process_time() - spent < 0.1
