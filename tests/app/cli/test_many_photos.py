"""`pibu scan --workers`: the grades of one process, every photo once, whatever is killed meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from ml.photo_bytes import photos_in, photos_walked
from tests.faces import portrait
from tests.source_tree import ROOT
from tests.support import random_pack

PATIENCE_S = 120.0
BADLY_ENDED = (
    'import sys, json; sys.stdin.readline(); print(json.dumps({"version": "x", "attributes": {}}), flush=True)'
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model pack, and a folder of copies of the portrait, two of them equal, with files that can't be graded."""
    root = tmp_path_factory.mktemp("many")
    random_pack(root)
    photos = root / "photos"
    (photos / "deeper").mkdir(parents=True)
    face = Image.fromarray(portrait())
    for number in range(8):
        face.save(photos / f"face{number}.jpg", quality=95 - number)
    shutil.copy(photos / "face0.jpg", photos / "deeper" / "twin.jpg")
    (photos / "empty.jpg").touch()
    (photos / "damaged.jpg").write_bytes((photos / "face0.jpg").read_bytes()[:20_000])
    (photos / "words.jpg").write_text("Just words.")
    (photos / "notes.txt").write_text("Not looked at.")
    Image.fromarray(np.full((300, 400, 3), 128, np.uint8)).save(photos / "wall.png")
    return root


def call(place: Path, lines: Path, *more: str) -> list[str]:
    """The arguments of a scan of the whole folder."""
    words = ["scan", str(place / "photos"), "--jsonl", str(lines), "--quality", "off", "--language", "en"]
    return [*words, "--model", str(place / "pack"), *more]


def rows(lines: Path) -> list[Any]:
    """The whole lines of a file."""
    return [json.loads(line) for line in lines.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")]


@pytest.fixture(scope="module")
def alone(place: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The rows as the one process writes them that prints tables."""
    lines = tmp_path_factory.mktemp("alone") / "lines.jsonl"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "app", *call(place, lines)], env=environment, capture_output=True)
    assert done.returncode == 1, done.stderr.decode()
    return rows(lines)


def start(place: Path, lines: Path, *more: str) -> subprocess.Popen[bytes]:
    """The program in a process of its own, which Ctrl-C reaches also where these tests run in a shell's background."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what is ignored here would be ignored there
    try:
        return subprocess.Popen([sys.executable, "-m", "app", *call(place, lines, *more)], env=environment)
    finally:
        signal.signal(signal.SIGINT, before)


def wait_for_rows(lines: Path, number: int) -> None:
    """Until so many rows are kept."""
    end = time.monotonic() + PATIENCE_S
    while not (lines.exists() and lines.read_bytes().count(b"\n") >= number):
        assert time.monotonic() < end
        time.sleep(0.01)


def test_two_processes_grade_as_one(
    place: Path, alone: list[Any], tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "lines.jsonl"
    assert main(call(place, lines, "--workers", "2"), qapp) == 1
    assert rows(lines) == alone
    assert capsys.readouterr().out == "9 of 13 photos graded\n"
    assert len({row["photo"] for row in alone}) == len(alone) == 13
    before = lines.read_bytes()
    assert main(call(place, lines, "--workers", "2"), qapp) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(call(place, lines, "--resume"), qapp) == 0
    assert capsys.readouterr().out == "0 of 0 photos graded; 13 had a row already\n"
    assert lines.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
def test_a_killed_run_goes_on_with_every_photo_once(place: Path, alone: list[Any], tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    running = start(place, lines, "--workers", "2")
    wait_for_rows(lines, 2)
    children = psutil.Process(running.pid).children(recursive=True)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert len(children) >= 2
    assert psutil.wait_procs(children, PATIENCE_S)[1] == [], "processes outlive the program that started them"
    kept = lines.read_bytes()
    with lines.open("ab") as file:
        file.write(b'{"photo": "half a li')
    again = start(place, lines, "--resume", "--workers", "1")
    assert again.wait(PATIENCE_S) in (0, 1)
    assert lines.read_bytes().startswith(kept[: kept.rfind(b"\n") + 1])
    assert rows(lines) == alone


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
def test_a_killed_worker_loses_nothing(place: Path, alone: list[Any], tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    running = start(place, lines, "--workers", "2")
    wait_for_rows(lines, 2)
    workers = [each for each in psutil.Process(running.pid).children() if "ml.grading_process" in each.cmdline()]
    workers[0].kill()
    assert running.wait(PATIENCE_S) == 1
    assert len(workers) == 2
    assert rows(lines) == alone


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_ctrl_c_ends_cleanly(place: Path, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    running = start(place, lines, "--workers", "2")
    wait_for_rows(lines, 1)
    children = psutil.Process(running.pid).children(recursive=True)
    running.send_signal(signal.SIGINT)
    assert running.wait(PATIENCE_S) == 130
    assert psutil.wait_procs(children, PATIENCE_S)[1] == []
    assert lines.read_bytes().endswith(b"\n")


def test_a_photo_that_ends_processes_has_a_row(
    place: Path, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ml.grading_pool.grading_command", lambda: (sys.executable, "-c", BADLY_ENDED))
    lines = tmp_path / "lines.jsonl"
    assert main(call(place, lines, "--workers", "1"), qapp) == 1
    assert [row["error"]["code"] for row in rows(lines)] == ["grading_ended"] * 13


def test_a_changed_photo_and_other_options_are_done_again(place: Path, tmp_path: Path, qapp: QApplication) -> None:
    photo, lines = tmp_path / "one.jpg", tmp_path / "lines.jsonl"
    words = ["scan", str(photo), "--jsonl", str(lines), "--model", str(place / "pack"), "--resume"]
    shutil.copy(place / "photos" / "face0.jpg", photo)
    assert main(words, qapp) == 0
    assert main([*words, "--quality", "off"], qapp) == 0
    shutil.copy(place / "photos" / "face1.jpg", photo)
    assert main([*words, "--quality", "off"], qapp) == 0
    assert main([*words, "--quality", "off"], qapp) == 0
    kept = rows(lines)
    assert [row["quality"] for row in kept] == ["normal", "off", "off"]
    assert kept[0]["sha256"] == kept[1]["sha256"] != kept[2]["sha256"]


def test_a_file_of_something_else_is_left_alone(
    place: Path, tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "diary.jsonl"
    lines.write_text('{"dear": "diary"}\n')
    assert main(call(place, lines, "--resume"), qapp) == 2
    assert "diary.jsonl" in capsys.readouterr().err
    assert lines.read_text() == '{"dear": "diary"}\n'


def test_parquet_parts_hold_the_same_grades_and_go_on(
    place: Path,
    alone: list[Any],
    tmp_path: Path,
    qapp: QApplication,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A part that is gone, as after a kill, is done again, and nothing else."""
    from pyarrow.parquet import read_table

    monkeypatch.setattr("app.cli.many.parquet_rows.PART_ROWS", 5)
    folder = tmp_path / "rows"
    words = [word for word in call(place, folder) if word != "--jsonl"]
    words.insert(words.index(str(folder)), "--parquet")
    assert main(words, qapp) == 1
    assert sorted(path.name for path in folder.iterdir()) == [f"rows-00000{number}.parquet" for number in range(3)]
    assert main(words, qapp) == 2
    (folder / "rows-000002.parquet").unlink()
    capsys.readouterr()
    assert main([*words, "--resume"], qapp) in (0, 1)
    assert "10 had a row already" in capsys.readouterr().out
    kept = read_table(folder).to_pylist()
    assert [row["photo"] for row in kept] == [row["photo"] for row in alone]
    for row, line in zip(kept, alone, strict=True):
        assert row["sha256"] == line["sha256"]
        if "error" in line:
            assert row["trouble"] == line["error"]["code"]
        else:
            assert json.loads(row["report"])["attributes"] == line["attributes"]
            assert row["pigmentation_grade"] == line["attributes"]["pigmentation"]["grade"]


def test_without_pyarrow_it_says_so(
    place: Path, tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["scan", str(place / "photos"), "--parquet", str(tmp_path / "rows"), "--language", "en"], qapp) == 2
    assert "pyarrow" in capsys.readouterr().err
    assert not (tmp_path / "rows").exists()


@pytest.mark.parametrize("words", [("--workers", "2"), ("--resume",), ("--workers", "0", "--jsonl", "x")])
def test_a_wrong_call_is_told(place: Path, qapp: QApplication, words: tuple[str, ...]) -> None:
    assert main(["scan", str(place / "photos"), *words], qapp) == 2


def test_photos_are_walked_in_the_order_of_the_list(place: Path) -> None:
    photos = place / "photos"
    assert list(photos_walked([photos])) == photos_in([photos])
    assert list(photos_walked([photos, photos / "face1.jpg", photos / "deeper"])) == photos_in([photos])
    assert list(photos_walked([place / "gone.jpg"])) == [place / "gone.jpg"]
