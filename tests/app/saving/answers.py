"""File dialogs that answer by themselves and remember what they were asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.saving.file_dialogs import SaveDialogs


class AnsweringDialogs(SaveDialogs):
    """Saves under the proposed name in a folder; opens what it is told to."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder: Path | None = folder
        self.opening: Path | None = None
        self.asked: list[str] = []
        self.shown: list[Path] = []

    @property
    def last(self) -> Path:
        """What the last file that was asked for is called, in the folder."""
        assert self.folder is not None
        return self.folder / self.asked[-1]

    def save_as(self, parent: QWidget, title: str, name: str, kind: str) -> Path | None:
        """The name that was proposed; None without a folder, as after Cancel."""
        self.asked.append(name)
        return None if self.folder is None else self.folder / name

    def open_file(self, parent: QWidget, title: str, kind: str) -> Path | None:
        """What it was told to."""
        self.asked.append(title)
        return self.opening

    def show_folder(self, path: Path) -> None:
        """Remembers it."""
        self.shown.append(path)
