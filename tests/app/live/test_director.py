"""The director: phases, auto-shutter, bursts, troubles, changing cameras."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from app.live.camera import Camera
from app.live.director import LiveDirector, LivePhase
from app.live.frames import BurstOutcome, Graded
from app.live.pipeline import LivePipeline
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, Frame, QualityCode, QualityMode
from tests.fakes import FakeCamera, FakeGrader, FakeTracker

pytestmark = pytest.mark.alone

Gate = Callable[[Frame], bool]


@pytest.fixture
def direct(qtbot: QtBot) -> Iterator[Callable[..., LiveDirector]]:
    """Builds directors whose gate is as told, and closes them in the end."""
    built: list[LiveDirector] = []

    def build(gate: Gate = lambda frame: True) -> LiveDirector:
        def pipeline(camera: Camera, mode: QualityMode) -> LivePipeline:
            return LivePipeline(camera, mode, lambda: FakeTracker(gate))

        built.append(LiveDirector(pipeline))
        return built[-1]

    yield build
    for director in built:
        director.close()


Direct = Callable[..., LiveDirector]


def test_auto_shutter_takes_a_burst_and_freezes(qtbot: QtBot, direct: Direct) -> None:
    director = direct()
    phases: list[LivePhase] = []
    director.phase_changed.connect(phases.append)
    director.grade_with(FakeGrader(expected=(1.0, 3.0)))
    with qtbot.waitSignal(director.frozen, timeout=10_000) as told:
        director.open(FakeCamera(fps=60))
    assert told.args is not None
    outcome = told.args[0]
    assert isinstance(outcome, BurstOutcome)
    assert dict(outcome.spread)[Attribute.OIL] == pytest.approx(1.054, abs=0.01)
    assert phases == [
        LivePhase.STARTING, LivePhase.LIVE, LivePhase.COLLECTING, LivePhase.GRADING, LivePhase.FROZEN,
    ]  # fmt: skip


def test_frozen_picture_stays_until_scanned_again(qtbot: QtBot, direct: Direct) -> None:
    director = direct()
    director.grade_with(FakeGrader())
    with qtbot.waitSignal(director.frozen, timeout=10_000):
        director.open(FakeCamera(fps=60))
    shown: list[Frame] = []
    director.frame_shown.connect(shown.append)
    qtbot.wait(200)
    assert shown == []
    director.again()
    assert director.phase is LivePhase.LIVE
    qtbot.waitUntil(lambda: bool(shown), timeout=3000)
    with qtbot.waitSignal(director.frozen, timeout=10_000):
        pass


def test_without_auto_shutter_nothing_is_taken_until_asked(qtbot: QtBot, direct: Direct) -> None:
    director = direct()
    director.set_auto_shutter(False)
    director.grade_with(FakeGrader())
    with qtbot.waitSignal(director.graded, timeout=5000):
        director.open(FakeCamera(fps=60))
    qtbot.wait(1300)
    assert director.phase is LivePhase.LIVE
    assert director.take()
    assert not director.take()
    with qtbot.waitSignal(director.frozen, timeout=10_000):
        pass


def test_nothing_is_taken_before_the_classifiers_are_there(qtbot: QtBot, direct: Direct) -> None:
    director = direct()
    with qtbot.waitSignal(director.tracked, timeout=5000):
        director.open(FakeCamera(fps=60))
    qtbot.wait(1300)
    assert director.phase is LivePhase.LIVE
    assert not director.take()
    with qtbot.waitSignal(director.frozen, timeout=10_000):
        director.grade_with(FakeGrader())


def test_closed_gate_gives_a_hint_and_no_picture(qtbot: QtBot, direct: Direct) -> None:
    director = direct(lambda frame: False)
    director.grade_with(FakeGrader())
    hints: list[QualityCode | None] = []
    director.hint_changed.connect(hints.append)
    director.open(FakeCamera(fps=60))
    qtbot.waitUntil(lambda: QualityCode.TOO_FAR in hints, timeout=5000)
    qtbot.wait(1200)
    assert director.phase is LivePhase.LIVE


def test_burst_that_never_sees_an_open_gate_is_given_up(
    qtbot: QtBot, direct: Direct, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.live_scan.BURST_PATIENCE", 0.3)
    director = direct(lambda frame: False)
    director.grade_with(FakeGrader())
    with qtbot.waitSignal(director.tracked, timeout=5000):
        director.open(FakeCamera(fps=60))
    qtbot.waitUntil(lambda: director.phase is LivePhase.LIVE, timeout=3000)
    with qtbot.waitSignal(director.missed, timeout=5000):
        assert director.take()
    assert director.phase is LivePhase.LIVE


def test_burst_can_be_cancelled(qtbot: QtBot, direct: Direct) -> None:
    director = direct()
    director.grade_with(FakeGrader(seconds=0.2))
    director.open(FakeCamera(fps=60))
    qtbot.waitUntil(lambda: director.phase is LivePhase.GRADING, timeout=8000)
    director.set_auto_shutter(False)
    director.again()
    frozen: list[object] = []
    director.frozen.connect(frozen.append)
    qtbot.wait(600)
    assert director.phase is LivePhase.LIVE
    assert frozen == []


def test_grades_are_smoothed(qtbot: QtBot, direct: Direct) -> None:
    director = direct()
    director.set_auto_shutter(False)
    director.grade_with(FakeGrader(expected=(0.0, 4.0)))
    values: list[float] = []

    def note(graded: Graded) -> None:
        grade = graded.analysis.of(Attribute.OIL).grade
        assert grade is not None
        values.append(grade.expected)

    director.graded.connect(note)
    director.open(FakeCamera(fps=100))
    qtbot.waitUntil(lambda: len(values) > 12, timeout=8000)
    assert max(abs(b - a) for a, b in pairwise(values[6:])) < 1.0


def test_trouble_stops_and_another_camera_starts_anew(qtbot: QtBot, direct: Direct) -> None:
    director = direct()
    troubles: list[PibuError | None] = []
    director.trouble_changed.connect(troubles.append)
    director.open(FakeCamera(trouble=PibuError(TroubleCode.CAMERA_BUSY, "Fake")))
    qtbot.waitUntil(lambda: director.phase is LivePhase.STOPPED, timeout=3000)
    assert [trouble.code for trouble in troubles if trouble is not None] == [TroubleCode.CAMERA_BUSY]
    director.open(FakeCamera())
    qtbot.waitUntil(lambda: director.phase is LivePhase.LIVE, timeout=3000)
    assert troubles[-1] is None


def test_a_camera_that_was_replaced_is_heard_no_more(qtbot: QtBot, direct: Direct) -> None:
    director = direct()
    first = FakeCamera(fps=500)
    with qtbot.waitSignal(director.frame_shown, timeout=5000):
        director.open(first)
    director.open(FakeCamera())
    assert first.closed == 1
    qtbot.waitUntil(lambda: director.phase is LivePhase.LIVE, timeout=3000)
    qtbot.wait(100)
    assert director.phase is LivePhase.LIVE


def test_closed_director_is_silent(qtbot: QtBot, direct: Direct) -> None:
    director = direct()
    camera = FakeCamera()
    with qtbot.waitSignal(director.frame_shown, timeout=5000):
        director.open(camera)
    director.close()
    assert (director.phase, camera.closed) == (LivePhase.CLOSED, 1)
    shown: list[object] = []
    director.frame_shown.connect(shown.append)
    qtbot.wait(100)
    assert shown == []
    director.close()
