"""After deleting a profile, or everything, no file of Pibu holds a trace: no text, no pixel, no key, no name."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.erasing import Places, erase_everything, usual_places
from app.history.backup_records import Backup
from app.history.ports import History, Storage
from app.history.records import Kind, ScanDraft, Source, SourceKind, Tag, TagKind
from app.history.vault import Vault
from app.one_window import OneWindow, Wish
from ml.errors import TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import PASSWORD, example_pictures, example_scan
from tests.app.history.test_file_storage import NEEDLES, code_of, files_of

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
PIXELS = b"\xff\xd8Needle-Photo-PIXELS" * 60
REMEMBERED = ("photo_consent.ini", "photo_consent.ini.lock", "window.ini", "window.lock", "window.socket")
SETTINGS = b'{"camera": "Needle-File-22"}'


class Traces:
    """Everything that could tell of a profile: what was typed, ids, keys, and every byte that was sealed."""

    def __init__(self, storage: Storage, vault: Vault, history: History) -> None:
        scans = history.scans()
        sealed = [history.sealed(scan.id, kind) for scan in scans for kind in Kind]
        words = [*(needle.encode() for needle in NEEDLES), vault.profile.id.encode()]
        ids = [scan.id.encode() for scan in scans]
        envelope = storage.profiles.envelope(vault)
        self.all = [*words, *ids, vault.data_key(), vault.database_key(), envelope[-60:]]
        self.all += [part[20:120] for part in sealed if part is not None]

    def found_in(self, *folders: Path) -> list[bytes]:
        """Those that stand in a file or a file's name."""
        contents = [path.read_bytes() + str(path).encode() for folder in folders for path in files_of(folder)]
        return [trace for trace in self.all if any(trace in content for content in contents)]


@pytest.fixture
def written(files: Place) -> tuple[Storage, Vault, Traces]:
    """A profile with needles in everything, backups, a restore that was regretted; its history is closed."""
    storage = files.storage()
    vault = storage.profiles.create("Needle Nadel", PASSWORD)
    spare = vault.renamed(vault.profile)
    history = storage.open(vault)
    for day in range(3):
        scan = example_scan(day, notes="Needle-Notes-7f3a", tags=(Tag(TagKind.FREE, "Needle-Tag-91bc"),))
        scan = replace(scan, source=Source(SourceKind.PHOTO, file="Needle-File-22.jpg"))
        history.save(ScanDraft(scan, example_pictures(PIXELS, PIXELS[:40])))
    daily = storage.backups(vault).keep_daily(history, NOW)
    assert isinstance(daily, Backup)
    traces = Traces(storage, vault, history)
    history.close()
    storage.backups(spare).restore(daily.path, NOW)
    return storage, spare, traces


def test_a_deleted_profile_leaves_no_trace(
    files: Place, written: tuple[Storage, Vault, Traces], tmp_path: Path
) -> None:
    storage, vault, traces = written
    assert traces.found_in(tmp_path), "ids and sealed bytes are there before"
    (files.folder / "before-profiles-p0001.db").write_bytes(traces.all[-1])
    storage.profiles.delete(vault, PASSWORD)
    assert traces.found_in(tmp_path) == []
    files.close()
    assert traces.found_in(tmp_path) == []
    assert {path.name for path in files_of(files.folder)} == {"profiles.db", "profiles.lock"}


@pytest.fixture
def places(tmp_path: Path, files: Place) -> Places:
    """All of Pibu's folders, with files of other programs in them."""
    places = Places(
        data=files.folder,
        packs=files.folder / "models",
        settings=tmp_path / "config" / "settings.json",
        graphs=tmp_path / "cache" / "graphs",
        logs=tmp_path / "logs",
        face_model=files.folder / "face_landmarker.task",
    )
    own = (places.settings, places.settings.with_suffix(".part"), places.packs / "pack" / "pack.json")
    remembered = [places.settings.parent / name for name in REMEMBERED]
    fetched = (places.face_model, places.face_model.with_suffix(".part"), places.graphs / "a.onnx")
    logs = (places.logs / "pibu.log", places.logs / "pibu.log.1")
    for path in (*own, *remembered, *fetched, *logs, files.folder / "before-profiles-p0001.db"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SETTINGS)
    for stranger in (files.folder, places.settings.parent, places.logs):
        stranger.mkdir(exist_ok=True)
        (stranger / "thesis.txt").write_text("not ours")
    return places


def test_deleting_everything_leaves_no_trace_and_nothing_else_is_touched(
    files: Place, written: tuple[Storage, Vault, Traces], places: Places, tmp_path: Path
) -> None:
    traces = written[2]
    files.close()
    erase_everything(places)
    assert traces.found_in(tmp_path) == []
    assert {path.name for path in files_of(tmp_path)} == {"thesis.txt"}
    assert len(files_of(tmp_path)) == 3
    assert files.storage().profiles.is_empty(), "it starts anew"


def test_nothing_is_deleted_under_somebody_who_is_signed_in(files: Place, places: Places) -> None:
    history = files.history("Needle Nadel")
    assert code_of(lambda: erase_everything(places)) is TroubleCode.HISTORY_IN_USE
    assert places.settings.exists()
    assert history.count() == 0


def test_nothing_is_deleted_under_an_open_window(places: Places) -> None:
    """It would write again what it remembers."""
    (places.settings.parent / "window.lock").unlink()
    window = OneWindow(places.settings.parent)
    assert window.is_first(Wish())
    try:
        assert code_of(lambda: erase_everything(places)) is TroubleCode.HISTORY_IN_USE
        assert places.settings.exists()
    finally:
        window.close()
    erase_everything(places)
    assert not places.settings.exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may remove everything")
def test_what_can_not_be_removed_is_told_and_the_rest_is_gone(files: Place, places: Places) -> None:
    files.close()
    places.logs.chmod(0o500)
    try:
        assert code_of(lambda: erase_everything(places)) is TroubleCode.CANNOT_WRITE
    finally:
        places.logs.chmod(0o700)
    assert not places.settings.exists()


def test_the_usual_places_are_pibus_own(monkeypatch: pytest.MonkeyPatch) -> None:
    found = usual_places()
    assert found.data == Path(os.environ["PIBU_DATA_DIR"])
    assert found.packs.parent == found.data
    assert found.settings.parent == Path(os.environ["PIBU_CONFIG_DIR"])
    assert found.graphs.parent == Path(os.environ["PIBU_CACHE_DIR"])
