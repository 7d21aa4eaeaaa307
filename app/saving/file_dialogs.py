"""Asks where to save and what to open. A class of its own, so that tests can answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.places import Kind, usual_folder


class SaveDialogs:
    """The system's own dialogs. They begin in the folder that was chosen last, at first in the person's documents."""

    def __init__(self) -> None:
        self._folder = usual_folder(Kind.DocumentsLocation)

    def save_as(self, parent: QWidget, title: str, name: str, kind: str) -> Path | None:
        """Where to save; asks before a file that is there is replaced. kind: such as "PDF (*.pdf)"."""
        dialog = QFileDialog(parent, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(kind)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        dialog.setDirectory(str(self._folder))
        dialog.selectFile(name)
        return self._chosen(dialog)

    def open_file(self, parent: QWidget, title: str, kind: str) -> Path | None:
        """Which file to open."""
        dialog = QFileDialog(parent, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(kind)
        dialog.setDirectory(str(self._folder))
        return self._chosen(dialog)

    def show_folder(self, path: Path) -> None:
        """Opens the folder that a file is in."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _chosen(self, dialog: QFileDialog) -> Path | None:
        try:
            if not dialog.exec():
                return None
            chosen = Path(dialog.selectedFiles()[0])
        finally:
            dialog.deleteLater()
        self._folder = chosen.parent
        return chosen
