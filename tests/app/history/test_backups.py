"""Backups: one a day, checked, thrown away in the right order; restored whole or not at all; only by their owner."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from app.__main__ import main
from app.history.backup_cipher import envelope_in
from app.history.backup_file import read_contents, read_scans
from app.history.backup_records import Backup, BackupKind
from app.history.export import export_all
from app.history.importing import import_all
from app.history.ports import Backups, History, Storage
from app.history.records import ScanDraft, Tag, TagKind
from app.history.scan_json import scan_to_json
from app.history.storage import open_storage
from app.history.vault import Vault
from ml.errors import PibuError, TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import PASSWORD, QUICK, SEOUL, draft, example_pictures, example_scan
from tests.app.history.test_file_storage import code_of, files_of

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=SEOUL)
NEEDLE = "Needle-Notes-5d1e"
PHOTO = b"Needle-Photo-PIXELS" * 40


@dataclass(slots=True)
class Keeping:
    """One profile, signed in, with an open history and its backups."""

    storage: Storage
    vault: Vault
    history: History

    @property
    def backups(self) -> Backups:
        return self.storage.backups(self.vault)

    def save(self, day: int, photo: bytes | None = None, notes: str = "") -> str:
        pictures = None if photo is None else example_pictures(photo)
        scan = example_scan(day, notes=notes, tags=(Tag(TagKind.FREE, "창가"),))
        return self.history.save(ScanDraft(scan, pictures) if pictures else ScanDraft(scan)).id

    def state(self) -> list[tuple[str, bytes | None, bytes | None]]:
        """All that is kept, as values."""
        scans = self.history.scans(limit=1000)
        return [(scan_to_json(s), self.history.photo(s.id), self.history.thumbnail(s.id)) for s in scans]


def keeping(place: Place, name: str = "Jimin") -> Keeping:
    storage = place.storage()
    try:
        vault = storage.profiles.sign_in(name, PASSWORD)
    except PibuError:
        vault = storage.profiles.create(name, PASSWORD)
    history = storage.open(vault)
    place.opened(history)
    return Keeping(storage, vault, history)


@contextmanager
def signed_in(place: Place, name: str = "Jimin") -> Iterator[Backups]:
    """The backups of somebody whose history is closed."""
    storage = place.storage()
    yield storage.backups(storage.profiles.sign_in(name, PASSWORD))


def flipped(path: Path, where: int) -> None:
    content = bytearray(path.read_bytes())
    content[where] ^= 1
    path.write_bytes(bytes(content))


def test_a_file_brings_everything_back_on_either_storage(place: Place, tmp_path: Path) -> None:
    mine = keeping(place)
    for day in range(3):
        mine.save(day, PHOTO + bytes([day]), NEEDLE)
    mine.save(9)
    before, target = mine.state(), tmp_path / "mine.pibu"
    backup = mine.backups.write(mine.history, target, NOW)
    assert (backup.scans, backup.pictures, backup.sound, backup.kind) == (4, 9, True, BackupKind.FILE)
    assert (backup.path, backup.made, backup.size) == (target, NOW, target.stat().st_size)
    late = mine.save(20, PHOTO, "later")
    mine.history.annotate(mine.history.scans()[1].id, "changed", [])
    changed = mine.state()
    mine.history.close()
    with signed_in(place) as backups:
        restored = backups.restore(target, NOW)
    assert (restored.scans, restored.missing, restored.damaged) == (4, 0, None)
    mine = keeping(place)
    assert mine.state() == before
    assert late not in mine.history.known()
    assert restored.aside is not None
    mine.history.close()
    with signed_in(place) as backups:
        backups.restore(restored.aside.path, NOW)
    assert keeping(place).state() == changed, "a restore that is regretted loses nothing"


def test_another_computer_needs_only_file_id_and_password(place: Place, tmp_path: Path) -> None:
    mine = keeping(place)
    mine.save(1, PHOTO, NEEDLE)
    before, target = mine.state(), tmp_path / "mine.pibu"
    mine.backups.write(mine.history, target, NOW)
    key = mine.storage.profiles.make_recovery_key(mine.vault, PASSWORD)
    recoverable = tmp_path / "recoverable.pibu"
    mine.backups.write(mine.history, recoverable, NOW)
    assert NEEDLE.encode() not in target.read_bytes()
    assert PHOTO[:19] not in target.read_bytes()
    for number, way in enumerate(("password", "recovery key")):
        elsewhere = open_storage(tmp_path / f"computer{number}", "", QUICK)
        profiles = elsewhere.profiles
        if way == "password":
            assert code_of(lambda: profiles.adopt(envelope_in(target), "Jimin", "wrong")) is TroubleCode.SIGN_IN_REFUSED  # noqa: B023
            vault = profiles.adopt(envelope_in(target), "Jimin", PASSWORD)
        else:
            new = "another long password"
            asked = (envelope_in(recoverable), "Jimin")
            wrong = "2222-2222-2222-2222-2222-2222-2222-2222"
            assert code_of(lambda: profiles.adopt_by_recovery(*asked, wrong, new)) is TroubleCode.RECOVERY_REFUSED  # noqa: B023
            vault = profiles.adopt_by_recovery(*asked, key, new)
            assert profiles.sign_in("Jimin", new).profile.id == vault.profile.id
        elsewhere.backups(vault).restore(target, NOW)
        there = Keeping(elsewhere, vault, elsewhere.open(vault))
        assert there.state() == before
        there.history.close()
        elsewhere.close()


def test_a_profile_here_is_not_replaced_by_another_of_its_id(place: Place, tmp_path: Path) -> None:
    """An envelope under somebody's id with another data key would make that one's history unreadable."""
    mine, haru = keeping(place), keeping(place, "Haru")
    envelope = haru.storage.profiles.envelope(haru.vault)
    forged = envelope.replace(haru.vault.profile.id.encode(), mine.vault.profile.id.encode())
    profiles = mine.storage.profiles
    code = code_of(lambda: profiles.adopt(forged, "Jimin", PASSWORD))
    assert code in (TroubleCode.BACKUP_FOREIGN, TroubleCode.SIGN_IN_REFUSED)
    assert profiles.sign_in("Jimin", PASSWORD).data_key() == mine.vault.data_key()
    again = profiles.adopt(profiles.envelope(mine.vault), "지민", PASSWORD)
    assert again.data_key() == mine.vault.data_key()


def test_nobody_reads_or_restores_anothers_backup(place: Place, tmp_path: Path) -> None:
    mine, haru = keeping(place), keeping(place, "Haru")
    mine.save(1, PHOTO, NEEDLE)
    haru.save(2)
    target = tmp_path / "mine.pibu"
    mine.backups.write(mine.history, target, NOW)
    before = haru.state()
    haru.history.close()
    with signed_in(place, "Haru") as backups:
        assert code_of(lambda: backups.look(target)) is TroubleCode.BACKUP_FOREIGN
        assert code_of(lambda: backups.restore(target, NOW)) is TroubleCode.BACKUP_FOREIGN
        forged = tmp_path / "forged.pibu"
        forged.write_bytes(target.read_bytes().replace(mine.vault.profile.id.encode(), haru.vault.profile.id.encode()))
        assert backups.look(forged).sound is False
        assert code_of(lambda: backups.restore(forged, NOW)) is TroubleCode.BACKUP_DAMAGED
    assert keeping(place, "Haru").state() == before
    with pytest.raises(ValueError, match="another profile"):
        haru.storage.backups(keeping(place, "Dana").vault).write(mine.history, tmp_path / "x.pibu", NOW)


def test_every_changed_byte_and_every_cut_is_noticed(files: Place, tmp_path: Path) -> None:
    mine = keeping(files)
    mine.save(1, b"small", NEEDLE)
    target = tmp_path / "mine.pibu"
    mine.backups.write(mine.history, target, NOW)
    content, spoiled = target.read_bytes(), tmp_path / "spoiled.pibu"
    assert len(list(read_scans(target, mine.vault))) == 1
    step = max(1, len(content) // 150)
    unnoticed = []
    for where in range(0, len(content), step):
        for way in ("flip", "cut"):
            changed = content[:where] + bytes([content[where] ^ 0x40]) + content[where + 1 :]
            spoiled.write_bytes(changed if way == "flip" else content[:where])
            try:
                if mine.backups.look(spoiled).sound:
                    unnoticed.append((way, where))
            except PibuError as trouble:
                told = trouble.code
                if told not in (TroubleCode.BACKUP_FOREIGN, TroubleCode.BACKUP_NEWER):
                    unnoticed.append((way, where))
    assert not unnoticed
    spoiled.write_bytes(content + b"x")
    assert not mine.backups.look(spoiled).sound
    assert code_of(lambda: envelope_in(spoiled)) is TroubleCode.BACKUP_DAMAGED


def test_what_is_no_backup_is_refused(place: Place, tmp_path: Path) -> None:
    mine = keeping(place)
    mine.save(1)
    target = tmp_path / "mine.pibu"
    mine.backups.write(mine.history, target, NOW)
    newer = tmp_path / "newer.pibu"
    newer.write_bytes(target.read_bytes().replace(b'"format": 1', b'"format": 2'))
    (tmp_path / "photo.pibu").write_bytes(b"\xff\xd8 a photo")
    (tmp_path / "empty.pibu").write_bytes(b"")
    mine.history.close()
    with signed_in(place) as backups:
        expected = {
            "newer.pibu": TroubleCode.BACKUP_NEWER,
            "photo.pibu": TroubleCode.BACKUP_FOREIGN,
            "empty.pibu": TroubleCode.BACKUP_FOREIGN,
            "absent.pibu": TroubleCode.BACKUP_GONE,
        }
        for name, code in expected.items():
            assert code_of(lambda name=name: backups.restore(tmp_path / name, NOW)) is code  # type: ignore[misc]
    assert keeping(place).history.count() == 1


def test_a_file_that_is_there_is_not_overwritten_unasked(place: Place, tmp_path: Path) -> None:
    mine = keeping(place)
    mine.save(1)
    target = tmp_path / "mine.pibu"
    target.write_bytes(b"something else")
    assert code_of(lambda: mine.backups.write(mine.history, target, NOW)) is TroubleCode.FILE_TAKEN
    assert target.read_bytes() == b"something else"
    assert mine.backups.write(mine.history, target, NOW, replace=True).sound
    gone = tmp_path / "no folder" / "mine.pibu"
    assert code_of(lambda: mine.backups.write(mine.history, gone, NOW)) is TroubleCode.CANNOT_WRITE
    assert [path.name for path in tmp_path.glob("*.p*") if path.is_file()] == ["mine.pibu"]


def test_what_the_one_who_watches_raises_ends_a_backup_cleanly(place: Place, tmp_path: Path) -> None:
    mine = keeping(place)
    mine.save(1)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mine.backups.write(mine.history, tmp_path / "mine.pibu", NOW, told=stop)
    assert not [path for path in tmp_path.iterdir() if path.is_file()]
    mine.backups.write(mine.history, tmp_path / "mine.pibu", NOW)
    before = mine.state()
    mine.history.close()
    with signed_in(place) as backups, pytest.raises(KeyboardInterrupt):
        backups.restore(tmp_path / "mine.pibu", NOW, told=stop)
    assert keeping(place).state() == before


def test_a_server_keeps_none_by_itself(served: Place) -> None:
    mine = keeping(served)
    mine.save(1)
    assert mine.backups.automatic is False
    assert mine.backups.keep_daily(mine.history, NOW) is None
    assert mine.backups.kept() == ()


def test_the_command_tells_of_a_servers_keeper(
    served: Place, qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keeping(served).save(1)
    monkeypatch.setenv("PIBU_DATABASE_URL", served.address)
    monkeypatch.setattr("app.history.wrapping.USUAL", QUICK)
    reading, writing = os.pipe()
    os.write(writing, f"{PASSWORD}\n".encode())
    os.close(writing)
    words = ["history", "backup", "--profile", "Jimin", "--password-fd", str(reading), "--language", "en"]
    assert main(words, qapp) == 1
    os.close(reading)
    assert "made by its keeper" in capsys.readouterr().err


def test_one_a_day_and_pictures_once(files: Place) -> None:
    mine = keeping(files)
    assert mine.backups.automatic is True
    assert mine.backups.keep_daily(mine.history, NOW) is None, "there is nothing to back up"
    mine.save(1, PHOTO, NEEDLE)
    first = mine.backups.keep_daily(mine.history, NOW)
    assert first is not None
    assert (first.scans, first.pictures, first.holds_pictures, first.kind) == (1, 3, False, BackupKind.DAILY)
    assert mine.backups.keep_daily(mine.history, NOW + timedelta(hours=10)) is None
    mine.save(2, PHOTO)
    for day in range(1, 4):
        assert mine.backups.keep_daily(mine.history, NOW + timedelta(days=day)) is not None
    newest, *others = mine.backups.kept()
    assert [one.scans for one in (newest, *others)] == [2, 2, 2, 1]
    (folder,) = files.folder.glob("profiles/*/backups/pictures")
    assert len(list(folder.iterdir())) == 6, "each picture once"
    first.path.write_bytes(b"damaged")
    assert [one.path for one in mine.backups.kept() if not one.sound] == [first.path]
    flipped(newest.path, 900)
    assert mine.backups.keep_daily(mine.history, NOW + timedelta(days=3)) is not None, "today's is damaged"


def test_seven_days_and_four_weeks_are_kept(files: Place) -> None:
    mine = keeping(files)
    mine.save(1)
    for day in range(60):
        mine.backups.keep_daily(mine.history, NOW + timedelta(days=day))
    ages = [(NOW + timedelta(days=59) - one.made).days for one in mine.backups.kept()]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    weeks = [(NOW + timedelta(days=59 - age)) for age in ages[7:]]
    assert [week.isoweekday() for week in weeks[1:]] == [7, 7, 7], "the last day of each week before"
    assert ages[7:] == [7, 11, 18, 25]


def test_a_good_old_one_stays_while_newer_ones_are_damaged(files: Place) -> None:
    mine = keeping(files)
    mine.save(1)
    for day in range(7):
        mine.backups.keep_daily(mine.history, NOW + timedelta(days=day))
    good = mine.backups.kept()[-1]
    for one in mine.backups.kept()[:-1]:
        flipped(one.path, one.size // 2)
    for day in range(7, 13):
        mine.backups.keep_daily(mine.history, NOW + timedelta(days=day))
    sound = [one for one in mine.backups.kept() if one.sound]
    assert good in sound
    assert len(sound) == 7


def test_purged_scans_go_from_every_backup(files: Place) -> None:
    """Every backup is decrypted: neither the scan's text nor its id nor its pictures are in any of them."""
    mine = keeping(files)
    going, staying = mine.save(1, PHOTO, NEEDLE), mine.save(2, PHOTO + b"2", "stays")
    for day in range(3):
        mine.backups.keep_daily(mine.history, NOW + timedelta(days=day))
    mine.history.close()
    with signed_in(files) as backups:
        restored = backups.restore(backups.kept()[0].path, NOW + timedelta(days=3))
    assert restored.aside is not None
    mine = keeping(files)
    (folder,) = files.folder.glob("profiles/*/backups")
    (folder / "damaged-2026").mkdir()
    (folder / "before-s0001.db").write_bytes(b"a copy made before a migration")
    (folder / "daily-2026-11-01.pibu").write_bytes(b"who knows what is in it")
    assert NEEDLE in text_of(mine.backups.kept(), mine.vault)
    mine.history.delete([going])
    assert NEEDLE in text_of(mine.backups.kept(), mine.vault), "until it is purged it can be brought back"
    assert mine.history.purge() == (going,)
    kept = mine.backups.kept()
    assert len(kept) == 4
    assert [(one.scans, one.sound) for one in kept] == [(1, True)] * 4
    plain = text_of(kept, mine.vault)
    assert "stays" in plain
    assert NEEDLE not in plain
    assert going not in plain
    assert not [path for path in files_of(folder) if going in path.name or going.encode() in path.read_bytes()]
    assert sorted(path.name for path in folder.glob("pictures/*")) == sorted(
        f"{staying}.{kind}.enc" for kind in ("photo", "thumbnail", "heat")
    )
    assert sorted(path.name for path in folder.iterdir()) == sorted([*(one.path.name for one in kept), "pictures"])


def text_of(backups: tuple[Backup, ...], vault: Vault) -> str:
    """All that stands in sound backups."""
    parts = []
    for one in backups:
        if one.sound:
            parts += [scan_to_json(sealed.scan) for sealed in read_scans(one.path, vault)]
            parts += sorted(read_contents(one.path, vault).scans)
    return "\n".join(parts)


def test_what_a_crash_left_of_a_purge_is_finished(files: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups are cleaned before the rows go, so a kill in between leaves the scan to the next opening."""
    mine = keeping(files)
    going = mine.save(1, PHOTO, NEEDLE)
    mine.save(2)
    mine.backups.keep_daily(mine.history, NOW)
    mine.history.delete([going])

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("app.history.scan_writes.ScanWriter.remove", killed)
        with pytest.raises(KeyboardInterrupt):
            mine.history.purge()
    assert going in mine.history.known()
    mine.history.close()
    mine = keeping(files)
    assert going not in mine.history.known()
    assert [one.scans for one in mine.backups.kept()] == [1]


def test_clearing_destroys_the_backups_too(files: Place) -> None:
    mine = keeping(files)
    mine.save(1, PHOTO, NEEDLE)
    mine.backups.keep_daily(mine.history, NOW)
    mine.history.clear()
    assert mine.backups.kept() == ()
    assert list(files.folder.glob("profiles/*/backups")) == []


@pytest.mark.parametrize("how", ["changed", "gone", "empty"])
def test_a_damaged_history_is_restored_at_sign_in(files: Place, how: str) -> None:
    mine = keeping(files)
    kept = mine.save(1, PHOTO, NEEDLE)
    daily = mine.backups.keep_daily(mine.history, NOW)
    assert daily is not None
    late = mine.save(2, b"late photo")
    before = mine.state()[1:]
    mine.history.close()
    (database,) = files.folder.glob("profiles/*/history.db")
    (photo,) = files.folder.glob(f"profiles/*/photos/{kept}.photo.enc")
    photo.write_bytes(b"damaged as well")
    if how == "changed":
        flipped(database, 9000)
        database.with_name("history.db-wal").write_bytes(b"a log of another database" * 300)
    elif how == "gone":
        database.unlink()
    else:
        database.write_bytes(b"")
    storage = files.storage()
    vault = storage.profiles.sign_in("Jimin", PASSWORD)
    assert code_of(lambda: storage.open(vault)) is TroubleCode.HISTORY_DAMAGED
    (only,) = storage.backups(vault).kept()
    assert only == daily
    restored = storage.backups(vault).restore(daily.path, NOW + timedelta(days=1))
    assert (restored.scans, restored.missing, restored.aside) == (1, 0, None)
    again = keeping(files)
    assert again.state() == before, "the damaged photo came from the copies"
    assert late not in again.history.known()
    if how != "gone":
        assert restored.damaged is not None
        assert (restored.damaged / "history.db").exists()
        assert list(files.folder.glob(f"profiles/*/backups/pictures/{late}.photo.enc")), "nothing is lost"


def test_only_a_closed_history_is_restored(files: Place, tmp_path: Path) -> None:
    mine = keeping(files)
    mine.save(1)
    mine.backups.write(mine.history, tmp_path / "mine.pibu", NOW)
    with signed_in(files) as backups:
        assert code_of(lambda: backups.restore(tmp_path / "mine.pibu", NOW)) is TroubleCode.HISTORY_IN_USE
    assert mine.history.count() == 1


def test_three_states_before_restores_are_kept_for_five_weeks(files: Place) -> None:
    mine = keeping(files)
    mine.save(1, PHOTO)
    daily = mine.backups.keep_daily(mine.history, NOW)
    assert daily is not None
    mine.history.close()
    for minute in range(5):
        with signed_in(files) as backups:
            backups.restore(daily.path, NOW + timedelta(minutes=minute))
    mine = keeping(files)
    kinds = [one.kind for one in mine.backups.kept()]
    assert kinds == [BackupKind.ASIDE] * 3 + [BackupKind.DAILY]
    mine.backups.keep_daily(mine.history, NOW + timedelta(days=36))
    assert [one.kind for one in mine.backups.kept()] == [BackupKind.DAILY] * 2
    assert mine.history.photo(mine.history.scans()[0].id) == PHOTO


def test_a_picture_that_is_nowhere_is_counted(files: Place) -> None:
    mine = keeping(files)
    kept = mine.save(1, PHOTO)
    daily = mine.backups.keep_daily(mine.history, NOW)
    assert daily is not None
    mine.history.close()
    for path in files.folder.rglob(f"{kept}.photo.enc"):
        path.unlink()
    with signed_in(files) as backups:
        assert backups.restore(daily.path, NOW).missing == 1
    again = keeping(files)
    assert code_of(lambda: again.history.photo(kept)) is TroubleCode.PICTURE_DAMAGED
    assert again.history.thumbnail(kept) is not None


def test_a_history_that_is_closed_ends_its_backup(files: Place) -> None:
    mine = keeping(files)
    mine.history.save_many(draft(day) for day in range(120))
    backups = mine.backups
    history = mine.history

    class Closing:
        """Closes the history after the first page."""

        profile = history.profile

        def __getattr__(self, name: str) -> object:
            if name == "whole":
                whole = history.whole

                def once(ids: tuple[str, ...]) -> object:
                    found = whole(ids)
                    history.close()
                    return found

                return once
            return getattr(history, name)

    assert code_of(lambda: backups.keep_daily(Closing(), NOW)) is TroubleCode.LOCKED  # type: ignore[arg-type]
    assert [path for path in files_of(files.folder) if "backups" in path.parts] == []


def test_logs_and_errors_hold_no_secret(
    place: Place, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        mine = keeping(place, "Needle Nadel")
        mine.save(1, PHOTO, NEEDLE)
        secrets = (mine.vault.data_key().hex(), mine.vault.backup_key(bytes(32)).hex())
        target, export = tmp_path / "mine.pibu", tmp_path / "all.zip"
        mine.backups.write(mine.history, target, NOW)
        mine.backups.keep_daily(mine.history, NOW)
        export_all(mine.history, export, "")
        assert code_of(lambda: import_all(mine.history, target)) is TroubleCode.EXPORT_UNFIT
        import_all(mine.history, export)
        mine.history.close()
        flipped(target, 900)
        with signed_in(place, "Needle Nadel") as backups, pytest.raises(PibuError) as caught:
            backups.restore(target, NOW)
    said = caplog.text + "".join(capfd.readouterr()) + repr(caught.value) + repr(mine.vault)
    for needle in (*secrets, NEEDLE, "Needle Nadel", "Needle-Photo", PASSWORD, "창가"):
        assert needle not in said, needle
