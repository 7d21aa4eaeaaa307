"""The rows behind the comparison: every attribute, of the whole face and each region."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.change.words import signed
from app.compare.change_list import words_of
from app.compare.numbers import ChangeRow
from app.text import attribute_name, number, region_name

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
COLUMNS = 6


class ChangeTable(QAbstractTableModel):
    """One row for each attribute and region."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ChangeRow, ...] = ()

    def show_rows(self, rows: Sequence[ChangeRow]) -> None:
        """Takes other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def retranslate(self) -> None:
        """Has all words asked for again."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """All of them."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always the same."""
        return 0 if parent.isValid() else COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("Compare", "Attribute"),
            translate("Compare", "Part of the face"),
            translate("Compare", "Before"),
            translate("Compare", "After"),
            translate("Compare", "Difference"),
            translate("Compare", "In words"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of one cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._rows[index.row()]
        place = translate("Compare", "Whole face") if row.region is None else region_name(row.region)
        return (
            attribute_name(row.attribute),
            place,
            "" if row.before is None else number(row.before),
            "" if row.after is None else number(row.after),
            _difference(row),
            words_of(row),
        )[index.column()]


def _difference(row: ChangeRow) -> str:
    if row.change is None:
        return ""
    return f"{signed(row.change.difference)} (±{number(row.change.limit, 2)})"
