"""The two photos: side by side, one over the other behind a slider, or the map of change over the earlier one."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panel.colours import faded
from app.theme import tones_of
from app.tokens import Radius, Space

translate = QCoreApplication.translate
STEP = 0.05
KNOB = 15.0


class View(StrEnum):
    """How the two are shown."""

    BESIDE = "beside"
    SLIDER = "slider"
    CHANGE = "change"


class Stage(QWidget):
    """Paints pictures that were prepared elsewhere. The slider moves by dragging, arrows, Home and End."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before, self._after, self._layer = QImage(), QImage(), QImage()
        self._captions = ("", "")
        self._view = View.SLIDER
        self._share = 0.5
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 240)

    @property
    def share(self) -> float:
        """Where the slider stands: this share, from the left, shows the earlier photo."""
        return self._share

    def show_pictures(self, before: QImage, after: QImage) -> None:
        """Takes two pictures of one size."""
        self._before, self._after = before, after
        self.update()

    def show_layer(self, layer: QImage) -> None:
        """What is laid over the earlier photo in the view of change; a null picture for nothing."""
        self._layer = layer
        self.update()

    @property
    def has_layer(self) -> bool:
        """Whether there is a map of change."""
        return not self._layer.isNull()

    def show_captions(self, before: str, after: str) -> None:
        """When they were taken."""
        self._captions = (before, after)
        self._name()
        self.update()

    def show_view(self, view: View) -> None:
        """Another way of showing them."""
        self._view = view
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        """A good part of the window."""
        return QSize(560, 560)

    def move_to(self, share: float) -> None:
        """Moves the slider, 0-1."""
        self._share = min(max(share, 0.0), 1.0)
        self._name()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move the slider."""
        steps = {Qt.Key.Key_Left: self._share - STEP, Qt.Key.Key_Right: self._share + STEP}
        ends = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0}
        target = {**steps, **ends}.get(Qt.Key(event.key()))
        if target is None or self._view is not View.SLIDER:
            super().keyPressEvent(event)
            return
        self.move_to(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The slider goes where it is pressed."""
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """And follows; the cursor says that it can."""
        sliding = self._view is View.SLIDER and self._place(self._before).contains(event.position())
        self.setCursor(Qt.CursorShape.SplitHCursor if sliding else Qt.CursorShape.ArrowCursor)
        self._drag(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chosen view, and a ring when it has the keys."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if not self._before.isNull():
            {View.BESIDE: self._paint_beside, View.SLIDER: self._paint_slider, View.CHANGE: self._paint_change}[
                self._view
            ](painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tones_of(self.palette()).accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)

    def _drag(self, event: QMouseEvent) -> None:
        if self._view is View.SLIDER and event.buttons() & Qt.MouseButton.LeftButton:
            place = self._place(self._before)
            self.move_to((event.position().x() - place.left()) / max(place.width(), 1.0))

    def _paint_beside(self, painter: QPainter) -> None:
        gap = float(Space.MEDIUM)
        half = (self.width() - gap) / 2
        for left, picture, caption in (
            (0.0, self._before, self._captions[0]),
            (half + gap, self._after, self._captions[1]),
        ):
            place = _fitted(picture, QRectF(left, 0, half, self.height()))
            self._paint_picture(painter, picture, place)
            self._paint_caption(painter, place, caption, at_left=True)

    def _paint_slider(self, painter: QPainter) -> None:
        place = self._place(self._before)
        edge = place.left() + self._share * place.width()
        self._paint_picture(painter, self._after, place)
        painter.save()
        painter.setClipRect(QRectF(place.left(), place.top(), edge - place.left(), place.height()))
        self._paint_picture(painter, self._before, place)
        painter.restore()
        self._paint_caption(painter, place, self._captions[0], at_left=True)
        self._paint_caption(painter, place, self._captions[1], at_left=False)
        self._paint_handle(painter, QPointF(edge, place.center().y()), place)

    def _paint_change(self, painter: QPainter) -> None:
        place = self._place(self._before)
        self._paint_picture(painter, self._before, place)
        if not self._layer.isNull():
            painter.drawImage(place, self._layer)
        self._paint_caption(painter, place, self._captions[0], at_left=True)

    def _paint_picture(self, painter: QPainter, picture: QImage, place: QRectF) -> None:
        painter.save()
        corners = QPainterPath()
        corners.addRoundedRect(place, Radius.CARD, Radius.CARD)
        painter.setClipPath(corners, Qt.ClipOperation.IntersectClip)
        painter.drawImage(place, picture)
        painter.restore()

    def _paint_caption(self, painter: QPainter, place: QRectF, words: str, *, at_left: bool) -> None:
        metrics = self.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 20, metrics.height() + 8
        left = place.left() + 10 if at_left else place.right() - 10 - width
        box = QRectF(left, place.bottom() - 10 - height, width, height)
        tones = tones_of(self.palette())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(QColor(tones.surface), 0.9))
        painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        painter.setPen(QColor(tones.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_handle(self, painter: QPainter, middle: QPointF, place: QRectF) -> None:
        tones = tones_of(self.palette())
        painter.setPen(QPen(QColor("#ffffff"), 2.5))
        painter.drawLine(QPointF(middle.x(), place.top()), QPointF(middle.x(), place.bottom()))
        painter.setPen(QPen(QColor(tones.accent if self.hasFocus() else tones.line), 1.5))
        painter.setBrush(QColor(tones.surface))
        painter.drawEllipse(middle, KNOB, KNOB)
        painter.setPen(QPen(QColor(tones.text), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for side in (-1, 1):
            tip = middle + QPointF(side * 9, 0)
            painter.drawPolyline([tip + QPointF(-side * 4, -4), tip, tip + QPointF(-side * 4, 4)])

    def _place(self, picture: QImage) -> QRectF:
        return _fitted(picture, QRectF(self.rect()))

    def _name(self) -> None:
        before, after = self._captions
        names = {
            View.BESIDE: translate("Compare", "Left {before}, right {after}"),
            View.SLIDER: translate("Compare", "Slider between {before} and {after}: {percent} before"),
            View.CHANGE: translate("Compare", "What changed between {before} and {after}"),
        }
        text = names[self._view].format(before=before, after=after, percent=f"{round(100 * self._share)}%")
        self.setAccessibleName(text)


def _fitted(picture: QImage, room: QRectF) -> QRectF:
    """Where a picture goes: whole, in the middle."""
    if picture.isNull():
        return QRectF()
    scale = min(room.width() / picture.width(), room.height() / picture.height())
    place = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
    place.moveCenter(room.center())
    return place
