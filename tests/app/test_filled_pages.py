"""History, Trends and Compare with scans in them, asked what tests/app/test_every_page.py asks of what a guest sees:
names, and room for longer words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.compare.compare_page import ComparePage
from app.example_history import example_year
from app.history_page.history_page import HistoryPage
from app.models import AnalyzerSource
from app.notices import Notices
from app.page import Page
from app.services import Services
from app.settings import SettingsStore
from app.tasks import Tasks
from app.trends.trends_page import TrendsPage
from tests.app.members import enter, guest
from tests.app.shells import fake_analyzer
from tests.app.test_every_page import Stretched, _cut_off, _focusable, _name_of

NARROW = (884, 560)
"""What a page has in a window of 1000 x 680."""


@pytest.fixture(params=[HistoryPage, TrendsPage, ComparePage])
def page(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Page]:
    """A page that shows twenty scans, in the plain style whatever an earlier test left behind."""
    styled = qapp.styleSheet()
    qapp.setStyleSheet("")
    tasks, sign_in = Tasks("background"), guest(tmp_path / "kept")
    services = Services(SettingsStore(), tasks, AnalyzerSource(tasks, fake_analyzer), Notices(), sign_in)
    history = enter(qtbot, sign_in)
    history.save_many(example_year(datetime.now().astimezone() - timedelta(days=1))[-20:])
    built: Page = request.param(services)
    qtbot.addWidget(built)
    built.resize(*NARROW)
    built.show()
    built.enter()
    qtbot.waitUntil(lambda: _filled(built), timeout=60_000)
    yield built
    tasks.close()
    sign_in.close()
    qapp.setStyleSheet(styled)


def _filled(page: Page) -> bool:
    if isinstance(page, HistoryPage):
        page.area.view.selectAll()
        return page.part is page.area and page.area.save_chosen.isVisible()
    if isinstance(page, TrendsPage):
        return page.card is not None and page.card.graph.isVisible()
    return isinstance(page, ComparePage) and page.comparison.isVisible()


def test_everything_that_takes_focus_has_a_name(page: Page) -> None:
    """Tiles, graph, table, pickers."""
    found = _focusable(page)
    assert len(found) >= 8
    assert not [repr(widget) for widget in found if not _name_of(widget)]


def test_longer_words_fit(page: Page, qtbot: QtBot, qapp: QApplication) -> None:
    """Korean texts, each a third longer, in a small window."""
    longer = Stretched()
    qapp.installTranslator(longer)
    try:
        qtbot.wait(200)
        assert not _cut_off(page)
    finally:
        qapp.removeTranslator(longer)
        QCoreApplication.sendPostedEvents(None, 0)
