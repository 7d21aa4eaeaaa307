"""The history on this computer: profiles.db, and an encrypted history.db and sealed pictures for each profile."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import RLock

from sqlalchemy import Engine

from app.history.database import vacuum
from app.history.file_backups import FileBackups
from app.history.file_opening import opened_file
from app.history.folders import DataFolder, ProcessLock, ProfileFolder, make_private
from app.history.history_store import HistoryStore
from app.history.migrating import PROFILE_SCHEMA, SCAN_SCHEMA
from app.history.pictures import PictureFiles
from app.history.profile_store import ProfileStore
from app.history.troubles import told
from app.history.vault import Vault
from app.history.wrapping import Cost
from ml.errors import PibuError, TroubleCode

OPEN_KEY = hashlib.sha256(b"Pibu profiles: this key is public").digest()
"""profiles.db holds nothing that isn't sealed. It is encrypted for the HMAC of every page: damage is noticed."""


class FileStorage:
    """Implements app.history.ports.Storage. One process at a time may have a profile's history open."""

    def __init__(self, root: Path, cost: Cost, now: Callable[[], float]) -> None:
        self._turn = RLock()
        self._data = DataFolder(root)
        self._data.prepare()
        self._engine = self._open_profiles()
        try:
            self._profiles = ProfileStore(self._engine, self._doom, self._data.destroy, now, cost)
            self._data.finish_destroying(self._profiles.ids())
        except BaseException:
            self._engine.dispose()
            raise

    @property
    def profiles(self) -> ProfileStore:
        """Who may sign in."""
        return self._profiles

    def folder(self, vault: Vault) -> ProfileFolder:
        """Where a profile's files lie."""
        return self._data.of(vault.profile.id)

    def open(self, vault: Vault) -> HistoryStore:
        """A signed-in profile's history: checked, migrated, swept."""
        folder = self.folder(vault)
        with told(str(folder.path)):
            make_private(folder.path)
        lock = ProcessLock(folder.lock)
        lock.take()
        try:
            engine = opened_file(folder.database, vault.database_key(), SCAN_SCHEMA, folder.backups, _was_made(folder))
        except BaseException:
            lock.release()
            raise
        forgetting = _Forgetting(engine, self.backups(vault))
        history = HistoryStore(engine, vault, PictureFiles(folder.pictures), lock.release, forgetting)
        try:
            history.prepare()
        except BaseException:
            engine.dispose()
            lock.release()
            raise
        return history

    def backups(self, vault: Vault) -> FileBackups:
        """A signed-in profile's backups."""
        return FileBackups(self.folder(vault), vault, lambda: self._profiles.envelope(vault), self._turn)

    def close(self) -> None:
        """Lets go of profiles.db. Safe to call twice."""
        self._engine.dispose()

    def _open_profiles(self) -> Engine:
        lock = ProcessLock(self._data.profiles_lock)
        lock.take()
        path = self._data.profiles_database
        try:
            return opened_file(path, OPEN_KEY, PROFILE_SCHEMA, path.parent, self._data.has_profiles())
        except PibuError as trouble:
            if trouble.code is not TroubleCode.HISTORY_DAMAGED:
                raise
            raise PibuError(TroubleCode.PROFILES_DAMAGED, str(path), trouble.detail) from trouble
        finally:
            lock.release()

    def _doom(self, profile_id: str) -> None:
        """Before a profile's keys go: nobody may have its history open, and the folder is marked."""
        folder = self._data.of(profile_id)
        with told(str(folder.path)):
            make_private(folder.path)
        lock = ProcessLock(folder.lock)
        lock.take()
        try:
            self._data.doom(profile_id)
        finally:
            lock.release()


class _Forgetting:
    """Destroys scans in backups; rebuilds the database without free pages when everything goes."""

    def __init__(self, engine: Engine, backups: FileBackups) -> None:
        self._engine, self._backups = engine, backups

    def before(self, scan_ids: Sequence[str], everything: bool) -> None:
        """In every copy and backup."""
        self._backups.forget(scan_ids, everything)

    def after(self, everything: bool) -> None:
        """In the database's own free pages."""
        if everything:
            vacuum(self._engine)


def _was_made(folder: ProfileFolder) -> bool:
    """Whether there must be a database: a profile's pictures folder is made right after it."""
    return folder.pictures.exists()
