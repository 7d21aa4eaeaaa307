"""What pyinstaller.spec asks for: the data it adds, what it drops, and what each system wants of a program."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bundle.contents import ROOT, Piece, as_entries, files_of, is_needed, pieces, version, write_metadata
from bundle.edition import Edition
from bundle.icon import write_icon
from bundle.inventory import parts
from bundle.licences import collect
from bundle.sbom import write_bill
from resources.files import bill_of_materials, licences_folder

IDENTITY_VARIABLE = "PIBU_SIGNING_IDENTITY"
NAME = "pibu"

Entry = tuple[str, str, str]
"""PyInstaller's: the path inside, the path now, the kind."""


class Analysed(Protocol):
    """What PyInstaller has found."""

    pure: list[Entry]
    binaries: list[Entry]
    datas: list[Entry]


@dataclass(frozen=True, slots=True)
class Program:
    """An executable. console: whether Windows gives it one."""

    name: str
    console: bool


def programs() -> tuple[Program, ...]:
    """One that does both, or on Windows, as python and pythonw are two: pibu for commands, pibuw for the window."""
    if sys.platform == "win32":
        return Program(NAME, True), Program(f"{NAME}w", False)
    return (Program(NAME, sys.platform != "darwin"),)


def needed(found: Iterable[Entry]) -> list[Entry]:
    """What of PyInstaller's finds belongs into the bundle."""
    return [entry for entry in found if is_needed(entry[0])]


def added(edition: Edition, analysed: Analysed, work: Path) -> list[Entry]:
    """Our own data, and the licences and the bill of materials of all that goes in. work: where to write them first.

    Raises:
        PibuError: the face model is missing or damaged.
        OSError: something can't be written.
    """
    own = [*pieces(), write_metadata(work / "metadata")]
    entries = [*analysed.pure, *analysed.binaries, *analysed.datas, *as_entries(own)]
    inside = parts(Path(source) for _, source, _ in entries if source and Path(source).is_file())
    collect(inside, work / "licences")
    bill = write_bill(inside, edition, work / bill_of_materials().name)
    notices = files_of(work / "licences", _inside(licences_folder()))
    return as_entries([*own, *notices, Piece(bill, _inside(bill_of_materials()))])


def icon(work: Path) -> Path:
    """The icon's file for this system."""
    return write_icon(work)


def signing_identity() -> str | None:
    """Who signs on macOS: the name of a certificate, from PIBU_SIGNING_IDENTITY."""
    return os.environ.get(IDENTITY_VARIABLE) or None


def mac_properties() -> dict[str, object]:
    """What macOS reads: why the camera is wanted (without it the program is ended), and the languages."""
    return {
        "CFBundleDisplayName": "Pibu",
        "CFBundleLocalizations": ["en", "ko"],
        "LSMinimumSystemVersion": "13.0",
        "NSCameraUsageDescription": "Pibu looks at your skin through the camera. Pictures stay on this computer.",
        "NSHighResolutionCapable": True,
    }


def windows_version(work: Path) -> Path:
    """The file that gives Windows' properties dialog its lines, in PyInstaller's form."""
    numbers = tuple(int(word) for word in version().split("."))
    four = (*numbers, *(0,) * (4 - len(numbers)))
    rows = {"FileDescription": "Pibu", "FileVersion": version(), "ProductName": "Pibu", "ProductVersion": version()}
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in rows.items())
    text = (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])"
    )
    path = work / "version.txt"
    path.write_text(text, encoding="utf-8")
    return path


def _inside(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
