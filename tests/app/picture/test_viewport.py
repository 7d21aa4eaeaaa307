"""Zoom and pan arithmetic: what is under the pointer stays there, and no empty border is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from app.picture.viewport import CLOSEST, Viewport

PICTURE, WINDOW = QSizeF(4000, 3000), QSizeF(800, 500)


def test_fit_shows_the_whole_picture_in_the_middle() -> None:
    """The tighter side decides; the rest is even on both sides."""
    view = Viewport.fit(PICTURE, WINDOW)
    place = view.to_window(QRectF(0, 0, 4000, 3000))
    assert view.zoom == pytest.approx(500 / 3000)
    assert place.top() == pytest.approx(0)
    assert place.left() == pytest.approx(800 - place.right())


def test_small_pictures_are_at_most_doubled() -> None:
    """A thumbnail is not blown up."""
    assert Viewport.fit(QSizeF(50, 40), WINDOW).zoom == 2


@given(st.floats(1.1, 6), st.floats(200, 600), st.floats(150, 350))
def test_the_point_under_the_pointer_stays(factor: float, x: float, y: float) -> None:
    """Zooming in around a point moves everything but that point."""
    view = Viewport.fit(PICTURE, QSizeF(800, 600)).at_zoom(0.5)
    pointer = QPointF(x, y)
    before = view.to_picture(pointer)
    after = view.zoomed(factor, pointer).to_picture(pointer)
    assert after.x() == pytest.approx(before.x(), abs=1e-6)
    assert after.y() == pytest.approx(before.y(), abs=1e-6)


@given(st.floats(-9000, 9000), st.floats(-9000, 9000), st.floats(0.01, 40))
def test_no_empty_border_where_the_picture_could_fill_it(dx: float, dy: float, zoom: float) -> None:
    """However far one pans and zooms, the picture covers the window or lies wholly inside it."""
    view = Viewport.fit(PICTURE, WINDOW).at_zoom(zoom).panned(QPointF(dx, dy))
    place = view.to_window(QRectF(0, 0, 4000, 3000))
    for low, high, length in ((place.left(), place.right(), 800), (place.top(), place.bottom(), 500)):
        inside = low >= -1e-6 and high <= length + 1e-6
        covers = low <= 1e-6 and high >= length - 1e-6
        assert inside or covers
    assert view.zoom <= CLOSEST


def test_around_brings_a_face_close_but_never_farther_than_the_whole() -> None:
    """A small face is enlarged and centred; one that fills the picture shows the whole picture."""
    small = Viewport.around(PICTURE, WINDOW, QRectF(1900, 1400, 200, 200))
    assert small.to_window(QRectF(1900, 1400, 200, 200)).center() == QPointF(400, 250)
    assert small.zoom > Viewport.fit(PICTURE, WINDOW).zoom
    assert Viewport.around(PICTURE, WINDOW, QRectF(0, 0, 4000, 3000)) == Viewport.fit(PICTURE, WINDOW)


def test_a_fitted_picture_stays_fitted_when_the_window_changes() -> None:
    """One that was zoomed keeps its zoom."""
    fitted = Viewport.fit(PICTURE, WINDOW).resized(QSizeF(400, 400))
    assert fitted.zoom == pytest.approx(0.1)
    assert Viewport.fit(PICTURE, WINDOW).at_zoom(1.0).resized(QSizeF(400, 400)).zoom == 1.0
