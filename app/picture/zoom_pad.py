"""The small column of buttons on the photo: closer, farther, to the face, whole, full size; a row on a low one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QToolButton, QWidget

from app.icons import Icon
from app.picture.canvas import PhotoCanvas
from app.picture.viewport import STEP
from app.text import percent
from app.theme import tones_of
from app.tokens import Radius, Space
from app.widgets.letters import with_letters
from app.widgets.sized_icon import tool_button

translate = QCoreApplication.translate


class ZoomPad(QWidget):
    """Lies in the upper right corner of a canvas and moves its photo.

    The last button shows the zoom and sets it to 100 per cent.
    """

    def __init__(self, canvas: PhotoCanvas) -> None:
        super().__init__(canvas)
        self.closer, self.farther = tool_button(Icon.ZOOM_IN), tool_button(Icon.ZOOM_OUT)
        self.face, self.whole, self.full = tool_button(Icon.FACE), tool_button(Icon.FIT), QToolButton()
        self.full.setProperty("role", "caption")
        self.closer.clicked.connect(lambda: canvas.zoom_by(STEP))
        self.farther.clicked.connect(lambda: canvas.zoom_by(1 / STEP))
        self.face.clicked.connect(canvas.show_face)
        self.whole.clicked.connect(canvas.fit)
        self.full.clicked.connect(lambda: canvas.zoom_to(1.0))
        canvas.zoom_changed.connect(self._show_zoom)
        self._canvas = canvas
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(2, 2, 2, 2)
        self._line.setSpacing(0)
        for button in (self.closer, self.farther, self.face, self.whole, self.full):
            self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.retranslate()
        self._show_zoom(1.0)
        with_letters(self, self._place)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps to its corner of the canvas, whole."""
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        """Sets every text again."""
        table = (
            (self.farther, translate("PhotoToolbar", "Zoom out (−)")),
            (self.closer, translate("PhotoToolbar", "Zoom in (+)")),
            (self.face, translate("PhotoToolbar", "To the face (F)")),
            (self.whole, translate("PhotoToolbar", "Whole photo (0)")),
            (self.full, translate("PhotoToolbar", "Full size (1)")),
        )
        for button, text in table:
            button.setToolTip(text)
            button.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet card, so that the icons show on any photo."""
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(tones.surface)
        ground.setAlphaF(0.92)
        painter.setPen(QPen(QColor(tones.line), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)

    def _show_zoom(self, zoom: float) -> None:
        self.full.setText(percent(zoom))
        self._place()

    def _place(self) -> None:
        self._line.setDirection(QBoxLayout.Direction.TopToBottom)
        if self.sizeHint().height() + 2 * Space.MEDIUM > self._canvas.height():
            self._line.setDirection(QBoxLayout.Direction.LeftToRight)
        self.setFixedSize(self.sizeHint())
        self.move(self._canvas.width() - self.width() - Space.MEDIUM, Space.MEDIUM)
