"""A photo page on services around a fake analyzer, closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.photo.photo_page import PhotoPage
from tests.app.photo.fakes import Bench, FakeAnalyzer, FakeDialogs


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    """Settings in their own folder, workers, notices."""
    made = Bench(tmp_path / "settings", FakeAnalyzer())
    yield made
    made.close()


@pytest.fixture
def dialogs() -> FakeDialogs:
    """Answers for file dialogs."""
    return FakeDialogs()


@pytest.fixture
def page(bench: Bench, dialogs: FakeDialogs, qtbot: QtBot) -> Iterator[PhotoPage]:
    """A shown page, ready to grade."""
    page = PhotoPage(bench.services, None, dialogs)
    qtbot.addWidget(page)
    page.resize(1040, 680)
    page.show()
    page.enter()
    qtbot.waitUntil(lambda: bench.services.analyzers.analyzer is not None)
    yield page
    page.close_down()
