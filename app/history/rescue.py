"""Brings profiles back when profiles.db is damaged or gone: their automatic backups hold their wrapped keys."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from app.history.backup_cipher import envelope_in
from app.history.backup_making import STAMP
from app.history.backup_records import BACKUP_SUFFIX
from app.history.file_opening import LOG_ENDINGS, make_file
from app.history.file_storage import OPEN_KEY
from app.history.folders import DataFolder, ProcessLock
from app.history.migrating import PROFILE_SCHEMA
from app.history.ports import Profiles
from app.history.troubles import told
from app.history.vault import Vault
from ml.errors import PibuError, TroubleCode


def renew_profiles(root: Path, now: datetime) -> None:
    """Puts a profiles.db that doesn't open aside and makes an empty one. Histories and backups stay as they are.

    root: the data folder (app.history.folders.usual_folder).

    Raises:
        PibuError: HISTORY_IN_USE, HISTORY_FULL, HISTORY_LOST.
    """
    data = DataFolder(root)
    path = data.profiles_database
    lock = ProcessLock(data.profiles_lock)
    lock.take()
    try:
        with told(str(path)):
            data.damaged_profiles(now.strftime(STAMP)).touch()  # also where nothing is left: was_renewed
            for ending in ("", *LOG_ENDINGS):
                old = path.with_name(path.name + ending)
                if old.exists():
                    os.replace(old, data.damaged_profiles(now.strftime(STAMP) + ending))
            make_file(path, OPEN_KEY, PROFILE_SCHEMA)
    finally:
        lock.release()


def was_renewed(root: Path) -> bool:
    """Whether some profiles may still be missing from the list, because it was damaged once."""
    return any(root.glob(DataFolder(root).damaged_profiles("*").name))


def bring_back(profiles: Profiles, root: Path, name: str, password: str) -> Vault:
    """Takes a profile that the list doesn't have over from the newest of its own backups, under the name given; its
    history is where it was.

    The password is that of the backup, which has the newest one since a day at most. About 0.2 s for each profile.

    Raises:
        PibuError: SIGN_IN_REFUSED when no profile's backup opens with it.
    """
    known = profiles.ids()
    for backups in DataFolder(root).backups():
        envelope = None if backups.parent.name in known else next(_envelopes(backups), None)
        if envelope is None:
            continue
        try:
            return profiles.adopt(envelope, name, password)
        except PibuError as trouble:
            if trouble.code not in (TroubleCode.SIGN_IN_REFUSED, TroubleCode.PROFILES_DAMAGED):
                raise
    raise PibuError(TroubleCode.SIGN_IN_REFUSED)


def opened_after_damage(opened: Callable[[], Profiles], root: Path | None, now: datetime) -> Profiles:
    """The list of profiles; a damaged one is put aside for an empty one.

    opened: opens the list, or fails. root: see bring_back; None on a server, whose keeper has its backups.

    Raises:
        PibuError: what opened and renew_profiles raise.
    """
    try:
        return opened()
    except PibuError as trouble:
        if root is None or trouble.code is not TroubleCode.PROFILES_DAMAGED:
            raise
    renew_profiles(root, now)
    return opened()


def sign_in_after_damage(
    profiles: Profiles, root: Path | None, name: str, password: str, rescued: Callable[[], None] = lambda: None
) -> Vault:
    """Signs in; a profile that a damaged list has lost comes back from its own backups, and rescued is called.

    Raises:
        PibuError: what Profiles.sign_in and bring_back raise.
    """
    try:
        return profiles.sign_in(name, password)
    except PibuError as trouble:
        if root is None or trouble.code is not TroubleCode.SIGN_IN_REFUSED or not was_renewed(root):
            raise
    vault = bring_back(profiles, root, name, password)
    rescued()
    return vault


def _envelopes(backups: Path) -> Iterator[bytes]:
    """Of sound backup files, newest first."""
    for path in sorted(backups.glob("*" + BACKUP_SUFFIX), key=lambda one: one.stat().st_mtime, reverse=True):
        try:
            yield envelope_in(path)
        except PibuError:
            continue
