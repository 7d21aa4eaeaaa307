"""Every fault a camera can have, many at once, over and over: told within two seconds, and no thread is left behind.

`python3 start.py test tests/faults/test_camera_faults.py -m slow` has each of them a hundred times.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.live.device_camera import Capture, DeviceCamera
from app.live.frames import CameraState, CameraStatus
from app.live.mailbox import Mailbox
from app.live.meter import LiveMeter
from app.live.workers import CameraThread
from ml.errors import TroubleCode
from ml.types import Frame
from tests.fakes import FakeCapture

TOLD_SECONDS = 2.0
AT_ONCE = 40
READ_SECONDS = 0.03
IMAGE = np.full((36, 64, 3), 120, np.uint8)
BLACK = np.zeros_like(IMAGE)
THERE, FORBIDDEN, ABSENT = 0, 5, 97


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong. opened: the device's driver, there after `late` seconds. code: None: only patience is needed."""

    name: str
    index: int
    opened: Callable[[], Capture]
    code: TroubleCode | None
    late: float = 0.0


def capture(*reads: object, opened: bool = True) -> Callable[[], Capture]:
    return lambda: FakeCapture(opened, reads, READ_SECONDS)


STUCK = threading.Event()

FAULTS = (
    Fault("not there", ABSENT, capture(opened=False), TroubleCode.CAMERA_NONE),
    Fault("in use", THERE, capture(opened=False), TroubleCode.CAMERA_BUSY),
    Fault("in use, silently", THERE, capture(None), TroubleCode.CAMERA_BUSY),
    Fault("forbidden", FORBIDDEN, capture(opened=False), TroubleCode.CAMERA_DENIED),
    Fault("unplugged", THERE, capture(*[IMAGE] * 8, None), TroubleCode.CAMERA_GONE),
    Fault("hangs", THERE, capture(IMAGE, IMAGE, STUCK), TroubleCode.CAMERA_GONE),
    Fault("covered", THERE, capture(IMAGE, IMAGE, BLACK), TroubleCode.CAMERA_BLACK),
    Fault("slow", THERE, capture(IMAGE), None, late=2.5),
)


@dataclass(eq=False)
class Run:
    """One camera with a fault. told: what was said, and when, seconds after the start."""

    fault: Fault
    thread: CameraThread
    begun: float = 0.0
    told: list[tuple[float, CameraStatus]] = field(default_factory=list)

    def start(self) -> None:
        self.begun = time.monotonic()
        self.thread.start()

    def note(self, status: CameraStatus) -> None:
        self.told.append((time.monotonic() - self.begun, status))

    def over(self) -> bool:
        """Whether all that there is to be said was said."""
        if self.fault.code is None:
            return any(status.state is CameraState.RUNNING for _, status in self.told)
        return any(status.trouble is not None for _, status in self.told)

    def stopped(self) -> bool:
        """Whether the camera was let go of."""
        return bool(self.told) and self.told[-1][1].state is CameraState.STOPPED


@pytest.fixture(autouse=True)
def system(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A system with camera 0, and camera 5 that may not be used."""
    monkeypatch.setattr("app.live.cameras.device_indexes", lambda: frozenset({THERE, FORBIDDEN}))
    denied = {FORBIDDEN: TroubleCode.CAMERA_DENIED}
    monkeypatch.setattr("app.live.device_camera.denied_access", denied.get)
    STUCK.clear()
    yield
    STUCK.set()


def made(fault: Fault) -> Run:
    def opener(index: int) -> Capture:
        time.sleep(fault.late)
        return fault.opened()

    camera = DeviceCamera(fault.index, fault.name, opener)
    frames: tuple[Mailbox[Frame], Mailbox[Frame]] = (Mailbox(), Mailbox())
    return Run(fault, CameraThread(camera, *frames, LiveMeter()))


def stand(qtbot: QtBot, faults: list[Fault]) -> None:
    """Runs cameras with these faults side by side, until each has told; then stops them all."""
    runs = [made(fault) for fault in faults]
    for run in runs:
        run.thread.status_changed.connect(run.note)
        run.start()
    qtbot.waitUntil(lambda: all(run.over() for run in runs), timeout=20_000)
    for run in runs:
        run.thread.requestInterruption()
    qtbot.waitUntil(lambda: all(run.stopped() for run in runs), timeout=10_000)
    for run in runs:
        assert run.thread.wait(3000)
        assert_told(run)


def assert_told(run: Run) -> None:
    """A sign within two seconds in any case; the right trouble within two seconds of the fault, and no other."""
    first, status = run.told[0]
    assert first < TOLD_SECONDS
    assert status.state is CameraState.STARTING
    troubles = [(when, status.trouble) for when, status in run.told if status.trouble is not None]
    if run.fault.code is None:
        assert troubles == []
        return
    when, trouble = troubles[0]
    assert trouble.code is run.fault.code
    assert when < TOLD_SECONDS + 8 * READ_SECONDS, f"{run.fault.name} was told after {when:.1f} s"


def tasks() -> int:
    """Threads of this process, those of libraries too."""
    return len(os.listdir("/proc/self/task")) if Path("/proc/self/task").exists() else threading.active_count()


def assert_threads_return(qtbot: QtBot, before: int) -> None:
    STUCK.set()
    qtbot.waitUntil(lambda: tasks() <= before, timeout=10_000)


def each(count: int) -> Iterator[list[Fault]]:
    """Batches that hold each fault so often in all."""
    faults = [fault for _ in range(count) for fault in FAULTS]
    for start in range(0, len(faults), AT_ONCE):
        yield faults[start : start + AT_ONCE]


def test_every_fault_is_told_in_time(qtbot: QtBot) -> None:
    before = tasks()
    for batch in each(4):
        stand(qtbot, batch)
    assert_threads_return(qtbot, before)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_every_fault_a_hundred_times(qtbot: QtBot) -> None:
    before = tasks()
    for batch in each(100):
        stand(qtbot, batch)
        assert_threads_return(qtbot, before)
        STUCK.clear()
