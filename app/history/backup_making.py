"""From a history to a backup file, and from a file to what it is. The same for files and for a server."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from app.history.backup_file import SCANS_A_FRAME, BackupWriter, Contents, Label, read_contents, read_scans
from app.history.backup_records import BACKUP_SUFFIX, Backup, BackupKind, Progress, WholeScan, unwatched
from app.history.picture_copies import opens
from app.history.ports import History
from app.history.records import Kind, SealedPicture
from app.history.vault import Vault
from app.history.whole_files import written_whole
from ml.errors import PibuError, TroubleCode

STAMP = "%Y-%m-%dT%H%M%S"
Each = Callable[[WholeScan], None]


class BackupMaker:
    """Makes one profile's backup files. envelope: gives its wrapped keys as they are now."""

    def __init__(self, vault: Vault, envelope: Callable[[], bytes]) -> None:
        self._vault, self._envelope = vault, envelope

    @property
    def envelope(self) -> Callable[[], bytes]:
        """The wrapped keys."""
        return self._envelope

    def without_pictures(
        self, history: History, target: Path, kind: BackupKind, now: datetime, each: Each, told: Progress = unwatched
    ) -> Backup:
        """Scans only; each: is given every scan, and sees to its pictures. What is there is replaced."""

        def fill(stream: IO[bytes]) -> None:
            self._fill(self._writer(stream, kind, now, holds_pictures=False), history, each, told)

        return self._made(target, True, fill)

    def with_pictures(
        self, history: History, target: Path, kind: BackupKind, now: datetime, replace: bool, told: Progress = unwatched
    ) -> Backup:
        """Scans and pictures in one file. A picture that is damaged is left out; the rest is not."""

        def fill(stream: IO[bytes]) -> None:
            writer = self._writer(stream, kind, now, holds_pictures=True)
            self._fill(writer, history, lambda one: self._write_pictures(writer, history, one), told)

        return self._made(target, replace, fill)

    def _made(self, target: Path, replace: bool, fill: Callable[[IO[bytes]], None]) -> Backup:
        with written_whole(target, replace, self.check) as stream:
            fill(stream)
        return look(target, self._vault)

    def check(self, path: Path) -> None:
        """Reads a new backup back, every scan of it.

        Raises:
            PibuError: BACKUP_DAMAGED, SCAN_UNFIT.
        """
        for _ in read_scans(path, self._vault):
            pass

    def _writer(self, stream: IO[bytes], kind: BackupKind, now: datetime, holds_pictures: bool) -> BackupWriter:
        if now.utcoffset() is None:
            raise ValueError("a backup's time needs its zone")
        return BackupWriter(stream, self._vault, self._envelope(), Label(kind, now, holds_pictures))

    def _fill(self, writer: BackupWriter, history: History, each: Each, told: Progress) -> None:
        if history.profile.id != self._vault.profile.id:
            raise ValueError("this is another profile's history")
        ids = history.timeline().scans
        for start in range(0, len(ids), SCANS_A_FRAME):
            scans = history.whole(ids[start : start + SCANS_A_FRAME])
            writer.scans(scans)
            for one in scans:
                each(one)
            told(min(start + SCANS_A_FRAME, len(ids)), len(ids))
        history.count()  # a history that was closed meanwhile may have been changed by somebody else: LOCKED
        writer.close()

    def _write_pictures(self, writer: BackupWriter, history: History, one: WholeScan) -> None:
        for kind in one.kinds:
            content = sealed_or_none(history, one.scan.id, kind)
            if content is not None and opens(self._vault, one.scan.id, kind, content):
                writer.picture(one.scan.id, SealedPicture(kind, content))


def sealed_or_none(history: History, scan_id: str, kind: Kind) -> bytes | None:
    """A sealed picture; None also when its scan was deleted this very moment."""
    try:
        return history.sealed(scan_id, kind)
    except PibuError as trouble:
        if trouble.code is not TroubleCode.SCAN_GONE:
            raise
        return None


def aside_path(folder: Path, now: datetime) -> Path:
    """Where to put aside what was there before a restore: a name that nothing has yet."""
    stem = f"{BackupKind.ASIDE.value}-{now.strftime(STAMP)}"
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(path for name in names if not (path := folder / (name + BACKUP_SUFFIX)).exists())


def look(source: Path, vault: Vault) -> Backup:
    """What a backup file is, read whole.

    Raises:
        PibuError: BACKUP_GONE, BACKUP_FOREIGN, BACKUP_NEWER.
    """
    if not source.is_file():
        raise PibuError(TroubleCode.BACKUP_GONE, str(source))
    try:
        contents = read_contents(source, vault)
    except PibuError as trouble:
        if trouble.code is not TroubleCode.BACKUP_DAMAGED:
            raise
        return damaged(source)
    return _described(source, contents)


def damaged(source: Path) -> Backup:
    """What can be said of a file that is not as it was written."""
    about = source.stat()
    kind = next((kind for kind in BackupKind if source.name.startswith(f"{kind.value}-")), BackupKind.FILE)
    made = datetime.fromtimestamp(about.st_mtime, UTC).astimezone()
    return Backup(source, kind, made, about.st_size, 0, 0, kind is BackupKind.FILE, sound=False)


def _described(source: Path, contents: Contents) -> Backup:
    label, size = contents.label, source.stat().st_size
    scans = len(contents.scans)
    return Backup(source, label.kind, label.made, size, scans, contents.pictures, label.holds_pictures, sound=True)
