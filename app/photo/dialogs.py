"""Asks for files and folders. A class of its own, so that tests can answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate


class FileDialogs:
    """The system's own dialogs."""

    def photos(self, parent: QWidget) -> tuple[Path, ...]:
        """Photos to open, several at once; empty when none was chosen."""
        from ml.photo_file import PHOTO_SUFFIXES

        patterns = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in PHOTO_SUFFIXES)
        kinds = translate("PhotoPage", "Photos ({patterns})").format(patterns=patterns)
        names, _ = QFileDialog.getOpenFileNames(parent, translate("PhotoPage", "Open photos"), "", kinds)
        return tuple(Path(name) for name in names)

    def folder(self, parent: QWidget) -> Path | None:
        """A folder with photos."""
        name = QFileDialog.getExistingDirectory(parent, translate("PhotoPage", "Open a folder of photos"))
        return Path(name) if name else None

    def save_as(self, parent: QWidget, proposed: Path) -> Path | None:
        """Where to save the picture."""
        title = translate("PhotoPage", "Save picture with overlay")
        name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), "PNG (*.png);;JPEG (*.jpg *.jpeg)")
        return Path(name) if name else None
