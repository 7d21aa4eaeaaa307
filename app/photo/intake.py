"""Brings photos in: by dialog, from a folder, the clipboard, a drop, or the sample portrait."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.notices import Notice, Notices
from app.photo.dialogs import FileDialogs
from app.photo.sources import ReadPhoto, file_source, paths_in, picture_in, picture_source, sample_source
from app.tasks import Tasks

translate = QCoreApplication.translate


class Intake(QObject):
    """found(tuple of PhotoSource) when there are photos; a notice when there are none."""

    found = Signal(object)

    def __init__(self, tasks: Tasks, notices: Notices, dialogs: FileDialogs, read: ReadPhoto, parent: QWidget) -> None:
        super().__init__(parent)
        self._read = read
        self._tasks, self._notices, self._dialogs = tasks, notices, dialogs
        self._window = parent

    def open_paths(self, paths: tuple[Path, ...]) -> None:
        """Photo files and all photos in folders. Looking through folders happens in the background."""
        from ml.photo_bytes import photos_in

        self._tasks.run(lambda: photos_in(paths), self._take_files)

    def open_by_dialog(self) -> None:
        """Asks for photos."""
        if paths := self._dialogs.photos(self._window):
            self.open_paths(paths)

    def open_folder_by_dialog(self) -> None:
        """Asks for a folder."""
        if (folder := self._dialogs.folder(self._window)) is not None:
            self.open_paths((folder,))

    def open_sample(self) -> None:
        """The sample portrait."""
        self.found.emit((sample_source(),))

    def paste(self) -> None:
        """What is on the clipboard: files, or a picture."""
        if not self.take(QGuiApplication.clipboard().mimeData(), translate("PhotoPage", "Pasted picture")):
            self._tell("photo-paste", lambda: translate("PhotoPage", "There is no picture on the clipboard."))

    def drop(self, mime: QMimeData) -> None:
        """What was dropped: files, folders, or a picture."""
        self.take(mime, translate("PhotoPage", "Dropped picture"))

    def take(self, mime: QMimeData | None, name: str) -> bool:
        """Opens files, else a picture (under this name); False when there is neither."""
        if paths := paths_in(mime):
            self.open_paths(paths)
            return True
        if (picture := picture_in(mime)) is not None:
            self.found.emit((picture_source(picture, name),))
            return True
        return False

    def _take_files(self, files: list[Path]) -> None:
        if files:
            self.found.emit(tuple(file_source(path, self._read) for path in files))
        else:
            self._tell("photo-none", lambda: translate("PhotoPage", "There are no photos in this folder."))

    def _tell(self, key: str, title: Callable[[], str]) -> None:
        self._notices.post(Notice(key, title))
