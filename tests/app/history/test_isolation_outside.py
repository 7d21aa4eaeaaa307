"""What isn't a call of a history keeps profiles apart too: Profiles, Backups, exports and imports."""

from __future__ import annotations

import inspect
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.history.export import export_all
from app.history.file_backups import FileBackups
from app.history.importing import import_all
from app.history.ports import Backups, History, Profiles, Storage
from app.history.profile_store import ProfileStore
from app.history.records import ScanDraft, Tag, TagKind
from app.history.server_backups import ServerBackups
from app.history.vault import Vault
from ml.errors import PibuError, TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import PASSWORD, draft, example_pictures, example_scan
from tests.app.history.test_file_storage import code_of

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
NEEDLE = "needle of Haru"
THEIRS = "Haru's own long password"
"""Haru's; Jimin has PASSWORD."""
LATER = "Jimin's later long password"


@dataclass(frozen=True, slots=True)
class Two:
    """Jimin, who tries, and Haru, whose files and ids Jimin knows. backup, export: Haru's, made by Haru."""

    storage: Storage
    mine: Vault
    my_history: History
    theirs: Vault
    history: History
    scan: str
    backup: Path
    export: Path
    folder: Path

    @property
    def profiles(self) -> Profiles:
        """Who may sign in."""
        return self.storage.profiles

    @property
    def backups(self) -> Backups:
        """Jimin's."""
        return self.storage.backups(self.mine)

    def seen(self) -> tuple[object, ...]:
        """What Haru has."""
        one = self.history.scan(self.scan)
        seen = (one.notes, one.tags, self.history.photo(self.scan), self.history.timeline().scans)
        return (*seen, self.profiles.envelope(self.theirs), self.profiles.ids())


@pytest.fixture
def two(place: Place, tmp_path: Path) -> Two:
    """Both with a scan; Haru with a backup and an export."""
    storage = place.storage()
    vaults = [storage.profiles.create(*who) for who in (("Jimin", PASSWORD), ("Haru", THEIRS))]
    mine, theirs = (storage.open(vault) for vault in vaults)
    place.opened(mine)
    place.opened(theirs)
    mine.save(draft(1))
    tag = Tag(TagKind.FREE, NEEDLE)
    kept = theirs.save(ScanDraft(example_scan(2, notes=NEEDLE, tags=(tag,)), example_pictures(NEEDLE.encode())))
    backup, export = tmp_path / "haru.pibu", tmp_path / "haru.zip"
    storage.backups(vaults[1]).write(theirs, backup, NOW)
    export_all(theirs, export, "")
    return Two(storage, vaults[0], mine, vaults[1], theirs, kept.id, backup, export, tmp_path)


def exported(two: Two) -> bytes:
    """Everything that Jimin's export holds."""
    export_all(two.my_history, two.folder / "mine.zip", "", replace=True)
    with zipfile.ZipFile(two.folder / "mine.zip") as archive:
        return b"".join(name.encode() + archive.read(name) for name in archive.namelist())


def written(two: Two) -> bytes:
    two.backups.write(two.my_history, two.folder / "mine.pibu", NOW, replace=True)
    return (two.folder / "mine.pibu").read_bytes()


PROFILES: dict[str, Callable[[Two], object]] = {
    "sign_in": lambda two: two.profiles.sign_in("Haru", PASSWORD),
    "recover": lambda two: two.profiles.recover("Haru", "AAAA-BBBB-CCCC-DDDD-EEEE", LATER),
    "create": lambda two: two.profiles.create("Haru", PASSWORD),
    "rename": lambda two: two.profiles.rename(two.mine, "Haru"),
    "change_password": lambda two: two.profiles.change_password(two.theirs, PASSWORD, LATER),
    "make_recovery_key": lambda two: two.profiles.make_recovery_key(two.theirs, PASSWORD),
    "delete": lambda two: two.profiles.delete(two.theirs, PASSWORD),
    "adopt": lambda two: two.profiles.adopt(two.profiles.envelope(two.theirs), "Jimin", PASSWORD),
    "adopt_by_recovery": lambda two: two.profiles.adopt_by_recovery(
        two.profiles.envelope(two.theirs), "Jimin", "AAAA-BBBB-CCCC-DDDD-EEEE", LATER
    ),
}
"""Each call that opens or changes a profile, tried by Jimin on Haru's: every one is refused."""
SAYS_NOTHING = {"is_empty", "ids", "has_recovery_key", "envelope"}
"""Whether there is anybody, random ids, yes or no, and keys that are wrapped (test_profiles, test_vault)."""
BACKUPS: dict[str, Callable[[Two], object]] = {
    "kept": lambda two: two.backups.kept(),
    "look": lambda two: two.backups.look(two.backup),
    "keep_daily": lambda two: two.backups.keep_daily(two.my_history, NOW),
    "write": written,
    "restore": lambda two: two.backups.restore(two.backup, NOW),
}
EXPORTS: dict[str, Callable[[Two], object]] = {"export_all": exported}
CALLS = PROFILES | BACKUPS | EXPORTS
OWN_BUSINESS = {"automatic", "forget", "without_pictures"}
"""Says yes or no; what the storage calls itself, with ids of the history that it was made for."""
REFUSED = {
    TroubleCode.SIGN_IN_REFUSED,
    TroubleCode.SIGN_IN_WAIT,
    TroubleCode.RECOVERY_REFUSED,
    TroubleCode.PROFILE_NAME_TAKEN,
    TroubleCode.BACKUP_FOREIGN,
    TroubleCode.HISTORY_IN_USE,
}


def public(kind: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(kind) if not name.startswith("_")}


def test_every_call_is_tried() -> None:
    assert public(ProfileStore) - SAYS_NOTHING == set(PROFILES)
    assert public(FileBackups) - OWN_BUSINESS == set(BACKUPS)
    assert public(ServerBackups) - OWN_BUSINESS == set(BACKUPS)


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_another_s_profile_is_refused(two: Two, name: str) -> None:
    before = two.seen()
    assert code_of(lambda: PROFILES[name](two)) in REFUSED
    assert two.seen() == before


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(names=st.lists(st.sampled_from(sorted(CALLS)), min_size=1, max_size=5))
def test_no_sequence_of_calls_reaches_another_profile(two: Two, names: list[str]) -> None:
    before = two.seen()
    for name in names:
        content = told_by(two, name)
        assert NEEDLE.encode() not in content
        assert two.scan.encode() not in content
    assert two.seen() == before
    assert two.scan not in two.my_history.timeline().scans


def told_by(two: Two, name: str) -> bytes:
    """What a call answers; nothing when it is refused."""
    try:
        answer = CALLS[name](two)
    except PibuError as trouble:
        if trouble.code not in REFUSED:
            raise
        return b""
    return answer if isinstance(answer, bytes) else repr(answer).encode()


def test_another_s_backup_is_not_restored(two: Two) -> None:
    """Nor looked into; with the history closed, as a restore wants it."""
    spare = two.mine.renamed(two.mine.profile)
    two.my_history.close()
    backups = two.storage.backups(spare)
    assert code_of(lambda: backups.look(two.backup)) is TroubleCode.BACKUP_FOREIGN
    assert code_of(lambda: backups.restore(two.backup, NOW)) is TroubleCode.BACKUP_FOREIGN
    again = two.storage.open(spare)
    assert again.count() == 1
    assert two.scan not in again.timeline().scans
    again.close()


def test_an_import_gives_a_copy_of_one_s_own(two: Two) -> None:
    """An export is not encrypted and whoever has the file may read it; what it came from isn't touched by it."""
    kept = two.history.save(draft(5, notes=NEEDLE)).id
    two.history.delete([two.scan])  # an import wants real JPEGs
    export_all(two.history, two.export, "", replace=True)
    two.history.undelete([two.scan])
    before = (two.seen(), two.history.scan(kept).notes)
    assert import_all(two.my_history, two.export).added == (kept,)
    two.my_history.annotate(kept, "changed", [])
    assert (two.seen(), two.history.scan(kept).notes) == before
    two.my_history.delete([kept])
    two.my_history.purge()
    assert (two.seen(), two.history.scan(kept).notes) == before
