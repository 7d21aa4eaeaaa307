"""A list that opens to choose one of many; with a single entry it only shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStackedLayout, QWidget

from app.widgets.plain_label import PlainLabel


class _List(QComboBox):
    """A list that scrolling past doesn't change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to what scrolls around it."""
        event.ignore()


class DropDown(QWidget):
    """Chooses one of many. chosen(index) when the user has chosen."""

    chosen = Signal(int)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._only, self.list = PlainLabel(), _List()
        self._only.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.list.setMinimumContentsLength(14)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.addItems([""] * count)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._only)
        self._layers.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.activated.connect(self.chosen)

    def set_texts(self, texts: tuple[str, ...], name: str) -> None:
        """The entries' words, and what the whole is called for a screen reader."""
        self.setAccessibleName(name)
        self.list.setAccessibleName(name)
        for index, text in enumerate(texts):
            self.list.setItemText(index, text)
        self._show()

    def choose(self, index: int, text: str = "") -> None:
        """Shows this entry as chosen, without telling; for -1 the text of one that is no longer there."""
        self.list.setPlaceholderText(text)
        self.list.setCurrentIndex(index)
        self._show()

    @property
    def index(self) -> int:
        """The chosen one, -1 for one that isn't there."""
        return self.list.currentIndex()

    def _show(self) -> None:
        single = self.list.count() == 1 and self.index == 0
        self._only.setText(self.list.itemText(0))
        self._layers.setCurrentWidget(self._only if single else self.list)
