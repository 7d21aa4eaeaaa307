"""The canvas: zoom and pan by wheel and keys, heat and its strength, choosing a face."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPolygonF, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.picture.canvas import PhotoCanvas
from app.picture.pyramid import Pyramid
from app.picture.zoom_pad import ZoomPad
from tests.app.photo.fakes import plain_photo

LEFT, RIGHT = QRectF(60, 100, 200, 240), QRectF(380, 100, 200, 240)
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(qtbot: QtBot) -> PhotoCanvas:
    """A canvas of the photo's own size, so that window and photo pixels agree."""
    canvas = PhotoCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(640, 480)
    canvas.show()
    canvas.show_photo(Pyramid(plain_photo(120)))
    return canvas


def colour_at(canvas: PhotoCanvas, x: int, y: int) -> QColor:
    """What is painted there."""
    return canvas.grab().toImage().pixelColor(x, y)


def test_photo_is_painted_in_its_colours(canvas: PhotoCanvas) -> None:
    """Red, green, blue in order."""
    colour = colour_at(canvas, 320, 240)
    assert (colour.red(), colour.green(), colour.blue()) == (120, 90, 90)


def test_keys_zoom_and_fit(canvas: PhotoCanvas) -> None:
    """+ and -, 1 for full size, 0 for the whole."""
    zooms: list[float] = []
    canvas.zoom_changed.connect(zooms.append)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_Plus, Qt.Key.Key_1):
        QTest.keyClick(canvas, key)
    assert zooms == pytest.approx([1.25, 1.5625, 1.25, 1.0, 1.25, 1.0])


def test_wheel_zooms_around_the_pointer(canvas: PhotoCanvas) -> None:
    """The photo's corner under the pointer stays under it."""
    corner = plain_photo(120)
    corner[:40, :40] = (0, 0, 255)
    canvas.show_photo(Pyramid(corner))
    wheel(canvas, QPointF(39, 39), 5 * 120)
    assert canvas.zoom == pytest.approx(1.25**5)
    assert colour_at(canvas, 35, 35).blue() > 200
    assert colour_at(canvas, 55, 55).blue() < 120


def wheel(canvas: PhotoCanvas, at: QPointF, angle: int) -> None:
    """Turns the wheel over a place."""
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton, NO_KEY,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_arrows_and_dragging_pan_a_large_photo(canvas: PhotoCanvas) -> None:
    """A mark in the middle moves with the photo."""
    photo = plain_photo(0)
    photo[230:250, 310:330] = 255
    canvas.show_photo(Pyramid(photo))
    canvas.zoom_to(2.0)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert colour_at(canvas, 320 - 60, 240).red() == 255
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(300, 300))
    QTest.mouseMove(canvas, QPoint(360, 300))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(360, 300))
    assert colour_at(canvas, 320, 240).red() == 255


def test_heat_is_faded_by_its_strength(canvas: PhotoCanvas) -> None:
    """At 0 the photo, at 1 the heat, in between a blend; gone without heat."""
    heat = QImage(64, 48, QImage.Format.Format_RGBA8888)
    heat.fill(QColor(255, 255, 0))
    canvas.show_heat(heat)
    seen = []
    for opacity in (0.0, 0.5, 1.0):
        canvas.set_opacity(opacity)
        seen.append(colour_at(canvas, 320, 240).green())
    assert seen[0] == 90
    assert 160 < seen[1] < 185
    assert seen[2] == 255
    canvas.show_heat(None)
    assert colour_at(canvas, 320, 240).green() == 90


def test_outlines_can_be_hidden(canvas: PhotoCanvas) -> None:
    """Drawn light on the region's edge."""
    corners = (QPointF(200, 200), QPointF(400, 200), QPointF(400, 300))
    canvas.show_outlines((QPolygonF(corners),))
    assert colour_at(canvas, 300, 200).green() > 150
    canvas.set_outlines_shown(False)
    assert colour_at(canvas, 300, 200).green() == 90


def test_click_picks_another_face_but_a_drag_does_not(canvas: PhotoCanvas) -> None:
    """The graded face is not picked again."""
    canvas.show_faces((LEFT, RIGHT), 0)
    picked: list[int] = []
    canvas.face_picked.connect(picked.append)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(480, 220))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(160, 220))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(320, 20))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(400, 220))
    QTest.mouseMove(canvas, QPoint(480, 220))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(480, 220))
    assert picked == [1]


def test_tab_and_enter_pick_a_face(canvas: PhotoCanvas) -> None:
    """Tab marks one face after the other; Enter picks the marked one; Shift+Tab goes back."""
    canvas.show_faces((LEFT, RIGHT), 0)
    picked: list[int] = []
    canvas.face_picked.connect(picked.append)
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    marked = canvas.boxes.marked
    QTest.keyClick(canvas, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert picked == [1]
    assert (marked, canvas.boxes.marked) == (1, 0)


def test_a_single_face_has_no_box(canvas: PhotoCanvas) -> None:
    """There is nothing to choose."""
    before = canvas.grab().toImage()
    canvas.show_faces((LEFT,), 0)
    assert canvas.grab().toImage() == before


def test_face_key_brings_the_face_close(canvas: PhotoCanvas) -> None:
    """F zooms to the face; where none was found, it fits."""
    canvas.show_faces((QRectF(300, 200, 60, 70),), 0)
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.zoom == pytest.approx(4.0)
    canvas.show_faces((), 0)
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert canvas.zoom == pytest.approx(1.0)


def test_pyramid_gives_the_smallest_picture_that_is_sharp() -> None:
    """Halves down to a few hundred pixels, never fewer pixels than are shown."""
    pyramid = Pyramid(np.zeros((3000, 4000, 3), np.uint8))
    assert [pyramid.level(zoom).width() for zoom in (2.0, 1.0, 0.5, 0.3, 0.05)] == [4000, 4000, 2000, 2000, 500]


def test_pad_moves_the_canvas_and_shows_the_zoom(canvas: PhotoCanvas) -> None:
    """Every button of the pad does what its key does."""
    pad = ZoomPad(canvas)
    pad.show()
    pad.closer.click()
    texts = [pad.full.text()]
    pad.farther.click()
    texts.append(pad.full.text())
    canvas.show_faces((QRectF(300, 200, 60, 70),), 0)
    pad.face.click()
    texts.append(pad.full.text())
    pad.full.click()
    texts.append(pad.full.text())
    assert texts == ["125%", "100%", "400%", "100%"]
    assert all(b.accessibleName() for b in (pad.closer, pad.farther, pad.face, pad.whole, pad.full))


@pytest.mark.parametrize("height", [480, 150])
def test_pad_lies_whole_on_a_high_and_a_low_canvas(canvas: PhotoCanvas, height: int) -> None:
    """As a column, or as a row where a column would be cut."""
    pad = ZoomPad(canvas)
    pad.show()
    canvas.resize(600, height)
    QApplication.processEvents()
    assert canvas.rect().contains(pad.geometry())
    assert (pad.height() > pad.width()) == (height == 480)
