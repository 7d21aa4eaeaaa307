"""Runs a live scan: owns pipeline, auto-shutter and smoothing, and says in which phase it is. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.live.averaging import GradeSmoother
from app.live.camera import Camera
from app.live.frames import BurstOutcome, CameraState, CameraStatus, Tracked
from app.live.live_scan import AutoShutter, HintKeeper
from app.live.pipeline import LivePipeline
from app.live.workers import Grader
from ml.errors import PibuError
from ml.types import Attribute, QualityCode, QualityMode

MakePipeline = Callable[[Camera, QualityMode], LivePipeline]


class LivePhase(StrEnum):
    """What the live scan is doing."""

    CLOSED = "closed"
    STARTING = "starting"
    LIVE = "live"
    COLLECTING = "collecting"
    GRADING = "grading"
    FROZEN = "frozen"
    STOPPED = "stopped"


class LiveDirector(QObject):
    """Lives on the window's thread.

    phase_changed(LivePhase). frame_shown(Frame), tracked(Tracked), graded(Graded, smoothed): the newest.
    hint_changed(QualityCode | None): what is in the way. countdown_changed(float): the auto-shutter, 0-1.
    burst_step(number, size): frames taken, then graded. frozen(BurstOutcome). missed(): the burst failed.
    trouble_changed(PibuError | None): what is wrong with the camera or the face model.
    """

    phase_changed = Signal(object)
    frame_shown = Signal(object)
    tracked = Signal(object)
    graded = Signal(object)
    hint_changed = Signal(object)
    countdown_changed = Signal(float)
    burst_step = Signal(int, int)
    frozen = Signal(object)
    missed = Signal()
    trouble_changed = Signal(object)

    def __init__(self, make_pipeline: MakePipeline = LivePipeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_pipeline = make_pipeline
        self._pipeline: LivePipeline | None = None
        self._grader: Grader | None = None
        self._mode = QualityMode.NORMAL
        self._auto = True
        self._overlay: Attribute | None = None
        self._phase = LivePhase.CLOSED
        self._shutter = AutoShutter()
        self._hints: HintKeeper[QualityCode] = HintKeeper()
        self._smoother = GradeSmoother()

    @property
    def phase(self) -> LivePhase:
        """What it is doing."""
        return self._phase

    @property
    def pipeline(self) -> LivePipeline | None:
        """The pipeline that runs, if one does."""
        return self._pipeline

    def open(self, camera: Camera) -> None:
        """Starts with a camera, in place of the one before."""
        self.close()
        self._shutter, self._hints, self._smoother = AutoShutter(), HintKeeper(), GradeSmoother()
        self._pipeline = self._make_pipeline(camera, self._mode)
        self._connect(self._pipeline)
        self._pipeline.set_overlay(self._overlay)
        if self._grader is not None:
            self._pipeline.grade_with(self._grader)
        self._enter(LivePhase.STARTING)
        self.trouble_changed.emit(None)
        self._pipeline.start()

    def close(self) -> None:
        """Stops the threads and lets go of the camera. Safe to call twice."""
        pipeline, self._pipeline = self._pipeline, None
        if pipeline is not None:
            pipeline.disconnect(self)
            pipeline.stop()
            pipeline.deleteLater()
        self._enter(LivePhase.CLOSED)

    def grade_with(self, grader: Grader) -> None:
        """The classifiers are there: live frames are graded from now on."""
        self._grader = grader
        if self._pipeline is not None:
            self._pipeline.grade_with(grader)

    def set_mode(self, mode: QualityMode) -> None:
        """How demanding the quality gate is."""
        self._mode = mode
        if self._pipeline is not None:
            self._pipeline.set_mode(mode)

    def set_overlay(self, overlay: Attribute | None) -> None:
        """Which attribute's heat is visible."""
        self._overlay = overlay
        if self._pipeline is not None:
            self._pipeline.set_overlay(overlay)

    def set_auto_shutter(self, auto: bool) -> None:
        """Whether the shutter fires by itself."""
        if auto == self._auto:
            return
        self._auto = auto
        self._shutter.rearm()
        self.countdown_changed.emit(0.0)

    def take(self) -> bool:
        """Takes a burst now, or as soon as the gate is open. Whether that is possible."""
        if self._phase is not LivePhase.LIVE or self._pipeline is None or not self._pipeline.begin_burst():
            return False
        self.countdown_changed.emit(0.0)
        self._enter(LivePhase.COLLECTING)
        return True

    def again(self) -> None:
        """From the frozen picture back to the live one; a burst under way is given up."""
        if self._pipeline is None or self._phase not in (LivePhase.FROZEN, LivePhase.COLLECTING, LivePhase.GRADING):
            return
        self._pipeline.cancel_burst()
        self._pipeline.take_graded()
        self._pipeline.pause(False)
        self._smoother.clear()
        self._shutter.rearm()
        self._enter(LivePhase.LIVE)

    def _connect(self, pipeline: LivePipeline) -> None:
        pipeline.frame_ready.connect(self._on_frame)
        pipeline.tracked_ready.connect(self._on_tracked)
        pipeline.graded_ready.connect(self._on_graded)
        pipeline.camera_changed.connect(self._on_camera)
        pipeline.troubled.connect(self._on_trouble)
        pipeline.burst_taken.connect(self._on_taken)
        pipeline.burst_graded.connect(self.burst_step)
        pipeline.burst_done.connect(self._on_burst)
        pipeline.burst_missed.connect(self._on_missed)

    def _on_frame(self) -> None:
        frame = self._pipeline.take_frame() if self._pipeline is not None else None
        if frame is not None and self._phase is not LivePhase.FROZEN:
            self.frame_shown.emit(frame)

    def _on_tracked(self) -> None:
        tracked = self._pipeline.take_tracked() if self._pipeline is not None else None
        if tracked is None or self._phase is LivePhase.FROZEN:
            return
        self.tracked.emit(tracked)
        in_the_way = next((issue.code for issue in tracked.issues if issue.region is None), None)
        self.hint_changed.emit(self._hints.look(in_the_way if not tracked.gate_open else None, tracked.frame.time))
        self._watch_shutter(tracked)

    def _watch_shutter(self, tracked: Tracked) -> None:
        if self._phase is not LivePhase.LIVE or not self._auto or self._pipeline is None or not self._pipeline.grading:
            return
        fires = self._shutter.look(tracked.gate_open, tracked.frame.time)
        self.countdown_changed.emit(self._shutter.progress(tracked.frame.time))
        if fires:
            self.take()

    def _on_graded(self) -> None:
        graded = self._pipeline.take_graded() if self._pipeline is not None else None
        if graded is None or self._phase is LivePhase.FROZEN:
            return
        smoothed = self._smoother.smooth(graded.analysis, graded.tracked.frame.time)
        self.graded.emit(replace(graded, analysis=smoothed))

    def _on_camera(self, status: CameraStatus) -> None:
        if self._phase is LivePhase.STOPPED:
            return  # a camera that comes late doesn't mend what stopped the scan
        if status.state is CameraState.RUNNING and self._phase is LivePhase.STARTING:
            self._enter(LivePhase.LIVE)
        if status.state is CameraState.STOPPED:
            self._enter(LivePhase.STOPPED)
        self.trouble_changed.emit(status.trouble)

    def _on_trouble(self, trouble: PibuError) -> None:
        self._enter(LivePhase.STOPPED)
        self.trouble_changed.emit(trouble)

    def _on_taken(self, taken: int, size: int) -> None:
        if self._phase is LivePhase.COLLECTING and taken == size:
            self._enter(LivePhase.GRADING)
        self.burst_step.emit(0 if taken == size else taken, size)

    def _on_burst(self, outcome: BurstOutcome) -> None:
        if self._pipeline is None or self._phase not in (LivePhase.COLLECTING, LivePhase.GRADING):
            return
        self._pipeline.pause(True)
        self._enter(LivePhase.FROZEN)
        self.frozen.emit(outcome)

    def _on_missed(self) -> None:
        if self._phase is LivePhase.COLLECTING:
            self._shutter.rearm()
            self._enter(LivePhase.LIVE)
            self.missed.emit()

    def _enter(self, phase: LivePhase) -> None:
        if phase is not self._phase:
            self._phase = phase
            self.phase_changed.emit(phase)
