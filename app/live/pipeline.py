"""The live scan as one object: builds the three threads, starts and stops them, hands out what they make."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.live.camera import Camera
from app.live.frames import Graded, GradingJob, Tracked
from app.live.live_scan import BurstCollector, BurstState
from app.live.mailbox import Mailbox
from app.live.meter import LiveMeter, LiveStatistics
from app.live.tracker import FaceTracker, Tracker
from app.live.workers import CameraThread, Grader, GradingThread, TrackingThread
from ml.types import Attribute, Frame, QualityMode

TRACKING_ROOM = 7
"""Frames that wait for landmarks: a tracker late by up to 0.2 s still sees every frame (overlays live 0.4 s)."""


class LivePipeline(QObject):
    """One camera from start() to stop(); make a new one for another camera. Lives on the window's thread.

    frame_ready(), tracked_ready(), graded_ready(): the newest one waits; take it with take_frame() and so on.
    camera_changed(CameraStatus). troubled(PibuError): the face model. burst_taken(taken, size),
    burst_graded(graded, size): how far a burst is. burst_done(BurstOutcome). burst_missed(): the gate did not
    stay open. Usable without a window, under a QCoreApplication.
    """

    frame_ready = Signal()
    tracked_ready = Signal()
    graded_ready = Signal()
    camera_changed = Signal(object)
    troubled = Signal(object)
    burst_taken = Signal(int, int)
    burst_graded = Signal(int, int)
    burst_done = Signal(object)
    burst_missed = Signal()

    def __init__(
        self,
        camera: Camera,
        mode: QualityMode = QualityMode.NORMAL,
        make_tracker: Callable[[], Tracker] = FaceTracker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.meter = LiveMeter()
        self._display: Mailbox[Frame] = Mailbox()
        self._to_track: Mailbox[Frame] = Mailbox(TRACKING_ROOM)
        self._tracked: Mailbox[Tracked] = Mailbox()
        self._to_grade: Mailbox[GradingJob] = Mailbox()
        self._graded: Mailbox[Graded] = Mailbox()
        self._burst = BurstCollector()
        self._started = False
        self._stopped = False
        self._camera = CameraThread(camera, self._display, self._to_track, self.meter, self)
        self._tracking = TrackingThread(
            make_tracker, self._to_track, self._tracked, self._to_grade, self._burst, self.meter, self
        )
        self._grading: GradingThread | None = None
        self._overlay: Attribute | None = None
        self._connect()
        self.set_mode(mode)

    def _connect(self) -> None:
        self._camera.frame_ready.connect(self.frame_ready)
        self._camera.status_changed.connect(self.camera_changed)
        self._tracking.tracked_ready.connect(self.tracked_ready)
        self._tracking.troubled.connect(self.troubled)
        self._tracking.burst_step.connect(self.burst_taken)
        self._tracking.burst_missed.connect(self.burst_missed)

    @property
    def running(self) -> bool:
        """Whether start() was called and stop() was not."""
        return self._started and not self._stopped

    @property
    def grading(self) -> bool:
        """Whether there is a grader."""
        return self._grading is not None

    def start(self) -> None:
        """Starts the camera and the tracking, and the grading if there is a grader. Nothing if that is done."""
        if self._started or self._stopped:
            return
        self._started = True
        self._camera.start()
        self._tracking.start()
        if self._grading is not None:
            self._grading.start()

    def grade_with(self, grader: Grader) -> None:
        """Gives the pipeline its grader; comes before or after start(). Only the first one counts."""
        if self._grading is not None or self._stopped:
            return
        self._grading = GradingThread(grader, self._to_grade, self._graded, self._burst, self.meter, self)
        self._grading.overlay = self._overlay
        self._grading.graded_ready.connect(self.graded_ready)
        self._grading.burst_step.connect(self.burst_graded)
        self._grading.burst_graded.connect(self.burst_done)
        if self._started:
            self._grading.start()

    def stop(self) -> None:
        """Ends the three threads and waits for them; the camera is let go of. Safe to call twice.

        Takes as long as one image of the camera, one face or one analysis takes; never as long as a stuck device.
        """
        if self._stopped:
            return
        self._stopped = True
        threads = [thread for thread in (self._camera, self._tracking, self._grading) if thread is not None]
        for thread in threads:
            thread.requestInterruption()
        self._burst.finish()
        for box in (self._display, self._to_track, self._tracked, self._to_grade, self._graded):
            box.close()
        for thread in threads:
            thread.wait()

    def set_mode(self, mode: QualityMode) -> None:
        """How demanding the quality gate is from the next frame on."""
        self._tracking.mode = mode

    def set_overlay(self, overlay: Attribute | None) -> None:
        """Which attribute's heat is visible: live frames get no other heat map, and it is graded first."""
        self._overlay = overlay
        if self._grading is not None:
            self._grading.overlay = overlay

    def pause(self, paused: bool) -> None:
        """Lets the camera run but drops its frames, so that it need not start again."""
        self._camera.paused = paused

    def begin_burst(self) -> bool:
        """Starts a burst from the next gradable frame on. False when one is under way or nothing can grade it."""
        return self.running and self._grading is not None and self._burst.begin()

    def cancel_burst(self) -> None:
        """Gives up a burst; the grades go on."""
        self._burst.finish()

    @property
    def burst_state(self) -> BurstState:
        """How far a burst is."""
        return self._burst.state

    def take_frame(self) -> Frame | None:
        """The newest frame, once."""
        return self._display.take()

    def take_tracked(self) -> Tracked | None:
        """The newest tracked frame, once."""
        return self._tracked.take()

    def take_graded(self) -> Graded | None:
        """The newest graded frame, once."""
        return self._graded.take()

    def statistics(self) -> LiveStatistics:
        """What it has achieved so far."""
        return self.meter.statistics()
