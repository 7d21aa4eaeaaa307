"""Icons of buttons: as much larger as their letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.icons import Icon
from app.style_sheet import style_sheet
from app.tokens import LIGHT
from app.widgets.sized_icon import SIDE, tool_button


@pytest.mark.parametrize("points", [10, 15, 20])
def test_an_icon_grows_with_its_letters(qtbot: QtBot, points: int) -> None:
    """Also when they change while it is shown."""
    button = tool_button(Icon.TRASH)
    qtbot.addWidget(button)
    assert button.iconSize() == QSize(SIDE, SIDE)
    button.setStyleSheet(f"QToolButton {{ font-size: {points}pt; }}")  # as the app does; it outdoes setFont()
    button.show()
    wanted = QSize(SIDE * points // 10, SIDE * points // 10)
    qtbot.waitUntil(lambda: button.iconSize() == wanted)


def test_a_push_button_s_icon_follows_the_style(qtbot: QtBot) -> None:
    """Without a size of its own."""
    button = QPushButton()
    qtbot.addWidget(button)
    sides = []
    for points in (10.0, 20.0):
        button.setStyleSheet(style_sheet(LIGHT, points))
        button.ensurePolished()
        sides.append(button.iconSize().width())
    assert sides == [16, 32]
