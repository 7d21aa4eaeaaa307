"""The three threads together: flow, faults, bursts, start and stop, bounded memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.live.camera import Camera
from app.live.frames import BurstOutcome, CameraState, CameraStatus, Tracked
from app.live.live_scan import BURST_FRAMES, BurstState
from app.live.pipeline import LivePipeline
from app.live.tracker import Tracker
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, Frame, QualityMode
from tests.fakes import FakeCamera, FakeGrader, FakeTracker

pytestmark = pytest.mark.alone

MakePipeline = Callable[..., LivePipeline]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakePipeline]:
    """Builds pipelines and stops them in the end."""
    built: list[LivePipeline] = []

    def build(camera: Camera, tracker: Callable[[], Tracker] = FakeTracker) -> LivePipeline:
        built.append(LivePipeline(camera, make_tracker=tracker))
        return built[-1]

    yield build
    for pipeline in built:
        pipeline.stop()


def statuses_of(pipeline: LivePipeline) -> list[CameraStatus]:
    seen: list[CameraStatus] = []
    pipeline.camera_changed.connect(seen.append)
    return seen


def test_frames_faces_and_grades_come_out(qtbot: QtBot, make: MakePipeline) -> None:
    pipeline = make(FakeCamera())
    statuses = statuses_of(pipeline)
    pipeline.grade_with(FakeGrader())
    with qtbot.waitSignals([pipeline.frame_ready, pipeline.tracked_ready, pipeline.graded_ready], timeout=5000):
        pipeline.start()
    frame, tracked, graded = pipeline.take_frame(), pipeline.take_tracked(), pipeline.take_graded()
    assert frame is not None
    assert tracked is not None
    assert tracked.face is not None
    assert graded is not None
    assert graded.analysis.graded
    assert [status.state for status in statuses] == [CameraState.STARTING, CameraState.RUNNING]


def test_each_wake_up_signal_comes_once_however_many_frames_there_are(qtbot: QtBot, make: MakePipeline) -> None:
    pipeline = make(FakeCamera(fps=500))
    calls: list[int] = []
    pipeline.frame_ready.connect(lambda: calls.append(1))
    pipeline.start()
    time.sleep(0.5)
    qtbot.wait(50)
    assert len(calls) == 1
    assert pipeline.statistics().captured_frames > 20
    assert pipeline.take_frame() is not None
    qtbot.waitUntil(lambda: len(calls) == 2, timeout=2000)


def test_the_newest_frame_is_shown_after_a_pause_of_the_window(qtbot: QtBot, make: MakePipeline) -> None:
    pipeline = make(FakeCamera(fps=100))
    with qtbot.waitSignal(pipeline.frame_ready, timeout=5000):
        pipeline.start()
    first = pipeline.take_frame()
    time.sleep(0.5)
    late = pipeline.take_frame()
    assert first is not None
    assert late is not None
    assert late.index > first.index + 5
    assert time.monotonic() - late.time < 0.2


def test_closed_gate_is_never_graded(qtbot: QtBot, make: MakePipeline) -> None:
    grader = FakeGrader()
    pipeline = make(FakeCamera(), lambda: FakeTracker(gate=lambda frame: False))
    pipeline.grade_with(grader)
    with qtbot.waitSignal(pipeline.tracked_ready, timeout=5000):
        pipeline.start()
    qtbot.wait(200)
    assert grader.images == []
    tracked = pipeline.take_tracked()
    assert tracked is not None
    assert tracked.issues


def test_burst_is_graded_once_with_its_spread(qtbot: QtBot, make: MakePipeline) -> None:
    pipeline = make(FakeCamera(fps=60))
    pipeline.grade_with(FakeGrader(expected=(1.0, 2.0)))
    steps: list[tuple[int, int]] = []
    pipeline.burst_taken.connect(lambda taken, size: steps.append((taken, size)))
    pipeline.start()
    with qtbot.waitSignal(pipeline.burst_done, timeout=10_000) as burst:
        assert pipeline.begin_burst()
        assert not pipeline.begin_burst()
    outcome = burst.args[0] if burst.args else None
    assert isinstance(outcome, BurstOutcome)
    assert outcome.frames == BURST_FRAMES
    assert steps == [(number, BURST_FRAMES) for number in range(1, BURST_FRAMES + 1)]
    grade = outcome.analysis.of(Attribute.OIL).grade
    assert grade is not None
    assert 1.3 < grade.expected < 1.7
    assert 0.4 < dict(outcome.spread)[Attribute.OIL] < 0.6
    assert pipeline.burst_state is BurstState.IDLE


def test_no_burst_without_a_grader(make: MakePipeline) -> None:
    pipeline = make(FakeCamera())
    pipeline.start()
    assert not pipeline.begin_burst()


def test_cancelled_burst_gives_nothing_and_grading_goes_on(qtbot: QtBot, make: MakePipeline) -> None:
    pipeline = make(FakeCamera(fps=60))
    pipeline.grade_with(FakeGrader(seconds=0.05))
    done: list[object] = []
    pipeline.burst_done.connect(done.append)
    pipeline.start()
    with qtbot.waitSignal(pipeline.burst_taken, timeout=5000):
        pipeline.begin_burst()
    pipeline.cancel_burst()
    pipeline.take_graded()
    with qtbot.waitSignal(pipeline.graded_ready, timeout=5000):
        pass
    qtbot.wait(100)
    assert done == []


def test_quality_mode_reaches_the_tracker(qtbot: QtBot, make: MakePipeline) -> None:
    tracker = FakeTracker()
    pipeline = make(FakeCamera(), lambda: tracker)
    pipeline.start()
    qtbot.waitUntil(lambda: QualityMode.NORMAL in tracker.modes, timeout=5000)
    pipeline.set_mode(QualityMode.STRICT)
    qtbot.waitUntil(lambda: QualityMode.STRICT in tracker.modes, timeout=5000)


def test_paused_pipeline_delivers_nothing_but_keeps_its_camera(qtbot: QtBot, make: MakePipeline) -> None:
    camera = FakeCamera()
    pipeline = make(camera)
    with qtbot.waitSignal(pipeline.frame_ready, timeout=5000):
        pipeline.start()
    pipeline.pause(True)
    qtbot.wait(50)
    pipeline.take_frame()
    qtbot.wait(100)
    assert pipeline.take_frame() is None
    assert camera.closed == 0
    with qtbot.waitSignal(pipeline.frame_ready, timeout=2000):
        pipeline.pause(False)


FAULTS = [
    (FakeCamera(trouble=PibuError(TroubleCode.CAMERA_BUSY, "Fake")), TroubleCode.CAMERA_BUSY),
    (FakeCamera(trouble=PibuError(TroubleCode.CAMERA_DENIED, "Fake"), fails_at=0), TroubleCode.CAMERA_DENIED),
    (FakeCamera(trouble=PibuError(TroubleCode.CAMERA_GONE, "Fake"), fails_at=5), TroubleCode.CAMERA_GONE),
    (FakeCamera(silent_from=5), TroubleCode.CAMERA_GONE),
    (FakeCamera(black_from=5), TroubleCode.CAMERA_BLACK),
]


@pytest.mark.parametrize(("camera", "code"), FAULTS, ids=["busy", "denied", "gone", "silent", "black"])
def test_a_fault_is_told_within_two_seconds(
    qtbot: QtBot, make: MakePipeline, camera: FakeCamera, code: TroubleCode
) -> None:
    pipeline = make(camera)
    statuses = statuses_of(pipeline)
    start = time.monotonic()
    pipeline.start()
    qtbot.waitUntil(lambda: any(status.trouble is not None for status in statuses), timeout=4000)
    assert time.monotonic() - start < 2.2
    assert [status.trouble.code for status in statuses if status.trouble is not None] == [code]


def test_face_model_that_is_missing_is_told(qtbot: QtBot, make: MakePipeline) -> None:
    def missing() -> Tracker:
        raise PibuError(TroubleCode.FACE_MODEL_MISSING, "face_landmarker.task")

    pipeline = make(FakeCamera(), missing)
    with qtbot.waitSignal(pipeline.troubled, timeout=5000) as told:
        pipeline.start()
    assert told.args is not None
    assert told.args[0].code is TroubleCode.FACE_MODEL_MISSING


def test_stop_ends_all_threads_quickly_and_lets_go_of_the_camera(qtbot: QtBot, make: MakePipeline) -> None:
    camera, tracker = FakeCamera(), FakeTracker()
    pipeline = make(camera, lambda: tracker)
    pipeline.grade_with(FakeGrader())
    with qtbot.waitSignal(pipeline.graded_ready, timeout=5000):
        pipeline.start()
    start = time.monotonic()
    pipeline.stop()
    assert time.monotonic() - start < 1.0
    assert (camera.closed, tracker.closed) == (1, 1)
    assert not pipeline.running
    pipeline.stop()
    pipeline.start()
    assert camera.opened == 1


def test_pipeline_that_never_started_can_be_stopped(make: MakePipeline) -> None:
    make(FakeCamera()).stop()


def test_grader_may_come_later(qtbot: QtBot, make: MakePipeline) -> None:
    pipeline = make(FakeCamera())
    with qtbot.waitSignal(pipeline.tracked_ready, timeout=5000):
        pipeline.start()
    with qtbot.waitSignal(pipeline.graded_ready, timeout=5000):
        pipeline.grade_with(FakeGrader())


def test_threads_and_cameras_return_to_base_after_many_starts(qtbot: QtBot, make: MakePipeline) -> None:
    before = threading.active_count()
    for number in range(20):
        fault = PibuError(TroubleCode.CAMERA_GONE, "Fake") if number % 2 else None
        camera = FakeCamera(fps=1000, trouble=fault, fails_at=3)
        pipeline = make(camera)
        with qtbot.waitSignal(pipeline.frame_ready, timeout=5000):
            pipeline.start()
        pipeline.stop()
        assert camera.closed == 1
    assert threading.active_count() <= before + 1


def test_statistics_count_what_happened(qtbot: QtBot, make: MakePipeline) -> None:
    pipeline = make(FakeCamera(fps=100), lambda: FakeTracker(seconds=0.001))
    pipeline.grade_with(FakeGrader())

    def show() -> None:
        frame = pipeline.take_frame()
        if isinstance(frame, Frame):
            pipeline.meter.displayed(frame.time, time.monotonic())

    pipeline.frame_ready.connect(show)
    pipeline.start()
    qtbot.wait(700)
    pipeline.stop()
    numbers = pipeline.statistics()
    assert 20 < numbers.displayed_fps < 105
    assert 20 < numbers.tracked_fps < 105
    assert numbers.analyses_per_second > 5
    assert numbers.captured_frames > 20
    assert 0 < numbers.frame_age_p50_ms <= numbers.frame_age_p95_ms < 100
    assert numbers.peak_memory_mb > 20


def test_the_grader_forgets_whenever_another_face_may_have_come(qtbot: QtBot, make: MakePipeline) -> None:
    """The tracker counts up; the grading thread tells the grader once for each time, before it grades again."""
    grader, appearance = FakeGrader(), [1]

    class Counting(FakeTracker):
        def look(self, frame: Frame, mode: QualityMode) -> Tracked:
            return replace(super().look(frame, mode), appearance=appearance[0])

    pipeline = make(FakeCamera(fps=60), Counting)
    pipeline.grade_with(grader)
    pipeline.start()
    for seen in (1, 2):
        appearance[0] = seen
        qtbot.waitUntil(partial(_reached, grader, seen, 0), timeout=5000)
        qtbot.waitUntil(partial(_reached, grader, seen, len(grader.images) + 3), timeout=5000)
        assert grader.forgotten == seen


def _reached(grader: FakeGrader, forgotten: int, images: int) -> bool:
    return grader.forgotten >= forgotten and len(grader.images) >= images


def test_the_visible_attribute_comes_first_and_alone_is_explained(qtbot: QtBot, make: MakePipeline) -> None:
    grader = FakeGrader()
    pipeline = make(FakeCamera(fps=60))
    pipeline.set_overlay(Attribute.WRINKLE)
    pipeline.grade_with(grader)
    pipeline.start()
    qtbot.waitUntil(lambda: len(grader.asked) > 0, timeout=5000)
    attributes, explained = grader.asked[0]
    assert attributes[0] is Attribute.WRINKLE
    assert sorted(attributes) == sorted(Attribute)
    assert explained == (Attribute.WRINKLE,)
    pipeline.set_overlay(None)
    qtbot.waitUntil(lambda: grader.asked[-1] == (tuple(Attribute), ()), timeout=5000)
    with qtbot.waitSignal(pipeline.burst_done, timeout=10_000):
        assert pipeline.begin_burst()
    assert (tuple(Attribute), tuple(Attribute)) in grader.asked, "a burst is kept, with every heat map"
