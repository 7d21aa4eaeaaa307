"""The whole shell: shows at once, builds pages when wanted, changes language and theme live, closes clean."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.application import Shell
from app.history.folders import usual_folder
from app.models import ModelState
from app.pages import PageKind
from app.settings import Language, Theme
from app.settings_dialog import SettingsDialog
from app.welcome import place_of
from app.widgets.model_status import ModelStatus
from ml.errors import PibuError, TroubleCode
from tests.app.shells import FakeAnalyzer, FakePage, fake_analyzer, fake_pages


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication) -> Iterator[Shell]:
    """An open window with pages that only remember, in English and light."""
    built = Shell(qapp, fake_analyzer, fake_pages())
    qtbot.addWidget(built.window)
    store = built.services.settings
    store.put(replace(store.current, language=Language.ENGLISH, theme=Theme.LIGHT))
    built.open()
    qtbot.waitExposed(built.window)
    qtbot.waitUntil(lambda: built.services.analyzers.state is ModelState.READY)
    yield built
    built.window.close()


def _page(shell: Shell) -> FakePage:
    page = shell.window.page
    assert isinstance(page, FakePage)
    return page


def _words(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    buttons = [button.text() for button in widget.findChildren(QToolButton) if button.isVisibleTo(widget)]
    return " | ".join([widget.windowTitle(), *labels, *buttons])


def test_live_page_is_first_and_entered(shell: Shell) -> None:
    """The first page is the live one, told once that it is shown."""
    assert _page(shell).calls == ["enter"]
    assert "Live" in _words(shell.window)
    assert shell.window.windowTitle() == "Live – Pibu"


def test_keys_switch_pages(shell: Shell) -> None:
    """Ctrl+2 leaves the live page before it enters the photo page; Ctrl+1 goes back to the same live page."""
    live = _page(shell)
    QTest.keyClick(shell.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    photo = _page(shell)
    assert live.calls == ["enter", "leave"]
    assert photo.calls == ["enter"]
    QTest.keyClick(shell.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert _page(shell) is live
    assert live.calls == ["enter", "leave", "enter"]


def test_korean_and_back_without_a_restart(shell: Shell, qtbot: QtBot) -> None:
    """Every word of the window follows the language, the page is told, and nothing stays behind."""
    store = shell.services.settings
    english = _words(shell.window)
    store.put(replace(store.current, language=Language.KOREAN))
    qtbot.waitUntil(lambda: "실시간" in shell.window.windowTitle())
    qtbot.wait(20)
    korean = _words(shell.window)
    assert not set(english.split(" | ")) & set(korean.split(" | ")) - {"Pibu", ""}
    assert "retranslate" in _page(shell).calls
    store.put(replace(store.current, language=Language.ENGLISH))
    qtbot.waitUntil(lambda: _words(shell.window) == english)


def test_the_live_page_says_who_takes_the_picture(shell: Shell) -> None:
    """The line under the title follows the switch of the auto-shutter at once."""
    store = shell.services.settings
    assert "is taken when all is well" in _words(shell.window)
    store.put(replace(store.current, auto_shutter=False))
    assert "press the space bar" in _words(shell.window)
    assert "is taken when" not in _words(shell.window)
    store.put(replace(store.current, auto_shutter=True))
    assert "is taken when all is well" in _words(shell.window)


def test_theme_changes_at_once(shell: Shell, qapp: QApplication) -> None:
    """Dark is dark, light is light, and a page that is already there follows."""
    store = shell.services.settings
    window = QPalette.ColorRole.Window
    assert _page(shell).palette().color(window).lightness() > 200
    store.put(replace(store.current, theme=Theme.DARK))
    assert _page(shell).palette().color(window).lightness() < 60


def test_welcome_shows_once(shell: Shell, qtbot: QtBot) -> None:
    """The first start greets; once closed, the settings remember it."""
    [bar] = [bar for bar in shell.window.notices.bars if bar.notice.key == "welcome"]
    said = bar.accessibleName()
    assert "not a medical device" in said
    assert place_of(usual_folder()) in said
    assert bar.notice.action is not None
    bar.findChildren(QToolButton)[0].click()
    assert shell.services.settings.current.welcomed
    assert not shell.window.notices.bars


def test_the_welcome_offers_the_other_language(shell: Shell, qtbot: QtBot) -> None:
    """By that language's own name, at once, and back; the greeting stays meanwhile."""
    for name, greeting in (("한국어", "Pibu에 오신 것을 환영합니다"), ("English", "Welcome to Pibu")):
        [bar] = [bar for bar in shell.window.notices.bars if bar.notice.key == "welcome"]
        [button] = [button for button in bar.findChildren(QPushButton) if button.text() == name]
        button.click()
        qtbot.waitUntil(lambda bar=bar, greeting=greeting: greeting in bar.accessibleName())  # type: ignore[misc]
    assert not shell.services.settings.current.welcomed


def test_closing_stops_everything(shell: Shell) -> None:
    """Pages close down, then the analyzer is freed; closing twice is once."""
    page, analyzer = _page(shell), shell.services.analyzers.analyzer
    shell.window.close()
    shell.window.close()
    assert page.calls == ["enter", "close_down"]
    assert cast("FakeAnalyzer", analyzer).closed == 1


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_the_window_goes_at_once_while_long_work_ends(shell: Shell) -> None:
    """Nobody looks at a frozen window: it and its dialogs are hidden before the workers are waited for."""
    seen: list[bool] = []
    started = threading.Event()

    def work() -> None:
        started.set()
        time.sleep(0.2)
        seen.append(shell.window.isVisible() or shell.window.findChildren(SettingsDialog)[0].isVisible())

    shell.window.show_settings()
    shell.services.tasks.run(work, lambda _: None)
    assert started.wait(5)
    shell.window.close()
    assert seen == [False], "the work ended, and before that the window was gone"


def test_narrow_window_has_a_narrow_rail(shell: Shell, qtbot: QtBot) -> None:
    """With little room the rail shows icons only, and they still have names."""
    wide = shell.window.rail.width()
    shell.window.resize(900, 620)
    qtbot.waitUntil(lambda: shell.window.rail.width() < wide)
    assert all(button.accessibleName() for button in shell.window.rail.findChildren(QToolButton))


@pytest.mark.parametrize("by_rail", [True, False])
def test_failed_load_is_said_and_can_be_tried_again(qtbot: QtBot, qapp: QApplication, by_rail: bool) -> None:
    """A failed load shows a notice with an action, and a button in the rail; success takes both away."""
    attempts: list[str] = []

    def load() -> FakeAnalyzer:
        attempts.append("load")
        if len(attempts) == 1:
            raise PibuError(TroubleCode.CHECKPOINT_MISSING, "oil.safetensors")
        return FakeAnalyzer()

    shell = Shell(qapp, load, fake_pages())  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    shell.open(PageKind.PHOTO)
    source = shell.services.analyzers
    qtbot.waitUntil(lambda: source.state is ModelState.FAILED)
    [bar] = [bar for bar in shell.window.notices.bars if bar.notice.key == "classifiers"]
    [status] = shell.window.findChildren(ModelStatus)
    assert "oil.safetensors" in bar.accessibleName()
    assert status.again.isVisible()
    if by_rail:
        shell.services.notices.drop("classifiers")
        status.again.click()
    else:
        assert bar.notice.action is not None
        bar.notice.action.run()
    qtbot.waitUntil(lambda: source.state is ModelState.READY)
    assert [bar.notice.key for bar in shell.window.notices.bars] == ["welcome"]
    assert not status.again.isVisible()
    shell.window.close()


@pytest.mark.parametrize("reachable", [True, False])
def test_face_model_can_be_brought(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, reachable: bool
) -> None:
    """The notice's action brings the face model and loads again; where that fails, it says why and can be repeated."""
    brought: list[str] = []

    def bring() -> None:
        if not reachable:
            raise PibuError(TroubleCode.FACE_MODEL_UNREACHABLE)
        brought.append("face model")

    def load() -> FakeAnalyzer:
        if not brought:
            raise PibuError(TroubleCode.FACE_MODEL_MISSING)
        return FakeAnalyzer()

    monkeypatch.setattr("app.model_help.bring_face_model", bring)
    shell = Shell(qapp, load, fake_pages())  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    shell.open()
    notices = shell.window.notices
    source = shell.services.analyzers
    qtbot.waitUntil(lambda: source.state is ModelState.FAILED)
    [bar] = [bar for bar in notices.bars if bar.notice.key == "classifiers"]
    missing = bar.notice.title()
    assert bar.notice.action is not None
    bar.notice.action.run()
    if reachable:
        qtbot.waitUntil(lambda: source.state is ModelState.READY)
        assert [bar.notice.key for bar in notices.bars] == ["welcome"]
    else:
        qtbot.waitUntil(lambda: any(bar.notice.title() != missing and bar.notice.action for bar in notices.bars[:1]))
        assert source.state is ModelState.FAILED
    shell.window.close()
