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


def bundled_face_model() -> Path:
    """Where a bundle carries the face model; there is none in a source tree."""
    return FOLDER / "face_landmarker.task"


def bundled_portrait() -> Path:
    """Where a bundle carries the sample portrait; a source tree has it from scikit-image."""
    return FOLDER / "portrait.png"


def licences_folder() -> Path:
    """Where a bundle carries the licences of everything inside; there is none in a source tree."""
    return FOLDER / "licences"


def bill_of_materials() -> Path:
    """Where a bundle says what is inside (CycloneDX JSON); there is none in a source tree."""
    return FOLDER / "sbom.cdx.json"
