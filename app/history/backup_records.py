"""The values of exports, imports and backups. No Qt, no database: cheap to import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.history.records import Kind, Scan, SealedPicture

BACKUP_SUFFIX = ".pibu"
EXPORT_SUFFIX = ".zip"

Progress = Callable[[int, int], None]
"""Is told how many scans of how many are done, on the thread that works. What it raises ends the work cleanly."""


def unwatched(done: int, of: int) -> None:
    """Nobody watches."""


class BackupKind(StrEnum):
    """Why a backup was made: every day; before a restore, of what was there; to be taken elsewhere."""

    DAILY = "daily"
    ASIDE = "aside"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. path: its file. made: aware, with the zone of then and there. size: of the file, bytes.

    scans, pictures: how many of each. holds_pictures: whether the pictures lie in the file itself; otherwise they lie
    once for all backups beside it. sound: whether every byte is as it was written; made, scans and pictures are known
    of sound ones only, of others they are the file's time and 0.
    """

    path: Path
    kind: BackupKind
    made: datetime
    size: int
    scans: int
    pictures: int
    holds_pictures: bool
    sound: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of a restore. missing: pictures that are nowhere any more. aside: a backup of what was there before;
    None when there was nothing, or when it was damaged: then its files lie in `damaged`.
    """

    scans: int
    missing: int
    aside: Backup | None
    damaged: Path | None


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of an export. damaged: ids of scans whose pictures could not be read; their grades are in it."""

    path: Path
    scans: int
    pictures: int
    damaged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an import. known: scans that were there already, and were left as they are."""

    added: tuple[str, ...]
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WholeScan:
    """A scan and which pictures were kept of it."""

    scan: Scan
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SealedScan:
    """A scan as a backup has it. kinds: which pictures were kept of it. pictures: those that come with it."""

    scan: Scan
    kinds: tuple[Kind, ...]
    pictures: tuple[SealedPicture, ...]
