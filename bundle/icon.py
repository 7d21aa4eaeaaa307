"""The program's icon as a file, in the form each system wants, drawn from resources/icons/pibu.svg."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from resources.files import icon_file

SIDE = 256
FORMS = {"win32": "ico", "darwin": "icns"}


def write_icon(folder: Path, form: str | None = None) -> Path:
    """Draws it. form: ico, icns or png; by default this system's.

    Raises:
        OSError: it can't be written.
    """
    form = form or FORMS.get(sys.platform, "png")
    path = folder / f"pibu.{form}"
    folder.mkdir(parents=True, exist_ok=True)
    if not _drawn().save(str(path)):
        raise OSError(f"{path} can't be written")
    return path


def _drawn() -> QImage:
    image = QImage(QSize(SIDE, SIDE), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(icon_file("pibu"))).render(painter)
    painter.end()
    return image
