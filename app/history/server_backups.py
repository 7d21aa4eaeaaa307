"""Backups of a profile on a server: files where the person wants them. The server's keeper makes the automatic ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from app.history.backup_file import read_scans
from app.history.backup_making import BackupMaker, aside_path, look
from app.history.backup_records import Backup, BackupKind, Progress, Restored, SealedScan, unwatched
from app.history.history_store import HistoryStore
from app.history.picture_copies import opens
from app.history.ports import History
from app.history.vault import Vault
from ml.errors import PibuError, TroubleCode


class ServerBackups:
    """Implements app.history.ports.Backups. opened: opens the profile's history; `vault` stays its own."""

    def __init__(self, vault: Vault, envelope: Callable[[], bytes], opened: Callable[[Vault], HistoryStore]) -> None:
        self._vault, self._opened = vault, opened
        self._maker = BackupMaker(vault, envelope)

    @property
    def automatic(self) -> bool:
        """No: copies on a computer would keep what is deleted on another."""
        return False

    def kept(self) -> tuple[Backup, ...]:
        """None."""
        return ()

    def look(self, source: Path) -> Backup:
        """What a backup file is."""
        return look(source, self._vault)

    def keep_daily(self, history: History, now: datetime, told: Progress = unwatched) -> Backup | None:
        """Nothing is made."""
        return None

    def write(
        self, history: History, target: Path, now: datetime, replace: bool = False, told: Progress = unwatched
    ) -> Backup:
        """Writes one file with everything."""
        return self._maker.with_pictures(history, target, BackupKind.FILE, now, replace, told)

    def restore(self, source: Path, now: datetime, told: Progress = unwatched) -> Restored:
        """Puts a backup in the place of the history, in one transaction; what was there lies beside source then."""
        backup = look(source, self._vault)
        if not backup.sound:
            raise PibuError(TroubleCode.BACKUP_DAMAGED, str(source))
        history = self._opened(self._vault.renamed(self._vault.profile))
        try:
            aside = self._put_aside(history, source, now) if history.count() else None
            missing = _Missing()
            history.replace(self._scans(backup, missing, told))
        finally:
            history.close()
        return Restored(backup.scans, missing.count, aside, None)

    def _put_aside(self, history: History, source: Path, now: datetime) -> Backup:
        target = aside_path(source.parent, now)
        return self._maker.with_pictures(history, target, BackupKind.ASIDE, now, replace=False)

    def _scans(self, backup: Backup, missing: _Missing, told: Progress) -> Iterator[SealedScan]:
        for number, one in enumerate(read_scans(backup.path, self._vault), 1):
            good = tuple(p for p in one.pictures if opens(self._vault, one.scan.id, p.kind, p.content))
            missing.count += len(one.kinds) - len(good)
            yield SealedScan(one.scan, one.kinds, good)
            told(number, backup.scans)


class _Missing:
    """Counts pictures that the file doesn't hold."""

    def __init__(self) -> None:
        self.count = 0
