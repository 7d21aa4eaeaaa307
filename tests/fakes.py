"""Stand-ins with known behaviour: a clock, cameras that fail on command, a tracker and a grader without networks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from app.live.camera import sealed
from app.live.frames import Tracked
from ml.device import Device
from ml.errors import PibuError
from ml.types import (
    Analysis,
    Attribute,
    AttributeGrade,
    Expression,
    Face,
    Frame,
    Grade,
    ModelVersion,
    Pose,
    QualityCode,
    QualityIssue,
    QualityMode,
    Region,
    RegionGrade,
    RgbImage,
)


class FakeClock:
    """A clock that stands still until it is told to move; sleeping moves it."""

    def __init__(self, now: float = 100.0) -> None:
        self.now = now

    def __call__(self) -> float:
        """The time, seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Lets the time pass."""
        self.now += seconds


def fake_image(index: int = 0, width: int = 64, height: int = 36, level: int = 120) -> RgbImage:
    """A grey image with a bright square whose place follows from the index."""
    image = np.full((height, width, 3), level, np.uint8)
    x = index * 3 % (width - 8)
    image[8:16, x : x + 8] = min(255, level * 2)
    return image


class FakeCamera:
    """A camera with a script.

    fails_at: raises `trouble` instead of this image. black_from: images are black from here on.
    silent_from: nothing comes from here on. first_after: seconds before the first image.
    """

    def __init__(
        self,
        fps: float = 200.0,
        trouble: PibuError | None = None,
        fails_at: int = -1,
        black_from: int | None = None,
        silent_from: int | None = None,
        first_after: float = 0.0,
        size: tuple[int, int] = (64, 36),
    ) -> None:
        self._period = 1.0 / fps
        self._trouble = trouble
        self._fails_at = fails_at
        self._black_from = black_from
        self._silent_from = silent_from
        self._first_after = first_after
        self._size = size
        self._index = 0
        self._opened = 0.0
        self.opened = 0
        self.closed = 0

    @property
    def name(self) -> str:
        """What it is called."""
        return "Fake"

    def open(self) -> None:
        """Opens, or fails when fails_at is -1 and there is a trouble."""
        self.opened += 1
        self._opened = time.monotonic()
        if self._trouble is not None and self._fails_at < 0:
            raise self._trouble

    def read(self, timeout: float) -> RgbImage | None:
        """The next image of the script."""
        silent = self._silent_from is not None and self._index >= self._silent_from
        if silent or time.monotonic() - self._opened < self._first_after:
            time.sleep(min(timeout, 0.01))
            return None
        if self._trouble is not None and self._index == self._fails_at:
            raise self._trouble
        time.sleep(self._period)
        black = self._black_from is not None and self._index >= self._black_from
        image = fake_image(self._index, *self._size, level=0 if black else 120)
        self._index += 1
        return sealed(image)

    def close(self) -> None:
        """Counts."""
        self.closed += 1


class FakeCapture:
    """A cv2.VideoCapture that does what it is told: opened or not, then `reads` in turn, the last one for ever.

    reads: an array for an image (BGR), None for a failed read, an Event for a call that hangs until it is set.
    seconds: how long each read takes.
    """

    def __init__(self, opened: bool = True, reads: tuple[Any, ...] = (None,), seconds: float = 0.002) -> None:
        self._seconds = seconds
        self._opened = opened
        self._reads = reads
        self._next = 0
        self.released = threading.Event()

    def isOpened(self) -> bool:
        """Whether the device was opened."""
        return self._opened

    def read(self) -> tuple[bool, Any]:
        """The next of the reads."""
        one = self._reads[min(self._next, len(self._reads) - 1)]
        self._next += 1
        time.sleep(self._seconds)
        if isinstance(one, threading.Event):
            one.wait(30)
            return False, None
        return one is not None, one

    def release(self) -> None:
        """Notes that the device was let go of."""
        self.released.set()


def fake_face(x: float = 20.0, y: float = 8.0, size: float = 20.0) -> Face:
    """A face whose landmarks lie on a grid over a square."""
    steps = np.linspace(0, size, 22)
    grid = np.stack(np.meshgrid(steps + x, steps + y), axis=-1).reshape(-1, 2)[:478]
    return Face(grid.astype(np.float32), Pose(0.0, 0.0, 0.0), Expression())


class FakeTracker:
    """Finds the same face in each frame; the gate is open when `gate` says so for the frame."""

    def __init__(self, gate: Callable[[Frame], bool] = lambda frame: True, seconds: float = 0.0) -> None:
        self._gate = gate
        self._seconds = seconds
        self.modes: list[QualityMode] = []
        self.closed = 0

    def look(self, frame: Frame, mode: QualityMode) -> Tracked:
        """A face, and TOO_FAR when the gate is closed."""
        time.sleep(self._seconds)
        self.modes.append(mode)
        is_open = self._gate(frame)
        return Tracked(frame, (fake_face(),), () if is_open else (QualityIssue(QualityCode.TOO_FAR),), is_open, mode)

    def close(self) -> None:
        """Counts."""
        self.closed += 1


def fake_grade(expected: float) -> Grade:
    """A grade with this expected value, between two neighbours."""
    low = min(3, int(expected))
    share = expected - low
    probabilities = [0.0] * 5
    probabilities[low], probabilities[low + 1] = 1 - share, share
    a, b, c, d, e = probabilities
    return Grade((a, b, c, d, e))


def fake_analysis(expected: float = 2.0, without: tuple[tuple[Attribute, Any], ...] = ()) -> Analysis:
    """An analysis with one grade everywhere on the chin. without: attributes that abstain, and why."""
    reasons = dict(without)
    attributes = tuple(
        AttributeGrade(attribute, None, reasons[attribute], ())
        if attribute in reasons
        else AttributeGrade(
            attribute,
            fake_grade(expected),
            None,
            (RegionGrade(attribute, Region.CHIN, fake_grade(expected), 1.0),),
        )
        for attribute in Attribute
    )
    return Analysis(64, 36, 1, fake_face(), (), (), attributes, ModelVersion("fake", ()))


class FakeGrader:
    """Grades each image with the next of the given expected grades, over and over."""

    def __init__(self, expected: tuple[float, ...] = (2.0,), seconds: float = 0.01) -> None:
        self._expected = expected
        self._seconds = seconds
        self.device = Device.CPU
        self.images: list[RgbImage] = []
        self.asked: list[tuple[tuple[Attribute, ...], tuple[Attribute, ...]]] = []
        self.forgotten = 0

    def analyze(
        self,
        image: RgbImage,
        face: Face | None,
        faces: int,
        issues: tuple[QualityIssue, ...],
        mode: QualityMode = QualityMode.NORMAL,
        attributes: Sequence[Attribute] = tuple(Attribute),
        explained: Sequence[Attribute] = tuple(Attribute),
    ) -> Analysis:
        """An analysis after the time it takes."""
        self.asked.append((tuple(attributes), tuple(explained)))
        time.sleep(self._seconds)
        self.images.append(image)
        return fake_analysis(self._expected[(len(self.images) - 1) % len(self._expected)])

    def for_video(self) -> FakeGrader:
        """Itself."""
        return self

    def forget(self) -> None:
        """Notes it."""
        self.forgotten += 1

    def close(self) -> None:
        """As the real one."""
