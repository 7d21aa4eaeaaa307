"""What stands where the live picture would be: the camera is starting, or what is wrong and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.icons import Icon, icon
from app.text import trouble_text
from app.tokens import Space
from app.widgets.plain_label import PlainLabel
from ml.errors import PibuError, TroubleCode

translate = QCoreApplication.translate
PICTURE = QSize(40, 40)
FACE_MODEL = (TroubleCode.FACE_MODEL_MISSING, TroubleCode.FACE_MODEL_DAMAGED)
"""Troubles that no other camera helps against."""


class CameraMessage(QFrame):
    """retry(): try again. demo(): take the demo in place of a camera."""

    retry = Signal()
    demo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trouble: PibuError | None = None
        self.setProperty("role", "well")
        self._picture, self.title, self.advice = PlainLabel(), PlainLabel(), PlainLabel()
        self._waiting = QProgressBar()
        self._waiting.setRange(0, 0)
        self._waiting.setTextVisible(False)
        self._waiting.setFixedWidth(160)
        self.retry_button, self.demo_button = QPushButton(), QPushButton()
        self.retry_button.setProperty("role", "primary")
        self.retry_button.clicked.connect(lambda: self.retry.emit())
        self.demo_button.clicked.connect(lambda: self.demo.emit())
        self._lay_out()
        self.show_starting()

    def show_starting(self) -> None:
        """The camera was asked to start."""
        self._trouble = None
        self.retranslate()

    def show_trouble(self, trouble: PibuError) -> None:
        """What is wrong, with a way to try again."""
        self._trouble = trouble
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every text in the language of the app."""
        trouble = self._trouble
        self.retry_button.setText(translate("Live", "Try again"))
        self.demo_button.setText(translate("Live", "Use the demo"))
        if trouble is None:
            self.title.setText(translate("Live", "The camera is starting…"))
            self.advice.setText(translate("Live", "Some cameras take a few seconds."))
        else:
            text = trouble_text(trouble)
            self.title.setText(text.title)
            self.advice.setText(text.advice)
        self.retry_button.setVisible(trouble is not None)
        self.demo_button.setVisible(trouble is not None and trouble.code not in FACE_MODEL)
        self._waiting.setVisible(trouble is None)
        drawing = Icon.CAMERA if trouble is None else Icon.PROBLEM
        self._picture.setPixmap(icon(drawing, QPalette.ColorRole.PlaceholderText).pixmap(PICTURE))
        self.setAccessibleName(f"{self.title.text()}. {self.advice.text()}")

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language or theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.title.setProperty("role", "heading")
        self.advice.setProperty("role", "muted")
        self.advice.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.SMALL)
        column.addStretch(1)
        for label in (self._picture, self.title, self.advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(Space.SMALL)
        column.addWidget(self._waiting, 0, Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        buttons.addStretch(1)
        buttons.addWidget(self.retry_button)
        buttons.addWidget(self.demo_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
