"""A row of buttons of which exactly one is chosen; arrow keys move the choice."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class Segments(QWidget):
    """Chooses one of a few. chosen(index) when the user has chosen."""

    chosen = Signal(int)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index in range(count):
            button = _Segment()
            button.setCheckable(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setProperty("role", "segment")
            button.setProperty("place", _place(index, count))
            self._group.addButton(button, index)
            row.addWidget(button, 1)
        self._group.idClicked.connect(self.chosen)

    def set_texts(self, texts: tuple[str, ...], name: str) -> None:
        """The buttons' words, and what the whole row is called for a screen reader."""
        self.setAccessibleName(name)
        for index, text in enumerate(texts):
            button = self._group.button(index)
            button.setText(text)
            button.setAccessibleName(f"{name}: {text}")

    def choose(self, index: int) -> None:
        """Shows this one as chosen, without telling."""
        self._group.button(index).setChecked(True)

    @property
    def index(self) -> int:
        """The chosen one."""
        return self._group.checkedId()

    def button(self, index: int) -> QPushButton:
        """One of the buttons."""
        button = self._group.button(index)
        assert isinstance(button, QPushButton)
        return button


class _Segment(QPushButton):
    """A button as wide as its words in the weight they have while it is chosen.

    The style sheet makes them bolder then, which Qt's own hint doesn't know of: it cut the first letter.
    """

    def sizeHint(self) -> QSize:
        """Qt's, and what bolder words need more."""
        return super().sizeHint() + QSize(self._bolder(), 0)

    def minimumSizeHint(self) -> QSize:
        """Qt's, and what bolder words need more."""
        return super().minimumSizeHint() + QSize(self._bolder(), 0)

    def _bolder(self) -> int:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        plain, wide = (QFontMetrics(font).horizontalAdvance(self.text()) for font in (self.font(), bold))
        return max(0, wide - plain)


def _place(index: int, count: int) -> str:
    if index == 0:
        return "first"
    return "last" if index == count - 1 else "middle"
