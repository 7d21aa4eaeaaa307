"""A guest at the History page, and a history of seven scans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.history.ports import History
from tests.app.history_page.room import WAIT, Room, of_day, with_photo
from tests.app.members import enter


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """A guest looks at the page."""
    made = Room(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def history(room: Room, qtbot: QtBot) -> History:
    """Seven scans, one a day: day 3 with a tag and notes, day 5 flawed, day 6 with its photo."""
    kept = enter(qtbot, room.sign_in)
    kept.save_many([of_day(day) for day in range(6)])
    kept.save(with_photo())
    room.page.read()
    qtbot.waitUntil(lambda: room.page.part is room.page.area and room.page.model.scan(0) is not None, timeout=WAIT)
    return kept
