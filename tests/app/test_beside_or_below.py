"""Two parts of a page beside or below each other, and the pages with a picture in letters twice as large."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.application import Shell
from app.compare.compare_page import ComparePage
from app.example_history import example_year
from app.history_page.filter_bar import DAYS
from app.history_page.history_page import HistoryPage
from app.live.live_page import LivePage
from app.page import Page
from app.pages import PageKind
from app.photo.photo_page import PhotoPage
from app.settings import Language, TextSize, Theme
from app.trends.trends_page import TrendsPage
from app.widgets.beside_or_below import PictureBeside, SideColumn
from app.widgets.page_area import PageArea
from tests.app.analyses import usual_analysis
from tests.app.members import enter
from tests.app.test_every_page import _cut_off, shell

__all__ = ["shell"]
GAP, CARD, CARDS = 10, QSize(300, 200), 4


class Example(QWidget):
    """A page with a picture and four cards."""

    def __init__(self) -> None:
        super().__init__()
        cards = QWidget()
        column = QVBoxLayout(cards)
        for _ in range(CARDS):
            card = QLabel()
            card.setMinimumSize(CARD)
            column.addWidget(card)
        main, self.picture, self.side = QWidget(), QLabel(), SideColumn(cards)
        QVBoxLayout(main).addWidget(self.picture)
        self.both = PictureBeside(main, self.picture, self.side, GAP)
        self.both.turned.connect(self.side.show_whole)
        self.turns: list[bool] = []
        self.both.turned.connect(self.turns.append)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.both)


@pytest.fixture
def area(qtbot: QtBot, qapp: QApplication) -> PageArea:
    """The room of an example page, in a window of its own."""
    area = PageArea(Example())
    qtbot.addWidget(area)
    area.resize(1000, 600)
    area.show()
    return area


def example(area: PageArea) -> Example:
    """What is in it."""
    page = area.widget()
    assert isinstance(page, Example)
    return page


def test_a_wide_page_has_both_beside_each_other(area: PageArea, qtbot: QtBot) -> None:
    """The cards scroll, the page does not."""
    page = example(area)
    qtbot.wait(50)
    assert not page.both.below
    assert page.side.x() > page.picture.width()
    assert page.side.verticalScrollBar().maximum() > 0
    assert area.verticalScrollBar().maximum() == 0


def test_a_narrow_page_has_the_cards_below_and_scrolls_down_only(area: PageArea, qtbot: QtBot) -> None:
    """All cards are shown, the picture is half as high as the window, whatever its height becomes; and back."""
    page = example(area)
    area.resize(500, 600)
    qtbot.wait(50)
    assert page.side.height() >= CARDS * CARD.height()
    assert page.side.y() >= page.picture.height() == 300
    assert (page.side.verticalScrollBar().maximum(), area.horizontalScrollBar().maximum()) == (0, 0)
    assert area.verticalScrollBar().maximum() > 0
    area.resize(500, 400)
    qtbot.waitUntil(lambda: page.picture.height() == 200)
    area.resize(1000, 600)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    assert not page.both.below


def test_no_width_makes_it_turn_forever(area: PageArea, qtbot: QtBot) -> None:
    """A scroll bar that comes with the turn takes room, which must not turn it back."""
    page = example(area)
    for width in (*range(720, 600, -3), *range(600, 720, 3)):
        before = len(page.turns)
        area.resize(width, 600)
        for _ in range(5):
            QApplication.processEvents()
        assert len(page.turns) - before <= 1
    assert page.turns == [True, False]


def _fill(page: Page, qtbot: QtBot, shell: Shell) -> None:
    """Cards and pictures as they are with grades."""
    if isinstance(page, LivePage):
        page.panel.show_analysis(usual_analysis())
    elif isinstance(page, PhotoPage):
        page.work.show_start(False)
        page.work.panel.show_analysis(usual_analysis())
    elif isinstance(page, ComparePage | HistoryPage):
        history = enter(qtbot, shell.services.sign_in)
        history.save_many(example_year(datetime.now().astimezone() - timedelta(days=1))[-3:])
        page.renew()
        if isinstance(page, ComparePage):
            qtbot.waitUntil(lambda: page.loaded is not None, timeout=60_000)
            return
        qtbot.waitUntil(lambda: page.model.scan(0) is not None, timeout=60_000)
        page.open_row(0)
        qtbot.waitUntil(page.view.isVisible, timeout=60_000)


@pytest.mark.parametrize("kind", [PageKind.LIVE, PageKind.PHOTO, PageKind.HISTORY, PageKind.COMPARE])
def test_large_letters_make_a_page_scroll_down_only(shell: Shell, qtbot: QtBot, kind: PageKind) -> None:
    """Beside each other in letters of the usual size; twice as large, below each other, nothing cut off at the side."""
    store, window = shell.services.settings, shell.window
    window.resize(1280, 820)
    page = window.show_page(kind)
    _fill(page, qtbot, shell)
    [both] = page.findChildren(PictureBeside)
    area = next(area for area in window.findChildren(PageArea) if area.widget() is page)
    qtbot.wait(100)
    assert not both.below
    for language in (Language.KOREAN, Language.ENGLISH):
        store.put(replace(store.current, language=language, theme=Theme.DARK, text_size=TextSize.DOUBLE))
        qtbot.wait(200)
        if isinstance(page, PhotoPage):
            page.work.show_start(False)  # which another language shows anew
        qtbot.waitUntil(lambda: both.below and both.isVisible())
        qtbot.wait(100)
        assert area.horizontalScrollBar().maximum() == 0
        assert area.verticalScrollBar().maximum() > 0
        assert not any(
            column.verticalScrollBar().maximum() for column in page.findChildren(SideColumn) if column.isVisible()
        )
        assert not _cut_off(window)
    window.resize(window.minimumSize())
    qtbot.wait(200)
    assert area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("kind", [PageKind.HISTORY, PageKind.TRENDS])
def test_large_letters_leave_room_for_a_list_and_a_graph(shell: Shell, qtbot: QtBot, kind: PageKind) -> None:
    """The filter breaks into lines, a range of one's own included; the attributes go below the graph, all of them."""
    store, window = shell.services.settings, shell.window
    window.resize(1280, 820)
    history = enter(qtbot, shell.services.sign_in)
    history.save_many(example_year(datetime.now().astimezone() - timedelta(days=1))[-8:])
    page = window.show_page(kind)
    if isinstance(page, HistoryPage):
        page.area.filter.time.setCurrentIndex(len(DAYS))
        page.area.filter.time.activated.emit(len(DAYS))
        qtbot.waitUntil(page.area.filter.since.isVisible, timeout=60_000)
    else:
        assert isinstance(page, TrendsPage)
        qtbot.waitUntil(lambda: page.tiles is not None and page.tiles.isVisible(), timeout=60_000)
    area = next(area for area in window.findChildren(PageArea) if area.widget() is page)
    qtbot.wait(100)
    assert area.verticalScrollBar().maximum() == 0
    for language in (Language.KOREAN, Language.ENGLISH):
        store.put(replace(store.current, language=language, text_size=TextSize.DOUBLE))
        qtbot.wait(300)
        assert area.horizontalScrollBar().maximum() == 0
        if isinstance(page, TrendsPage):
            assert page.tiles is not None
            assert page.card is not None
            assert page.tiles.y() > page.card.y() + page.card.height()
            assert page.tiles.verticalScrollBar().maximum() == 0
            assert area.verticalScrollBar().maximum() > 0


def test_what_is_behind_a_page_does_not_make_it_scroll(shell: Shell, qtbot: QtBot) -> None:
    """Cards of a photo that was closed need no room on the page's start."""
    page = shell.window.show_page(PageKind.PHOTO)
    assert isinstance(page, PhotoPage)
    store = shell.services.settings
    store.put(replace(store.current, text_size=TextSize.DOUBLE))
    shell.window.resize(1280, 820)
    _fill(page, qtbot, shell)
    qtbot.wait(200)
    filled = page.minimumSizeHint().height()
    page.work.show_start(True)
    qtbot.wait(50)
    assert page.minimumSizeHint().height() < filled / 2
