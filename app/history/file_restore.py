"""Puts a backup in the place of a history on this computer; until the last step everything is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from app.history.backup_file import read_scans
from app.history.backup_making import STAMP, aside_path, look
from app.history.backup_records import Backup, BackupKind, Progress, Restored, SealedScan
from app.history.file_opening import LOG_ENDINGS, make_file, opened_file
from app.history.folders import ProcessLock, ProfileFolder, make_private, write_whole
from app.history.history_store import HistoryStore
from app.history.migrating import SCAN_SCHEMA
from app.history.picture_copies import PictureCopies, opens
from app.history.pictures import PictureFiles, picture_of
from app.history.ports import History
from app.history.records import Kind, SealedPicture
from app.history.troubles import told
from app.history.vault import Vault
from ml.errors import PibuError, TroubleCode

DAMAGED = "damaged-"
"""What folders with a damaged history that was put aside are called."""


class Aside(Protocol):
    """Makes a backup among the others."""

    def without_pictures(self, history: History, path: Path, kind: BackupKind, now: datetime) -> Backup:
        """Whole, or an exception."""


class FileRestore:
    """One restore. copies: where pictures lie that the backup's file doesn't hold."""

    def __init__(self, folder: ProfileFolder, vault: Vault, copies: PictureCopies, aside: Aside) -> None:
        self._folder, self._vault, self._copies, self._aside = folder, vault, copies, aside
        self._files = PictureFiles(folder.pictures)
        self._missing = 0

    def run(self, source: Path, now: datetime, progress: Progress) -> Restored:
        """Takes the lock, puts aside what is there, builds the new database beside it, changes them."""
        backup = look(source, self._vault)
        if not backup.sound:
            raise PibuError(TroubleCode.BACKUP_DAMAGED, str(source))
        folder = self._folder
        with told(str(folder.path)):
            make_private(folder.path)
            make_private(folder.pictures)
            make_private(folder.backups)
        lock = ProcessLock(folder.lock)
        lock.take()
        try:
            kept = self._put_aside(now)
            with told(str(folder.database)):
                make_file(
                    folder.database,
                    self._vault.database_key(),
                    SCAN_SCHEMA,
                    lambda engine: self._fill(engine, backup, progress),
                )
        finally:
            lock.release()
        aside, damaged = (kept, None) if isinstance(kept, Backup) else (None, kept)
        return Restored(backup.scans, self._missing, aside, damaged)

    def _put_aside(self, now: datetime) -> Backup | Path | None:
        """A backup of the history; the damaged files themselves where it can't be read; None when there is nothing."""
        folder = self._folder
        if not folder.database.exists():
            return None
        try:
            engine = opened_file(folder.database, self._vault.database_key(), SCAN_SCHEMA, folder.backups, True)
        except PibuError as trouble:
            if trouble.code is not TroubleCode.HISTORY_DAMAGED:
                raise
            return self._put_damaged_aside(folder.backups / f"{DAMAGED}{now.strftime(STAMP)}")
        try:
            history = HistoryStore(engine, self._vault, self._files, lambda: None, _Nothing())
            path = aside_path(folder.backups, now)
            return self._aside.without_pictures(history, path, BackupKind.ASIDE, now) if history.count() else None
        finally:
            engine.dispose()

    def _put_damaged_aside(self, target: Path) -> Path:
        """The files as they are, and a copy of every picture, whosever scan it is: the next opening sweeps them."""
        folder = self._folder
        with told(str(target)):
            make_private(target)
            for ending in ("", *LOG_ENDINGS):
                path = folder.database.with_name(folder.database.name + ending)
                if path.exists():
                    write_whole(target / path.name, path.read_bytes())
            there = self._copies.names()
            for path in folder.pictures.iterdir():
                owner = picture_of(path)
                if owner is not None and path.name not in there:
                    self._copies.add(*owner, path.read_bytes())
        return target

    def _fill(self, engine: Engine, backup: Backup, progress: Progress) -> None:
        """Puts a backup's scans into a new database, and their pictures back where they are missing."""
        history = HistoryStore(engine, self._vault, self._files, lambda: None, _Nothing())
        history.replace(self._watched(backup, progress))

    def _watched(self, backup: Backup, progress: Progress) -> Iterator[SealedScan]:
        for number, one in enumerate(read_scans(backup.path, self._vault), 1):
            yield SealedScan(one.scan, one.kinds, self._to_write(one))
            progress(number, backup.scans)

    def _to_write(self, one: SealedScan) -> tuple[SealedPicture, ...]:
        """The pictures of a scan that are not where they belong, from the file or from the copies."""
        held = {picture.kind: picture.content for picture in one.pictures}
        writing = []
        for kind in one.kinds:
            if self._is_good(one.scan.id, kind, self._files.read(one.scan.id, kind)):
                continue
            content = held.get(kind) or self._copies.get(one.scan.id, kind)
            if content is not None and self._is_good(one.scan.id, kind, content):
                writing.append(SealedPicture(kind, content))
            else:
                self._missing += 1
        return tuple(writing)

    def _is_good(self, scan_id: str, kind: Kind, content: bytes | None) -> bool:
        return content is not None and opens(self._vault, scan_id, kind, content)


class _Nothing:
    """Nothing is destroyed while restoring."""

    def before(self, scan_ids: object, everything: bool) -> None:
        """Nothing."""

    def after(self, everything: bool) -> None:
        """Nothing."""
