"""The start of the photo page: what can be done, in one quiet place to drop photos on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.icons import Icon
from app.theme import tones_of
from app.tokens import Radius, Space
from app.widgets.icon_label import IconLabel
from app.widgets.plain_label import PlainLabel

translate = QCoreApplication.translate


class DropZone(QWidget):
    """Offers to open, paste, or try the sample. Dropping is accepted by the page."""

    open_wanted = Signal()
    folder_wanted = Signal()
    paste_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hot = False
        self._picture = IconLabel(Icon.PHOTO, 56, QPalette.ColorRole.Accent)
        self._title, self._hint = PlainLabel(), PlainLabel()
        self.open_button, self.folder_button = QPushButton(), QPushButton()
        self.paste_button, self.sample_button = QPushButton(), QPushButton()
        self.open_button.clicked.connect(lambda: self.open_wanted.emit())
        self.folder_button.clicked.connect(lambda: self.folder_wanted.emit())
        self.paste_button.clicked.connect(lambda: self.paste_wanted.emit())
        self.sample_button.clicked.connect(lambda: self.sample_wanted.emit())
        self._lay_out()
        self.retranslate()

    def set_hot(self, hot: bool) -> None:
        """Shows that what is being dragged may be dropped."""
        self._hot = hot
        self.update()

    def retranslate(self) -> None:
        """Sets every text again."""
        self._title.setText(translate("PhotoPage", "Drop photos of a face here"))
        self._hint.setText(
            translate(
                "PhotoPage",
                "JPEG, PNG, WebP, HEIC, TIFF or BMP, one or many. They stay on this computer, kept only if you say so.",
            )
        )
        self.open_button.setText(translate("PhotoPage", "Open photos…"))
        self.folder_button.setText(translate("PhotoPage", "Open a folder…"))
        self.paste_button.setText(translate("PhotoPage", "Paste"))
        self.sample_button.setText(translate("PhotoPage", "Try the sample portrait"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed frame; full and tinted while something is dragged over it."""
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if self._hot else Qt.PenStyle.CustomDashLine
        pen = QPen(QColor(tones.accent if self._hot else tones.faint), 2 if self._hot else 1.5, style)
        if not self._hot:
            pen.setDashPattern([5, 5])
        painter.setPen(pen)
        painter.setBrush(QColor(tones.accent_soft if self._hot else tones.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), Radius.CARD, Radius.CARD)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self.open_button.setProperty("role", "primary")
        for button in (self.folder_button, self.paste_button, self.sample_button):
            button.setProperty("role", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.MEDIUM)
        column.addStretch(3)
        for widget in (self._picture, self._title, self._hint):
            if isinstance(widget, QLabel):
                widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(widget)
        column.addSpacing(Space.SMALL)
        column.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignCenter)
        others = QHBoxLayout()
        others.addStretch(1)
        for button in (self.folder_button, self.paste_button, self.sample_button):
            others.addWidget(button)
        others.addStretch(1)
        column.addLayout(others)
        column.addStretch(4)
