"""What the rest of Pibu sees of the history: four protocols, all safe to call from one worker thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.history.backup_records import Backup, Progress, Restored, WholeScan, unwatched
from app.history.records import Heat, Kind, Profile, Scan, ScanDraft, ScanFilter, Series, Tag, Timeline
from app.history.vault import Vault
from ml.types import Attribute, Region

ALL_SCANS = ScanFilter()


class History(Protocol):
    """One profile's scans. Every call raises PibuError when storage fails: HISTORY_FULL, HISTORY_BUSY, HISTORY_LOST,
    HISTORY_DAMAGED. A scan that is not there, or is another profile's, is always SCAN_GONE.
    """

    @property
    def profile(self) -> Profile:
        """Whose history it is."""

    def save(self, draft: ScanDraft) -> Scan:
        """Keeps a scan, whole or not at all; when it returns, the scan is on the disk.

        Raises:
            PibuError: SCAN_EXISTS for an id that is there already.
        """

    def save_many(self, drafts: Iterable[ScanDraft]) -> tuple[str, ...]:
        """Keeps all of them or none, in one transaction (a single save waits for the disk): their ids.

        Raises:
            PibuError: SCAN_EXISTS, its subject the id that is there already.
        """

    def scans(self, wanted: ScanFilter = ALL_SCANS, offset: int = 0, limit: int = 50) -> tuple[Scan, ...]:
        """Newest first."""

    def ids(self, wanted: ScanFilter = ALL_SCANS) -> tuple[str, ...]:
        """Of all scans that fit, newest first."""

    def count(self, wanted: ScanFilter = ALL_SCANS) -> int:
        """How many there are."""

    def scan(self, scan_id: str) -> Scan:
        """One scan."""

    def photo(self, scan_id: str) -> bytes | None:
        """The JPEG that was kept; None when none was. PICTURE_DAMAGED when its file was changed or is gone."""

    def thumbnail(self, scan_id: str) -> bytes | None:
        """A small JPEG, as photo."""

    def heat(self, scan_id: str) -> Heat | None:
        """What is painted over the photo, as photo."""

    def annotate(self, scan_id: str, notes: str, tags: Sequence[Tag]) -> Scan:
        """Replaces notes and tags."""

    def picture(self, scan_id: str, kind: Kind) -> bytes | None:
        """One picture's bytes: a JPEG, or heat as app.history.heat_bytes writes it; as photo."""

    def whole(self, scan_ids: Sequence[str]) -> tuple[WholeScan, ...]:
        """Scans by their ids, in this order; those that are not there are left out."""

    def known(self) -> frozenset[str]:
        """Ids of all scans, deleted ones included until they are purged."""

    def sealed(self, scan_id: str, kind: Kind) -> bytes | None:
        """A picture as it lies on the disk, sealed: for backups. None when none was kept, or it is gone."""

    def tags(self) -> tuple[Tag, ...]:
        """Every tag in use, sorted."""

    def delete(self, scan_ids: Sequence[str]) -> None:
        """Takes scans out of sight. undelete brings them back until purge, which also runs at the next opening."""

    def undelete(self, scan_ids: Sequence[str]) -> None:
        """Brings deleted scans back, unless they were purged."""

    def purge(self) -> tuple[str, ...]:
        """Destroys every deleted scan with its pictures, without a trace: their ids."""

    def clear(self) -> None:
        """Destroys every scan, picture and backup of this profile. The profile stays."""

    def timeline(self) -> Timeline:
        """Times and conditions of all scans, oldest first."""

    def series(self, attribute: Attribute, region: Region | None = None) -> Series:
        """One attribute's grades of all scans, oldest first, in step with the timeline."""

    def series_of(self, attributes: Sequence[Attribute], region: Region | None = None) -> tuple[Series, ...]:
        """The series of several attributes, read at one moment: quicker than one by one."""

    def close(self) -> None:
        """Lets go of files, lock and key. Safe to call twice."""


class Profiles(Protocol):
    """Who may sign in. Slow on purpose (argon2id, about 0.2 s a password): call from a worker thread.

    An unknown ID and a wrong password are told apart neither by words nor by time: SIGN_IN_REFUSED, and
    SIGN_IN_WAIT (subject: whole seconds) after too many tries. There is no list of names.
    """

    def is_empty(self) -> bool:
        """Whether nobody has a profile yet."""

    def ids(self) -> frozenset[str]:
        """Every profile's id; it tells nothing of its name."""

    def create(self, name: str, password: str) -> Vault:
        """A new profile, signed in.

        Raises:
            PibuError: PROFILE_NAME_UNFIT, PROFILE_NAME_TAKEN, or why the password won't do (app.history.passwords).
        """

    def sign_in(self, name: str, password: str) -> Vault:
        """Opens a profile."""

    def change_password(self, vault: Vault, old: str, new: str) -> None:
        """Wraps the data key anew; nothing else is written. Raises as sign_in and create do."""

    def make_recovery_key(self, vault: Vault, password: str) -> str:
        """A recovery key, to be shown once; an earlier one is void. Groups of characters without 0/O, 1/I/L."""

    def has_recovery_key(self, vault: Vault) -> bool:
        """Whether one was made."""

    def recover(self, name: str, recovery_key: str, new_password: str) -> Vault:
        """Signs in by recovery key and sets a new password. RECOVERY_REFUSED when name or key is wrong."""

    def rename(self, vault: Vault, name: str) -> Vault:
        """Gives the profile another name."""

    def delete(self, vault: Vault, password: str) -> None:
        """Destroys the profile: wrapped keys, scans, pictures, backups. Its history must be closed before."""

    def envelope(self, vault: Vault) -> bytes:
        """The profile's wrapped keys, for a backup: useless without the password or the recovery key."""

    def adopt(self, envelope: bytes, name: str, password: str) -> Vault:
        """Takes over a profile from a backup's envelope. The one that is here under the same id, if it has the same
        data key, gets the envelope's password; any other is left alone: BACKUP_FOREIGN.
        """

    def adopt_by_recovery(self, envelope: bytes, name: str, recovery_key: str, new_password: str) -> Vault:
        """The same by recovery key, which goes on to be good, and with a new password. RECOVERY_REFUSED."""


class Backups(Protocol):
    """One profile's backups. A backup opens only with the profile's own key; another profile's is BACKUP_FOREIGN.

    Made by Storage.backups(vault); may be used while the history is open, and on a thread of its own: what it asks of
    the history are short calls. All of it is slow. Raises PibuError: HISTORY_FULL, HISTORY_LOST, CANNOT_WRITE.
    """

    @property
    def automatic(self) -> bool:
        """Whether backups are kept by themselves: on this computer's files. A server's keeper makes a server's."""

    def kept(self) -> tuple[Backup, ...]:
        """Those on this computer, newest first, each read whole to say whether it is sound."""

    def look(self, source: Path) -> Backup:
        """What a backup file is, read whole.

        Raises:
            PibuError: BACKUP_GONE, BACKUP_FOREIGN, BACKUP_NEWER.
        """

    def keep_daily(self, history: History, now: datetime, told: Progress = unwatched) -> Backup | None:
        """Makes today's backup, once a local day: call it after every sign-in, and now and then.

        It is read back before it counts. Then the 7 newest days and the newest of 4 weeks before are kept of what is
        sound. None when today's is there, when there is nothing to back up, or on a server. LOCKED when the history
        is closed meanwhile. now: aware, in the local zone.
        """

    def write(
        self, history: History, target: Path, now: datetime, replace: bool = False, told: Progress = unwatched
    ) -> Backup:
        """Writes one file with everything, pictures included, to be taken elsewhere; whole or not at all.

        Raises:
            PibuError: FILE_TAKEN when target is there and replace is False.
        """

    def restore(self, source: Path, now: datetime, told: Progress = unwatched) -> Restored:
        """Puts a backup in the place of the history, which must be closed; it may be damaged.

        What was there is put aside first, as a backup like the others (on a server: beside source). When anything
        fails, the history is as it was.

        Raises:
            PibuError: BACKUP_GONE, BACKUP_FOREIGN, BACKUP_NEWER, BACKUP_DAMAGED, HISTORY_IN_USE.
        """


class Storage(Protocol):
    """Where everything is kept: a folder of this computer, or a PostgreSQL server. See app.history.storage."""

    @property
    def profiles(self) -> Profiles:
        """Who may sign in."""

    def open(self, vault: Vault) -> History:
        """A signed-in profile's history: checked, migrated (after a backup), swept.

        Raises:
            PibuError: HISTORY_IN_USE, HISTORY_DAMAGED, HISTORY_NEWER, HISTORY_FULL, HISTORY_LOST.
        """

    def backups(self, vault: Vault) -> Backups:
        """A signed-in profile's backups; also of one whose history is damaged.

        Works as long as the vault is open. Closing a history forgets its vault's key: for a restore, sign in anew.
        """

    def close(self) -> None:
        """Lets go of everything. Safe to call twice."""
