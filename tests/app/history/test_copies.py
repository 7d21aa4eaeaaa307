"""Copies of an open history are whole, encrypted, and put back in place of a damaged one; threads don't disturb."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.history.file_storage import FileStorage
from app.history.history_store import HistoryStore
from app.history.ports import History
from app.history.vault import Vault
from ml.errors import TroubleCode
from ml.types import Attribute
from tests.app.history.conftest import Place
from tests.app.history.example_scans import PASSWORD, draft, example_pictures
from tests.app.history.test_file_storage import code_of


def opened(place: Place) -> HistoryStore:
    history = place.history("Jimin")
    assert isinstance(history, HistoryStore)
    return history


def storage_of(place: Place) -> tuple[FileStorage, Vault]:
    storage = place.storage()
    assert isinstance(storage, FileStorage)
    return storage, storage.profiles.sign_in("Jimin", PASSWORD)


def test_a_copy_is_put_in_the_place_of_a_damaged_history(files: Place, tmp_path: Path) -> None:
    history = opened(files)
    kept = history.save(draft(0, example_pictures(b"kept")))
    copy = tmp_path / "copy.db"
    history.copy_database(copy)
    late = history.save(draft(1))
    history.close()
    storage, vault = storage_of(files)
    database = storage.folder(vault).database
    database.write_bytes(b"\0" * 5000)
    database.with_name("history.db-wal").write_bytes(b"a log of another database" * 300)
    assert code_of(lambda: storage.open(vault)) is TroubleCode.HISTORY_DAMAGED
    storage.restore_database(vault, copy)
    again = opened(files)
    assert [scan.id for scan in again.scans()] == [kept.id]
    assert again.photo(kept.id) == b"kept"
    assert late.id not in again.timeline().scans
    assert b"SQLite" not in copy.read_bytes()[:16]
    assert list(tmp_path.glob("*.part")) == []


def test_only_a_sound_copy_of_the_same_profile_is_put_in_place(files: Place, tmp_path: Path) -> None:
    history = opened(files)
    kept = history.save(draft())
    foreign = files.history("Haru")
    assert isinstance(foreign, HistoryStore)
    foreign.copy_database(tmp_path / "foreign.db")
    history.copy_database(tmp_path / "own.db")
    storage, vault = storage_of(files)
    assert code_of(lambda: storage.restore_database(vault, tmp_path / "own.db")) is TroubleCode.HISTORY_IN_USE
    history.close()
    (tmp_path / "empty.db").write_bytes(b"")
    cut = tmp_path / "cut.db"
    cut.write_bytes((tmp_path / "own.db").read_bytes()[:-4096])
    for path in (tmp_path / "foreign.db", tmp_path / "empty.db", tmp_path / "absent.db", cut):
        assert code_of(lambda path=path: storage.restore_database(vault, path)) is TroubleCode.HISTORY_DAMAGED  # type: ignore[misc]
    assert opened(files).scan(kept.id).id == kept.id


def test_a_copy_into_a_folder_that_is_gone_is_told(files: Place, tmp_path: Path) -> None:
    history = opened(files)
    assert code_of(lambda: history.copy_database(tmp_path / "gone" / "copy.db")) is TroubleCode.HISTORY_LOST
    assert history.save(draft()).id


def test_a_server_has_no_file_to_copy(served: Place, tmp_path: Path) -> None:
    history = opened(served)
    with pytest.raises(ValueError, match="no file"):
        history.copy_database(tmp_path / "copy.db")


def test_threads_take_turns(place: Place) -> None:
    history: History = place.history()

    def work(number: int) -> int:
        kept = history.save(draft(number, example_pictures(str(number).encode())))
        history.series(Attribute.OIL)
        assert history.photo(kept.id) == str(number).encode()
        return len(history.scans(limit=100))

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(work, range(12)))
    assert max(seen) == history.count() == 12
