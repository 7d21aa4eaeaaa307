"""The Trends page over a real, encrypted history: guest, empty, filled, measured, locked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.change.repeat_error import Origin
from app.example_history import example_year
from app.history.ports import History
from app.history.records import REPEAT_TAG, ScanDraft
from app.i18n import Translations
from app.models import AnalyzerSource
from app.notices import Notice, Notices
from app.pages import PageKind
from app.services import Services
from app.settings import Language, SettingsStore
from app.tasks import Tasks
from app.theme import interface_font
from app.trends.trends_page import TrendsPage
from app.widgets.page_area import PageArea
from ml.types import Attribute, Region
from tests.app.history.example_scans import example_scan
from tests.app.members import enter, guest
from tests.app.shells import fake_analyzer
from tests.app.test_every_page import _cut_off

PATIENCE = 60_000


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Nobody is signed in; no classifiers."""
    tasks, sign_in = Tasks("background"), guest(tmp_path / "kept")
    yield Services(SettingsStore(), tasks, AnalyzerSource(tasks, fake_analyzer), Notices(), sign_in)
    tasks.close()
    sign_in.close()


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> TrendsPage:
    """The page, shown in a usual size."""
    page = TrendsPage(services)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.enter()
    return page


def _filled(qtbot: QtBot, page: TrendsPage, services: Services) -> History:
    history = enter(qtbot, services.sign_in)
    until = datetime.now().astimezone() - timedelta(days=1)
    history.save_many(one for one in example_year(until)[-60:])
    page.refresh()
    qtbot.waitUntil(lambda: page.card is not None and page.card.graph.plot.accessibleName() != "", timeout=PATIENCE)
    return history


def test_a_guest_is_asked_to_sign_in(qtbot: QtBot, page: TrendsPage, services: Services) -> None:
    """By a button that opens the dialog."""
    assert page.message.isVisible()
    with qtbot.waitSignal(services.sign_in.asked, timeout=1000):
        page.message.button.click()
    assert page.card is None


def test_no_line_is_pressed_in_large_letters(qtbot: QtBot, services: Services, qapp: QApplication) -> None:
    """Korean letters twice as large, in what a window of 1280 x 820 has for a page: it scrolls."""
    korean, page = Translations(qapp), TrendsPage(services)
    area = PageArea(page)
    qtbot.addWidget(area)
    area.resize(1020, 656)
    area.show()
    page.enter()
    letters = qapp.font()
    try:
        qapp.setFont(interface_font(2.0))
        korean.speak(Language.KOREAN)
        history = enter(qtbot, services.sign_in)
        history.save_many(example_year(datetime.now().astimezone() - timedelta(days=1))[-2:])
        page.refresh()
        qtbot.waitUntil(lambda: page.card is not None and page.card.graph.isVisible(), timeout=PATIENCE)
        qtbot.wait(200)
        assert page.card is not None
        assert not _cut_off(page)
        assert page.card.graph.height() > 200
        regions = page.card.regions
        assert regions.height() <= regions.sizeHint().height(), "a box of one line beside several"
    finally:
        korean.close()
        qapp.setFont(letters)


def test_an_empty_history_leads_to_the_live_page(qtbot: QtBot, page: TrendsPage, services: Services) -> None:
    """There is nothing to draw."""
    enter(qtbot, services.sign_in)
    qtbot.waitUntil(lambda: page.reading is not None, timeout=PATIENCE)
    assert page.message.isVisible()
    with qtbot.waitSignal(page.elsewhere, timeout=1000) as asked:
        page.message.button.click()
    assert asked.args == [PageKind.LIVE]


def test_a_year_is_shown_and_locked_again(qtbot: QtBot, page: TrendsPage, services: Services) -> None:
    """Five tiles, one large graph, a region of it on demand; after locking nothing of it is left in sight."""
    _filled(qtbot, page, services)
    assert page.reading is not None
    assert page.tiles is not None
    assert page.card is not None
    page.choose(Attribute.OIL)
    assert "Oil" in page.card.graph.plot.accessibleName()
    page.choose(Attribute.OIL, Region.FOREHEAD)
    plot = page.card.graph.plot
    qtbot.waitUntil(lambda: "Forehead" in plot.accessibleName(), timeout=PATIENCE)
    page.kind.button(1).click()
    assert page.card.tabular
    assert page.card.rows.rowCount() > 0
    services.sign_in.lock()
    assert page.message.isVisible()
    assert not page.card.isVisible()
    assert page.reading is None


def test_three_repeats_are_measured(qtbot: QtBot, page: TrendsPage, services: Services) -> None:
    """Asks for the Live page, counts what is kept there, leads back, and knows the error then."""
    history = _filled(qtbot, page, services)
    assert page.card is not None
    with qtbot.waitSignal(page.elsewhere, timeout=1000) as asked:
        page.card.repeats.button.click()
    assert asked.args == [PageKind.LIVE]
    assert page.card.repeats.button.text() == "Stop measuring"
    start = datetime.now().astimezone()
    posted: list[Notice] = []
    services.notices.posted.connect(posted.append)
    for minute in range(3):
        scan = replace(example_scan(abstaining=None), taken=start + timedelta(minutes=minute), tags=(REPEAT_TAG,))
        services.repeats.count(history.profile, history.save(ScanDraft(scan)))
    assert page.card.repeats.button.text() == "Take three pictures now"
    assert [one.title() for one in posted] == ["Your repeat error is measured"]
    assert posted[0].action is not None
    with qtbot.waitSignal(page.elsewhere, timeout=1000) as asked:
        posted[0].action.run()
    assert asked.args == [PageKind.TRENDS]


def test_measuring_can_be_stopped(qtbot: QtBot, page: TrendsPage, services: Services) -> None:
    """By the same button."""
    history = _filled(qtbot, page, services)
    assert page.card is not None
    page.card.repeats.button.click()
    page.card.repeats.button.click()
    assert services.repeats.kept_by(history.profile) is None
    assert page.card.repeats.button.text() == "Take three pictures now"


def test_measured_repeats_are_used(qtbot: QtBot, page: TrendsPage, services: Services) -> None:
    """The example year holds a set of repeats."""
    _filled(qtbot, page, services)
    assert page.reading is not None
    assert page.reading.of(Attribute.WRINKLE).error.origin is Origin.REPEATS
