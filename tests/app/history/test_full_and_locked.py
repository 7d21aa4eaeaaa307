"""A full disk or a locked database at any write of a save: a typed error, nothing half kept, the next save works."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.history.history_store import HistoryStore
from app.history.ports import History
from ml.errors import PibuError, TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import PASSWORD, draft, example_pictures
from tests.app.history.test_file_storage import code_of

PHOTO = os.urandom(60_000)
DISK_BYTES = 2 * 1024 * 1024
FULL_OR_LOST = {TroubleCode.HISTORY_FULL, TroubleCode.HISTORY_LOST}


def assert_nothing_half(history: History, folder: Path, count: int) -> None:
    """So many whole scans, and no file without a scan."""
    assert history.count() == count
    kept = history.scans(limit=1000)
    for scan in kept:
        assert history.photo(scan.id) == PHOTO
        assert history.heat(scan.id) is not None
        assert len(scan.grades) == 5
    (photos,) = folder.glob("profiles/*/photos")
    assert len(list(photos.iterdir())) == 3 * count


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Place]:
    """An empty place on a real disk of two megabytes: a tmpfs of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    size = f"size={DISK_BYTES}"
    mounting = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("no tmpfs can be mounted here (not root)")
    place = Place(folder / "kept", "")
    yield place
    place.close()
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_fills_up_at_every_write(small_disk: Place) -> None:
    """The free space is cut to every number of pages that a save may need: it fails whole until it fits."""
    history, disk = small_disk.history(), small_disk.folder.parent
    history.save(draft(0, example_pictures(PHOTO)))
    filler, kept, failed = disk / "filler", 1, 0
    for pages in range(0, 90, 3):
        leave_free(disk, filler, pages * 4096)
        code = outcome(lambda: history.save(draft(1, example_pictures(PHOTO))))
        filler.unlink()
        if code is None:
            kept += 1
            break
        assert code is TroubleCode.HISTORY_FULL
        failed += 1
        assert_nothing_half(history, small_disk.folder, kept)
    assert failed > 5
    assert history.save(draft(2, example_pictures(PHOTO))).has_photo
    assert_nothing_half(history, small_disk.folder, kept + 1)


def outcome(call: Callable[[], object]) -> TroubleCode | None:
    try:
        call()
    except PibuError as trouble:
        return trouble.code
    return None


def leave_free(disk: Path, filler: Path, free: int) -> None:
    """Fills a disk up to so many bytes."""
    left = os.statvfs(disk)
    with filler.open("wb") as stream:
        stream.write(bytes(max(0, left.f_bavail * left.f_frsize - free)))


def test_a_disk_that_is_full_when_signing_in(small_disk: Place) -> None:
    storage, disk = small_disk.storage(), small_disk.folder.parent
    filler = disk / "filler"
    leave_free(disk, filler, 0)
    assert code_of(lambda: storage.profiles.create("Jimin", PASSWORD)) is TroubleCode.HISTORY_FULL
    filler.unlink()
    vault = storage.profiles.create("Jimin", PASSWORD)
    leave_free(disk, filler, 8192)
    assert code_of(lambda: storage.open(vault)) is TroubleCode.HISTORY_FULL
    filler.unlink()
    history = small_disk.history()
    assert history.save(draft()).id


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_limit_on_file_sizes_at_every_write(files: Place) -> None:
    """The same where no disk can be mounted: the system refuses to let files grow beyond a size."""
    import resource

    history = files.history("Jimin")
    history.save(draft(0, example_pictures(PHOTO)))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    codes = set()
    for limit in range(0, 120_000, 15_000):
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
            codes.add(outcome(lambda: history.save(draft(1, example_pictures(PHOTO)))))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        if None not in codes:
            assert_nothing_half(history, files.folder, 1)
    assert codes - {None} <= FULL_OR_LOST
    assert codes & FULL_OR_LOST
    assert history.save(draft(2, example_pictures(PHOTO))).has_photo


def test_a_database_that_another_program_locks(files: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.history.database.PATIENCE_MS", 50)
    history = files.history("Jimin")
    kept = history.save(draft(0, example_pictures(PHOTO)))
    deleted = history.save(draft(2, example_pictures(PHOTO)))
    history.delete([deleted.id])
    assert isinstance(history, HistoryStore)
    intruder = second_connection(files, history)
    intruder.execute("BEGIN IMMEDIATE")
    calls: tuple[Callable[[], object], ...] = (
        lambda: history.save(draft(1, example_pictures(PHOTO))),
        lambda: history.annotate(kept.id, "x", []),
        lambda: history.delete([kept.id]),
        history.purge,
        history.clear,
    )
    for call in calls:
        began = time.monotonic()
        assert code_of(call) is TroubleCode.HISTORY_BUSY
        assert time.monotonic() - began < 5
    assert history.scan(kept.id).notes == ""
    intruder.execute("ROLLBACK")
    intruder.close()
    assert history.purge() == (deleted.id,)
    assert_nothing_half(history, files.folder, 1)
    assert history.save(draft(1, example_pictures(PHOTO))).has_photo
    assert_nothing_half(history, files.folder, 2)


def second_connection(files: Place, history: HistoryStore) -> Any:
    """Another program's way into the same file."""
    from sqlcipher3 import dbapi2

    from app.history.database import _key_statement

    (database,) = files.folder.glob("profiles/*/history.db")
    connection = dbapi2.connect(database, isolation_level=None)
    connection.execute(_key_statement(history._vault.database_key()))
    return connection


def test_a_server_that_another_program_locks(served: Place) -> None:
    place = served
    history = place.history("Jimin")
    kept = history.save(draft(0, example_pictures(PHOTO)))
    assert isinstance(history, HistoryStore)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.history.database.PATIENCE_MS", 100)
        history.close()
        history = place.history("Jimin")
    assert isinstance(history, HistoryStore)
    with history._engine.connect() as intruder, intruder.begin():
        intruder.execute(text("LOCK TABLE scan IN ACCESS EXCLUSIVE MODE"))
        assert code_of(lambda: history.save(draft(1, example_pictures(PHOTO)))) is TroubleCode.HISTORY_BUSY
        assert code_of(lambda: history.scan(kept.id)) is TroubleCode.HISTORY_BUSY
    assert history.count() == 1
    assert history.save(draft(1, example_pictures(PHOTO))).has_photo


def test_a_server_that_goes_away(served: Place) -> None:
    history = served.history("Jimin")
    history.save(draft(0))
    assert isinstance(history, HistoryStore)
    with history._engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))
    assert history.count() == 1, "a lost connection is made again"


def test_a_failure_at_every_statement_of_a_save(place: Place) -> None:
    """Whichever statement fails, and however late: nothing of the scan is kept, and the next save works."""
    from sqlalchemy import event
    from sqlalchemy.exc import OperationalError

    history = place.history("Jimin")
    history.save(draft(0, example_pictures(PHOTO)))
    assert isinstance(history, HistoryStore)
    left = [0]

    def fail(_c: object, _k: object, statement: str, *_: object) -> None:
        left[0] -= 1
        if left[0] == 0 and not statement.startswith("BEGIN"):
            raise OperationalError(statement, None, FullDisk())

    event.listen(history._engine, "before_cursor_execute", fail)
    failures = 0
    for number in range(1, 15):
        left[0] = number
        code = outcome(lambda: history.save(draft(1, example_pictures(PHOTO))))
        left[0] = 0
        if code is not None:
            failures += 1
            assert code is TroubleCode.HISTORY_FULL
    assert failures >= 5
    for scan in history.scans():
        assert history.photo(scan.id) == PHOTO
        assert len(scan.grades) == 5
    assert history.count() == 1 + 14 - failures


class FullDisk(Exception):
    """What both drivers say of a full disk: SQLite's number, PostgreSQL's state."""

    sqlite_errorcode = 13
