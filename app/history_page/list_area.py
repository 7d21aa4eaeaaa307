"""The list with its filter above, and below what can be done with the chosen scans, or undone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.history_page.filter_bar import FilterBar
from app.history_page.scan_list import ScanList
from app.history_page.scan_row import ListHead, ScanRow
from app.icons import Icon, icon
from app.saving.save_button import SaveButton
from app.tokens import Space
from app.widgets.page_message import PageMessage
from app.widgets.plain_label import PlainLabel

translate = QCoreApplication.translate


class ListArea(QWidget):
    """opened(row); deletion_wanted(rows), regrading_wanted(rows), undo_wanted(). The page sees to the save buttons."""

    opened = Signal(int)
    deletion_wanted = Signal(object)
    regrading_wanted = Signal(object)
    undo_wanted = Signal()

    def __init__(self, model: ScanList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._found = self._of = self._deleted = 0
        self.filter, self.view = FilterBar(), QListView()
        self.head = ListHead(self.view)
        self.count = PlainLabel()
        self.none = PageMessage(Icon.HISTORY)
        self.open, self.again, self.delete, self.undo = QPushButton(), QPushButton(), QPushButton(), QPushButton()
        self.save_shown, self.save_chosen = SaveButton(), SaveButton()
        self.chosen, self.gone = PlainLabel(), PlainLabel()
        self._actions, self._undo_bar = QFrame(), QFrame()
        self._list = QWidget()
        self._middle = QWidget()
        self._stack = QStackedLayout(self._middle)
        self._lay_out()
        self._connect()
        self.show_counts(0, 0)
        self.show_deleted(0)

    @property
    def rows(self) -> tuple[int, ...]:
        """The chosen rows, from above."""
        return tuple(sorted(index.row() for index in self.view.selectionModel().selectedRows()))

    @property
    def top(self) -> int:
        """The row that stands uppermost."""
        return max(0, self.view.indexAt(QPoint(Space.LARGE, Space.LARGE)).row())

    def scroll_to(self, row: int) -> None:
        """Makes a row the uppermost, as far as there are rows below."""
        self.view.scrollTo(self._model.index(row), QListView.ScrollHint.PositionAtTop)

    def show_counts(self, found: int, of: int) -> None:
        """How many scans are listed, of how many; the model has been told."""
        self._found, self._of = found, of
        self._stack.setCurrentWidget(self._list if found else self.none)
        self._show_words()

    def show_deleted(self, count: int) -> None:
        """How many can be brought back."""
        self._deleted = count
        self._show_words()

    def retranslate(self) -> None:
        """Sets every text again."""
        self.filter.retranslate()
        self.save_shown.retranslate()
        self.save_chosen.retranslate()
        self.view.setAccessibleName(translate("History", "Scans"))
        self.open.setText(translate("History", "Open"))
        self.again.setText(translate("History", "Grade again"))
        self.again.setToolTip(translate("History", "Grades the kept photo with the present classifiers; both are kept"))
        self.delete.setText(translate("History", "Delete"))
        self.undo.setText(translate("History", "Undo"))
        self.none.show_words(translate("History", "No scan fits"), "", translate("History", "Show all scans"))
        self.head.update()
        self._show_words()

    def _show_words(self) -> None:
        if self._found == self._of:
            words = translate("History", "Scans: {count}").format(count=self.locale().toString(self._of))
        else:
            words = translate("History", "{found} of {count} scans").format(
                found=self.locale().toString(self._found), count=self.locale().toString(self._of)
            )
        self.count.setText(words)
        rows = len(self.rows)
        self.chosen.setText(translate("History", "Chosen: {count}").format(count=rows))
        self._actions.setVisible(rows > 0 and self._found > 0)
        self.open.setVisible(rows == 1)
        self.save_shown.setEnabled(self._found > 0)
        gone = translate("History", "Deleted: {count}. They are destroyed when you leave this page.")
        self.gone.setText(gone.format(count=self._deleted))
        self._undo_bar.setVisible(self._deleted > 0)

    def _activate(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def _connect(self) -> None:
        self.view.activated.connect(self._activate)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_words())
        self._model.modelReset.connect(self._show_words)
        self.view.verticalScrollBar().rangeChanged.connect(lambda *_: self.head.update())
        self.open.clicked.connect(lambda: self.opened.emit(self.rows[0]) if self.rows else None)
        self.again.clicked.connect(lambda: self.regrading_wanted.emit(self.rows))
        self.delete.clicked.connect(lambda: self.deletion_wanted.emit(self.rows))
        self.undo.clicked.connect(lambda: self.undo_wanted.emit())
        self.none.acted.connect(self.filter.clear)
        where = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Delete"), self.view, context=where).activated.connect(self.delete.click)
        QShortcut(QKeySequence("Ctrl+Z"), self, context=where).activated.connect(self.undo.click)

    def _lay_out(self) -> None:
        self.view.setModel(self._model)
        self.view.setItemDelegate(ScanRow(self.view))
        self.view.setProperty("role", "plain")
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.save_chosen.offer_photos(True)
        self.delete.setIcon(icon(Icon.TRASH))
        self.again.setIcon(icon(Icon.REFRESH))
        self.count.setProperty("role", "muted")
        top = QHBoxLayout()
        top.addWidget(self.filter, 1)
        top.addWidget(self.count)
        top.addSpacing(Space.SMALL)
        top.addWidget(self.save_shown)
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.head)
        inside.addWidget(self.view, 1)
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.none)
        _fill(self._actions, self.chosen, self.open, self.save_chosen, self.again, self.delete)
        _fill(self._undo_bar, self.gone, self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(top)
        column.addWidget(self._middle, 1)
        column.addWidget(self._undo_bar)
        column.addWidget(self._actions)


def _fill(bar: QFrame, words: PlainLabel, *buttons: QPushButton) -> None:
    bar.setProperty("role", "well")
    row = QHBoxLayout(bar)
    row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
    row.setSpacing(Space.SMALL)
    row.addWidget(words, 1)
    for button in buttons:
        row.addWidget(button)
