"""The history on this computer: profiles.db, and an encrypted history.db and sealed pictures for each profile."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from app.history.database import check, check_file, fold, open_file, vacuum
from app.history.folders import DataFolder, ProcessLock, ProfileFolder, make_private, sync_folder, write_whole
from app.history.history_store import HistoryStore
from app.history.migrating import PROFILE_SCHEMA, SCAN_SCHEMA, Schema, Standing, standing, step_of, upgrade
from app.history.pictures import PictureFiles
from app.history.profile_store import ProfileStore
from app.history.troubles import told
from app.history.vault import Vault
from app.history.wrapping import Cost
from ml.errors import PibuError, TroubleCode

OPEN_KEY = hashlib.sha256(b"Pibu profiles: this key is public").digest()
"""profiles.db holds nothing that isn't sealed. It is encrypted for the HMAC of every page: damage is noticed."""
BEFORE = "before-"


class FileStorage:
    """Implements app.history.ports.Storage. One process at a time may have a profile's history open."""

    def __init__(self, root: Path, cost: Cost, now: Callable[[], float]) -> None:
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
            engine = _opened(folder.database, vault.database_key(), SCAN_SCHEMA, folder.backups, _was_made(folder))
        except BaseException:
            lock.release()
            raise
        forgetting = _Forgetting(engine, folder)
        history = HistoryStore(engine, vault, PictureFiles(folder.pictures), lock.release, forgetting)
        try:
            history.prepare()
        except BaseException:
            engine.dispose()
            lock.release()
            raise
        return history

    def restore_database(self, vault: Vault, copy: Path) -> None:
        """Puts a copy that copy_database made in the place of a history that nobody has open. Pictures stay.

        The copy is checked first; what was there before lies in backups/before-restore.db until scans are deleted.

        Raises:
            PibuError: HISTORY_DAMAGED (of the copy), HISTORY_IN_USE, HISTORY_FULL, HISTORY_LOST.
        """
        check_file(copy, vault.database_key())
        folder = self.folder(vault)
        with told(str(folder.path)):
            make_private(folder.backups)
            lock = ProcessLock(folder.lock)
            lock.take()
            try:
                _put_in_place(copy, folder)
            finally:
                lock.release()

    def close(self) -> None:
        """Lets go of profiles.db. Safe to call twice."""
        self._engine.dispose()

    def _open_profiles(self) -> Engine:
        lock = ProcessLock(self._data.profiles_lock)
        lock.take()
        path = self._data.profiles_database
        try:
            return _opened(path, OPEN_KEY, PROFILE_SCHEMA, path.parent, self._data.has_profiles())
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
    """Destroys the copies made before migrations, for they hold what was deleted; with everything, all backups."""

    def __init__(self, engine: Engine, folder: ProfileFolder) -> None:
        self._engine, self._folder = engine, folder

    def __call__(self, everything: bool) -> None:
        with told(str(self._folder.path)):
            if everything:
                if self._folder.backups.exists():
                    shutil.rmtree(self._folder.backups)
            else:
                for copy in self._folder.backups.glob(BEFORE + "*.db"):
                    copy.unlink()
            sync_folder(self._folder.path)
        if everything:
            vacuum(self._engine)


def _was_made(folder: ProfileFolder) -> bool:
    """Whether there must be a database: a profile's pictures folder is made right after it."""
    return folder.pictures.exists()


def _put_in_place(copy: Path, folder: ProfileFolder) -> None:
    """The old log goes before the new database comes: it would be played back into it."""
    content = copy.read_bytes()
    if folder.database.exists():
        write_whole(folder.backups / f"{BEFORE}restore.db", folder.database.read_bytes())
    for ending in ("-wal", "-shm"):
        folder.database.with_name(folder.database.name + ending).unlink(missing_ok=True)
    write_whole(folder.database, content)


def _opened(path: Path, key: bytes, schema: Schema, backups: Path, must_exist: bool) -> Engine:
    """An intact database of this Pibu's schema."""
    with told(str(path)):
        there = path.exists()
        if (there and path.stat().st_size == 0) or (must_exist and not there):
            raise PibuError(TroubleCode.HISTORY_DAMAGED, str(path), "the file is gone or empty")
        if not there:
            _make(path, key, schema)
    engine = open_file(path, key)
    try:
        check(engine, path)
        _bring_up(engine, path, schema, backups)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make(path: Path, key: bytes, schema: Schema) -> None:
    """Makes a database under another name, so that under its own it is never found half made."""
    new = path.with_name(path.name + ".new")
    for left in path.parent.glob(new.name + "*"):
        left.unlink()
    engine = open_file(new, key)
    try:
        upgrade(engine, schema)
    finally:
        engine.dispose()
    write_whole(path, new.read_bytes())
    new.unlink()


def _bring_up(engine: Engine, path: Path, schema: Schema, backups: Path) -> None:
    """Takes missing schema steps, after a copy of the file."""
    how = standing(engine, schema)
    if how is Standing.CURRENT:
        return
    if how is Standing.NEWER:
        raise PibuError(TroubleCode.HISTORY_NEWER, str(path))
    if how is Standing.EMPTY:
        raise PibuError(TroubleCode.HISTORY_DAMAGED, str(path), "the tables are gone")
    with told(str(path)):
        fold(engine)
        make_private(backups)
        write_whole(backups / f"{BEFORE}{path.stem}-{step_of(engine, schema)}.db", path.read_bytes())
    upgrade(engine, schema)
