"""Every dialog: not cut off when texts or letters grow, and never larger than the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.about.about_dialog import ClassifierRow
from app.application import Shell
from app.my_data.data_dialog import DataDialog
from app.pages import PageKind
from app.profiles.profile_dialog import ProfileDialog
from app.profiles.sign_in_dialog import SignInDialog
from app.settings import Language, TextSize
from app.settings_dialog import SettingsDialog
from app.widgets.close_button import CloseButton
from ml.types import Attribute
from tests.app.members import enter
from tests.app.shells import fake_analyzer
from tests.app.test_every_page import Stretched, _cut_off

KEY = "-".join(["ABCD"] * 8)


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication) -> Iterator[Shell]:
    """The real window over an empty history."""
    built = Shell(qapp, fake_analyzer)
    qtbot.addWidget(built.window)
    store = built.services.settings
    store.put(replace(store.current, language=Language.ENGLISH, camera="demo", welcomed=True))
    built.open(PageKind.PHOTO)
    qtbot.waitExposed(built.window)
    yield built
    store.put(replace(store.current, text_size=TextSize.USUAL))
    built.window.close()


@pytest.fixture(params=["stretched", "English, twice as large", "Korean, twice as large"])
def words(request: pytest.FixtureRequest, shell: Shell, qapp: QApplication) -> Iterator[None]:
    """Korean texts a third longer, or large letters."""
    store = shell.services.settings
    longer = Stretched()
    if request.param == "stretched":
        qapp.installTranslator(longer)
    else:
        language = Language.ENGLISH if request.param.startswith("English") else Language.KOREAN
        store.put(replace(store.current, language=language, text_size=TextSize.DOUBLE))
    yield
    if request.param == "stretched":
        qapp.removeTranslator(longer)
        QCoreApplication.sendPostedEvents(None, 0)


def _troubles(dialog: QWidget, qtbot: QtBot) -> list[str]:
    qtbot.wait(100)
    screen = dialog.screen().availableGeometry()
    too_large = dialog.width() > screen.width() or dialog.height() > screen.height()
    return [*_cut_off(dialog), *_hidden_sideways(dialog), *([f"{dialog.size()} on {screen}"] if too_large else [])]


def _hidden_sideways(dialog: QWidget) -> list[str]:
    """Areas whose content goes on beyond their edge, with no bar to get there."""
    areas = (area for area in dialog.findChildren(QScrollArea) if area.isVisible())
    return [
        f"{content.size()} in {area.viewport().size()}"
        for area in areas
        if (content := area.widget()) is not None
        and content.width() > area.viewport().width()
        and not area.horizontalScrollBar().isVisible()
    ]


def _all_pages(dialog: SignInDialog | ProfileDialog | DataDialog, qtbot: QtBot) -> list[str]:
    found = _troubles(dialog, qtbot)
    for form in dialog.forms:
        dialog.turn_to(form)
        found += _troubles(dialog, qtbot)
    return found


@pytest.mark.usefixtures("words")
def test_sign_in(shell: Shell, qtbot: QtBot) -> None:
    """All its forms, and the recovery key."""
    shell.window.door.open_sign_in()
    dialog = shell.window.door.dialog
    assert isinstance(dialog, SignInDialog)
    assert len(dialog.forms) >= 6
    found = _all_pages(dialog, qtbot)
    dialog.key.show_key(KEY, "Jimin")
    dialog.show_page(dialog.key)
    assert not found + _troubles(dialog, qtbot)
    dialog.close()


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("kind", [ProfileDialog, DataDialog])
def test_what_a_profile_has(shell: Shell, qtbot: QtBot, kind: type[ProfileDialog | DataDialog]) -> None:
    """Overview and forms."""
    enter(qtbot, shell.services.sign_in)
    door = shell.window.door
    opening: Callable[[], None] = door.open_profile if kind is ProfileDialog else door.open_data
    opening()
    dialog = door.dialog
    assert isinstance(dialog, kind)
    assert not _all_pages(dialog, qtbot)
    dialog.close()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
@pytest.mark.usefixtures("words")
def test_settings_and_about(shell: Shell, qtbot: QtBot) -> None:
    """Both scroll, with the way out always in sight."""
    window = shell.window
    window.show_settings()
    window.show_about()
    dialogs = [dialog for dialog in window.findChildren(QWidget) if dialog.isWindow() and dialog.isVisible()]
    assert len(dialogs) == 2
    assert any(isinstance(dialog, SettingsDialog) for dialog in dialogs)
    qtbot.waitUntil(lambda: len(window.findChildren(ClassifierRow)) == len(Attribute), timeout=30_000)
    for dialog in dialogs:
        assert not _troubles(dialog, qtbot)
        (shut,) = dialog.findChildren(CloseButton)
        shut.click()
        assert not dialog.isVisible()
