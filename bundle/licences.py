"""Collects the licences of everything inside a bundle into one folder, with a list of who has which."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from bundle.inventory import Part

LIST_NAME = "LICENCES.txt"
_HEAD = """What is inside this program, and its licences. The files named are beside this list.

Pibu itself is under the MIT licence. Qt (PySide6, shiboken6) is used under the LGPL 3.0: its libraries are separate
files in this program's folder and may be replaced by others of the same interface. A package may hold further
libraries; its own notices name them.
"""


def collect(parts: Sequence[Part], folder: Path) -> Path:
    """Copies every licence text into a folder of its part and writes the list. Returns the list.

    Raises:
        OSError: it can't be written.
    """
    if folder.exists():
        shutil.rmtree(folder)
    lines = [_HEAD]
    for part in parts:
        own = folder / _folder_name(part)
        names = _copy(part.texts, own)
        lines.append(f"{part.name} {part.version}".strip() + f": {part.licence}")
        lines += [f"    {own.name}/{name}" for name in names]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LIST_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / LIST_NAME


def _copy(texts: Sequence[Path], folder: Path) -> list[str]:
    """Texts of one name from different places get a number."""
    names: list[str] = []
    for text in texts:
        folder.mkdir(parents=True, exist_ok=True)
        name, number = text.name, 2
        while name in names:
            name, number = f"{text.stem}-{number}{text.suffix}", number + 1
        shutil.copyfile(text, folder / name)
        names.append(name)
    return names


def _folder_name(part: Part) -> str:
    name = f"{part.name}-{part.version}" if part.version else part.name
    return "".join(letter if letter.isalnum() or letter in "._-+" else "-" for letter in name)
