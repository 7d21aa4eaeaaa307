"""Icons of buttons and labels, switches and arrows: as much larger as their letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QPushButton, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from app.icons import Icon
from app.style_sheet import style_sheet
from app.tokens import LIGHT
from app.widgets.icon_label import IconLabel
from app.widgets.sized_icon import SIDE, tool_button
from app.widgets.switch import FOCUS, WIDTH, Switch


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


@pytest.mark.parametrize("points", [10, 20])
def test_an_icon_without_a_function_grows_too(qtbot: QtBot, points: int) -> None:
    label = IconLabel(Icon.KEEP, SIDE)
    qtbot.addWidget(label)
    label.setStyleSheet(f"QLabel {{ font-size: {points}pt; }}")
    label.show()
    qtbot.waitUntil(lambda: label.pixmap().deviceIndependentSize().toSize() == QSize(SIDE, SIDE) * points / 10)


@pytest.mark.parametrize("points", [10, 20])
def test_a_switch_grows_too(qtbot: QtBot, points: int) -> None:
    """Its drawing as well as its room: on, its track reaches as far to the right as off."""
    switch = Switch()
    qtbot.addWidget(switch)
    switch.setStyleSheet(f"QAbstractButton {{ font-size: {points}pt; }}")
    switch.show()
    qtbot.waitUntil(lambda: switch.sizeHint().width() == (WIDTH + 2 * FOCUS) * points // 10)
    switch.resize(switch.sizeHint())
    switch.setChecked(True)
    image = switch.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2) for x in range(image.width())]
    inked = [x for x, colour in enumerate(row) if colour != row[0]]
    assert inked[-1] - inked[0] == pytest.approx(WIDTH * points / 10, abs=2)


def test_a_drop_down_s_arrow_grows_and_leaves_the_rest_to_its_words(qtbot: QtBot) -> None:
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItem("26. 10. 2.")
    for points in (10.0, 20.0):
        box.setStyleSheet(style_sheet(LIGHT, points))
        box.resize(400, 60)
        box.ensurePolished()
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        words, arrow = (
            box.style().subControlRect(control, option, part, box)
            for part in (QStyle.SubControl.SC_ComboBoxEditField, QStyle.SubControl.SC_ComboBoxArrow)
        )
        assert arrow.width() >= 1.6 * points
        assert words.width() > 400 - arrow.width() - 40
        assert words.right() <= arrow.left()
