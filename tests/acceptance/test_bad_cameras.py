"""Cameras that aren't there, are busy, go away, show nothing, or come late: said on the live page in both languages."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.i18n import Translations
from app.live.camera import Camera
from app.live.camera_watch import SLOW_SECONDS
from app.live.cameras import Device
from app.live.device_camera import DeviceCamera
from app.live.director import LiveDirector, LivePhase
from app.live.live_page import LivePage
from app.live.pipeline import LivePipeline
from app.models import AnalyzerSource
from app.notices import Notices
from app.services import Services
from app.settings import Language, SettingsStore
from app.sign_in import SignIn
from app.tasks import Tasks
from app.text import trouble_text
from ml.errors import PibuError, TroubleCode
from tests.fakes import FakeCamera, FakeCapture, FakeGrader, FakeTracker

pytestmark = pytest.mark.alone

if TYPE_CHECKING:
    from ml.analyzer import Analyzer

FRONT = Device(0, "Front", "/dev/video0")
IMAGE = np.full((36, 64, 3), 120, np.uint8)
HANGUL = re.compile("[가-힣]")
MakeLive = Callable[[Camera | None], LivePage]


@pytest.fixture
def live(qtbot: QtBot) -> Iterator[MakeLive]:
    """Makes a live page on a camera (None: none is connected), shown and entered; closed in the end."""
    tasks, model_tasks = Tasks("test"), Tasks("test-models")
    pages: list[LivePage] = []

    def make(camera: Camera | None) -> LivePage:
        analyzers = AnalyzerSource(model_tasks, lambda: cast("Analyzer", FakeGrader()))
        services = Services(SettingsStore(), tasks, analyzers, Notices(), SignIn(Tasks("history")))
        services.settings.put(replace(services.settings.current, auto_shutter=False))
        found = () if camera is None else (FRONT,)
        director = LiveDirector(lambda chosen, mode: LivePipeline(chosen, mode, FakeTracker))
        page = LivePage(services, None, director, lambda: found, lambda name, devices: camera if devices else None)
        pages.append(page)
        qtbot.addWidget(page)
        page.show()
        page.enter()
        return page

    yield make
    for page in pages:
        page.close_down()
    tasks.close()
    model_tasks.close()


def device(capture: FakeCapture) -> Camera:
    """A webcam whose driver does what it is told."""
    return DeviceCamera(0, "Front", lambda index: capture)


FAULTS: tuple[tuple[str, Callable[[], Camera | None], TroubleCode], ...] = (
    ("none", lambda: None, TroubleCode.CAMERA_NONE),
    ("busy", lambda: device(FakeCapture(opened=False)), TroubleCode.CAMERA_BUSY),
    ("unplugged", lambda: device(FakeCapture(reads=(IMAGE,) * 20 + (None,))), TroubleCode.CAMERA_GONE),
    ("black", lambda: device(FakeCapture(reads=(IMAGE, IMAGE, np.zeros_like(IMAGE)))), TroubleCode.CAMERA_BLACK),
)


@pytest.mark.parametrize(("name", "make", "code"), FAULTS, ids=[name for name, _, _ in FAULTS])
def test_a_camera_in_trouble_says_so_in_both_languages(
    live: MakeLive,
    qtbot: QtBot,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    make: Callable[[], Camera | None],
    code: TroubleCode,
) -> None:
    monkeypatch.setattr("app.live.cameras.device_indexes", lambda: frozenset({0}))
    monkeypatch.setattr("app.live.device_camera.denied_access", lambda index: None)
    page = live(make())
    qtbot.waitUntil(page.message.retry_button.isVisible, timeout=6000)
    assert_said(page, code, qapp)
    assert page.message.demo_button.isEnabled()


def test_a_first_frame_after_eight_seconds_is_waited_for(live: MakeLive, qtbot: QtBot, qapp: QApplication) -> None:
    """Said while it is waited for; the picture comes all the same."""
    start = time.monotonic()
    page = live(FakeCamera(fps=30, first_after=SLOW_SECONDS + 1.2))
    qtbot.waitUntil(page.message.retry_button.isVisible, timeout=12_000)
    assert time.monotonic() - start >= SLOW_SECONDS
    assert_said(page, TroubleCode.CAMERA_SLOW, qapp)
    qtbot.waitUntil(lambda: page.director.phase is LivePhase.LIVE, timeout=8000)
    qtbot.waitUntil(page.view.video.isVisible, timeout=3000)


def assert_said(page: LivePage, code: TroubleCode, application: QApplication) -> None:
    """The page's words are the trouble's, and in the language of the window, which changes while they stand there."""
    translations = Translations(application)
    try:
        for language in (Language.ENGLISH, Language.KOREAN):
            translations.speak(language)
            application.processEvents()
            text = trouble_text(PibuError(code, "Front"))
            assert (page.message.title.text(), page.message.advice.text()) == text
            assert page.message.isVisible()
            for words in text:
                assert bool(HANGUL.search(words)) == (language is Language.KOREAN)
    finally:
        translations.close()
