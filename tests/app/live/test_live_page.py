"""The live page as a person uses it: starting, leaving, troubles, space bar, choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from app.history.records import REPEAT_TAG
from app.live.camera import Camera
from app.live.cameras import DEMO, Device
from app.live.director import LiveDirector, LivePhase
from app.live.live_controls import ViewBar
from app.live.live_page import LivePage
from app.live.pipeline import LivePipeline
from app.live.tracker import Tracker
from app.models import AnalyzerSource
from app.notices import Notices
from app.profiles.photo_consent import PhotoConsent
from app.services import Services
from app.settings import SettingsStore
from app.sign_in import SignIn
from app.tasks import Tasks
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, QualityMode
from tests.app.members import enter
from tests.fakes import FakeCamera, FakeGrader, FakeTracker

if TYPE_CHECKING:
    from ml.analyzer import Analyzer

FRONT, DESK = Device(0, "Front", "/dev/video0"), Device(2, "Desk", "/dev/video2")


class Stage:
    """A live page with stand-ins behind it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.tasks, self.model_tasks = Tasks("test"), Tasks("test-models")
        self.load: Callable[[], Analyzer] = lambda: cast("Analyzer", FakeGrader())
        analyzers = AnalyzerSource(self.model_tasks, lambda: self.load())
        self.services = Services(SettingsStore(), self.tasks, analyzers, Notices(), SignIn(Tasks("history")))
        self.change(auto_shutter=False)
        self.devices: tuple[Device, ...] = (FRONT, DESK)
        self.asked: list[str] = []
        self.camera = FakeCamera(fps=60)
        self.make_tracker: Callable[[], Tracker] = FakeTracker
        self.director = LiveDirector(lambda camera, mode: LivePipeline(camera, mode, lambda: self.make_tracker()))
        self.page = LivePage(self.services, None, self.director, lambda: self.devices, self.make)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 640)

    def make(self, camera_id: str, devices: tuple[Device, ...]) -> Camera | None:
        self.asked.append(camera_id)
        return self.camera if devices or camera_id == DEMO else None

    def change(self, **changes: object) -> None:
        store = self.services.settings
        store.put(replace(store.current, **changes))  # type: ignore[arg-type]

    def close(self) -> None:
        self.page.close_down()
        self.tasks.close()
        self.model_tasks.close()
        self.services.sign_in.close()


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    """A page that is closed down in the end."""
    one = Stage(qtbot)
    yield one
    one.close()


def live(qtbot: QtBot, stage: Stage) -> LivePage:
    stage.page.show()
    stage.page.enter()
    qtbot.waitUntil(lambda: stage.director.phase is LivePhase.LIVE, timeout=5000)
    return stage.page


def test_entering_starts_the_camera_and_leaving_stops_it(qtbot: QtBot, stage: Stage) -> None:
    page = live(qtbot, stage)
    assert stage.asked == [""]
    assert page.view.video.isVisible()
    page.leave()
    assert stage.camera.closed == 1
    assert stage.director.phase is LivePhase.CLOSED
    live(qtbot, stage)
    assert stage.camera.opened == 2


def test_leaving_before_the_cameras_are_listed_starts_none(qtbot: QtBot, stage: Stage) -> None:
    stage.page.enter()
    stage.page.leave()
    qtbot.waitUntil(lambda: not stage.tasks.busy, timeout=3000)
    assert stage.camera.opened == 0


def test_no_camera_is_said_with_a_way_on(qtbot: QtBot, stage: Stage) -> None:
    stage.devices = ()
    stage.page.show()
    stage.page.enter()
    qtbot.waitUntil(stage.page.message.retry_button.isVisible, timeout=3000)
    assert stage.page.message.title.text() == "No camera found"
    QTest.mouseClick(stage.page.message.demo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stage.director.phase is LivePhase.LIVE, timeout=5000)
    assert stage.services.settings.current.camera == DEMO
    assert stage.page.view.video.isVisible()


def test_unplugged_camera_is_said_and_tried_again(qtbot: QtBot, stage: Stage) -> None:
    stage.camera = FakeCamera(fps=60, trouble=PibuError(TroubleCode.CAMERA_GONE, "Front"), fails_at=10)
    page = live(qtbot, stage)
    qtbot.waitUntil(page.message.retry_button.isVisible, timeout=3000)
    assert page.message.title.text() == "The camera has stopped"
    assert not page.shutter_bar.button.isEnabled()
    stage.camera = FakeCamera(fps=60)
    QTest.mouseClick(page.message.retry_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.view.video.isVisible, timeout=5000)


def test_black_pictures_are_said(qtbot: QtBot, stage: Stage) -> None:
    stage.camera = FakeCamera(fps=60, black_from=5)
    page = live(qtbot, stage)
    qtbot.waitUntil(page.message.retry_button.isVisible, timeout=4000)
    assert page.message.title.text() == "The camera sends only black pictures"


def test_space_bar_takes_a_burst_and_scans_again(qtbot: QtBot, stage: Stage) -> None:
    page = live(qtbot, stage)
    qtbot.waitUntil(page.shutter_bar.button.isEnabled, timeout=3000)
    with qtbot.waitSignal(stage.director.frozen, timeout=10_000):
        QTest.keyClick(page.view.video, Qt.Key.Key_Space)
        phases = [stage.director.phase]
    assert page.shutter_bar.button.text().strip() == "Scan again"
    assert (
        "±" in page.panel.card(Attribute.OIL).accessibleName() + page.panel.card(Attribute.OIL).accessibleDescription()
    )
    QTest.keyClick(page.view.video, Qt.Key.Key_Space)
    phases.append(stage.director.phase)
    assert phases == [LivePhase.COLLECTING, LivePhase.LIVE]


def test_button_waits_for_the_classifiers(qtbot: QtBot, stage: Stage) -> None:
    def fail() -> Analyzer:
        raise PibuError(TroubleCode.CHECKPOINT_MISSING, "pibu-1")

    stage.load = fail
    page = live(qtbot, stage)
    qtbot.waitUntil(lambda: stage.services.analyzers.trouble is not None, timeout=3000)
    assert not page.shutter_bar.button.isEnabled()


@pytest.mark.parametrize("camera_after", [0.0, 0.3])
def test_live_goes_on_by_itself_once_the_face_model_was_brought(
    qtbot: QtBot, stage: Stage, camera_after: float
) -> None:
    """Also when the camera comes later than the trouble; nobody has to press "Try again"."""
    missing = [PibuError(TroubleCode.FACE_MODEL_MISSING)]

    def track() -> Tracker:
        if missing:
            raise missing[0]
        return FakeTracker()

    def load() -> Analyzer:
        if missing:
            raise missing[0]
        return cast("Analyzer", FakeGrader())

    stage.camera = FakeCamera(fps=60, first_after=camera_after)
    stage.make_tracker, stage.load = track, load
    stage.page.show()
    stage.page.enter()
    qtbot.waitUntil(lambda: stage.services.analyzers.trouble is not None, timeout=3000)
    qtbot.waitUntil(lambda: stage.page.message.title.text() == "The face model is not installed", timeout=3000)
    qtbot.wait(round(1000 * camera_after) + 100)
    assert stage.page.message.title.text() == "The face model is not installed"
    assert stage.page.message.isVisible()
    missing.clear()
    stage.services.analyzers.start()
    qtbot.waitUntil(lambda: stage.director.phase is LivePhase.LIVE, timeout=5000)
    assert stage.page.view.video.isVisible()


def test_choosing_another_camera_starts_it(qtbot: QtBot, stage: Stage) -> None:
    page = live(qtbot, stage)
    first, stage.camera = stage.camera, FakeCamera(fps=60)
    choice = page.view_bar.cameras
    assert [choice.itemText(index) for index in range(3)] == ["Front", "Desk", "Demo (no camera needed)"]
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert first.closed == 1
    assert stage.services.settings.current.camera == DESK.id
    qtbot.waitUntil(lambda: stage.director.phase is LivePhase.LIVE, timeout=3000)


def test_a_video_file_becomes_a_camera(qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = live(qtbot, stage)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *arguments, **options: ("/films/face.mp4", ""))
    page.view_bar.cameras.file_wanted.emit()
    assert stage.asked[-1].startswith("file:")
    assert page.view_bar.cameras.currentText() == "face.mp4"


def test_choices_are_kept_in_the_settings_and_reach_the_pipeline(qtbot: QtBot, stage: Stage) -> None:
    page = live(qtbot, stage)
    page.view_bar.quality_chosen.emit(QualityMode.STRICT)
    page.panel.attribute_chosen.emit(Attribute.WRINKLE)
    page.shutter_bar.auto.setChecked(True)
    settings = stage.services.settings.current
    assert (settings.quality, settings.overlay, settings.auto_shutter) == (QualityMode.STRICT, Attribute.WRINKLE, True)
    assert page.panel.chosen is Attribute.WRINKLE
    with qtbot.waitSignal(stage.director.tracked, timeout=3000, check_params_cb=lambda t: t.mode is QualityMode.STRICT):
        pass


def test_page_speaks_of_privacy(stage: Stage) -> None:
    assert "Nothing is kept" in stage.page.shutter_bar.note.text()


def test_keys_go_to_the_picture_once_it_is_there(qtbot: QtBot, stage: Stage) -> None:
    page = live(qtbot, stage)
    with qtbot.waitActive(page):
        page.activateWindow()
    assert page.focusWidget() is page.view.video


def test_frozen_report_says_what_it_is_a_mean_of(qtbot: QtBot, stage: Stage) -> None:
    stage.change(auto_shutter=True)
    page = live(qtbot, stage)
    with qtbot.waitSignal(stage.director.frozen, timeout=15_000):
        pass
    assert "Mean of 9 pictures" in page.shutter_bar.note.text()
    assert page.keep_bar.isVisible()
    assert page.keep_bar.words.text() == "Nothing is kept."
    with qtbot.waitSignal(stage.services.sign_in.asked):
        page.keep_bar.keep.click()
    stage.services.sign_in.decline()
    assert page.keep_bar.keep.isEnabled()
    QTest.mouseClick(page.shutter_bar.button, Qt.MouseButton.LeftButton)
    assert "Nothing is kept" in page.shutter_bar.note.text()
    assert page.view.analysis is None
    assert page.keep_bar.isHidden()


def test_a_round_of_repeats_is_led_through(qtbot: QtBot, stage: Stage) -> None:
    """The strip says which picture it is, the page keeps it, and its button ends the round."""
    page, strip = live(qtbot, stage), stage.page.repeat_strip
    assert strip.isHidden()
    history = enter(qtbot, stage.services.sign_in)
    PhotoConsent().put(history.profile.id, False)
    stage.services.repeats.begin(history.profile)
    assert strip.isVisible()
    assert strip.title.text() == "Picture 1 of 3"
    assert "kept in your history" in page.shutter_bar.note.text()
    page.shutter_bar.button.click()
    qtbot.waitUntil(lambda: strip.title.text() == "Picture 2 of 3", timeout=30_000)
    assert [scan.tags for scan in history.scans()] == [(REPEAT_TAG,)]
    assert "Kept" in page.keep_bar.words.text()
    strip.stop.click()
    assert strip.isHidden()
    page.shutter_bar.button.click()
    assert "Nothing is kept" in page.shutter_bar.note.text()


def test_the_picture_has_a_name_for_screen_readers(stage: Stage) -> None:
    """It takes the focus as soon as the camera runs."""
    assert stage.page.view.video.accessibleName() == "Camera"


def test_without_the_face_model_no_demo_is_offered(qtbot: QtBot, stage: Stage) -> None:
    """It needs the face model too."""
    message = stage.page.message
    message.show_trouble(PibuError(TroubleCode.FACE_MODEL_MISSING))
    assert message.retry_button.isVisibleTo(message)
    assert not message.demo_button.isVisibleTo(message)
    message.show_trouble(PibuError(TroubleCode.CAMERA_BUSY))
    assert message.demo_button.isVisibleTo(message)


def test_choices_show_their_words_whole_in_a_narrow_window(qtbot: QtBot) -> None:
    bar = ViewBar()
    qtbot.addWidget(bar)
    bar.show_choices(QualityMode.STRICT, Attribute.PIGMENTATION)
    bar.resize(540, bar.sizeHint().height())
    bar.show()
    for box in bar.findChildren(QComboBox):
        if box is not bar.cameras:
            assert box.width() >= box.sizeHint().width()
