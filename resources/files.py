"""Where the program's own files lie; the same from source, installed, and frozen by PyInstaller."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def icon_file(name: str) -> Path:
    """The SVG drawing of an icon."""
    return FOLDER / "icons" / f"{name}.svg"


def control_file(name: str, scheme: str) -> Path:
    """The SVG drawing of a part of a control that a stylesheet needs as a file, for the light or dark scheme."""
    return FOLDER / "controls" / f"{name}-{scheme}.svg"


def translations_folder() -> Path:
    """The folder with pibu_<language>.ts and .qm."""
    return FOLDER / "i18n"
