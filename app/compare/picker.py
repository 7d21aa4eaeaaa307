"""Chooses one of all scans, however many there are: a list that words only what is seen of it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListView, QWidget

from app.compare.words import scan_text
from app.history.records import Timeline
from app.tokens import Space
from app.widgets.plain_label import PlainLabel

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ScanChoices(QAbstractListModel):
    """All scans, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._timeline: Timeline | None = None

    def show_timeline(self, timeline: Timeline) -> None:
        """Takes other scans."""
        self.beginResetModel()
        self._timeline = timeline
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """All of them."""
        return 0 if parent.isValid() or self._timeline is None else len(self._timeline.scans)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """When it was taken, and how."""
        if self._timeline is None or role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        return scan_text(self._timeline, self._place(index.row()))

    def scan(self, row: int) -> str:
        """The id of a row's scan."""
        assert self._timeline is not None
        return self._timeline.scans[self._place(row)]

    def row(self, scan_id: str) -> int:
        """Where a scan stands, -1 where it doesn't."""
        if self._timeline is None or scan_id not in self._timeline.scans:
            return -1
        return len(self._timeline.scans) - 1 - self._timeline.scans.index(scan_id)

    def _place(self, row: int) -> int:
        assert self._timeline is not None
        return len(self._timeline.scans) - 1 - row


class _List(QComboBox):
    """Scrolling past doesn't change it."""

    def wheelEvent(self, event: object) -> None:
        """Leaves the wheel to what scrolls around it."""


class ScanPicker(QWidget):
    """A label and the list. chosen(str): the id of the scan that the user has chosen."""

    chosen = Signal(str)

    def __init__(self, choices: ScanChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._label, self.list = PlainLabel(), _List()
        self._label.setProperty("role", "muted")
        self._label.setBuddy(self.list)
        self.list.setModel(choices)
        self.list.setMinimumContentsLength(10)
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.setMaxVisibleItems(14)
        rows = self.list.view()
        assert isinstance(rows, QListView)
        rows.setUniformItemSizes(True)
        self.list.activated.connect(lambda row: self.chosen.emit(choices.scan(row)))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        line.addWidget(self._label)
        line.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def name(self, words: str) -> None:
        """What is chosen here."""
        self._label.setText(words)
        self.list.setAccessibleName(words)

    def choose(self, scan_id: str) -> None:
        """Shows this one as chosen, without telling."""
        self.list.setCurrentIndex(self._choices.row(scan_id))
        self.list.setToolTip(self.list.currentText())
