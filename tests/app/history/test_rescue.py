"""When the list of profiles is damaged or gone, profiles come back from their own backups with all their scans."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from app.history.backup_cipher import envelope_in, head_of
from app.history.rescue import bring_back, renew_profiles, was_renewed
from ml.errors import TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import PASSWORD, SEOUL, draft, example_pictures
from tests.app.history.test_file_storage import code_of

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=SEOUL)
NEW = "another long password"


def backed_up(files: Place, name: str, password: str = PASSWORD) -> tuple[str, Path]:
    """A profile with one scan and a backup: the scan's id and the backup."""
    storage = files.storage()
    vault = storage.profiles.create(name, password)
    history = storage.open(vault)
    kept = history.save(draft(0, example_pictures()))
    backup = storage.backups(vault).keep_daily(history, NOW)
    assert backup is not None
    late = history.save(draft(1))
    assert late.id != kept.id
    history.close()
    return kept.id, backup.path


@pytest.mark.parametrize("how", ["damaged", "gone"])
def test_profiles_come_back(files: Place, how: str) -> None:
    kept, _ = backed_up(files, "Jimin")
    other, _ = backed_up(files, "Haru", NEW)
    files.close()
    path = files.folder / "profiles.db"
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(os.urandom(30_000))
    assert code_of(files.storage) is TroubleCode.PROFILES_DAMAGED
    renew_profiles(files.folder, NOW)
    storage = files.storage()
    assert storage.profiles.is_empty()
    assert was_renewed(files.folder)
    wrong = code_of(lambda: bring_back(storage.profiles, files.folder, "Jimin", "wrong password"))
    assert wrong is TroubleCode.SIGN_IN_REFUSED
    history = storage.open(bring_back(storage.profiles, files.folder, "Jimin", PASSWORD))
    assert history.count() == 2, "also what came after the backup"
    assert history.photo(kept) is not None
    history.close()
    assert bring_back(storage.profiles, files.folder, "하루", NEW).profile.name == "하루"
    history = storage.open(storage.profiles.sign_in("하루", NEW))
    assert history.scan(other).id == other
    history.close()
    assert len(storage.profiles.ids()) == 2
    mine = storage.profiles.sign_in("Jimin", PASSWORD)
    storage.profiles.delete(mine, PASSWORD)
    assert not was_renewed(files.folder), "the old list may hold keys of who is deleted"


def test_a_profile_that_is_there_is_not_taken_over_again(files: Place) -> None:
    """Else an old password would come back with an old backup."""
    backed_up(files, "Jimin")
    storage = files.storage()
    vault = storage.profiles.sign_in("Jimin", PASSWORD)
    storage.profiles.change_password(vault, PASSWORD, NEW)
    code = code_of(lambda: bring_back(storage.profiles, files.folder, "Jimin", PASSWORD))
    assert code is TroubleCode.SIGN_IN_REFUSED


def test_a_changed_password_goes_into_every_backup(files: Place) -> None:
    _, path = backed_up(files, "Jimin")
    before = path.read_bytes()
    storage = files.storage()
    vault = storage.profiles.sign_in("Jimin", PASSWORD)
    storage.profiles.change_password(vault, PASSWORD, NEW)
    history, backups = storage.open(vault), storage.backups(vault)
    old = head_of(path).envelope
    (path.parent / "daily-2026-01-01.pibu").write_bytes(b"damaged")
    assert backups.keep_daily(history, NOW) is None
    assert envelope_in(path) == storage.profiles.envelope(vault) != old
    assert old not in path.read_bytes()
    assert (before != path.read_bytes(), backups.look(path).scans) == (True, 1)
    renewed = path.read_bytes()
    backups.keep_daily(history, NOW)
    assert path.read_bytes() == renewed, "nothing to do any more"
    history.close()
