"""Photo files for tests, and hands and eyes for the photo page."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.photo.photo_page import PhotoPage
from tests.app.photo.fakes import plain_photo


def files(folder: Path, count: int) -> tuple[Path, ...]:
    """Good photos, redder and redder."""
    paths = []
    for index in range(count):
        path = folder / f"photo{index}.png"
        Image.fromarray(plain_photo(min(255, 60 * index + 10))).save(path)
        paths.append(path)
    return tuple(paths)


def done(page: PhotoPage, count: int) -> bool:
    """Whether so many photos are open and all are graded."""
    return len(page.queue.entries) == count and not page.queue.busy


def seen(widget: QWidget) -> str:
    """Every text a person can see."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(page: PhotoPage, keys: QKeySequence.StandardKey | str) -> None:
    """Presses a shortcut."""
    page.activateWindow()
    page.setFocus()
    QTest.keySequence(page, QKeySequence(keys))
