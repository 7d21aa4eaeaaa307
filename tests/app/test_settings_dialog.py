"""The settings dialog: shows every offered setting, applies at once, follows changes from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.settings import Settings, SettingsStore, Theme
from app.settings_dialog import SettingRow, SettingsDialog
from app.settings_schema import schema
from app.style_sheet import style_sheet
from app.tokens import LIGHT
from app.widgets.drop_down import DropDown
from app.widgets.segments import Segments
from app.widgets.switch import Switch
from ml.pack_store import packs_folder

OFFERED = [setting for group in schema() for setting in group.settings]
ELSEWHERE = {"camera", "overlay", "opacity", "welcomed"}


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    """Default settings."""
    return SettingsStore(tmp_path / "settings.json")


@pytest.fixture
def dialog(qtbot: QtBot, store: SettingsStore) -> Iterator[SettingsDialog]:
    """The open dialog."""
    opened = SettingsDialog(store, "1.2.3")
    qtbot.addWidget(opened)
    opened.show()
    yield opened
    opened.close()


def _row(dialog: SettingsDialog, field: str) -> SettingRow:
    return next(row for row in dialog.rows if row.setting.field == field)


def test_every_field_is_offered_once_or_set_elsewhere() -> None:
    """A new field of Settings can't be forgotten; choices name every member of their enum."""
    assert sorted([s.field for s in OFFERED] + list(ELSEWHERE)) == sorted(field.name for field in fields(Settings))
    for setting in OFFERED:
        if setting.choices:
            values = [choice.value for choice in setting.choices]
            assert isinstance(values[0], StrEnum)
            assert values == list(type(values[0]))


@pytest.mark.parametrize("setting", OFFERED, ids=lambda setting: setting.field)
def test_each_control_changes_its_setting(dialog: SettingsDialog, store: SettingsStore, setting: object) -> None:
    """Clicking writes the value; a change from elsewhere moves the control."""
    row = next(row for row in dialog.rows if row.setting.field == getattr(setting, "field", None))
    if isinstance(row.control, DropDown):
        assert [row.control.list.itemText(i) for i in range(row.control.list.count())] == ["pibu-1 (Pibu's own)"]
        return
    if isinstance(row.control, Switch):
        before = row.control.isChecked()
        row.control.click()
        assert getattr(store.current, row.setting.field) is not before
        store.put(Settings())
        assert row.control.isChecked() is before
        return
    for index, choice in enumerate(row.setting.choices):
        row.control.button(index).click()
        assert getattr(store.current, row.setting.field) is choice.value
    store.put(Settings())
    assert row.setting.choices[row.control.index].value is getattr(Settings(), row.setting.field)


def test_keyboard_alone_is_enough(dialog: SettingsDialog, store: SettingsStore) -> None:
    """Space turns a switch; arrows move a choice."""
    switch = _row(dialog, "mirror").control
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert store.current.mirror is False
    theme = _row(dialog, "theme").control
    assert isinstance(theme, Segments)
    theme.button(0).setFocus()
    QTest.keyClick(theme.button(0), Qt.Key.Key_Right)
    QTest.keyClick(theme.button(1), Qt.Key.Key_Space)
    assert store.current.theme is Theme.LIGHT


def test_every_control_has_a_name(dialog: SettingsDialog) -> None:
    """A screen reader can say what each control is."""
    assert all(row.control.accessibleName() for row in dialog.rows)
    assert "1.2.3" in dialog.findChildren(type(dialog._foot))[-1].text()


@pytest.mark.parametrize("way", ["button", "escape"])
def test_its_own_button_closes_it_as_escape_does(dialog: SettingsDialog, way: str) -> None:
    """The button stands last in the order of Tab, and a screen reader can say what it does."""
    name = QAccessible.queryAccessibleInterface(dialog.shut).text(QAccessible.Text.Name)
    assert name == dialog.shut.text() == "Close"
    assert dialog.shut.nextInFocusChain() is dialog
    if way == "button":
        dialog.shut.setFocus()
        QTest.keyClick(dialog.shut, Qt.Key.Key_Space)
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_return_in_a_row_presses_no_button_at_the_foot(dialog: SettingsDialog) -> None:
    dialog.activateWindow()
    row = dialog.rows[0].control
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not dialog.findChildren(QDialog)
    assert not [button for button in (dialog.about, dialog.shut) if button.isDefault() or button.autoDefault()]


def test_the_bold_word_of_the_chosen_button_is_not_cut_off(dialog: SettingsDialog) -> None:
    """As much ink at its own width as with room to spare."""
    dialog.setStyleSheet(style_sheet(LIGHT, dialog.font().pointSizeF()))
    controls = [row.control for row in dialog.rows if isinstance(row.control, Segments)]
    for control in controls:
        for index in range(len(control.findChildren(QPushButton))):
            button = control.button(index)
            button.setChecked(True)
            ink = []
            for room in (0, 40):
                button.setFixedSize(button.sizeHint() + QSize(room, 0))
                ink.append(_ink(button))
            assert ink[0] == pytest.approx(ink[1], rel=0.02), button.text()


class _Wide:
    """A screen as large as a laptop's; the one that tests have is 800 pixels wide."""

    def availableGeometry(self) -> QRect:
        """Logical pixels."""
        return QRect(0, 0, 1440, 900)


@pytest.mark.parametrize("points", [10.0, 20.0])
def test_it_is_wide_enough_not_to_scroll_sideways(
    dialog: SettingsDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, points: float
) -> None:
    """Also beside the bar that scrolls it down where letters are large."""
    monkeypatch.setattr(dialog, "screen", _Wide)
    dialog.setStyleSheet(style_sheet(LIGHT, points))
    wide = dialog.area.horizontalScrollBar()
    qtbot.waitUntil(lambda: dialog.height() == 810 and wide.maximum() == 0)
    assert dialog.area.verticalScrollBar().maximum() > 0


def _ink(button: QPushButton) -> float:
    """How much of the text's colour there is away from the frame."""
    picture = button.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    shape = (picture.height(), picture.bytesPerLine() // 4, 4)
    pixels = np.array(picture.constBits(), np.uint8).reshape(shape)[6:-6, 6 : picture.width() - 6, :3].astype(float)
    return float(np.abs(pixels - pixels[0, 0]).sum())


def test_same_settings_change_nothing(dialog: SettingsDialog, store: SettingsStore) -> None:
    """Moving a control from outside tells nobody again."""
    seen: list[Settings] = []
    store.put(replace(store.current, mirror=False))
    store.changed.connect(seen.append)
    store.put(replace(store.current, mirror=False))
    assert not seen


def test_one_pack_is_shown_and_several_can_be_chosen(
    qtbot: QtBot, store: SettingsStore, dialog: SettingsDialog
) -> None:
    """The shipped pack alone is a plain text; installed ones open a list, whose choice is kept by name."""
    alone = _row(dialog, "model").control
    assert isinstance(alone, DropDown)
    assert (alone.list.isVisible(), alone.list.count()) == (False, 1)
    assert alone.list.itemText(0) == "pibu-1 (Pibu's own)"
    for name in ("mine-2", "mine-1"):
        (packs_folder() / name).mkdir(parents=True)
    other = SettingsDialog(store, "1.2.3")
    qtbot.addWidget(other)
    other.show()
    control = _row(other, "model").control
    assert isinstance(control, DropDown)
    assert control.list.isVisible()
    assert [control.list.itemText(i) for i in range(3)] == ["pibu-1 (Pibu's own)", "mine-1", "mine-2"]
    control.list.setFocus()
    QTest.keyClick(control.list, Qt.Key.Key_Down)
    assert store.current.model == "mine-1"
    store.put(Settings())
    assert control.index == 0
    other.close()


def test_a_chosen_pack_that_is_gone_is_still_named(qtbot: QtBot, store: SettingsStore) -> None:
    """And Pibu's own can be chosen in its place."""
    store.put(replace(store.current, model="lost"))
    opened = SettingsDialog(store, "1.2.3")
    qtbot.addWidget(opened)
    opened.show()
    control = _row(opened, "model").control
    assert isinstance(control, DropDown)
    assert (control.index, control.list.placeholderText(), control.list.isVisible()) == (-1, "lost", True)
    control.list.setFocus()
    QTest.keyClick(control.list, Qt.Key.Key_Down)
    assert store.current.model == ""
    opened.close()


def test_no_word_is_cut_off(dialog: SettingsDialog, qapp: QApplication) -> None:
    """Hints that take two lines get them; what doesn't fit the screen is scrolled to, not squeezed."""
    for size in (dialog.size(), QSize(560, 320)):
        dialog.resize(size)
        qapp.processEvents()
        for row in dialog.rows:
            assert row.words.hint.isHidden() or row.words.hint.height() >= row.words.hint.heightForWidth(
                row.words.hint.width()
            )
