"""Files on this computer: one process at a time, nothing readable, nothing left over, damage and newer ones told."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import stat
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from sqlalchemy import text

from app.history.database import open_file, writing
from app.history.file_storage import OPEN_KEY, FileStorage
from app.history.history_store import HistoryStore
from app.history.records import ScanDraft, Tag, TagKind
from app.history.storage import open_storage
from ml.errors import PibuError, TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import PASSWORD, draft, example_pictures, example_scan

NEEDLES = ("Needle-Notes-7f3a", "Needle-Tag-91bc", "Needle-File-22", "Needle Nadel", PASSWORD, "Needle-Photo-PIXELS")
PAGE = 4096


def code_of(call: Callable[[], object]) -> TroubleCode:
    with pytest.raises(PibuError) as caught:
        call()
    return caught.value.code


def fill(place: Place) -> HistoryStore:
    """A history with needles in everything that a person gives."""
    history = place.history("Needle Nadel")
    pictures = example_pictures(b"Needle-Photo-PIXELS" * 50, b"Needle-Photo-PIXELS")
    for day in range(3):
        scan = example_scan(day, notes="Needle-Notes-7f3a", tags=(Tag(TagKind.FREE, "Needle-Tag-91bc"),))
        history.save(ScanDraft(scan, pictures))
    assert isinstance(history, HistoryStore)
    return history


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def found_in(folder: Path) -> list[str]:
    """Needles that stand in any file or file name, in UTF-8 or UTF-16."""
    spelled = [(needle, needle.encode(code)) for needle in NEEDLES for code in ("utf-8", "utf-16-le")]
    contents = [path.read_bytes() + str(path).encode() for path in files_of(folder)]
    return [needle for needle, wanted in spelled if any(wanted in content for content in contents)]


def test_nothing_is_readable_while_open_or_closed(files: Place) -> None:
    history = fill(files)
    assert len(files_of(files.folder)) > 9
    assert found_in(files.folder) == []
    history.close()
    files.close()
    assert found_in(files.folder) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has access lists instead")
def test_only_the_owner_may_look(files: Place) -> None:
    fill(files)
    for folder in (path for path in files.folder.rglob("*") if path.is_dir()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_purging_leaves_no_trace_even_for_who_has_the_key(files: Place) -> None:
    """Every page of the database is decrypted by hand: the deleted scan is in none, free ones included."""
    history = fill(files)
    key = history._vault.database_key()
    (database,) = files.folder.glob("profiles/*/history.db")
    going = [scan.id for scan in history.scans()]
    history.save(draft(9))
    assert b"Needle-Notes-7f3a" in decrypted(database, key)
    assert going[0].encode() in decrypted(database, key)
    history.delete(going)
    assert sorted(history.purge()) == sorted(going)
    plain = decrypted(database, key)
    for needle in (*NEEDLES, *going):
        assert needle.encode() not in plain, needle
    assert len(plain) > 10 * PAGE
    assert list(database.parent.glob("photos/*")) == []
    assert database.with_name("history.db-wal").stat().st_size == 0


def test_clear_leaves_no_trace_and_no_backup(files: Place) -> None:
    history = fill(files)
    (database,) = files.folder.glob("profiles/*/history.db")
    backups = database.parent / "backups"
    backups.mkdir(exist_ok=True)
    (backups / "daily.zip").write_bytes(b"a copy")
    history.clear()
    plain = decrypted(database, history._vault.database_key())
    for needle in NEEDLES:
        assert needle.encode() not in plain
    assert not backups.exists()
    assert list(database.parent.glob("photos/*")) == []
    assert database.stat().st_size < 32 * PAGE


def decrypted(path: Path, key: bytes) -> bytes:
    """All pages as SQLCipher 4 encrypts them: AES-256-CBC, its IV and an HMAC-SHA512 in the last 80 bytes."""
    content, pages = path.read_bytes(), []
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        body = page[16 if start == 0 else 0 : PAGE - 80]
        decryptor = Cipher(AES(key), CBC(page[PAGE - 80 : PAGE - 64])).decryptor()
        pages.append(decryptor.update(body) + decryptor.finalize())
    return b"".join(pages)


def test_a_second_opening_is_told_who_has_it(files: Place) -> None:
    history = files.history("Jimin")
    storage = files.storage()
    vault = storage.profiles.sign_in("Jimin", PASSWORD)
    assert code_of(lambda: storage.open(vault)) is TroubleCode.HISTORY_IN_USE
    assert code_of(lambda: storage.profiles.delete(vault, PASSWORD)) is TroubleCode.HISTORY_IN_USE
    assert history.save(draft()).id
    history.close()
    opened = storage.open(vault)
    assert opened.count() == 1
    opened.close()


def test_two_people_may_have_theirs_open_at_once(files: Place) -> None:
    mine, theirs = files.history("Jimin"), files.history("Haru")
    mine.save(draft())
    assert theirs.count() == 0


def test_left_overs_of_a_cut_off_save_are_swept(files: Place) -> None:
    history = files.history("Jimin")
    kept = history.save(draft(pictures=example_pictures(b"kept")))
    history.close()
    (photos,) = files.folder.glob("profiles/*/photos")
    for name in (f"{uuid.uuid4()}.photo.enc", f"{kept.id}.photo.enc.part", "stray.txt", f"{kept.id}.name.txt"):
        (photos / name).write_bytes(b"left")
    again = files.history("Jimin")
    assert sorted(path.name.split(".")[1] for path in photos.iterdir()) == ["heat", "photo", "thumbnail"]
    assert again.photo(kept.id) == b"kept"


@pytest.mark.parametrize("kind", ["photo", "thumbnail", "heat"])
def test_a_changed_or_missing_picture_is_told_and_the_scan_stays(files: Place, kind: str) -> None:
    history = files.history("Jimin")
    kept = history.save(draft(pictures=example_pictures()))
    (path,) = files.folder.glob(f"profiles/*/photos/*.{kind}.enc")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert code_of(lambda: getattr(history, kind)(kept.id)) is TroubleCode.PICTURE_DAMAGED
    path.unlink()
    assert code_of(lambda: getattr(history, kind)(kept.id)) is TroubleCode.PICTURE_DAMAGED
    assert history.scan(kept.id).has_photo


def test_swapped_pictures_are_not_shown(files: Place) -> None:
    history = files.history("Jimin")
    one, other = (history.save(draft(day, example_pictures(f"{day}".encode()))) for day in range(2))
    (photos,) = files.folder.glob("profiles/*/photos")
    shutil.copy(photos / f"{one.id}.photo.enc", photos / f"{other.id}.photo.enc")
    shutil.copy(photos / f"{one.id}.photo.enc", photos / f"{one.id}.thumbnail.enc")
    assert code_of(lambda: history.photo(other.id)) is TroubleCode.PICTURE_DAMAGED
    assert code_of(lambda: history.thumbnail(one.id)) is TroubleCode.PICTURE_DAMAGED


@pytest.mark.parametrize("how", ["gone", "empty", "garbage", "plain", "other key"])
def test_a_damaged_history_is_told_not_replaced(files: Place, how: str) -> None:
    fill(files).close()
    (database,) = files.folder.glob("profiles/*/history.db")
    spoil(database, how)
    before = database.read_bytes() if database.exists() else None
    assert code_of(lambda: files.history("Needle Nadel")) is TroubleCode.HISTORY_DAMAGED
    assert (database.read_bytes() if database.exists() else None) == before


@pytest.mark.parametrize("how", ["gone", "empty", "garbage", "other key"])
def test_damaged_profiles_are_told_not_replaced(files: Place, how: str) -> None:
    fill(files).close()
    files.close()
    spoil(files.folder / "profiles.db", how)
    assert code_of(files.storage) is TroubleCode.PROFILES_DAMAGED


def spoil(database: Path, how: str) -> None:
    if how == "gone":
        database.unlink()
    elif how == "empty":
        database.write_bytes(b"")
    elif how == "garbage":
        database.write_bytes(os.urandom(40_000))
    elif how == "plain":
        database.write_bytes(b"SQLite format 3\0" + bytes(4080))
    else:
        database.unlink()
        open_file(database, hashlib.sha256(b"another").digest()).dispose()


def test_a_newer_history_is_refused_and_left_alone(files: Place) -> None:
    history = fill(files)
    with writing(history._engine) as connection:
        connection.execute(text("UPDATE scans_version SET version_num = 's9999'"))
    history.close()
    (database,) = files.folder.glob("profiles/*/history.db")
    before = database.read_bytes()
    assert code_of(lambda: files.history("Needle Nadel")) is TroubleCode.HISTORY_NEWER
    assert database.read_bytes() == before
    assert files.storage().profiles.is_empty() is False


def test_newer_profiles_are_refused(files: Place) -> None:
    files.storage()
    files.close()
    engine = open_file(files.folder / "profiles.db", OPEN_KEY)
    with writing(engine) as connection:
        connection.execute(text("UPDATE profiles_version SET version_num = 'p9999'"))
    engine.dispose()
    assert code_of(files.storage) is TroubleCode.HISTORY_NEWER


def test_a_half_made_history_is_made_afresh(files: Place) -> None:
    storage = files.storage()
    vault = storage.profiles.create("Jimin", PASSWORD)
    assert isinstance(storage, FileStorage)
    folder = storage.folder(vault)
    folder.path.mkdir(parents=True)
    (folder.path / "history.db.new").write_bytes(b"half")
    history = storage.open(vault)
    assert history.save(draft()).id
    history.close()
    assert list(folder.path.glob("*.new*")) == []


def test_a_deletion_that_was_cut_off_is_finished(files: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(files).close()
    storage = files.storage()
    vault = storage.profiles.sign_in("Needle Nadel", PASSWORD)

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.history.folders.shutil.rmtree", cut_off)
    with pytest.raises(KeyboardInterrupt):
        storage.profiles.delete(vault, PASSWORD)
    monkeypatch.undo()
    assert len(list(files.folder.glob("profiles/*"))) == 1
    files.close()
    assert files.storage().profiles.is_empty()
    assert list(files.folder.glob("profiles/*")) == []


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert code_of(lambda: open_storage(tmp_path / "file" / "kept", "")) is TroubleCode.HISTORY_LOST


@pytest.mark.parametrize(
    "address", ["nonsense", "mysql://localhost/x", "sqlite:///x", "postgresql+psycopg://u:secret-word@127.0.0.1:9/x"]
)
def test_a_server_that_can_not_be_reached_is_told_without_its_password(tmp_path: Path, address: str) -> None:
    with pytest.raises(PibuError) as caught:
        open_storage(tmp_path, address)
    assert caught.value.code is TroubleCode.HISTORY_LOST
    assert "secret" not in repr(caught.value) + str(caught.value.__cause__)


def test_the_environment_names_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIBU_DATABASE_URL", "mysql://localhost/x")
    assert code_of(lambda: open_storage(tmp_path)) is TroubleCode.HISTORY_LOST


@pytest.fixture
def every_log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that any library logs, down to the last detail."""
    with caplog.at_level(logging.DEBUG):
        for name in ("sqlalchemy.engine", "sqlalchemy.pool", "alembic"):
            caplog.set_level(logging.INFO, name)
        yield caplog


def test_logs_and_errors_hold_no_secret(
    every_log: pytest.LogCaptureFixture, place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    """Not even where the libraries are told to log: no value of a statement, no key, no name, no password."""
    history = place.history("Needle Nadel")
    scan = example_scan(notes="Needle-Notes-7f3a", tags=(Tag(TagKind.FREE, "Needle-Tag-91bc"),))
    kept = history.save(ScanDraft(scan, example_pictures(b"Needle-Photo-PIXELS")))
    assert isinstance(history, HistoryStore)
    key, data_key = history._vault.database_key(), history._vault.data_key()
    code_of(lambda: history.save(ScanDraft(scan)))
    code_of(lambda: place.storage().profiles.sign_in("Needle Nadel", "Needle-Notes-7f3a"))
    history.annotate(kept.id, "Needle-Notes-7f3a!", [])
    history.clear()
    history.close()
    said = every_log.text + "".join(capfd.readouterr())
    for needle in (*NEEDLES, key.hex(), data_key.hex()):
        assert needle not in said, needle
    assert "SELECT" in every_log.text, "statements were logged at all"
