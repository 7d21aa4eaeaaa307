"""The photo with heat, region outlines and face boxes; wheel and keys zoom, dragging and arrows pan."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.picture.face_boxes import FaceBoxes
from app.picture.pyramid import Pyramid
from app.picture.viewport import STEP, Viewport
from app.theme import tones_of
from app.tokens import Radius

_PAN = 60.0
_CLICK_RANGE = 4.0


class PhotoCanvas(QWidget):
    """Shows one photo. Signals: face_picked(int); zoom_changed(float), window pixels per photo pixel."""

    face_picked = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pyramid: Pyramid | None = None
        self._view: Viewport | None = None
        self._heat: QImage | None = None
        self._opacity = 0.6
        self._outlines: tuple[QPolygonF, ...] = ()
        self._outlines_shown = True
        self._boxes = FaceBoxes((), 0)
        self._message = ""
        self._drag: QPointF | None = None
        self._pressed: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    @property
    def zoom(self) -> float:
        """Window pixels per photo pixel; 1 while there is no photo."""
        return self._view.zoom if self._view is not None else 1.0

    @property
    def boxes(self) -> FaceBoxes:
        """The faces to choose from, and the one the keyboard is at."""
        return self._boxes

    def show_photo(self, pyramid: Pyramid) -> None:
        """Shows another photo whole, or other pixels of the same size in the present view."""
        size = QSizeF(pyramid.width, pyramid.height)
        self._message = ""
        if self._view is None or self._pyramid is None or self._view.picture != size:
            self._view = Viewport.fit(size, QSizeF(self.size()))
        self._pyramid = pyramid
        self._changed()

    def show_message(self, message: str) -> None:
        """Shows a sentence in place of a photo."""
        self._message = message
        self._pyramid, self._heat, self._outlines, self._view = None, None, (), None
        self._boxes = FaceBoxes((), 0)
        self.setAccessibleDescription(message)
        self.update()

    def show_heat(self, heat: QImage | None) -> None:
        """Lays a heat picture (any size, RGBA) over the whole photo, or takes it away."""
        self._heat = heat
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """How strong the heat is, 0-1."""
        self._opacity = opacity
        self.update()

    def show_outlines(self, outlines: tuple[QPolygonF, ...]) -> None:
        """The outlines of regions in photo pixels."""
        self._outlines = outlines
        self.update()

    def set_outlines_shown(self, shown: bool) -> None:
        """Whether outlines are drawn."""
        self._outlines_shown = shown
        self.update()

    def show_faces(self, boxes: tuple[QRectF, ...], chosen: int | None) -> None:
        """The faces of the photo in photo pixels; boxes are drawn where there are several. chosen: the graded one."""
        self._boxes = FaceBoxes(boxes, chosen)
        self.update()

    def fit(self) -> None:
        """Shows the whole photo."""
        if self._view is not None:
            self._view = Viewport.fit(self._view.picture, self._view.window)
            self._changed()

    def show_face(self) -> None:
        """Brings the graded face into the middle, large; the whole photo where there is no face."""
        if self._view is not None and self._boxes.boxes:
            box = self._boxes.boxes[min(self._boxes.chosen or 0, len(self._boxes.boxes) - 1)]
            self._view = Viewport.around(self._view.picture, self._view.window, box)
            self._changed()
        else:
            self.fit()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Closer or farther."""
        if self._view is not None:
            self._view = self._view.zoomed(factor, around)
            self._changed()

    def zoom_to(self, zoom: float) -> None:
        """To a zoom; 1 shows one photo pixel on one window pixel."""
        if self._view is not None:
            self._view = self._view.at_zoom(zoom)
            self._changed()

    def sizeHint(self) -> QSize:
        """A good share of a laptop's window."""
        return QSize(560, 420)

    def minimumSizeHint(self) -> QSize:
        """Enough to see a face."""
        return QSize(240, 180)

    def retranslate(self) -> None:
        """Names the canvas for a screen reader."""
        self.setAccessibleName(QCoreApplication.translate("PhotoCanvas", "Photo"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps a whole photo whole."""
        if self._view is not None:
            self._view = self._view.resized(QSizeF(event.size()))
            self._changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, photo, heat, outlines, boxes, focus ring."""
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.raised))
        painter.drawRoundedRect(QRectF(self.rect()), Radius.CARD, Radius.CARD)
        if self._pyramid is not None and self._view is not None:
            self._paint_photo(painter, self._pyramid, self._view)
        elif self._message:
            painter.setPen(QColor(tones.muted))
            inside = QRectF(self.rect()).adjusted(24, 24, -24, -24)
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(inside, flags, self._message)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms around the pointer; a fine touchpad step zooms finely."""
        self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Starts a drag, or a click on a face."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag = self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pans while dragging; over a face that can be chosen, shows a hand."""
        if self._drag is not None and self._view is not None:
            self._view = self._view.panned(event.position() - self._drag)
            self._drag = event.position()
            self._changed()
        over = self._view is not None and self._boxes.at(self._view.to_picture(event.position())) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click without a drag chooses the face under it."""
        pressed, self._drag, self._pressed = self._pressed, None, None
        if pressed is None or self._view is None:
            return
        if (event.position() - pressed).manhattanLength() <= _CLICK_RANGE:
            self._pick(self._boxes.at(self._view.to_picture(event.position())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between the whole photo and its own size."""
        if self._view is not None and self._view.fitted:
            self._view = self._view.at_zoom(max(1.0, self._view.zoom * 2), event.position())
            self._changed()
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and - zoom, 0 fits, 1 is full size, F shows the face, arrows pan, Enter chooses the marked face."""
        pans = {
            Qt.Key.Key_Left: QPointF(_PAN, 0),
            Qt.Key.Key_Right: QPointF(-_PAN, 0),
            Qt.Key.Key_Up: QPointF(0, _PAN),
            Qt.Key.Key_Down: QPointF(0, -_PAN),
        }
        key = Qt.Key(event.key())
        if key in pans and self._view is not None:
            self._view = self._view.panned(pans[key])
            self._changed()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP)
        elif key is Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif key is Qt.Key.Key_0:
            self.fit()
        elif key is Qt.Key.Key_1:
            self.zoom_to(1.0)
        elif key is Qt.Key.Key_F:
            self.show_face()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self._boxes.marked)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks over the faces where there are several, then leaves the canvas."""
        moved = self._boxes.moved(1 if forward else -1)
        if moved is not None:
            self._boxes = moved
            self.update()
            return True
        self._boxes = self._boxes.unmarked()
        return super().focusNextPrevChild(forward)

    def _pick(self, face: int | None) -> None:
        if face is not None and face != self._boxes.chosen:
            self.face_picked.emit(face)

    def _changed(self) -> None:
        self.update()
        self.zoom_changed.emit(self.zoom)

    def _paint_photo(self, painter: QPainter, pyramid: Pyramid, view: Viewport) -> None:
        place = view.to_window(QRectF(0, 0, pyramid.width, pyramid.height))
        painter.save()
        painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
        painter.drawImage(place, pyramid.level(view.zoom * self.devicePixelRatioF()))
        if self._heat is not None:
            painter.setOpacity(self._opacity)
            painter.drawImage(place, self._heat)
            painter.setOpacity(1.0)
        if self._outlines_shown:
            self._paint_outlines(painter, view)
        self._boxes.paint(painter, view, self.palette().color(QPalette.ColorRole.Highlight))
        painter.restore()

    def _paint_outlines(self, painter: QPainter, view: Viewport) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.translate(view.origin)
        painter.scale(view.zoom, view.zoom)
        for colour, width in ((QColor(0, 0, 0, 110), 3.0), (QColor(255, 255, 255, 215), 1.2)):
            pen = QPen(colour, width)
            pen.setCosmetic(True)
            painter.setPen(pen)
            for outline in self._outlines:
                painter.drawPolygon(outline)
        painter.resetTransform()
