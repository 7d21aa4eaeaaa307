"""Services around a fake analyzer, closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.app.photo.fakes import Bench, FakeAnalyzer


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    """Settings in their own folder, workers, notices."""
    made = Bench(tmp_path / "settings", FakeAnalyzer())
    yield made
    made.close()
