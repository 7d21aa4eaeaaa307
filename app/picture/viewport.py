"""Where a picture stands in a window: zoom and pan as plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

CLOSEST = 16.0
STEP = 1.25
FACE_SHARE = 0.62
FACE_ZOOM = 4.0


@dataclass(frozen=True, slots=True)
class Viewport:
    """zoom: window pixels per picture pixel. middle: the picture point in the window's middle.

    fitted: the whole picture is shown, whatever the size of the window.
    """

    picture: QSizeF
    window: QSizeF
    zoom: float
    middle: QPointF
    fitted: bool = True

    @staticmethod
    def fit(picture: QSizeF, window: QSizeF) -> Viewport:
        """The whole picture, as large as it can be but at most twice its size."""
        zoom = fitting_zoom(picture, window)
        return Viewport(picture, window, zoom, QPointF(picture.width() / 2, picture.height() / 2))

    @staticmethod
    def around(picture: QSizeF, window: QSizeF, box: QRectF) -> Viewport:
        """A box of the picture (a face) in the middle, filling FACE_SHARE of the window, at most FACE_ZOOM."""
        whole = Viewport.fit(picture, window)
        share = min(window.width() / max(box.width(), 1.0), window.height() / max(box.height(), 1.0))
        zoom = min(share * FACE_SHARE, FACE_ZOOM)
        if zoom <= whole.zoom:
            return whole
        return replace(whole, zoom=zoom, middle=box.center(), fitted=False)._bounded()

    @property
    def origin(self) -> QPointF:
        """Window position of the picture's top left corner."""
        return QPointF(self.window.width() / 2, self.window.height() / 2) - self.middle * self.zoom

    def to_picture(self, point: QPointF) -> QPointF:
        """A window position in picture pixels."""
        return (point - self.origin) / self.zoom

    def to_window(self, box: QRectF) -> QRectF:
        """A rectangle of the picture in window pixels."""
        return QRectF(self.origin + box.topLeft() * self.zoom, box.size() * self.zoom)

    def resized(self, window: QSizeF) -> Viewport:
        """In a window of another size."""
        if self.fitted:
            return Viewport.fit(self.picture, window)
        return replace(self, window=window)._bounded()

    def zoomed(self, factor: float, around: QPointF | None = None) -> Viewport:
        """Closer (factor > 1) or farther, the picture point under `around` staying where it is."""
        return self.at_zoom(self.zoom * factor, around)

    def at_zoom(self, zoom: float, around: QPointF | None = None) -> Viewport:
        """At a zoom, between the whole picture and CLOSEST."""
        centre = QPointF(self.window.width() / 2, self.window.height() / 2)
        fixed = around if around is not None else centre
        least = min(fitting_zoom(self.picture, self.window), 1.0)
        new = min(max(zoom, least), CLOSEST)
        under = self.to_picture(fixed)
        return replace(self, zoom=new, middle=under - (fixed - centre) / new, fitted=False)._bounded()

    def panned(self, by: QPointF) -> Viewport:
        """Moved by window pixels."""
        return replace(self, middle=self.middle - by / self.zoom, fitted=False)._bounded()

    def _bounded(self) -> Viewport:
        """The middle so that no empty border shows where the picture could fill it."""
        half = QPointF(self.window.width(), self.window.height()) / (2 * self.zoom)
        x = _between(self.middle.x(), half.x(), self.picture.width())
        y = _between(self.middle.y(), half.y(), self.picture.height())
        return replace(self, middle=QPointF(x, y))


def fitting_zoom(picture: QSizeF, window: QSizeF) -> float:
    """The zoom that shows the whole picture, at most 2."""
    if picture.isEmpty() or window.isEmpty():
        return 1.0
    return min(window.width() / picture.width(), window.height() / picture.height(), 2.0)


def _between(middle: float, half: float, length: float) -> float:
    return length / 2 if 2 * half >= length else min(max(middle, half), length - half)
