"""The photo page's dialog of other methods: filled in one after another, follows the language, closes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.i18n import Translations
from app.photo.detail_dialog import DetailDialog
from app.photo.photo_page import PhotoPage
from app.settings import Language
from ml.types import Attribute
from tests.app.photo.photos import done, files, seen


def test_other_methods_are_shown_side_by_side(page: PhotoPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Every region by every method, filled in one after another; its own button closes it."""
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    page.work.panel.detail_asked.emit(Attribute.HYDRATION)
    (dialog,) = page.findChildren(DetailDialog)
    qtbot.waitUntil(lambda: seen(dialog).count("on skin: 75%") == 6)
    dialog.slow_button.click()
    qtbot.waitUntil(lambda: seen(dialog).count("on skin: 75%") == 8)
    assert all(name in seen(dialog) for name in ("Grad-CAM", "Grad-CAM++", "Eigen-CAM", "Score-CAM"))
    dialog.shut.click()
    qtbot.waitUntil(lambda: not page.findChildren(DetailDialog))


def test_other_methods_follow_the_language(page: PhotoPage, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """While the dialog is open: title, hint, regions, buttons and what is computed."""
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: done(page, 1))
    page.work.panel.detail_asked.emit(Attribute.HYDRATION)
    (dialog,) = page.findChildren(DetailDialog)
    qtbot.waitUntil(lambda: seen(dialog).count("on skin: 75%") == 6)
    english = {*seen(dialog).splitlines(), dialog.windowTitle(), dialog.slow_button.text(), dialog.shut.text()}
    translations = Translations(qapp)
    translations.speak(Language.KOREAN)
    qtbot.waitUntil(lambda: seen(dialog).count("피부 위 75%") == 6)
    korean = {*seen(dialog).splitlines(), dialog.windowTitle(), dialog.slow_button.text(), dialog.shut.text()}
    names = {"Grad-CAM", "Grad-CAM++", "Eigen-CAM", "Score-CAM"}
    assert english & korean - names <= {"–", ""}
    translations.speak(Language.ENGLISH)
    translations.close()
    dialog.reject()
    qtbot.waitUntil(lambda: not page.findChildren(DetailDialog))
