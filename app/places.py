"""Where a file dialog begins: the person's own folder of a kind, never where Pibu was started."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

Kind = QStandardPaths.StandardLocation


def usual_folder(kind: Kind) -> Path:
    """The folder of pictures, documents or films; the home folder where there is none."""
    named = QStandardPaths.writableLocation(kind)
    return Path(named) if named and Path(named).is_dir() else Path.home()
