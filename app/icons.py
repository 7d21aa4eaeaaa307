"""Icons: one SVG drawing each, tinted from the palette when painted, so that a change of theme needs nothing."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources.files import icon_file


class Icon(StrEnum):
    """The drawings under resources/icons."""

    CAMERA = "camera"
    PHOTO = "photo"
    SETTINGS = "settings"
    CLOSE = "close"
    CHECK = "check"
    WARNING = "warning"
    TELLING = "telling"
    PROBLEM = "problem"
    OPEN = "open"
    SAVE = "save"
    PASTE = "paste"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    FIT = "fit"
    REFRESH = "refresh"
    SHUTTER = "shutter"
    PLAY = "play"
    PAUSE = "pause"
    EYE = "eye"
    EYE_OFF = "eye_off"
    FACE = "face"
    MIRROR = "mirror"
    PREVIOUS = "previous"
    NEXT = "next"
    DOWN = "down"
    STOP = "stop"
    HISTORY = "history"
    PERSON = "person"
    LOCK = "lock"
    BACK = "back"
    TRASH = "trash"
    KEEP = "keep"
    COPY = "copy"
    TRENDS = "trends"
    COMPARE = "compare"


def icon(name: Icon, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon in the palette's colour for role; when switched on, in the accent's."""
    return QIcon(_Engine(icon_file(name.value).read_text(encoding="utf-8"), role))


def application_icon() -> QIcon:
    """The program's own picture, in its own colours."""
    return QIcon(str(icon_file("pibu")))


class _Engine(QIconEngine):
    """Draws an SVG whose strokes are currentColor."""

    def __init__(self, drawing: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._drawing = drawing
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        renderer = QSvgRenderer(QByteArray(self._drawing.replace("currentColor", self._colour(mode, state)).encode()))
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        renderer.render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return self.pixmap(size, mode, state)

    def clone(self) -> QIconEngine:
        return _Engine(self._drawing, self._role)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, self._role).name()
        on = state is QIcon.State.On and self._role is QPalette.ColorRole.ButtonText
        return palette.color(QPalette.ColorRole.Accent if on else self._role).name()
