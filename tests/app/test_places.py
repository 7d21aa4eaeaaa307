"""Where file dialogs begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from app.places import Kind, usual_folder


def test_a_folder_that_is_not_there_is_not_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file dialog would show the folder Pibu was started in, which holds its program."""
    place = tmp_path / "pictures"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda kind: str(place))
    assert usual_folder(Kind.PicturesLocation) == Path.home()
    place.mkdir()
    assert usual_folder(Kind.PicturesLocation) == place
