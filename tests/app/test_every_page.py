"""Every page: reached by Tab, named for a screen reader, and not cut off when texts or letters grow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.application import Shell
from app.models import ModelState
from app.pages import PageKind
from app.settings import Language, TextSize, Theme
from ml.errors import PibuError, TroubleCode
from resources.files import translations_folder

LONGER = 1.3
Wordy = QLabel | QPushButton | QComboBox | QLineEdit
SMALL, ROOMY = (1000, 680), (1900, 1100)


class Stretched(QTranslator):
    """The Korean texts, each 30 per cent longer."""

    def __init__(self) -> None:
        super().__init__()
        self._korean = QTranslator()
        assert self._korean.load("pibu_ko", str(translations_folder()))

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """As QTranslator."""
        korean = self._korean.translate(context, text, disambiguation, n)
        return korean and korean + "가" * round(len(korean) * (LONGER - 1))

    def isEmpty(self) -> bool:
        """An empty translator would not be asked."""
        return False


def _no_classifiers() -> None:
    raise PibuError(TroubleCode.CHECKPOINT_MISSING, "oil.safetensors")


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication) -> Iterator[Shell]:
    """The real pages with the demo camera, in English, without classifiers."""
    built = Shell(qapp, _no_classifiers)  # type: ignore[arg-type]
    qtbot.addWidget(built.window)
    store = built.services.settings
    store.put(replace(store.current, language=Language.ENGLISH, theme=Theme.LIGHT, camera="demo", welcomed=True))
    built.open(PageKind.PHOTO)
    qtbot.waitExposed(built.window)
    qtbot.waitUntil(lambda: built.services.analyzers.state is ModelState.FAILED)
    built.services.notices.drop("classifiers")
    yield built
    store.put(replace(store.current, text_size=TextSize.USUAL))
    built.window.close()


def _focusable(window: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.window() is window
    ]


@pytest.mark.parametrize("kind", list(PageKind))
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.KOREAN])
def test_everything_that_takes_focus_has_a_name(shell: Shell, qtbot: QtBot, kind: PageKind, language: Language) -> None:
    """Accessible name or text, in both languages."""
    shell.services.settings.put(replace(shell.services.settings.current, language=language))
    shell.window.show_page(kind)
    qtbot.wait(100)
    nameless = [repr(widget) for widget in _focusable(shell.window) if not _name_of(widget)]
    assert len(_focusable(shell.window)) >= 4
    assert not nameless


@pytest.mark.parametrize("kind", list(PageKind))
def test_tab_reaches_everything_and_comes_back(shell: Shell, qtbot: QtBot, kind: PageKind) -> None:
    """Tab goes through every control of the page once and returns to where it began."""
    shell.window.show_page(kind)
    qtbot.wait(100)
    shell.window.activateWindow()
    first = _focusable(shell.window)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    for _ in range(200):
        focused = shell.window.focusWidget()
        assert focused is not None
        if focused in visited:
            break
        visited.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    missed = [f"{_name_of(widget)} {widget!r}" for widget in _focusable(shell.window) if not _reached(widget, visited)]
    assert not missed
    assert shell.window.focusWidget() is visited[0]


@pytest.mark.parametrize("kind", list(PageKind))
def test_longer_texts_are_not_cut_off(shell: Shell, qtbot: QtBot, qapp: QApplication, kind: PageKind) -> None:
    """With every text 30 per cent longer than Korean, words still fit in a small window."""
    longer = Stretched()
    qapp.installTranslator(longer)
    try:
        shell.window.resize(*SMALL)
        shell.window.show_page(kind)
        qtbot.wait(200)
        assert "가" in shell.window.windowTitle()
        assert not _cut_off(shell.window)
    finally:
        qapp.removeTranslator(longer)
        QCoreApplication.processEvents()


@pytest.mark.parametrize("kind", list(PageKind))
@pytest.mark.parametrize("room", [SMALL, ROOMY], ids=["small", "roomy"])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.KOREAN])
def test_larger_letters_are_not_cut_off(
    shell: Shell, qtbot: QtBot, kind: PageKind, room: tuple[int, int], language: Language
) -> None:
    """With letters twice as large, chosen while the page is shown; where a small window has too little room for them,
    the page scrolls.
    """
    store = shell.services.settings
    shell.window.resize(*room)
    shell.window.show_page(kind)
    before = shell.window.rail.fontMetrics().height()
    store.put(replace(store.current, language=language, theme=Theme.DARK, text_size=TextSize.DOUBLE))
    qtbot.wait(200)
    assert shell.window.rail.fontMetrics().height() > 1.8 * before
    assert (shell.window.width(), shell.window.height()) == room
    assert not _cut_off(shell.window)


def _name_of(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton):
        return widget.accessibleName() or widget.text()
    return widget.accessibleName()


def _reached(widget: QWidget, visited: list[QWidget]) -> bool:
    """Whether Tab stopped at it, or at another button of its exclusive group (arrows lead on from there)."""
    if widget in visited:
        return True
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(button in visited for button in group.buttons())


def _cut_off(window: QWidget) -> list[str]:
    """Labels, buttons, boxes and lines whose words need more room than they have."""
    return [
        f"{type(widget).__name__} {_words(widget)!r}: {widget.size()} of {widget.sizeHint()}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, Wordy) and widget.isVisible() and _needs_more(widget)
    ]


def _needs_more(widget: Wordy) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.height() < widget.sizeHint().height() - 1
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width()) - 1
    if isinstance(widget, QComboBox):
        if widget.toolTip() == widget.currentText():
            return False  # names of devices can be any length: cut short, told whole by the tip
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        room = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
        )
        return room.width() + 4 < widget.fontMetrics().horizontalAdvance(widget.currentText())
    return widget.width() < widget.sizeHint().width() - 1 or widget.height() < widget.sizeHint().height() - 1


def _words(widget: Wordy) -> str:
    return widget.currentText() if isinstance(widget, QComboBox) else widget.text()
