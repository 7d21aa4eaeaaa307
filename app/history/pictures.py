"""Where sealed pictures lie: files beside the database, or rows of a server's table."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, insert, select

from app.history.folders import checked_id, make_private, sync_folder, write_whole
from app.history.records import Kind
from app.history.tables import picture
from app.history.troubles import told

SUFFIX = ".enc"


class Shelf(Protocol):
    """Keeps sealed bytes. number: the scan's in the database; scan_id: its UUID."""

    def keep(self, connection: Connection, number: int, scan_id: str, sealed: Mapping[Kind, bytes]) -> None:
        """Keeps a scan's pictures, before its rows are committed."""

    def drop(self, scan_ids: Iterable[str]) -> None:
        """Destroys the pictures of scans whose rows are gone, or were never committed."""

    def get(self, connection: Connection, number: int, scan_id: str, kind: Kind) -> bytes | None:
        """One sealed picture; None when it is gone."""

    def sweep(self, known: frozenset[str]) -> None:
        """Destroys what belongs to no scan: left by a save or a deletion that was cut off."""


class PictureFiles:
    """One file a picture, named after scan and kind. Readable by the owner only, sealed in any case."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, connection: Connection, number: int, scan_id: str, sealed: Mapping[Kind, bytes]) -> None:
        """Writes whole files that last, before the row does."""
        with told(str(self._folder)):
            if sealed:
                make_private(self._folder)
            for kind, content in sealed.items():
                write_whole(self._path(scan_id, kind), content)

    def drop(self, scan_ids: Iterable[str]) -> None:
        """Removes their files."""
        with told(str(self._folder)):
            paths = [self._path(scan_id, kind) for scan_id in scan_ids for kind in Kind]
            self._remove(path for path in paths if path.exists())

    def get(self, connection: Connection, number: int, scan_id: str, kind: Kind) -> bytes | None:
        """The file's bytes."""
        return self.read(scan_id, kind)

    def read(self, scan_id: str, kind: Kind) -> bytes | None:
        """The same, without a database."""
        with told(str(self._folder)):
            try:
                return self._path(scan_id, kind).read_bytes()
            except FileNotFoundError:
                return None

    def sweep(self, known: frozenset[str]) -> None:
        """Removes temporary files and those of unknown scans."""
        with told(str(self._folder)):
            make_private(self._folder)
            self._remove(path for path in list(self._folder.iterdir()) if not _belongs(path, known))

    def _path(self, scan_id: str, kind: Kind) -> Path:
        return self._folder / picture_name(scan_id, kind)

    def _remove(self, paths: Iterable[Path]) -> None:
        gone = False
        for path in paths:
            path.unlink(missing_ok=True)
            gone = True
        if gone:
            sync_folder(self._folder)


class PictureRows:
    """Rows of the table `picture`, which go when their scan goes."""

    def keep(self, connection: Connection, number: int, scan_id: str, sealed: Mapping[Kind, bytes]) -> None:
        """Inserts them in the scan's own transaction."""
        rows = [{"scan": number, "kind": kind.value, "sealed": content} for kind, content in sealed.items()]
        if rows:
            connection.execute(insert(picture), rows)

    def drop(self, scan_ids: Iterable[str]) -> None:
        """Nothing is left to do."""

    def get(self, connection: Connection, number: int, scan_id: str, kind: Kind) -> bytes | None:
        """The row's bytes."""
        wanted = select(picture.c.sealed).where(picture.c.scan == number, picture.c.kind == kind.value)
        sealed = connection.execute(wanted).scalar()
        return None if sealed is None else bytes(sealed)

    def sweep(self, known: frozenset[str]) -> None:
        """Nothing is ever left over."""


def picture_name(scan_id: str, kind: Kind) -> str:
    """What a picture's file is called. A scan_id that is no UUID is a ValueError: never a path."""
    return f"{checked_id(scan_id)}.{kind.value}{SUFFIX}"


def picture_of(path: Path) -> tuple[str, Kind] | None:
    """Whose picture a file is, by its name; None when it is none."""
    scan_id, _, kind = path.name.removesuffix(SUFFIX).partition(".")
    named = path.name.endswith(SUFFIX) and _is_id(scan_id) and kind in set(Kind)
    return (scan_id, Kind(kind)) if named else None


def _belongs(path: Path, known: frozenset[str]) -> bool:
    """Whether a file is a picture of a known scan; a folder is none of ours and stays."""
    owner = picture_of(path)
    return path.is_dir() or (owner is not None and owner[0] in known)


def _is_id(name: str) -> bool:
    try:
        return str(uuid.UUID(name)) == name
    except ValueError:
        return False
