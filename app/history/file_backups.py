"""The backups on this computer: one file a day without pictures, one copy of every picture for all of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import RLock

from app.history.backup_cipher import head_of
from app.history.backup_file import copy_without, read_contents
from app.history.backup_making import BackupMaker, damaged, look, sealed_or_none
from app.history.backup_records import (
    BACKUP_SUFFIX,
    Backup,
    BackupKind,
    Progress,
    Restored,
    WholeScan,
    unwatched,
)
from app.history.file_opening import BEFORE
from app.history.file_restore import DAMAGED, FileRestore
from app.history.folders import ProfileFolder, make_private, sync_folder
from app.history.picture_copies import PictureCopies
from app.history.pictures import picture_name
from app.history.ports import History
from app.history.retention import OLDEST, outdated
from app.history.troubles import told as failures_told
from app.history.vault import Vault
from app.history.whole_files import written_whole
from ml.errors import PibuError, TroubleCode

_NOT_READABLE = (TroubleCode.BACKUP_DAMAGED, TroubleCode.BACKUP_FOREIGN, TroubleCode.BACKUP_NEWER)


class FileBackups:
    """Implements app.history.ports.Backups over a profile's folder.

    turn: shared by all of a storage, so that a backup that is being made and scans that are being destroyed wait for
    each other. vault: as long as it is open.
    """

    def __init__(self, folder: ProfileFolder, vault: Vault, envelope: Callable[[], bytes], turn: RLock) -> None:
        self._folder, self._vault, self._turn = folder, vault, turn
        self._maker = BackupMaker(vault, envelope)
        self._copies = PictureCopies(folder.backed_up_pictures, vault)

    @property
    def automatic(self) -> bool:
        """Yes."""
        return True

    def kept(self) -> tuple[Backup, ...]:
        """Those on this computer, newest first."""
        with failures_told(str(self._folder.backups)):
            found = [self._found(path) for path in self._paths()]
        return tuple(sorted(found, key=lambda one: one.made, reverse=True))

    def look(self, source: Path) -> Backup:
        """What a backup file is."""
        return look(source, self._vault)

    def keep_daily(self, history: History, now: datetime, told: Progress = unwatched) -> Backup | None:
        """Makes today's backup, and lets go of those that are outdated."""
        path = self._folder.backups / f"{BackupKind.DAILY.value}-{now.date().isoformat()}{BACKUP_SUFFIX}"
        with self._turn, failures_told(str(path)):
            self._renew_envelopes()
            if (path.exists() and self._found(path).sound) or not history.count():
                return None
            make_private(self._folder.backups)
            self._remove_unfinished()
            backup = self.without_pictures(history, path, BackupKind.DAILY, now, told)
            self._let_go(now)
        return backup

    def without_pictures(
        self, history: History, path: Path, kind: BackupKind, now: datetime, told: Progress = unwatched
    ) -> Backup:
        """Makes a backup among the others; pictures are copied beside it."""
        there = self._copies.names()

        def copy(one: WholeScan) -> None:
            for kind in one.kinds:
                if picture_name(one.scan.id, kind) not in there:
                    sealed = sealed_or_none(history, one.scan.id, kind)
                    if sealed is not None:
                        self._copies.add(one.scan.id, kind, sealed)

        return self._maker.without_pictures(history, path, kind, now, copy, told)

    def write(
        self, history: History, target: Path, now: datetime, replace: bool = False, told: Progress = unwatched
    ) -> Backup:
        """Writes one file with everything."""
        return self._maker.with_pictures(history, target, BackupKind.FILE, now, replace, told)

    def restore(self, source: Path, now: datetime, told: Progress = unwatched) -> Restored:
        """Puts a backup in the place of the history."""
        with self._turn:
            restored = FileRestore(self._folder, self._vault, self._copies, self).run(source, now, told)
            with suppress(PibuError), failures_told(str(self._folder.backups)):
                self._let_go(now)
        return restored

    def forget(self, scan_ids: Sequence[str], everything: bool) -> None:
        """Destroys scans in every backup, before they go from the history. What can't be cleaned is destroyed whole."""
        with self._turn, failures_told(str(self._folder.backups)):
            if not self._folder.backups.exists():
                return
            if everything:
                shutil.rmtree(self._folder.backups)
                sync_folder(self._folder.path)
                return
            self._remove_unfinished()
            self._remove_raw()
            for path in self._paths():
                self._clean(path, frozenset(scan_ids))
            self._copies.forget(scan_ids)
            sync_folder(self._folder.backups)

    def _clean(self, path: Path, scan_ids: frozenset[str]) -> None:
        try:
            if not scan_ids.isdisjoint(read_contents(path, self._vault).scans):
                self._write_anew(path, scan_ids)
        except PibuError as trouble:
            if trouble.code is TroubleCode.LOCKED:
                raise
            path.unlink(missing_ok=True)

    def _renew_envelopes(self) -> None:
        """Puts the wrapped keys as they are now into every backup: an old password opens none of them any more."""
        for path in self._paths():
            try:
                if head_of(path).envelope != self._maker.envelope():
                    self._write_anew(path, frozenset())
            except PibuError as trouble:
                if trouble.code not in _NOT_READABLE:
                    raise

    def _write_anew(self, path: Path, without: frozenset[str]) -> None:
        with written_whole(path, True, self._maker.check) as stream:
            copy_without(path, self._vault, self._maker.envelope(), without, stream)

    def _let_go(self, now: datetime) -> None:
        """Removes outdated backups, and pictures that no backup knows any more."""
        going = outdated(self.kept(), now)
        for one in going:
            one.path.unlink()
        for raw in self._folder.backups.glob(DAMAGED + "*"):
            if now.timestamp() - raw.stat().st_mtime > OLDEST.total_seconds():
                shutil.rmtree(raw)
        if going:
            sync_folder(self._folder.backups)
            self._let_go_of_pictures()

    def _let_go_of_pictures(self) -> None:
        """Only when every backup tells which it needs."""
        if any(self._folder.backups.glob(DAMAGED + "*")):
            return
        needed: set[str] = set()
        for path in self._paths():
            try:
                needed |= read_contents(path, self._vault).scans
            except PibuError:
                return
        self._copies.keep_only(frozenset(needed))

    def _found(self, path: Path) -> Backup:
        """A file among the backups; one that is no backup of this profile's is as good as damaged."""
        try:
            return look(path, self._vault)
        except PibuError as trouble:
            if trouble.code is TroubleCode.LOCKED:
                raise
            return damaged(path)

    def _paths(self) -> list[Path]:
        return sorted(self._folder.backups.glob("*" + BACKUP_SUFFIX))

    def _remove_raw(self) -> None:
        """Copies of the database made before migrations, and damaged ones: nothing can be taken out of them."""
        for copy in self._folder.backups.glob(BEFORE + "*.db"):
            copy.unlink()
        for raw in self._folder.backups.glob(DAMAGED + "*"):
            shutil.rmtree(raw)

    def _remove_unfinished(self) -> None:
        """What a kill left of files that were being written; also hidden ones, and pictures."""
        for part in list(self._folder.backups.rglob("*.part")):
            part.unlink(missing_ok=True)
