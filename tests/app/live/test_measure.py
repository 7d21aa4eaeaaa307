"""The live page keeps its promises: measured briefly, with limits that grow with how crowded the machine is now.

`python -m app.live.measure` measures at length. A signal for each frame, a grade on the window's thread or an
unbounded queue would fail here.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.live.cameras import DEMO
from app.live.director import LivePhase
from app.live.live_page import LivePage
from app.live.measure import busy_neighbours, measure
from app.models import AnalyzerSource
from app.notices import Notices
from app.services import Services
from app.settings import SettingsStore
from app.sign_in import SignIn
from app.tasks import Tasks
from ml.open import open_analyzer
from ml.types import Attribute
from tests.support import random_pack

pytestmark = pytest.mark.alone


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[LivePage]:
    """The live page with the demo camera, the real landmarker and classifiers with random weights."""
    tasks, model_tasks = Tasks("test"), Tasks("test-models")
    pack = random_pack(tmp_path)
    analyzers = AnalyzerSource(model_tasks, lambda: open_analyzer(pack))
    services = Services(SettingsStore(), tasks, analyzers, Notices(), SignIn(Tasks("history")))
    chosen = replace(services.settings.current, camera=DEMO, auto_shutter=False, overlay=Attribute.OIL)
    services.settings.put(chosen)
    one = LivePage(services, find_devices=tuple)
    qtbot.addWidget(one)
    one.resize(1036, 640)
    yield one
    one.close_down()
    tasks.close()
    model_tasks.close()
    analyzers.close()


def crowding() -> float:
    """How many times longer work takes here now than on a quiet machine; 1 or more."""
    wall, work = time.perf_counter(), time.thread_time()
    while time.thread_time() - work < 0.15:
        pass
    return max(1.0, (time.perf_counter() - wall) / 0.15)


def test_live_page_keeps_its_promises(qtbot: QtBot, page: LivePage) -> None:
    crowded = crowding()
    page.show()
    page.enter()
    qtbot.waitUntil(lambda: page.director.phase is LivePhase.LIVE, timeout=20_000)
    measured = measure(page, 3.0)
    qtbot.waitUntil(lambda: bool(page.view.video.heat), timeout=60_000)
    assert page.view.analysis is not None
    assert page.view.analysis.graded
    page.leave()
    crowded = max(crowded, crowding())
    live = measured.live
    assert live.displayed_fps > 20 / crowded
    assert live.tracked_fps > 10 / crowded  # beside grading, two quiet cores track 18 to 19, with AVX-512 26 to 30
    assert live.frame_age_p50_ms < 50 * crowded
    assert live.frame_age_p95_ms < 100 * crowded
    assert measured.stalls.p99_ms < 80 * crowded
    assert measured.block.growth_mb < 40
    assert measured.block.frames_after <= 4


SLEEPER = """
import time
late = []
for _ in range(500):
    before = time.monotonic()
    time.sleep(0.005)
    late.append(1000 * (time.monotonic() - before) - 5)
print(sorted(late)[-5])
"""
"""Sleeps as the probe of the window's thread does and prints its own p99 lateness: what the system lets nobody be."""


def test_the_window_stays_swift_while_grading_beside_a_busy_neighbour(qtbot: QtBot, page: LivePage) -> None:
    """The limit of the test above, more only by what any program that sleeps has to wait here now.

    The promise is 50 ms; `python -m app.live.measure --neighbours 1` shows it on a machine that does nothing else.
    """
    crowded = crowding()
    page.show()
    page.enter()
    qtbot.waitUntil(lambda: page.director.phase is LivePhase.LIVE, timeout=20_000)
    sleeper = subprocess.Popen([sys.executable, "-c", SLEEPER], stdout=subprocess.PIPE)
    with busy_neighbours(1):
        measured = measure(page, 3.0)
    page.leave()
    asleep = float(sleeper.communicate(timeout=60)[0])
    crowded = max(crowded, crowding())
    assert measured.stalls.p99_ms < 80 * crowded + 4 * asleep
    assert measured.live.displayed_fps > 15 / crowded
