"""The measurement of the pages itself, with few scans: it ends, and its numbers are numbers of something."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.measure_pages import PageMeasurer, line_of

pytestmark = pytest.mark.alone


def test_a_short_history_is_measured(qtbot: QtBot, tmp_path: Path) -> None:
    """Thirty scans: painted, moved, scrolled."""
    ended: list[bool] = []
    measurer = PageMeasurer(30, tmp_path, lambda: ended.append(True))
    measurer.step()
    qtbot.waitUntil(lambda: bool(ended), timeout=200_000)
    found = measurer.found
    assert found is not None
    assert found.scans == 30
    assert 0 < found.painted < 100_000
    assert found.pan > 0.1
    assert found.zoom > 0.1
    assert 0 < found.megabytes < 5
    assert found.report > 0
    assert "30 scans" in line_of(found)
