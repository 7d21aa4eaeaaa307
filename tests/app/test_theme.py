"""Looks: contrast by WCAG's formula, icons that follow the palette, a stylesheet Qt accepts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.icons import Icon, application_icon, icon
from app.settings import Theme
from app.style_sheet import style_sheet
from app.theme import Look, interface_font, palette_of, tones_of
from app.tokens import DARK, GRADE_COLOURS, GRADE_INKS, LIGHT, Tones
from app.widgets.icon_label import IconLabel
from resources.files import control_file, icon_file

WRITING = ("text", "muted", "accent", "good", "warning", "problem")


def _luminance(colour: str) -> float:
    """Relative luminance, 0-1 (WCAG 2.2)."""
    whole = QColor(colour)
    red, green, blue = (_linear(part) for part in (whole.redF(), whole.greenF(), whole.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1-21 (WCAG 2.2)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_formula() -> None:
    """Black on white is 21, by definition."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", WRITING)
def test_writing_can_be_read(tones: Tones, name: str) -> None:
    """Everything written in these colours stands 4.5:1 off window and surface."""
    colour = getattr(tones, name)
    assert min(contrast(colour, tones.window), contrast(colour, tones.surface)) >= 4.5


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_writing_on_fills_can_be_read(tones: Tones) -> None:
    """Buttons, chosen rows, and notices too."""
    assert contrast(tones.on_accent, tones.accent) >= 4.5
    assert contrast(tones.on_accent, tones.accent_hover) >= 4.5
    for fill in (tones.accent_soft, tones.warning_soft, tones.problem_soft, tones.raised):
        assert contrast(tones.text, fill) >= 4.5
    assert contrast(tones.muted, tones.raised) >= 4.5


def test_grades_darken_and_can_be_written_on() -> None:
    """Each grade is darker than the one before, so grey alone tells them apart; numbers on them can be read."""
    luminances = [_luminance(colour) for colour in GRADE_COLOURS]
    assert luminances == sorted(luminances, reverse=True)
    assert all(contrast(ink, fill) >= 4.5 for ink, fill in zip(GRADE_INKS, GRADE_COLOURS, strict=True))


def test_theme_is_worn(qapp: QApplication) -> None:
    """The palette says which tones a widget paints with."""
    look = Look(qapp)
    look.wear(Theme.DARK)
    assert tones_of(qapp.palette()) is DARK
    look.wear(Theme.LIGHT)
    assert tones_of(qapp.palette()) is LIGHT
    assert palette_of(DARK).color(QPalette.ColorRole.Window).name() == DARK.window


def test_font_is_large_enough(qapp: QApplication) -> None:
    """Never below 10 points, whatever the platform says."""
    assert interface_font().pointSizeF() >= 10


@pytest.mark.parametrize("name", list(Icon))
def test_icon_is_drawn_in_the_palettes_colour(qtbot: QtBot, qapp: QApplication, name: Icon) -> None:
    """Each has a drawing in currentColor; its darkest pixel is the colour asked for."""
    look = Look(qapp)
    look.wear(Theme.LIGHT)
    drawing = icon_file(name.value).read_text(encoding="utf-8")
    image = icon(name).pixmap(QSize(48, 48)).toImage()
    opaque = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255]
    assert "currentColor" in drawing
    assert opaque
    assert QColor(LIGHT.text) in opaque


def test_no_drawing_without_a_name() -> None:
    """Every SVG is one of the icons or the program's own picture."""
    drawn = {path.stem for path in icon_file("x").parent.glob("*.svg")}
    assert drawn == {name.value for name in Icon} | {"pibu"}


def test_application_icon(qapp: QApplication) -> None:
    """The program has a picture."""
    assert not application_icon().pixmap(QSize(64, 64)).toImage().isNull()


def test_icon_label_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    """A label that was made in the light is drawn in the dark's colour after a change."""
    look = Look(qapp)
    look.wear(Theme.LIGHT)
    label = IconLabel(Icon.WARNING)
    qtbot.addWidget(label)
    label.show()
    look.wear(Theme.DARK)
    image = label.pixmap().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() > 250
    }
    assert DARK.text in colours
    assert LIGHT.text not in colours
    look.wear(Theme.LIGHT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["down", "check"])
def test_stylesheet_pictures_are_there(scheme: str, name: str) -> None:
    """A stylesheet that names a missing file shows nothing and says nothing."""
    assert control_file(name, scheme).is_file()
    assert control_file(name, scheme).as_posix() in style_sheet(LIGHT if scheme == "light" else DARK, 10)
