"""Bringing photos in: dialog, folder, clipboard, drop; bad ones, many, and none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.photo.album import PhotoState
from app.photo.photo_page import PhotoPage
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute
from tests.app.photo.fakes import Bench, FakeDialogs
from tests.app.photo.photos import done, files, press, seen


def test_starts_with_a_place_to_drop_photos(page: PhotoPage) -> None:
    """Nothing else is shown."""
    assert page.work.start.isVisible()
    assert not page.work.panel.isVisible()


def test_opens_several_and_shows_the_first(page: PhotoPage, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path) -> None:
    """By Ctrl+O; the report belongs to the photo that is shown."""
    dialogs.chosen = files(tmp_path, 3)
    press(page, QKeySequence.StandardKey.Open)
    qtbot.waitUntil(lambda: done(page, 3))
    assert page.work.strip.count() == 3
    assert page.work.view.photo is not None
    assert page.work.view.photo.image[0, 0, 0] == 10
    assert "grade 0 of 4" in page.work.panel.card(Attribute.OIL).accessibleName()
    press(page, "PgDown")
    press(page, "PgDown")
    assert page.work.view.photo.image[0, 0, 0] == 130
    assert "grade 2 of 4" in page.work.panel.card(Attribute.OIL).accessibleName()


def test_bad_photos_are_listed_with_their_reasons(page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """In one notice at the end that goes when the page is left, in the strip, and when chosen in place of the photo."""
    good = files(tmp_path, 2)
    bad = tmp_path / "holiday.jpg"
    bad.write_bytes(b"\xff\xd8\xff broken")
    page.intake.open_paths((good[0], bad, good[1]))
    qtbot.waitUntil(lambda: done(page, 3))
    qtbot.waitUntil(lambda: any(n.key == "photo-failures" for n in bench.notices))
    notice = next(n for n in bench.notices if n.key == "photo-failures")
    assert "holiday.jpg" in notice.text()
    press(page, "PgDown")
    entry = page.current
    assert entry is not None
    assert entry.state is PhotoState.FAILED
    assert "holiday.jpg" in page.work.view.canvas.accessibleDescription()
    assert "no grades" in seen(page.work.panel)
    assert not page.work.toolbar.save_button.isEnabled()
    assert "holiday.jpg" in page.work.strip.item(1).toolTip()
    with qtbot.waitSignal(bench.services.notices.dropped, check_params_cb=lambda key: key == "photo-failures"):
        page.leave()


def test_a_folder_is_opened_whole(page: PhotoPage, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path) -> None:
    """Photos in subfolders too; other files are left alone."""
    (tmp_path / "trip" / "day").mkdir(parents=True)
    files(tmp_path / "trip", 1)
    files(tmp_path / "trip" / "day", 1)
    (tmp_path / "trip" / "notes.txt").write_text("no photo")
    dialogs.chosen_folder = tmp_path / "trip"
    press(page, "Ctrl+Shift+O")
    qtbot.waitUntil(lambda: done(page, 2))


def test_an_empty_folder_says_so(page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """Instead of nothing at all."""
    page.intake.open_paths((tmp_path,))
    qtbot.waitUntil(lambda: any(n.key == "photo-none" for n in bench.notices))
    assert page.work.start.isVisible()


def test_pictures_and_files_are_pasted(page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """Ctrl+V; an empty clipboard is told."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    press(page, QKeySequence.StandardKey.Paste)
    assert [n.key for n in bench.notices] == ["photo-paste"]
    picture = QImage(200, 100, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 0))
    clipboard.setImage(picture)
    press(page, QKeySequence.StandardKey.Paste)
    qtbot.waitUntil(lambda: done(page, 1))
    assert page.work.view.photo is not None
    assert page.work.view.photo.image.shape == (100, 200, 3)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files(tmp_path, 2)])
    clipboard.setMimeData(mime)
    press(page, QKeySequence.StandardKey.Paste)
    qtbot.waitUntil(lambda: done(page, 3))
    clipboard.clear()


def test_dropped_files_are_opened(page: PhotoPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Anywhere on the page."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files(tmp_path, 2)])
    none = Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(50, 50), copy, mime, left, none)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    event = QDropEvent(QPointF(50, 50), copy, mime, left, none)
    QApplication.sendEvent(page, event)
    qtbot.waitUntil(lambda: done(page, 2))


def test_cancel_by_escape(page: PhotoPage, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """Progress is shown, the rest is dropped, and can be graded by choosing it."""
    bench.analyzer.gate.clear()
    page.intake.open_paths(files(tmp_path, 4))
    qtbot.waitUntil(lambda: bench.analyzer.entered.is_set())
    qtbot.waitUntil(page.work.progress.cancel_button.isVisible)
    assert page.work.strip.count() == 4
    assert page.work.strip.currentRow() == 0
    press(page, "Escape")
    bench.analyzer.gate.set()
    qtbot.waitUntil(lambda: not page.queue.busy)
    states = [entry.state for entry in page.queue.entries]
    assert states == [PhotoState.GRADED] + [PhotoState.CANCELLED] * 3
    qtbot.waitUntil(lambda: not page.work.progress.isVisible())
    press(page, "PgDown")
    qtbot.waitUntil(lambda: page.queue.entries[1].state is PhotoState.GRADED)


def test_closing_photos_leads_back_to_the_start(page: PhotoPage, qtbot: QtBot, tmp_path: Path) -> None:
    """The neighbour is shown next."""
    page.intake.open_paths(files(tmp_path, 3))
    qtbot.waitUntil(lambda: done(page, 3))
    press(page, "PgDown")
    press(page, "Ctrl+W")
    assert page.current is not None
    assert page.current.source.name == "photo2.png"
    press(page, "Ctrl+W")
    press(page, "Ctrl+W")
    assert page.work.start.isVisible()
    assert page.work.strip.count() == 0


def test_classifiers_that_fail_are_told_on_the_photo(
    bench: Bench, dialogs: FakeDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    """In place of the photo, with what to do."""
    page = PhotoPage(bench.services, None, dialogs)
    qtbot.addWidget(page)
    page.intake.open_paths(files(tmp_path, 1))
    qtbot.waitUntil(lambda: bool(page.queue.entries))
    bench.services.analyzers.failed.emit(PibuError(TroubleCode.CHECKPOINT_DAMAGED, "oil.safetensors"))
    qtbot.waitUntil(lambda: page.queue.entries[0].state is PhotoState.FAILED)
    assert page.work.view.canvas.accessibleDescription()
