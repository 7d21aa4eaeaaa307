"""What the live view shows and forgets, with a stand-in for the director's signals and a clock that stands still."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.live.director import LiveDirector, LivePhase
from app.live.frames import Graded, Tracked
from app.live.live_view import ABSENT_SECONDS, PANEL_SECONDS, STALE_SECONDS, LiveView
from app.panel.face_diagram import FaceDiagram
from app.panel.report_panel import ReportPanel
from app.settings import Settings
from ml.regions import regions_of
from ml.types import Attribute, Frame, QualityCode, Region
from tests.app.analyses import analysis_of, attribute_grade, grade_around, usual_analysis
from tests.fakes import FakeClock, fake_face, fake_image


class Scene:
    """A view on a panel, driven by hand."""

    def __init__(self, qtbot: QtBot) -> None:
        self.clock, self.director, self.panel = FakeClock(), LiveDirector(), ReportPanel()
        self.view = LiveView(self.director, self.panel, self.clock)
        self.shown = 0
        show = self.panel.show_analysis

        def counted(*arguments: object) -> None:
            self.shown += 1
            show(*arguments)  # type: ignore[arg-type]

        self.panel.show_analysis = counted  # type: ignore[method-assign]
        qtbot.addWidget(self.panel)
        qtbot.addWidget(self.view.video)

    def tracked(self, faces: int = 1) -> Tracked:
        return Tracked(Frame(fake_image(), 0, self.clock.now), (fake_face(),) * faces, (), True)

    def grade(self) -> None:
        self.director.graded.emit(Graded(self.tracked(), usual_analysis()))


@pytest.fixture
def scene(qtbot: QtBot) -> Scene:
    """A fresh scene."""
    return Scene(qtbot)


def test_cards_change_calmly(scene: Scene) -> None:
    for _ in range(10):
        scene.grade()
        scene.clock.sleep(PANEL_SECONDS / 5)
    assert scene.shown == 2


def test_heat_of_the_chosen_attribute_is_shown_and_changes_with_it(scene: Scene) -> None:
    scene.grade()
    assert scene.view.video.heat == ()
    for attribute in (Attribute.OIL, Attribute.SENSITIVITY):
        scene.view.apply(Settings(overlay=attribute))
        assert [patch.region for patch in scene.view.video.heat] == list(regions_of(attribute))
        assert scene.panel.chosen is attribute
    scene.view.apply(Settings(overlay=None))
    assert scene.view.video.heat == ()


def test_grades_are_forgotten_when_they_are_old(scene: Scene) -> None:
    scene.grade()
    scene.clock.sleep(STALE_SECONDS - 0.1)
    scene.director.tracked.emit(scene.tracked())
    assert scene.view.analysis is not None
    scene.clock.sleep(0.2)
    scene.director.tracked.emit(scene.tracked())
    assert scene.view.analysis is None


def test_grades_are_forgotten_when_the_face_has_gone(scene: Scene) -> None:
    scene.director.tracked.emit(scene.tracked())
    scene.grade()
    scene.clock.sleep(ABSENT_SECONDS - 0.1)
    scene.director.tracked.emit(scene.tracked(faces=0))
    assert scene.view.analysis is not None
    scene.clock.sleep(0.2)
    scene.director.tracked.emit(scene.tracked(faces=0))
    assert scene.view.analysis is None


def test_hint_tells_what_to_do_and_goes(scene: Scene) -> None:
    scene.director.hint_changed.emit(QualityCode.TOO_FAR)
    hint = scene.view.video.hint
    assert hint is not None
    assert hint.words == "Come closer."
    assert hint.urgent
    scene.director.hint_changed.emit(None)
    assert scene.view.video.hint is None


def test_missed_burst_is_told_for_a_while(scene: Scene) -> None:
    scene.director.missed.emit()
    hint = scene.view.video.hint
    assert hint is not None
    assert "Try once more" in hint.words
    scene.clock.sleep(10)
    scene.director.hint_changed.emit(None)
    assert scene.view.video.hint is None


@pytest.mark.parametrize("phase", [LivePhase.STARTING, LivePhase.STOPPED, LivePhase.CLOSED, LivePhase.LIVE])
def test_a_new_start_forgets_the_grades(scene: Scene, phase: LivePhase) -> None:
    scene.grade()
    scene.director.phase_changed.emit(phase)
    assert scene.view.analysis is None


def test_drawn_faces_are_mirrored_with_the_preview(scene: Scene) -> None:
    diagram = scene.panel.card(Attribute.WRINKLE).findChild(FaceDiagram)
    assert diagram is not None
    scene.panel.show_analysis(
        analysis_of([attribute_grade(a, grade_around(2.0), without=[Region.EYE_CORNER_LEFT]) for a in Attribute])
    )
    scene.view.apply(Settings(mirror=False))
    plain = diagram.grab().toImage()
    scene.view.apply(Settings(mirror=True))
    assert diagram.grab().toImage() != plain
