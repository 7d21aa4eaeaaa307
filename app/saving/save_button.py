"""“Save as…”: a button whose menu offers the report, the table and the JSON."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.icons import Icon, icon
from app.saving.request import FileForm

translate = QCoreApplication.translate


class SaveButton(QPushButton):
    """chosen(FileForm, with photos)."""

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon(Icon.SAVE))
        self._menu = QMenu(self)
        self.report = self._menu.addAction("", lambda: self.chosen.emit(FileForm.PDF, True))
        self.without_photos = self._menu.addAction("", lambda: self.chosen.emit(FileForm.PDF, False))
        self.table = self._menu.addAction("", lambda: self.chosen.emit(FileForm.CSV, False))
        self.json = self._menu.addAction("", lambda: self.chosen.emit(FileForm.JSON, False))
        self.setMenu(self._menu)
        self.offer_photos(False)
        self.retranslate()

    def offer_photos(self, offered: bool) -> None:
        """Whether a report without photos differs from one with them."""
        self.without_photos.setVisible(offered)

    def retranslate(self) -> None:
        """Sets every text again."""
        self.setText(translate("Saving", "Save as…"))
        self.setToolTip(translate("Saving", "Saves a report, a table or JSON"))
        self.report.setText(translate("Saving", "Report (PDF)…"))
        self.without_photos.setText(translate("Saving", "Report without photos (PDF)…"))
        self.table.setText(translate("Saving", "Table (CSV)…"))
        self.json.setText(translate("Saving", "Scans (JSON)…"))
