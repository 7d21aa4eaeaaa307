"""What a page shows in the middle while it has nothing else to show: a sign, a sentence, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.icons import Icon
from app.tokens import Space
from app.widgets.icon_label import IconLabel
from app.widgets.plain_label import PlainLabel

WIDTH = 460


class PageMessage(QWidget):
    """acted() when its button was pressed."""

    acted = Signal()

    def __init__(self, sign: Icon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = IconLabel(sign, 44, QPalette.ColorRole.PlaceholderText)
        self._title, self._text = PlainLabel(), PlainLabel()
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self.acted)
        self._column = QVBoxLayout(self)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """As high as its lines are, of which Qt would count one for each text."""
        least = super().minimumSizeHint()
        return QSize(least.width(), self._column.totalMinimumHeightForWidth(max(least.width(), self.width())))

    def show_words(self, title: str, text: str = "", action: str = "") -> None:
        """Says something else; without an action there is no button."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.button.setText(action)
        self.button.setVisible(bool(action))

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        self._title.setProperty("role", "heading")
        self._text.setProperty("role", "muted")
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setAlignment(middle)
        both = QWidget()
        both.setFixedWidth(WIDTH)
        lines = QVBoxLayout(both)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.MEDIUM)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        words = QHBoxLayout()
        words.addStretch(1)
        words.addWidget(both)
        words.addStretch(1)
        action = QHBoxLayout()
        action.addStretch(1)
        action.addWidget(self.button)
        action.addStretch(1)
        column = self._column
        column.setSpacing(Space.MEDIUM)
        column.addStretch(2)
        column.addWidget(self._sign, 0, middle)
        column.addLayout(words)
        column.addSpacing(Space.SMALL)
        column.addLayout(action)
        column.addStretch(3)
