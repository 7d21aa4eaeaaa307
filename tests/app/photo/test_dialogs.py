"""Which folder the photo page's file dialogs begin in, and what they show."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.photo.dialogs import FileDialogs
from app.photo.photo_page import PhotoPage
from app.places import Kind, usual_folder


def test_photos_are_looked_for_where_the_last_ones_were(
    page: PhotoPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At first in the person's own pictures, never where Pibu was started; the long list of endings is hidden."""
    asked: list[str] = []

    def chosen(parent: object, title: str, folder: str, kinds: str, *, options: QFileDialog.Option) -> object:
        assert options is QFileDialog.Option.HideNameFilterDetails
        asked.append(folder)
        return [str(tmp_path / "a.jpg")], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", chosen)
    dialogs = FileDialogs()
    dialogs.photos(page)
    assert dialogs.photos(page) == (tmp_path / "a.jpg",)
    assert asked == [str(usual_folder(Kind.PicturesLocation)), str(tmp_path)]
