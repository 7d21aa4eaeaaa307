"""Message boxes say what they say in words, whatever pictures the platform would add."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.widgets.bare_box import BareBox


def test_a_box_has_words_and_no_pictures(qtbot: QtBot) -> None:
    box = BareBox()
    qtbot.addWidget(box)
    box.setText("<b>name.png</b> is already there")
    button = box.add_standard(QMessageBox.StandardButton.Cancel)
    assert box.iconPixmap().isNull()
    assert button.icon().isNull()
    assert "Cancel" in button.text().replace("&", "")
    assert "<b>name.png" in box.text()
