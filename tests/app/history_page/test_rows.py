"""What a row of the History page stands for stays the same scan while others come and go."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.history.ports import History
from app.history_page.scan_row import fitting_moment
from app.history_page.words import moment_text, short_moment_text
from app.moments import clock_text
from ml.errors import PibuError, TroubleCode
from tests.app.history.example_scans import draft
from tests.app.history_page.room import WAIT, Room, open_row


def test_a_narrow_row_has_its_day_in_figures(qapp: QApplication) -> None:
    """Before anything is cut off: the time of day stands at the end."""
    moment, metrics = datetime(2026, 11, 30, 20, 9).astimezone(), QFontMetricsF(QFont())
    wide = fitting_moment(moment, metrics, 1000)
    narrow = fitting_moment(moment, metrics, metrics.horizontalAdvance(wide) - 1)
    assert (wide, narrow) == (moment_text(moment), short_moment_text(moment))
    assert wide.endswith(clock_text(moment))
    assert narrow.endswith(clock_text(moment))
    assert fitting_moment(moment, metrics, 40).endswith("…")


def test_a_row_is_deleted_as_it_was_shown(room: Room, history: History, qtbot: QtBot) -> None:
    """A newer scan that came meanwhile (an import, another computer) doesn't take its place."""
    first = room.page.model.scan(0)
    assert first is not None
    history.save(draft(9))
    room.page.delete((0,))
    qtbot.waitUntil(lambda: first.id not in history.ids(), timeout=WAIT)
    assert len(history.ids()) == 7


def test_the_scan_that_is_open_is_deleted(room: Room, history: History, qtbot: QtBot) -> None:
    """Also after it was graded again, which put another one above it."""
    page = room.page
    qtbot.waitUntil(lambda: room.services.analyzers.analyzer is not None, timeout=WAIT)
    open_row(room, qtbot, 0)
    assert page.view.opened is not None
    shown = page.view.opened.scan.id
    page.view.regrading_wanted.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 8, timeout=WAIT)
    assert page.view.newer.isEnabled()
    page.view.deletion_wanted.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 7, timeout=WAIT)
    assert shown not in history.ids()
    assert any(scan.regraded_from == shown for scan in history.scans())


def test_the_neighbours_of_an_open_scan_are_found_anew(room: Room, history: History, qtbot: QtBot) -> None:
    """The next newer one is the one that came last."""
    page = room.page
    open_row(room, qtbot, 0)
    newest = history.save(draft(9)).id
    page.read()
    qtbot.waitUntil(page.view.newer.isEnabled, timeout=WAIT)
    page.view.newer.click()
    qtbot.waitUntil(lambda: page.view.shown_ids == (newest,), timeout=WAIT)


def test_rows_that_are_gone_are_read_anew(room: Room, history: History, qtbot: QtBot) -> None:
    """A page of the list of which a scan was deleted elsewhere."""
    page = room.page
    gone = page.ids_of((2,))
    page.feeder.open(history, history.ids())
    history.delete(gone)
    page.feeder.want_page(0)
    qtbot.waitUntil(lambda: page.model.rowCount() == 6, timeout=WAIT)
    assert page.area.count.text() == "Scans: 6"


def test_an_undo_that_fails_can_be_tried_again(
    room: Room, history: History, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a message; nothing is destroyed by it."""
    page = room.page
    page.delete((0,))
    qtbot.waitUntil(lambda: page.model.rowCount() == 6, timeout=WAIT)

    def busy(_: object) -> None:
        raise PibuError(TroubleCode.HISTORY_BUSY)

    with monkeypatch.context() as patch:
        patch.setattr(type(history), "undelete", lambda _, ids: busy(ids))
        page.area.undo.click()
        qtbot.waitUntil(lambda: bool(room.notices), timeout=WAIT)
    assert "Deleted: 1" in page.area.gone.text()
    page.area.undo.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 7, timeout=WAIT)
    assert not page.area.undo.isVisible()
