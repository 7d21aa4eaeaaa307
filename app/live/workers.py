"""The live scan's three threads: camera, tracking, grading. Each is one blocking loop that ends when it is told to.

All signals that come often carry nothing and are sent only when their mailbox was empty; the window takes what lies
in the box then. Signals that carry something come seldom.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QThread, Signal

from app.live.averaging import summed_up
from app.live.camera import Camera
from app.live.camera_watch import CameraWatch
from app.live.frames import CameraState, CameraStatus, Graded, GradingJob, Tracked
from app.live.live_scan import BurstCollector, BurstState
from app.live.mailbox import Mailbox
from app.live.meter import LiveMeter
from app.live.priority import yield_to_others
from app.live.sharpness import sharpness
from app.live.tracker import Tracker
from ml.errors import PibuError
from ml.types import Analysis, Attribute, Face, Frame, QualityIssue, QualityMode, RgbImage

PATIENCE = 0.1
"""Seconds a loop waits for something before it looks whether it shall stop."""


class Grader(Protocol):
    """The part of ml.analyzer.VideoAnalyzer the grading thread uses."""

    def analyze(
        self,
        image: RgbImage,
        face: Face | None,
        faces: int,
        issues: tuple[QualityIssue, ...],
        mode: QualityMode,
        attributes: Sequence[Attribute],
        explained: Sequence[Attribute],
    ) -> Analysis:
        """Grades one face of one image. attributes: in this order. explained: those that get heat maps."""

    def forget(self) -> None:
        """The face was lost or may be another one."""


class CameraThread(QThread):
    """The camera thread: reads images, stamps them, puts them into the display and the tracking mailbox.

    frame_ready(): the display box was empty and now holds a frame. status_changed(CameraStatus).
    """

    frame_ready = Signal()
    status_changed = Signal(object)

    def __init__(
        self,
        camera: Camera,
        display: Mailbox[Frame],
        tracking: Mailbox[Frame],
        meter: LiveMeter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("camera")
        self.paused = False
        self._camera = camera
        self._display = display
        self._tracking = tracking
        self._meter = meter
        self._index = 0

    def run(self) -> None:
        """On the camera thread: opens, reads until interrupted, closes."""
        trouble: PibuError | None = None
        try:
            self.status_changed.emit(CameraStatus(CameraState.STARTING))
            watch = CameraWatch(self._camera.name, time.monotonic())
            self._camera.open()
            while not self.isInterruptionRequested():
                self._read_once(watch)
        except PibuError as error:
            trouble = error
        finally:
            self._camera.close()
            self.status_changed.emit(CameraStatus(CameraState.STOPPED, trouble))

    def _read_once(self, watch: CameraWatch) -> None:
        image = self._camera.read(PATIENCE)
        now = time.monotonic()
        if (status := watch.look(image, now)) is not None:
            self.status_changed.emit(status)
        if image is None or self.paused:
            return
        frame = Frame(image, self._index, now)
        self._index += 1
        self._meter.captured(now)
        self._tracking.put(frame)
        if self._display.put(frame):
            self.frame_ready.emit()


class TrackingThread(QThread):
    """The tracking thread: landmarks and quality of every frame; passes gradable ones on to the grading thread.

    tracked_ready(): the outbox was empty and now holds a Tracked. burst_step(taken, size) for each frame of a burst.
    burst_missed(): a burst did not get its frames. troubled(PibuError): the face model is missing or damaged.
    """

    tracked_ready = Signal()
    burst_step = Signal(int, int)
    burst_missed = Signal()
    troubled = Signal(object)

    def __init__(
        self,
        make_tracker: Callable[[], Tracker],
        inbox: Mailbox[Frame],
        outbox: Mailbox[Tracked],
        grading: Mailbox[GradingJob],
        burst: BurstCollector,
        meter: LiveMeter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tracking")
        self.mode = QualityMode.NORMAL
        self._make_tracker = make_tracker
        self._inbox = inbox
        self._outbox = outbox
        self._grading = grading
        self._burst = burst
        self._meter = meter

    def run(self) -> None:
        """On the tracking thread: loads the face model, follows faces until interrupted, frees the model."""
        try:
            tracker = self._make_tracker()
        except PibuError as trouble:
            self.troubled.emit(trouble)
            return
        try:
            while not self.isInterruptionRequested():
                if (frame := self._inbox.take(PATIENCE)) is not None:
                    self._track(tracker, frame)
        finally:
            tracker.close()

    def _track(self, tracker: Tracker, frame: Frame) -> None:
        tracked = tracker.look(frame, self.mode)
        self._meter.tracked(frame.index, time.monotonic())
        if self._outbox.put(tracked):
            self.tracked_ready.emit()
        if self._burst.state is BurstState.IDLE:
            if tracked.gate_open and tracked.face is not None:
                self._grading.put(GradingJob((tracked,), burst=False))
            return
        self._add_to_burst(tracked)

    def _add_to_burst(self, tracked: Tracked) -> None:
        before = self._burst.taken
        frames = self._burst.offer(tracked)
        if frames:
            self._grading.put(GradingJob(frames, burst=True))
            self.burst_step.emit(len(frames), self._burst.size)
        elif frames is not None:
            self.burst_missed.emit()
        elif self._burst.taken > before:
            self.burst_step.emit(self._burst.taken, self._burst.size)


class GradingThread(QThread):
    """The grading thread: grades frames as often as the machine can, and whole bursts; yields to all others.

    It takes what time the others leave it, by its priority alone: waiting for the tracking thread to catch up cost
    half of the analyses and won it no frame (measured on two threads of one core, November 2026).

    graded_ready(): the outbox was empty and now holds a Graded. burst_step(graded, size). burst_graded(BurstOutcome).
    """

    graded_ready = Signal()
    burst_step = Signal(int, int)
    burst_graded = Signal(object)

    def __init__(
        self,
        grader: Grader,
        inbox: Mailbox[GradingJob],
        outbox: Mailbox[Graded],
        burst: BurstCollector,
        meter: LiveMeter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("grading")
        self.overlay: Attribute | None = None
        self._grader = grader
        self._appearance = 0
        self._inbox = inbox
        self._outbox = outbox
        self._burst = burst
        self._meter = meter

    def run(self) -> None:
        """On the grading thread: grades until interrupted."""
        yield_to_others()
        while not self.isInterruptionRequested():
            job = self._inbox.take(PATIENCE)
            if job is None:
                continue
            if job.burst:
                self._grade_burst(job.frames)
            elif self._outbox.put(self._grade_live(job.frames[0])):
                self.graded_ready.emit()

    def _grade_live(self, tracked: Tracked) -> Graded:
        """The chosen attribute comes first and alone gets heat maps: no others can be seen."""
        chosen = () if self.overlay is None else (self.overlay,)
        return self._grade(tracked, (*chosen, *(a for a in Attribute if a not in chosen)), chosen)

    def _grade(self, tracked: Tracked, attributes: tuple[Attribute, ...], explained: tuple[Attribute, ...]) -> Graded:
        if tracked.appearance != self._appearance:
            self._grader.forget()
            self._appearance = tracked.appearance
        image, faces = tracked.frame.image, len(tracked.faces)
        analysis = self._grader.analyze(image, tracked.face, faces, tracked.issues, tracked.mode, attributes, explained)
        self._meter.graded(time.monotonic())
        return Graded(tracked, analysis)

    def _grade_burst(self, frames: tuple[Tracked, ...]) -> None:
        graded: list[Graded] = []
        for tracked in frames:
            if self.isInterruptionRequested() or not self._burst.grades(frames):
                return
            graded.append(self._grade(tracked, tuple(Attribute), tuple(Attribute)))
            self.burst_step.emit(len(graded), len(frames))
        sharpest = max(graded, key=lambda one: sharpness(one.tracked))
        outcome = summed_up(graded, sharpest)
        if self._burst.complete(frames):
            self.burst_graded.emit(outcome)
