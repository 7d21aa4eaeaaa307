"""One profile's history over one database: what app.history.ports.History promises. Any thread, one call at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Protocol

from sqlalchemy import Connection, Engine

from app.history import heat_bytes
from app.history.backup_records import SealedScan, WholeScan
from app.history.database import reading, writing
from app.history.folders import checked_id
from app.history.pictures import Shelf
from app.history.ports import ALL_SCANS
from app.history.records import Heat, Kind, Profile, Scan, ScanDraft, ScanFilter, Series, Tag, Timeline
from app.history.scan_reads import ScanReader
from app.history.scan_writes import ScanWriter, sealed_kinds
from app.history.vault import Vault
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, Region


class Forgetting(Protocol):
    """Destroys what lies elsewhere of scans that are destroyed: copies of the database, backups."""

    def before(self, scan_ids: Sequence[str], everything: bool) -> None:
        """Before their rows go: so that whatever ends the program in between, the next opening finds them again."""

    def after(self, everything: bool) -> None:
        """When rows and pictures are gone."""


class HistoryStore:
    """A profile's scans. closing: lets go of files and locks. forgetting: for scans that are destroyed."""

    def __init__(
        self,
        engine: Engine,
        vault: Vault,
        shelf: Shelf,
        closing: Callable[[], None],
        forgetting: Forgetting,
    ) -> None:
        self._engine, self._vault, self._shelf = engine, vault, shelf
        self._closing, self._forgetting = closing, forgetting
        self._read = ScanReader(vault.profile.id)
        self._write = ScanWriter(vault.profile.id, shelf)
        self._turn = RLock()
        self._closed = False

    @property
    def profile(self) -> Profile:
        """Whose history it is."""
        return self._vault.profile

    def prepare(self) -> None:
        """Finishes what an earlier run left undone: purges deleted scans, sweeps pictures without a scan."""
        self.purge()
        self._shelf.sweep(self.known())

    def save(self, draft: ScanDraft) -> Scan:
        """Keeps a scan, whole or not at all. An id that is no UUID is a ValueError."""
        with self._saving([draft]) as connection:
            return self._read.one(connection, draft.scan.id)

    def save_many(self, drafts: Iterable[ScanDraft]) -> tuple[str, ...]:
        """Keeps all of them or none."""
        ids: list[str] = []
        with self._saving(_noted(drafts, ids)):
            return tuple(ids)

    def scans(self, wanted: ScanFilter = ALL_SCANS, offset: int = 0, limit: int = 50) -> tuple[Scan, ...]:
        """Newest first."""
        with self._reading() as connection:
            return self._read.page(connection, wanted, offset, limit)

    def ids(self, wanted: ScanFilter = ALL_SCANS) -> tuple[str, ...]:
        """Of all scans that fit, newest first."""
        with self._reading() as connection:
            return self._read.ids(connection, wanted)

    def count(self, wanted: ScanFilter = ALL_SCANS) -> int:
        """How many there are."""
        with self._reading() as connection:
            return self._read.count(connection, wanted)

    def scan(self, scan_id: str) -> Scan:
        """One scan."""
        with self._reading() as connection:
            return self._read.one(connection, scan_id)

    def photo(self, scan_id: str) -> bytes | None:
        """The JPEG that was kept."""
        return self.picture(scan_id, Kind.PHOTO)

    def thumbnail(self, scan_id: str) -> bytes | None:
        """A small JPEG."""
        return self.picture(scan_id, Kind.THUMBNAIL)

    def heat(self, scan_id: str) -> Heat | None:
        """What is painted over the photo."""
        content = self.picture(scan_id, Kind.HEAT)
        return None if content is None else heat_bytes.from_bytes(content)

    def picture(self, scan_id: str, kind: Kind) -> bytes | None:
        """One picture's bytes as they were before they were sealed."""
        with self._reading() as connection:
            place = self._read.place(connection, scan_id)
            if kind not in place.kinds:
                return None
            sealed = self._shelf.get(connection, place.number, scan_id, kind)
        if sealed is None:
            raise PibuError(TroubleCode.PICTURE_DAMAGED, scan_id)
        return self._vault.unseal(sealed, scan_id, kind)

    def whole(self, scan_ids: Sequence[str]) -> tuple[WholeScan, ...]:
        """Scans by their ids, and which pictures they have."""
        with self._reading() as connection:
            return self._read.whole(connection, scan_ids)

    def known(self) -> frozenset[str]:
        """Ids of all scans, deleted ones included until they are purged."""
        with self._reading() as connection:
            return self._write.known(connection)

    def sealed(self, scan_id: str, kind: Kind) -> bytes | None:
        """A picture as it lies on the disk."""
        with self._reading() as connection:
            place = self._read.place(connection, scan_id)
            return self._shelf.get(connection, place.number, scan_id, kind) if kind in place.kinds else None

    def replace(self, scans: Iterable[SealedScan]) -> None:
        """Puts scans in the place of all that are there, or changes nothing: for a restore."""
        with self._writing() as connection:
            self._write.remove(connection, self._write.going(connection, everything=True))
            for one in scans:
                self._write.save(connection, one.scan, {p.kind: p.content for p in one.pictures}, one.kinds)

    def annotate(self, scan_id: str, notes: str, tags: Sequence[Tag]) -> Scan:
        """Replaces notes and tags."""
        with self._writing() as connection:
            place = self._read.place(connection, scan_id)
            self._write.annotate(connection, place.number, notes, tags)
        return self.scan(scan_id)

    def tags(self) -> tuple[Tag, ...]:
        """Every tag in use, sorted."""
        with self._reading() as connection:
            return self._read.tags(connection)

    def delete(self, scan_ids: Sequence[str]) -> None:
        """Takes scans out of sight."""
        with self._writing() as connection:
            self._write.mark_deleted(connection, scan_ids, time.time_ns() // 1000)

    def undelete(self, scan_ids: Sequence[str]) -> None:
        """Brings them back."""
        with self._writing() as connection:
            self._write.mark_deleted(connection, scan_ids, None)

    def purge(self) -> tuple[str, ...]:
        """Destroys every deleted scan with its pictures."""
        return self._destroy(everything=False)

    def clear(self) -> None:
        """Destroys every scan, picture and backup of this profile."""
        self._destroy(everything=True)

    def timeline(self) -> Timeline:
        """Times and conditions of all scans, oldest first."""
        with self._reading() as connection:
            return self._read.timeline(connection)

    def series(self, attribute: Attribute, region: Region | None = None) -> Series:
        """One attribute's grades of all scans, oldest first."""
        with self._reading() as connection:
            return self._read.series(connection, [attribute], region)[0]

    def series_of(self, attributes: Sequence[Attribute], region: Region | None = None) -> tuple[Series, ...]:
        """The series of several attributes, at one moment."""
        with self._reading() as connection:
            return self._read.series(connection, attributes, region)

    def close(self) -> None:
        """Lets go of files, lock and key. Safe to call twice."""
        with self._turn:
            if self._closed:
                return
            self._closed = True
            self._engine.dispose()
            self._vault.forget()
            self._closing()

    def _destroy(self, everything: bool) -> tuple[str, ...]:
        with self._reading() as connection:
            going = self._write.going(connection, everything)
        if not going and not everything:
            return ()
        self._forgetting.before(going, everything)
        with self._writing() as connection:
            still = self._write.going(connection, everything)
            ids = still if everything else tuple(set(going).intersection(still))
            self._write.remove(connection, ids)
        self._shelf.drop(ids)
        with self._turn:
            self._forgetting.after(everything)
        return ids

    @contextmanager
    def _saving(self, drafts: Iterable[ScanDraft]) -> Iterator[Connection]:
        """Saves in one transaction, which ends with the block; its pictures go when it fails."""
        begun: list[str] = []
        try:
            with self._writing() as connection:
                for draft in drafts:
                    sealed = self._sealed(draft)
                    self._write.check_new(connection, draft.scan.id)
                    begun.append(draft.scan.id)
                    self._write.save(connection, draft.scan, sealed)
                yield connection
        except BaseException:
            self._drop_unsaved(begun)
            raise

    def _sealed(self, draft: ScanDraft) -> dict[Kind, bytes]:
        checked_id(draft.scan.id)
        if draft.scan.regraded_from is not None:
            checked_id(draft.scan.regraded_from)
        heat = None if draft.pictures.heat is None else heat_bytes.to_bytes(draft.pictures.heat)
        contents = sealed_kinds(draft.pictures, heat)
        return {kind: self._vault.seal(content, draft.scan.id, kind) for kind, content in contents.items()}

    def _drop_unsaved(self, scan_ids: Sequence[str]) -> None:
        """Removes pictures of a save that failed; what can't be removed now is swept at the next opening."""
        try:
            self._shelf.drop(scan_ids)
        except PibuError:
            return

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._turn:
            self._check_open()
            with reading(self._engine) as connection:
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turn:
            self._check_open()
            with writing(self._engine) as connection:
                yield connection

    def _check_open(self) -> None:
        if self._closed or self._vault.locked:
            raise PibuError(TroubleCode.LOCKED)


def _noted(drafts: Iterable[ScanDraft], ids: list[str]) -> Iterator[ScanDraft]:
    """The drafts; the id of each is noted on the way."""
    for draft in drafts:
        ids.append(draft.scan.id)
        yield draft
