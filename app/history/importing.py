"""Takes an export in: all of it or nothing. The file is not trusted; nothing of it is unpacked to the disk."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.history import heat_bytes
from app.history.backup_records import Imported, Progress, unwatched
from app.history.export import FOLDERS, README_FILE, SCANS_FILE
from app.history.import_checks import check_jpeg
from app.history.ports import History
from app.history.records import Kind, Pictures, Scan, ScanDraft
from app.history.scan_json import scan_from_json
from app.history.strict_json import MOST_CHARACTERS
from ml.errors import PibuError, TroubleCode

MOST_MEMBERS = 400_000
LARGEST_SCANS = 2**30
MOST_INFLATED = 100
"""How many times its size in the archive a compressed member may have; scans take about 6 times."""
LARGEST = {Kind.PHOTO: 2**26, Kind.THUMBNAIL: 2**21, Kind.HEAT: 2**24}
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True)
class _Members:
    """What is in an archive, once its list was found in order."""

    scans: zipfile.ZipInfo
    pictures: dict[tuple[str, Kind], zipfile.ZipInfo]


def import_all(history: History, source: Path, told: Progress = unwatched) -> Imported:
    """Takes over every scan of an export that is not there yet, with its pictures. Other profiles' exports fit too.

    Scans that are there, by their id, are left as they are; those that were deleted a moment ago are there again.

    Raises:
        PibuError: EXPORT_UNFIT it is none; EXPORT_UNSAFE a name leads out of it, or it is too large; EXPORT_DAMAGED
            it can't be read, or a picture is none; EXPORT_NEWER; SCAN_UNFIT, its detail line and place; and what
            History.save raises. Nothing is changed then.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            return _Import(history, archive, str(source), told).run()
    except _UNREADABLE as problem:
        code = TroubleCode.EXPORT_DAMAGED if _begins_as_zip(source) else TroubleCode.EXPORT_UNFIT
        raise PibuError(code, str(source), type(problem).__name__) from problem


class _Import:
    """One import under way."""

    def __init__(self, history: History, archive: zipfile.ZipFile, subject: str, told: Progress) -> None:
        self._history, self._archive, self._subject, self._told = history, archive, subject, told
        self._members = _checked(archive.infolist(), subject)
        self._known: list[str] = []

    def run(self) -> Imported:
        """Checks every scan first, then saves all in one transaction."""
        known = self._history.known()
        ids = [scan.id for scan in self._scans()]
        if len(set(ids)) != len(ids):
            raise PibuError(TroubleCode.EXPORT_UNFIT, self._subject, "a scan twice")
        if not {scan_id for scan_id, _ in self._members.pictures} <= set(ids):
            raise PibuError(TroubleCode.EXPORT_UNFIT, self._subject, "a picture without its scan")
        old = tuple(one for one in ids if one in known)
        added = self._history.save_many(self._drafts(known, len(ids)))
        self._history.undelete(old)
        return Imported(added, old)

    def _drafts(self, known: frozenset[str], count: int) -> Iterator[ScanDraft]:
        for number, scan in enumerate(self._scans(), 1):
            if scan.id not in known:
                pictures = self._pictures(scan)
                has = (pictures.photo is not None, pictures.heat is not None)
                yield ScanDraft(replace(scan, has_photo=has[0], has_heat=has[1]), pictures)
            self._told(number, count)

    def _scans(self) -> Iterator[Scan]:
        """Line by line, no line longer than a scan can be."""
        number = 0
        with self._archive.open(self._members.scans) as lines:
            while line := lines.readline(MOST_CHARACTERS):
                number += 1
                try:
                    yield scan_from_json(line, self._subject)
                except PibuError as trouble:
                    raise PibuError(trouble.code, trouble.subject, f"line {number}: {trouble.detail}") from None

    def _pictures(self, scan: Scan) -> Pictures:
        photo, thumbnail = self._content(scan, Kind.PHOTO), self._content(scan, Kind.THUMBNAIL)
        heat = self._content(scan, Kind.HEAT)
        try:
            if photo is not None:
                check_jpeg(photo, (scan.conditions.width, scan.conditions.height))
            if thumbnail is not None:
                check_jpeg(thumbnail)
            return Pictures(photo, thumbnail, None if heat is None else heat_bytes.from_bytes(heat))
        except PibuError as trouble:
            raise PibuError(TroubleCode.EXPORT_DAMAGED, self._subject, f"{scan.id}: {trouble.detail}") from trouble

    def _content(self, scan: Scan, kind: Kind) -> bytes | None:
        member = self._members.pictures.get((scan.id, kind))
        return None if member is None else self._archive.read(member)


def _checked(members: list[zipfile.ZipInfo], subject: str) -> _Members:
    """Nothing but what an export has, under its names, once, and no larger than it can be."""
    if len(members) > MOST_MEMBERS:
        raise PibuError(TroubleCode.EXPORT_UNSAFE, subject, f"{len(members)} files")
    if min((member.header_offset for member in members), default=0) > 0:  # it is the list of a heat map in a cut file
        raise PibuError(TroubleCode.EXPORT_DAMAGED, subject, "its beginning")
    for member in members:
        if leads_out(member.filename):
            raise PibuError(TroubleCode.EXPORT_UNSAFE, subject, "a name leads out of it")
    scans: zipfile.ZipInfo | None = None
    pictures: dict[tuple[str, Kind], zipfile.ZipInfo] = {}
    for member in members:
        owner = _owner(member.filename)
        if member.filename == SCANS_FILE and scans is None:
            scans = member
        elif owner is not None and owner not in pictures:
            pictures[owner] = member
        elif member.filename != README_FILE and not _is_folder(member):
            raise PibuError(TroubleCode.EXPORT_UNFIT, subject, "a file that no export has")
        _check_size(member, LARGEST_SCANS if owner is None else LARGEST[owner[1]], subject)
    if scans is None:
        raise PibuError(TroubleCode.EXPORT_UNFIT, subject, f"{SCANS_FILE} is not there")
    return _Members(scans, pictures)


def _check_size(member: zipfile.ZipInfo, most: int, subject: str) -> None:
    if member.file_size > most or member.file_size > MOST_INFLATED * (member.compress_size + 1024):
        raise PibuError(TroubleCode.EXPORT_UNSAFE, subject, "too large")


def _owner(name: str) -> tuple[str, Kind] | None:
    """Whose picture a name is."""
    for kind, (folder, ending) in FOLDERS.items():
        found = re.fullmatch(rf"{folder}/(?:\d{{4}}-\d\d-\d\d_\d{{4}}_)?({_UUID})\.{ending}", name)
        if found:
            return found[1], kind
    return None


def _is_folder(member: zipfile.ZipInfo) -> bool:
    """Programs that pack anew write the folders themselves."""
    return member.is_dir() and member.filename[:-1] in {folder for folder, _ in FOLDERS.values()}


def leads_out(name: str) -> bool:
    """Whether a name in an archive could lead to another place than below it, on any system."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name


def _begins_as_zip(source: Path) -> bool:
    try:
        with source.open("rb") as stream:
            return stream.read(4) == b"PK\3\4"
    except OSError:
        return False
