"""The History page over a real encrypted storage: list, filter, open, notes, delete and undo, grade again, lock."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.history.ports import History
from app.history.records import Quality, ScanFilter, Tag, TagKind
from app.history_page.filter_bar import FilterBar
from ml.types import Attribute
from tests.app.analyses import usual_analysis
from tests.app.history.example_scans import FIRST_DAY
from tests.app.history_page.room import WAIT, LaterAnalyzer, Room, open_row
from tests.app.members import NAME, enter


def test_a_guest_is_told_what_the_page_is_for(room: Room, qtbot: QtBot) -> None:
    """With a way to sign in; then an empty history says how to fill it."""
    assert room.page.part is room.page.message
    with qtbot.waitSignal(room.sign_in.asked):
        room.page.message.button.click()
    enter(qtbot, room.sign_in)
    qtbot.waitUntil(lambda: not room.page.message.button.isVisible(), timeout=WAIT)


def test_newest_first_and_each_row_in_a_sentence(room: Room, history: History) -> None:
    """For screen readers: time, marks, grades, source, tags."""
    model = room.page.model
    taken = [scan.taken for row in range(7) if (scan := model.scan(row)) is not None]
    assert taken == sorted(taken, reverse=True)
    assert len(taken) == 7
    said = str(model.data(model.index(3), Qt.ItemDataRole.AccessibleTextRole))
    assert "serum <b>" in said
    assert "Hydration –" in said
    assert "could be better" in str(model.data(model.index(1)))
    assert room.page.area.count.text() == "Scans: 7"


def test_thumbnails_come_by_themselves(room: Room, history: History, qtbot: QtBot) -> None:
    """Where a photo was kept."""
    model = room.page.model
    first = model.scan(0)
    assert first is not None
    qtbot.waitUntil(lambda: model.thumbnail(first) is not None, timeout=WAIT)


def test_filters_by_tag_quality_and_date(room: Room, history: History, qtbot: QtBot) -> None:
    """What fits nothing says so and leads back."""
    page, bar = room.page, room.page.area.filter
    bar.tag.setCurrentIndex(1)
    bar.changed.emit()
    qtbot.waitUntil(lambda: page.area.count.text() == "1 of 7 scans", timeout=WAIT)
    bar.quality.setCurrentIndex(list(Quality).index(Quality.FLAWED))
    bar.changed.emit()
    qtbot.waitUntil(page.area.none.isVisible, timeout=WAIT)
    page.area.none.button.click()
    qtbot.waitUntil(lambda: page.area.count.text() == "Scans: 7", timeout=WAIT)
    bar.time.setCurrentIndex(5)
    bar.since.setDate(_date(2))
    bar.until.setDate(_date(4))
    chosen = bar.chosen(FIRST_DAY)
    assert (chosen.since, chosen.until) == (_midnight(2), _midnight(5))
    assert history.count(ScanFilter(chosen.since, chosen.until)) == 3


def test_days_begin_at_midnight_in_summer_and_winter(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """By the clock of that day, whichever is in force when they are asked for."""
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.time.setCurrentIndex(5)
    bar.since.setDate(QDate(2026, 3, 20))
    bar.until.setDate(QDate(2026, 3, 31))
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Europe/Berlin")
        time.tzset()
        chosen = bar.chosen(FIRST_DAY)
    time.tzset()
    since, until = datetime(2026, 3, 19, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC)
    assert (chosen.since, chosen.until) == (since, until)


def test_a_scan_opens_as_it_was_shown(room: Room, history: History, qtbot: QtBot) -> None:
    """Photo, grades, spread and heat; the next one has no photo, and says so."""
    store = room.services.settings
    store.put(replace(store.current, overlay=Attribute.WRINKLE))
    page = room.page
    page.area.view.setCurrentIndex(page.model.index(0))
    page.area.view.setFocus()
    QTest.keyClick(page.area.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.part is page.view and page.view.heat_shown, timeout=WAIT)
    opened = page.view.opened
    assert opened is not None
    assert opened.photo is not None
    before, after = usual_analysis(), opened.analysis
    for attribute in Attribute:
        was, now = before.of(attribute).grade, after.of(attribute).grade
        assert (was is None) == (now is None)
        if was is not None and now is not None:
            assert now.probabilities == pytest.approx(was.probabilities, abs=1e-6)
    assert opened.spread == ((Attribute.OIL, 0.25),)
    assert page.view.panel.chosen is Attribute.WRINKLE
    assert not page.view.newer.isEnabled()
    page.view.older.click()
    qtbot.waitUntil(lambda: page.view.opened is not opened, timeout=WAIT)
    assert not page.view.heat_shown
    assert "No photo was kept" in page.view.canvas.accessibleDescription()
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.part is page.area


def test_notes_and_tags_are_kept_by_themselves(room: Room, history: History, qtbot: QtBot) -> None:
    """After a pause; leaving the page doesn't lose the last words."""
    page, notes = room.page, room.page.view.notes
    open_row(room, qtbot, 3)
    scan = page.model.scan(3)
    assert scan is not None
    assert notes.notes.toPlainText() == "a new one"
    notes.line.setText("  holiday  by the sea ")
    notes.kind.setCurrentIndex(list(TagKind).index(TagKind.FREE))
    QTest.keyClick(notes.line, Qt.Key.Key_Return)
    holiday = Tag(TagKind.FREE, "holiday by the sea")
    qtbot.waitUntil(lambda: holiday in history.scan(scan.id).tags, timeout=WAIT)
    next(chip for chip in notes.findChildren(QToolButton) if "serum" in chip.text()).click()
    notes.notes.setPlainText("two lines\nof words")
    page.leave()
    qtbot.waitUntil(lambda: history.scan(scan.id).notes == "two lines\nof words", timeout=WAIT)
    assert history.scan(scan.id).tags == (holiday,)


def test_deleting_can_be_undone_until_the_page_is_left(room: Room, history: History, qtbot: QtBot) -> None:
    """One by one, the last first; then they are destroyed."""
    page = room.page
    page.delete((0, 2))
    qtbot.waitUntil(lambda: page.area.count.text() == "Scans: 5", timeout=WAIT)
    page.delete((0,))
    qtbot.waitUntil(lambda: page.area.count.text() == "Scans: 4", timeout=WAIT)
    assert "Deleted: 3" in page.area.gone.text()
    page.area.undo.click()
    qtbot.waitUntil(lambda: page.area.count.text() == "Scans: 5", timeout=WAIT)
    assert "Deleted: 2" in page.area.gone.text()
    page.leave()
    assert not page.area.undo.isVisible()
    qtbot.waitUntil(lambda: not room.sign_in.tasks.busy, timeout=WAIT)
    assert history.purge() == ()
    assert history.count() == 5


def test_a_kept_photo_is_graded_again_once(room: Room, history: History, qtbot: QtBot) -> None:
    """Both stay, the new one marked, with the photo's own bytes; the same classifiers don't do it twice."""
    page = room.page
    qtbot.waitUntil(lambda: room.services.analyzers.analyzer is not None, timeout=WAIT)
    first = page.model.scan(0)
    assert first is not None
    for _ in range(2):
        page.grade_again((0, 1))
        qtbot.waitUntil(lambda: not page.regrader.busy and not room.sign_in.tasks.busy, timeout=WAIT)
        qtbot.waitUntil(lambda: history.count() == 8, timeout=WAIT)
    [again] = [scan for scan in history.scans() if scan.regraded_from is not None]
    assert again.regraded_from == first.id
    assert again.taken == first.taken
    assert again.model == LaterAnalyzer.version
    assert history.photo(again.id) == history.photo(first.id)


def test_nothing_stays_on_the_screen_after_locking(room: Room, history: History, qtbot: QtBot) -> None:
    """What was typed last is saved, what was deleted is destroyed."""
    page = room.page
    open_row(room, qtbot, 3)
    scan = page.model.scan(3)
    assert scan is not None
    page.view.notes.notes.setPlainText("last words")
    page.delete((6,))
    qtbot.waitUntil(lambda: page.area.undo.isVisibleTo(page.area), timeout=WAIT)
    open_row(room, qtbot, 3)
    page.view.notes.notes.setPlainText("very last words")
    room.sign_in.lock()
    assert page.part is page.message
    assert page.model.rowCount() == 0
    assert page.view.opened is None
    assert page.view.notes.notes.toPlainText() == ""
    again = enter(qtbot, room.sign_in, NAME, new=False)
    assert again.scan(scan.id).notes == "very last words"
    assert again.count() == 6


def _midnight(day: int) -> datetime:
    moment = FIRST_DAY + timedelta(days=day)
    return datetime(moment.year, moment.month, moment.day).astimezone()


def _date(day: int) -> QDate:
    moment = FIRST_DAY + timedelta(days=day)
    return QDate(moment.year, moment.month, moment.day)
