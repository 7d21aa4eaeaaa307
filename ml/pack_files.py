"""The eleven files of a model pack, taken out of a folder or a .zip into a new folder; nothing else is written."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import IO

from ml.checkpoints import LARGEST_FILE, PACK_FILE, card_file, weights_file
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute

LARGEST_PACK = 512 * 2**20
MOST_MEMBERS = 200
PIECE = 2**20

NAMES = (PACK_FILE, *(name(a) for a in Attribute for name in (weights_file, card_file)))
"""What a pack's files are called."""


def take_out(source: Path, target: Path) -> None:
    """Copy a pack's files into a new folder.

    Archives are not trusted: only members with the known names are read, no more bytes than the caps, and one whose
    paths lead out of it is refused whole.

    Raises:
        PibuError: PACK_MISSING source isn't there, or isn't a pack; PACK_UNSAFE a path that leads out, or too large;
            PACK_DAMAGED the archive can't be read; CANNOT_WRITE.
    """
    if not source.exists():
        raise PibuError(TroubleCode.PACK_MISSING, str(source))
    if source.is_dir():
        _from_folder(source, target)
        return
    try:
        with zipfile.ZipFile(source) as archive:
            _from_archive(source, archive, target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        code = TroubleCode.PACK_DAMAGED if zipfile.is_zipfile(source) else TroubleCode.PACK_MISSING
        raise PibuError(code, str(source), str(error)) from error
    except PermissionError as error:
        raise PibuError(TroubleCode.PACK_DAMAGED, str(source), error.strerror or "") from error


def _from_folder(source: Path, target: Path) -> None:
    if not (source / PACK_FILE).is_file():
        raise PibuError(TroubleCode.PACK_MISSING, str(source), f"{PACK_FILE} is not there")
    left = LARGEST_PACK
    for name in NAMES:
        if (source / name).is_file():
            try:
                with (source / name).open("rb") as file:
                    left -= _copy(file, target / name, source, left)
            except PermissionError as error:
                raise PibuError(TroubleCode.PACK_DAMAGED, str(source), f"{name}: {error.strerror}") from error


def _from_archive(source: Path, archive: zipfile.ZipFile, target: Path) -> None:
    left = LARGEST_PACK
    for name, member in _members(source, archive).items():
        with archive.open(member) as file:
            left -= _copy(file, target / name, source, left)


def _members(source: Path, archive: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    """The archive's pack files by name; they lie at its top or together in one folder."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise PibuError(TroubleCode.PACK_UNSAFE, str(source), f"{len(members)} files")
    for member in members:
        if _leads_out(member.filename):
            raise PibuError(TroubleCode.PACK_UNSAFE, str(source), f"the path {member.filename!r:.80} leads out of it")
    tops = [PurePosixPath(m.filename).parent for m in members if PurePosixPath(m.filename).name == PACK_FILE]
    if len(tops) != 1:
        raise PibuError(TroubleCode.PACK_MISSING, str(source), f"{len(tops)} files are called {PACK_FILE}, not one")
    wanted = {str(tops[0] / name): name for name in NAMES}
    return {wanted[m.filename]: m for m in members if m.filename in wanted}


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in name


def _copy(file: IO[bytes], target: Path, source: Path, left: int) -> int:
    """Write a file with at most so many bytes, whatever the archive claims. Returns how many there were."""
    most, written = min(left, LARGEST_FILE), 0
    try:
        with target.open("xb") as out:
            while piece := file.read(PIECE):
                written += len(piece)
                if written > most:
                    raise PibuError(TroubleCode.PACK_UNSAFE, str(source), f"{target.name} is too large")
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
    except (FileExistsError, PermissionError) as error:
        raise PibuError(TroubleCode.CANNOT_WRITE, str(target), str(error)) from error
    return written
