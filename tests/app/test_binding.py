"""The Qt binding itself: PySide6 6.12.0 on Python 3.11 loses one reference to None in every call without a value.

After some thousand calls None is deallocated and Python aborts ("none_dealloc: deallocating None"), so a
camera preview lives for a minute. 6.10 and 6.11 are sound; that is why the lock stays below 6.12.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 500


def test_calls_without_a_value_keep_none_alive(qtbot: QtBot) -> None:
    """Painting and setting texts must leave the reference count of None as it was."""
    label = QLabel()
    qtbot.addWidget(label)
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter = QPainter(picture)
        painter.setPen(QPen(QColor("red")))
        painter.drawLine(0, 0, 4, 4)
        painter.end()
        label.setText("text")
    assert sys.getrefcount(None) > before - CALLS
