"""`pibu history`: every action with a real history; passwords come from a descriptor or a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.history.storage import open_storage
from app.profiles.photo_consent import CONSENT_NAME, PhotoConsent
from app.settings import config_folder
from tests.app.history.example_scans import PASSWORD, QUICK, draft, example_pictures
from tests.source_tree import ROOT

Run = Callable[..., tuple[int, str, str]]
NEW = "another long password"


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.history.wrapping.USUAL", QUICK)


@pytest.fixture
def folder() -> Path:
    """Where the command's history lies."""
    return Path(os.environ["PIBU_DATA_DIR"])


@pytest.fixture
def run(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in English with these lines on a descriptor: status, output, what was said."""

    def call(*words: str, typed: tuple[str, ...] = (PASSWORD,)) -> tuple[int, str, str]:
        reading, writing = os.pipe()
        os.write(writing, "".join(f"{line}\n" for line in typed).encode())
        os.close(writing)
        try:
            status = main(["history", *words, "--password-fd", str(reading), "--language", "en"], qapp)
        finally:
            os.close(reading)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def ids(folder: Path) -> list[str]:
    """Jimin's three scans, oldest first; one has pictures."""
    storage = open_storage(folder, "", QUICK)
    history = storage.open(storage.profiles.create("Jimin", PASSWORD))
    kept = [history.save(draft(0)), history.save(draft(1, notes="after a\nflight")), history.save(draft(2))]
    kept.append(history.save(draft(3, example_pictures())))
    history.close()
    storage.close()
    return [scan.id for scan in kept]


def test_list(run: Run, ids: list[str]) -> None:
    status, table, _ = run("list", "--profile", "Jimin")
    lines = table.splitlines()
    assert status == 0
    assert lines[0].split() == [
        "taken",
        "source",
        "Oil",
        "Hydration",
        "Wrinkles",
        "Pigmentation",
        "Sensitivity",
        "notes",
    ]
    assert lines[1].startswith("2026-01-04 07:30  HD Webcam  ")
    assert lines[3].endswith("after a flight")
    assert len(lines) == 5
    assert len(run("list", "--profile", "Jimin", "--limit", "2")[1].splitlines()) == 3
    status, text, _ = run("list", "--profile", "Jimin", "--json")
    assert [scan["id"] for scan in json.loads(text)] == ids[::-1]


def test_export_and_import(run: Run, ids: list[str], tmp_path: Path, folder: Path) -> None:
    target = tmp_path / "all.zip"
    status, out, said = run("export", str(target), "--profile", "Jimin")
    assert (status, out) == (0, f"Exported to {target}. Scans: 4, pictures: 3.\n")
    assert "Anybody who has this file can read it" in said
    with zipfile.ZipFile(target) as archive:
        assert "Anybody who has this file can read it" in archive.read("README.txt").decode()
    status, _, said = run("export", str(target), "--profile", "Jimin")
    assert status == 1
    assert "is there already" in said
    assert run("export", str(target), "--profile", "Jimin", "--replace")[0] == 0
    status, out, _ = run("import", str(target), "--profile", "Jimin", "--json")
    assert (status, json.loads(out)["added"], sorted(json.loads(out)["known"])) == (0, [], sorted(ids))
    storage = open_storage(folder, "", QUICK)
    storage.profiles.create("Haru", PASSWORD)
    storage.close()
    status, _, said = run("import", str(target), "--profile", "Haru")
    assert status == 1, "its pictures are made-up bytes"
    assert "damaged" in said
    assert run("list", "--profile", "Haru")[1] == "No scan is kept yet.\n"


def test_backup_and_restore(run: Run, ids: list[str], tmp_path: Path, folder: Path) -> None:
    status, out, _ = run("backup", "--profile", "Jimin")
    assert status == 0
    assert "Scans: 4, pictures: 3." in out
    assert run("backup", "--profile", "Jimin")[1] == "Today's backup is there already.\n"
    status, table, _ = run("restore", "--profile", "Jimin")
    assert status == 0
    assert table.splitlines()[1].split()[2:] == [
        "4",
        *table.splitlines()[1].split()[3:5],
        "sound",
        "daily",
        name_of(table),
    ]
    (database,) = folder.glob("profiles/*/history.db")
    database.write_bytes(b"damaged" * 999)
    status, _, said = run("list", "--profile", "Jimin")
    assert status == 1
    assert "The history is damaged" in said
    status, out, _ = run("restore", name_of(table), "--profile", "Jimin")
    assert status == 0
    assert out.startswith("Restored. Scans: 4.\nWhat was there before is kept in ")
    status, text, _ = run("list", "--profile", "Jimin", "--json")
    assert [scan["id"] for scan in json.loads(text)] == ids[::-1]
    assert run("restore", "absent", "--profile", "Jimin")[0] == 1


def name_of(table: str) -> str:
    return table.splitlines()[1].split()[-1]


def test_a_file_moves_a_profile_to_another_computer(
    run: Run, ids: list[str], tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = open_storage(folder, "", QUICK)
    vault = storage.profiles.sign_in("Jimin", PASSWORD)
    key = storage.profiles.make_recovery_key(vault, PASSWORD)
    storage.close()
    target = tmp_path / "mine.pibu"
    status, out, _ = run("backup", str(target), "--profile", "Jimin", "--json")
    assert (status, json.loads(out)["scans"], json.loads(out)["sound"]) == (0, 4, True)
    for number, (words, typed) in enumerate([((), (PASSWORD,)), (("--recovery-key",), (key, NEW))]):
        monkeypatch.setenv("PIBU_DATA_DIR", str(tmp_path / f"computer{number}"))
        assert run("restore", str(target), "--profile", "Jimin", typed=("wrong password",))[0] == 1
        status, out, _ = run("restore", str(target), "--profile", "Jimin", *words, typed=typed)
        assert (status, out) == (0, "Restored. Scans: 4.\n")
        assert len(run("list", "--profile", "Jimin", typed=typed[-1:])[1].splitlines()) == 5
    spoiled = tmp_path / "spoiled.pibu"
    spoiled.write_bytes(target.read_bytes()[:-50])
    monkeypatch.setenv("PIBU_DATA_DIR", str(tmp_path / "third"))
    status, _, said = run("restore", str(spoiled), "--profile", "Jimin")
    assert status == 1
    assert "damaged" in said
    third = open_storage(tmp_path / "third", "", QUICK)
    assert third.profiles.is_empty()
    third.close()


def test_delete(run: Run, ids: list[str], folder: Path) -> None:
    (folder_of_jimin,) = (folder / "profiles").iterdir()
    PhotoConsent().put(folder_of_jimin.name, True)
    run("backup", "--profile", "Jimin")
    assert run("delete", "--profile", "Jimin", typed=("wrong password",))[0] == 1
    assert PhotoConsent().of(folder_of_jimin.name)
    status, _, said = run("delete", "--profile", "Jimin")
    assert status == 1, "nobody said yes"
    assert "Nothing was deleted" in said
    assert run("list", "--profile", "Jimin")[0] == 0
    assert run("delete", "--profile", "Jimin", "--yes")[:2] == (0, "The profile and all its scans are deleted.\n")
    assert run("list", "--profile", "Jimin")[0] == 1
    assert list((folder / "profiles").iterdir()) == []
    assert folder_of_jimin.name not in (config_folder() / CONSENT_NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("export", "--profile", "Jimin"),
        ("import", "--profile", "Jimin"),
        ("list", "file.zip", "--profile", "Jimin"),
        ("delete", "file.zip", "--profile", "Jimin"),
        ("sweep", "--profile", "Jimin"),
        ("list", "--everything"),
        ("delete", "--everything", "--profile", "Jimin"),
        ("list", "--profile", "Jimin", "--limit", "0"),
        ("backup", "--profile", "Jimin", "--recovery-key"),
        ("list", "--profile", "Jimin", "--password", PASSWORD),
    ],
    ids=" ".join,
)
def test_wrong_calls_end_with_2_and_change_nothing(run: Run, folder: Path, words: tuple[str, ...]) -> None:
    assert run(*words)[0] == 2
    assert not list(folder.iterdir())


def test_there_is_a_line_for_each_secret(run: Run, ids: list[str]) -> None:
    status, _, said = run("list", "--profile", "Jimin", typed=())
    assert status == 2
    assert "file descriptor" in said
    assert run("list", "--profile", "Jimin", typed=("x" * 5000,))[0] == 2


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are POSIX's here")
def test_a_password_is_typed_at_the_terminal_unseen(ids: list[str], folder: Path) -> None:
    """In a terminal of its own: what is typed isn't shown; without any terminal it says what to do."""
    import pty

    call = [sys.executable, "-c", QUICKLY, "history", "list", "--profile", "Jimin", "--language", "en"]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, call)
    seen = b""
    while b"Password: " not in seen:
        seen += os.read(terminal, 1024)
    os.write(terminal, f"{PASSWORD}\n".encode())
    try:
        while piece := os.read(terminal, 4096):
            seen += piece
    except OSError:  # Linux's way of saying that the other end is closed
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(terminal)
    assert b"HD Webcam" in seen
    assert PASSWORD.encode() not in seen
    alone = subprocess.run(
        call, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, start_new_session=True
    )
    assert alone.returncode == 2
    assert "Use --password-fd" in alone.stderr
    assert alone.stdout == ""


QUICKLY = (
    "import sys, app.history.wrapping as wrapping; wrapping.USUAL = wrapping.Cost(64, 1, 1); "
    "from app.__main__ import main; sys.exit(main())"
)
