"""Asks for files and folders. A class of its own, so that tests can answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.places import Kind, usual_folder
from app.widgets.bare_box import BareBox

translate = QCoreApplication.translate
PNG, JPEG = "PNG (*.png)", "JPEG (*.jpg *.jpeg)"


class FileDialogs:
    """The system's own dialogs. They begin where the last photos were, at first in the person's pictures."""

    def __init__(self) -> None:
        self._folder = usual_folder(Kind.PicturesLocation)

    def photos(self, parent: QWidget) -> tuple[Path, ...]:
        """Photos to open, several at once; empty when none was chosen."""
        from ml.photo_bytes import PHOTO_SUFFIXES

        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in PHOTO_SUFFIXES)
        kinds = translate("PhotoPage", "Photos ({patterns})").format(patterns=patterns)
        title, short = translate("PhotoPage", "Open photos"), QFileDialog.Option.HideNameFilterDetails
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(self._folder), kinds, options=short)
        return self._noted(tuple(Path(name) for name in names))

    def folder(self, parent: QWidget) -> Path | None:
        """A folder with photos."""
        title = translate("PhotoPage", "Open a folder of photos")
        name = QFileDialog.getExistingDirectory(parent, title, str(self._folder))
        return Path(name) if name else None

    def save_as(self, parent: QWidget, proposed: Path) -> Path | None:
        """Where to save the picture; the dialog asks before a file of the very name it shows is replaced."""
        dialog = QFileDialog(parent, translate("PhotoPage", "Save picture with overlay"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([PNG, JPEG])
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("jpg" if kind == JPEG else "png"))
        dialog.setDirectory(str(proposed.parent))
        dialog.selectFile(proposed.name)
        try:
            return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
        finally:
            dialog.deleteLater()

    def may_replace(self, parent: QWidget, path: Path) -> bool:
        """Whether a file that is there may be overwritten."""
        box = BareBox(parent)
        box.setWindowTitle(translate("PhotoPage", "Save picture with overlay"))
        box.setText(translate("PhotoPage", "“{name}” is already there. Replace it?").format(name=path.name))
        replace = box.addButton(translate("PhotoPage", "Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.add_standard(QMessageBox.StandardButton.Cancel))
        box.exec()
        box.deleteLater()
        return box.clickedButton() is replace

    def _noted(self, photos: tuple[Path, ...]) -> tuple[Path, ...]:
        if photos:
            self._folder = photos[0].parent
        return photos
