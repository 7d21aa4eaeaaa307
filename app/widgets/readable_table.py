"""A plain table behind a picture of numbers: for reading aloud, for copying, for whoever prefers figures."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.spreadsheet import harmless

translate = QCoreApplication.translate


class ReadableTable(QTableView):
    """Rows are read, chosen and copied, never changed. Tab leaves it; arrows move in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "table")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)

    def fit(self) -> None:
        """Widths and heights for the model's words, told from its first rows."""
        self.horizontalHeader().setResizeContentsPrecision(40)
        self.resizeColumnsToContents()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)

    def copy(self) -> None:
        """The chosen rows with their headings, or all, to the clipboard: for spreadsheets (tab-separated)."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()}) if self.selectionModel() else []
        QGuiApplication.clipboard().setText(tab_separated(self.model(), rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies as everywhere."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)


def tab_separated(model: QAbstractItemModel, rows: list[int]) -> str:
    """Headings and rows, or all of them where none are given; no cell is taken for a formula."""
    columns = range(model.columnCount())
    head = [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]
    chosen = rows or range(model.rowCount())
    body = [[model.index(row, column, QModelIndex()).data() for column in columns] for row in chosen]
    return "\n".join("\t".join(_cell(cell) for cell in line) for line in [head, *body])


def _cell(value: object) -> str:
    """One line; what a spreadsheet would run gets an apostrophe before it, unless it is a number."""
    text = " ".join(str(value or "").split())
    return text if _is_number(text) else harmless(text)


def _is_number(text: str) -> bool:
    return text.lstrip("+-").replace(",", ".").replace(".", "", 1).isdigit()
