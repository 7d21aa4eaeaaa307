"""The Compare page over a real, encrypted history, and its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.change.repeat_error import Direction
from app.compare.compare_page import ComparePage
from app.compare.numbers import change_rows, shelf_of
from app.compare.stage import Stage, View
from app.compare.words import caption_text
from app.example_history import example_year
from app.history.ports import History
from app.models import AnalyzerSource
from app.notices import Notices
from app.services import Services
from app.settings import SettingsStore
from app.tasks import Tasks
from ml.types import Attribute
from tests.app.history.conftest import Place
from tests.app.history.example_scans import draft, example_scan
from tests.app.members import enter, guest
from tests.app.shells import fake_analyzer

PATIENCE = 60_000


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """Nobody is signed in; no classifiers."""
    tasks, sign_in = Tasks("background"), guest(tmp_path / "kept")
    yield Services(SettingsStore(), tasks, AnalyzerSource(tasks, fake_analyzer), Notices(), sign_in)
    tasks.close()
    sign_in.close()


@pytest.fixture
def page(qtbot: QtBot, services: Services) -> ComparePage:
    """The page, shown in a usual size."""
    page = ComparePage(services)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.enter()
    return page


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """A history on files."""
    place = Place(tmp_path / "numbers", "")
    yield place.history()
    place.close()


def test_rows_of_two_scans(history: History) -> None:
    """Each attribute and region, with what may be called a change; an attribute that abstains has none."""
    before, after = history.save(draft(0)), history.save(draft(9, abstaining=Attribute.OIL))
    rows = change_rows(before, after, shelf_of(history))
    whole = {row.attribute: row for row in rows if row.region is None}
    assert len(whole) == len(Attribute)
    assert whole[Attribute.OIL].change is None
    assert whole[Attribute.HYDRATION].change is None
    wrinkle = whole[Attribute.WRINKLE].change
    assert wrinkle is not None
    assert wrinkle.difference == pytest.approx(1.8, abs=0.2)
    assert wrinkle.direction is Direction.HIGHER
    assert any(row.region is not None and row.change is not None for row in rows)


def test_a_guest_and_a_single_scan(qtbot: QtBot, page: ComparePage, services: Services) -> None:
    """Both are told what is missing."""
    with qtbot.waitSignal(services.sign_in.asked, timeout=1000):
        page.message.button.click()
    history = enter(qtbot, services.sign_in)
    history.save(draft())
    page.refresh()
    with qtbot.waitSignal(page.elsewhere, timeout=PATIENCE):
        qtbot.waitUntil(lambda: page.message.button.text() == "To the Live page", timeout=PATIENCE)
        page.message.button.click()


def test_two_scans_without_photos(qtbot: QtBot, page: ComparePage, services: Services) -> None:
    """First and last are compared; swapping turns the numbers round; the table is always there; locking hides all."""
    history = enter(qtbot, services.sign_in)
    until = datetime.now().astimezone() - timedelta(days=1)
    history.save_many(example_year(until)[-20:])
    page.refresh()
    qtbot.waitUntil(lambda: page.loaded is not None, timeout=PATIENCE)
    first = page.loaded
    assert first is not None
    assert first.before.scan.taken < first.after.scan.taken
    assert page.comparison.maps.isVisible()
    page.swap.click()
    qtbot.waitUntil(lambda: page.loaded is not first, timeout=PATIENCE)
    assert page.loaded is not None
    assert page.loaded.before.scan.id == first.after.scan.id
    page.views.button(3).click()
    assert page.comparison.table.isVisible()
    assert page.comparison.rows.rowCount() == len(page.loaded.rows)
    services.sign_in.lock()
    assert not page.comparison.isVisible()
    assert page.message.isVisible()


def test_the_slider_moves_by_keys(qtbot: QtBot) -> None:
    """And by nothing else in the other views."""
    from PySide6.QtGui import QImage

    stage = Stage()
    qtbot.addWidget(stage)
    picture = QImage(40, 50, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.gray)
    stage.show_pictures(picture, picture)
    stage.show_captions("1", "2")
    QTest.keyClick(stage, Qt.Key.Key_Right)
    assert stage.share == pytest.approx(0.55)
    QTest.keyClick(stage, Qt.Key.Key_End)
    assert stage.share == 1.0
    assert "100%" in stage.accessibleName()
    stage.show_view(View.BESIDE)
    QTest.keyClick(stage, Qt.Key.Key_Home)
    assert stage.share == 1.0


def test_the_slider_shows_each_photo_on_its_side(qtbot: QtBot) -> None:
    """The earlier one at the left of the line."""
    from PySide6.QtGui import QImage

    red, blue = (QImage(100, 100, QImage.Format.Format_RGB32) for _ in range(2))
    red.fill(Qt.GlobalColor.red)
    blue.fill(Qt.GlobalColor.blue)
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(400, 400)
    stage.show_pictures(red, blue)
    stage.show_captions("", "")
    stage.move_to(0.5)
    shown = stage.grab().toImage()
    assert shown.pixelColor(100, 60).red() > 200
    assert shown.pixelColor(300, 60).blue() > 200


def test_scans_under_other_conditions_are_said_to_be() -> None:
    """In words, with the reasons."""
    from dataclasses import replace

    from app.change.conditions import Difference, differences_between
    from app.compare.words import warning_text

    one = example_scan()
    dark = replace(one, conditions=replace(one.conditions, lightness=40.0))
    assert differences_between(one, one) is Difference.NONE
    assert warning_text(Difference.NONE) == ""
    assert "other light" in warning_text(differences_between(one, dark))


def test_scans_of_one_day_are_told_apart_by_the_time_of_day() -> None:
    """Two dates that are the same name neither picture."""
    morning = example_scan()
    evening = replace(morning, taken=morning.taken + timedelta(hours=3))
    other_day = replace(morning, taken=morning.taken + timedelta(days=3))
    assert caption_text(morning, evening) != caption_text(evening, morning)
    assert caption_text(morning, other_day) == caption_text(morning)
