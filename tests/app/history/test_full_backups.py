"""A disk that fills up while a backup, an export or a restore is written: told, nothing half, the next one works."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from app.history.export import export_all
from ml.errors import PibuError, TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import PASSWORD, SEOUL, draft, example_pictures
from tests.app.history.test_file_storage import code_of, files_of

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=SEOUL)
PHOTO_BYTES = 150_000

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """The system refuses to let any file grow beyond so many bytes."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def outcomes(work: Callable[[], object], whole: Callable[[], object], most: int = 260_000) -> set[TroubleCode | None]:
    """Tries it with files of every size, until it works: what came of it. whole: is true after every try."""
    codes: set[TroubleCode | None] = set()
    for limit in range(0, most, 13_000):
        try:
            with files_at_most(limit):
                work()
            codes.add(None)
        except PibuError as trouble:
            codes.add(trouble.code)
        assert whole()
        if None in codes:
            break
    return codes


def test_backups_and_exports(files: Place, tmp_path: Path) -> None:
    storage = files.storage()
    vault = storage.profiles.create("Jimin", PASSWORD)
    history = storage.open(vault)
    files.opened(history)
    for day in range(2):
        history.save(draft(day, example_pictures(os.urandom(PHOTO_BYTES))))
    backups = storage.backups(vault)
    target, export = tmp_path / "mine.pibu", tmp_path / "all.zip"
    target.write_bytes(b"before")
    export.write_bytes(b"before")

    def nothing_half() -> bool:
        parts = [path for path in files_of(tmp_path) if path.name.endswith(".part")]
        names = [path for path in (target, export) if path.read_bytes() != b"before"]
        return not parts and not names and all(one.sound for one in backups.kept())

    for work in (
        lambda: backups.write(history, target, NOW, replace=True),
        lambda: export_all(history, export, "", replace=True),
    ):
        assert outcomes(work, nothing_half) == {TroubleCode.HISTORY_FULL}
    assert TroubleCode.HISTORY_FULL in outcomes(lambda: backups.keep_daily(history, NOW), nothing_half)
    assert [one.scans for one in backups.kept()] == [2]
    assert backups.write(history, target, NOW, replace=True).sound


def test_restores(files: Place, tmp_path: Path) -> None:
    storage = files.storage()
    vault = storage.profiles.create("Jimin", PASSWORD)
    spare = vault.renamed(vault.profile)
    history = storage.open(vault)
    few = history.save(draft(0, example_pictures(os.urandom(PHOTO_BYTES)))).id
    storage.backups(vault).write(history, tmp_path / "few.pibu", NOW)
    more = history.save(draft(1, example_pictures(os.urandom(PHOTO_BYTES)))).id
    history.close()

    def kept() -> set[str]:
        opened = storage.open(spare.renamed(spare.profile))
        try:
            ids = {scan.id for scan in opened.scans()}
            assert all(len(opened.photo(scan_id) or b"") == PHOTO_BYTES for scan_id in ids)
            return ids
        finally:
            opened.close()

    def whole() -> bool:
        return kept() in ({few, more}, {few})

    codes = outcomes(lambda: storage.backups(spare).restore(tmp_path / "few.pibu", NOW), whole, 2_000_000)
    assert None in codes
    assert codes & {TroubleCode.HISTORY_FULL, TroubleCode.HISTORY_LOST}
    assert kept() == {few}


def test_purging_with_a_full_disk_leaves_no_trace(files: Place) -> None:
    """A backup that can't be written anew without the scan is destroyed; the history is what counts."""
    history = files.history("Jimin")
    storage = files.storage()
    vault = storage.profiles.sign_in("Jimin", PASSWORD)
    going = history.save(draft(0)).id
    staying = history.save(draft(1)).id
    backups = storage.backups(vault)
    backups.keep_daily(history, NOW)
    with files_at_most(0):
        backups.forget([going], everything=False)  # type: ignore[attr-defined]
    assert backups.kept() == ()
    history.delete([going])
    history.purge()
    assert history.known() == {staying}
    assert backups.keep_daily(history, NOW) is not None
    assert code_of(lambda: history.scan(going)) is TroubleCode.SCAN_GONE
