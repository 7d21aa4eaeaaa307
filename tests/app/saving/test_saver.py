"""“Save as…” on the pages: what lands in the file, what is said, and what happens when it can't be written."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.example_history import example_days
from app.history.ports import History
from app.history.records import Quality, ScanFilter
from app.history_page.history_page import HistoryPage
from app.models import AnalyzerSource
from app.notices import Notice, NoticeAction, NoticeKind, Notices
from app.saving.long_work import LongWork
from app.saving.request import FileForm, Stretch
from app.saving.save_button import SaveButton
from app.saving.saver import Saver
from app.services import Services
from app.settings import SettingsStore
from app.tasks import Tasks
from app.trends.trends_page import TrendsPage
from app.widgets.notice_bar import NoticeStack
from ml.errors import PibuError, TroubleCode
from tests.app.history.example_scans import draft
from tests.app.history_page.room import LaterAnalyzer
from tests.app.members import enter, guest
from tests.app.report.pdf_text import pages_of
from tests.app.report.test_reports import with_photo
from tests.app.saving.answers import AnsweringDialogs

if TYPE_CHECKING:
    from ml.analyzer import Analyzer

WAIT = 20_000


class Desk:
    """Services with somebody signed in, and what was said."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.tasks = Tasks("background")
        self.sign_in = guest(folder / "kept")
        analyzers = AnalyzerSource(self.tasks, lambda: cast("Analyzer", LaterAnalyzer()))
        self.services = Services(SettingsStore(folder / "s.json"), self.tasks, analyzers, Notices(), self.sign_in)
        self.said: list[Notice] = []
        self.services.notices.posted.connect(self.said.append)
        self.history: History = enter(qtbot, self.sign_in)
        self.folder = folder / "saved"
        self.folder.mkdir()
        self.dialogs = AnsweringDialogs(self.folder)
        self._closing: list[HistoryPage | TrendsPage | Saver] = []

    def own(self, page: HistoryPage | TrendsPage | Saver) -> None:
        """Closes it in the end."""
        self._closing.append(page)

    @property
    def title(self) -> str:
        """What was said last."""
        return self.said[-1].title() if self.said else ""

    def close(self) -> None:
        """As the window does."""
        for one in self._closing:
            if isinstance(one, Saver):
                one.close()
            else:
                one.close_down()
        self.sign_in.close()
        self.tasks.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """An empty history."""
    made = Desk(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> HistoryPage:
    """Three scans without photo, one with, which is the oldest."""
    desk.history.save_many([with_photo(), *(draft(day) for day in (1, 2, 3))])
    built = HistoryPage(desk.services)
    desk.own(built)
    qtbot.addWidget(built)
    built.saver.dialogs = desk.dialogs
    built.resize(1100, 700)
    built.show()
    built.enter()
    qtbot.waitUntil(lambda: built.part is built.area and built.model.scan(0) is not None, timeout=WAIT)
    return built


def _saved(qtbot: QtBot, desk: Desk) -> Path:
    qtbot.waitUntil(lambda: desk.title.startswith("Saved"), timeout=WAIT)
    assert [path.name for path in desk.folder.iterdir()] == [desk.dialogs.last.name]
    return desk.dialogs.last


def test_all_that_the_list_shows(qtbot: QtBot, desk: Desk, page: HistoryPage) -> None:
    """As a table, by the menu and Return; the notice leads to the folder."""
    menu = page.area.save_shown.menu()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(page.area.save_shown.table)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    path = _saved(qtbot, desk)
    assert path.name == "pibu-all.csv"
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [row["id"] for row in rows[:3]] == [scan.id for scan in desk.history.scans()][:3]
    notice = desk.said[-1]
    assert notice.action is not None
    notice.action.run()
    assert desk.dialogs.shown == [path]


def test_chosen_scans(qtbot: QtBot, desk: Desk, page: HistoryPage) -> None:
    """A report has each on pages of its own; JSON has the same ones."""
    view = page.area.view
    for row in (1, 3):
        view.selectionModel().select(page.model.index(row), view.selectionModel().SelectionFlag.Select)
    page.area.save_chosen.report.trigger()
    pages = pages_of(_saved(qtbot, desk).read_bytes())
    assert [one.pictures for one in pages] == [0, 0, 2, 0]
    desk.dialogs.last.unlink()
    page.area.save_chosen.json.trigger()
    qtbot.waitUntil(lambda: desk.dialogs.last.suffix == ".json" and desk.dialogs.last.exists(), timeout=WAIT)
    document = json.loads(_saved(qtbot, desk).read_bytes())
    scans = desk.history.scans()
    assert [scan["id"] for scan in document["scans"]] == [scans[1].id, scans[3].id]


def test_an_opened_scan_without_its_photo(qtbot: QtBot, desk: Desk, page: HistoryPage) -> None:
    """Offered only where there is a photo."""
    page.open_row(3)
    qtbot.waitUntil(lambda: page.part is page.view and page.view.opened is not None, timeout=WAIT)
    assert page.view.save.without_photos.isVisible()
    page.view.save.without_photos.trigger()
    first, _ = pages_of(_saved(qtbot, desk).read_bytes())
    assert first.pictures == 0
    assert first.says("left out of this report")


def test_the_time_that_a_graph_shows(qtbot: QtBot, desk: Desk) -> None:
    """A report of the scans in it; of all times where it shows them all."""
    now = datetime.now().astimezone()
    desk.history.save_many(example_days(60, now - timedelta(hours=3)))
    trends = TrendsPage(desk.services)
    desk.own(trends)
    qtbot.addWidget(trends)
    trends.saver.dialogs = desk.dialogs
    trends.resize(1100, 700)
    trends.show()
    trends.enter()
    qtbot.waitUntil(lambda: trends.card is not None and trends.card.graph.isVisible(), timeout=WAIT)
    trends.save.table.trigger()
    path = _saved(qtbot, desk)
    assert path.name == "pibu-all.csv"
    assert len(path.read_text("utf-8-sig").splitlines()) == 61
    path.unlink()
    trends.spans.button(0).click()
    trends.save.report.trigger()
    qtbot.waitUntil(lambda: desk.dialogs.last.suffix == ".pdf" and desk.dialogs.last.exists(), timeout=WAIT)
    pages = pages_of(_saved(qtbot, desk).read_bytes())
    assert len(pages) == 4
    assert pages[0].says("Scans: 7")


def test_a_place_that_cannot_be_written(qtbot: QtBot, desk: Desk, page: HistoryPage) -> None:
    """Says so and offers another; a dialog that was cancelled says nothing."""
    wall = desk.folder / "a file"
    wall.write_bytes(b"")
    desk.dialogs.folder = wall
    page.area.save_shown.report.trigger()
    qtbot.waitUntil(lambda: bool(desk.said) and desk.said[-1].kind is NoticeKind.PROBLEM, timeout=WAIT)
    assert "can't be saved" in desk.title
    wall.unlink()
    desk.dialogs.folder = desk.folder
    action = desk.said[-1].action
    assert action is not None
    action.run()
    assert len(pages_of(_saved(qtbot, desk).read_bytes())) == 4
    desk.dialogs.folder = None
    said = len(desk.said)
    page.area.save_shown.report.trigger()
    assert len(desk.said) == said


@pytest.mark.parametrize("how", ["cancel", "lock"])
def test_what_is_stopped_leaves_nothing(qtbot: QtBot, desk: Desk, page: HistoryPage, how: str) -> None:
    """By the notice's button, or because the history was locked."""
    page.area.save_shown.report.trigger()
    action = desk.said[-1].action
    assert action is not None
    if how == "cancel":
        action.run()
    else:
        desk.sign_in.lock()
    qtbot.waitUntil(lambda: "Cancelled" in desk.title, timeout=WAIT)
    assert list(desk.folder.iterdir()) == []


def test_nothing_to_save(qtbot: QtBot, desk: Desk) -> None:
    """Is said, and makes no file."""
    saver = Saver(desk.services, desk.dialogs)
    desk.own(saver)
    button = SaveButton()
    qtbot.addWidget(button)
    saver.save(Stretch(ScanFilter(quality=Quality.GOOD)), FileForm.PDF, True, button)
    qtbot.waitUntil(lambda: "no scan" in desk.title, timeout=WAIT)
    assert list(desk.folder.iterdir()) == []


def test_long_work_tells_and_stops(qtbot: QtBot) -> None:
    """Progress on the window's thread; a stop ends what runs and what waits; a bug is not hidden."""
    work = LongWork("test")
    told: list[tuple[int, int]] = []
    ended: list[str] = []
    begun, more = Event(), Event()
    work.progressed.connect(lambda done, of: told.append((done, of)))

    def wait(step: object) -> None:
        assert callable(step)
        time.sleep(0.12)
        step(1, 3)
        begun.set()
        more.wait(10)
        step(2, 3)
        raise AssertionError("it was not stopped")

    for _ in range(2):
        work.run(
            wait, lambda _: ended.append("done"), lambda _: ended.append("failed"), lambda: ended.append("stopped")
        )
    begun.wait(10)
    qtbot.waitUntil(lambda: (1, 3) in told, timeout=WAIT)
    work.stop()
    more.set()
    qtbot.waitUntil(lambda: ended == ["stopped", "stopped"], timeout=WAIT)
    assert not work.busy

    def fail(step: object) -> int:
        raise PibuError(TroubleCode.HISTORY_FULL)

    work.run(fail, lambda _: None, lambda trouble: ended.append(trouble.code.value), lambda: None)
    work.run(lambda step: 7, lambda value: ended.append(str(value)), lambda _: None, lambda: None)
    qtbot.waitUntil(lambda: ended[2:] == ["history_full", "7"], timeout=WAIT)
    work.close()
    work.run(lambda step: 8, lambda value: ended.append(str(value)), lambda _: None, lambda: None)
    assert len(ended) == 4


def test_a_notice_of_work_keeps_its_place(qtbot: QtBot) -> None:
    """So the button that stops it can be pressed; the one at the end is another."""
    notices = Notices()
    stack = NoticeStack(notices)
    qtbot.addWidget(stack)
    pressed: list[int] = []

    def of(number: int) -> Notice:
        action = NoticeAction(lambda: "Cancel", lambda: pressed.append(number))
        return Notice("work", lambda: f"{number} of 3", action=action, lasting=True)

    notices.post(of(1))
    [bar] = stack.bars
    notices.post(of(2))
    assert stack.bars == (bar,)
    assert bar.accessibleName().startswith("2 of 3")
    bar._action.click()
    assert pressed == [2]
    notices.post(of(3))
    notices.post(Notice("work", lambda: "Saved"))
    assert [one.notice.title() for one in stack.bars] == ["Saved"]
