"""Photos graded in Ray's processes get the grades that PhotoGrader gives; nobody is called, nothing runs on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pyarrow.parquet
import pytest
from PIL import Image

from app.cli.many.parquet_rows import COLUMNS
from ml.errors import TroubleCode
from ml.photo_grader import GradedPhoto, GradingOrder, PhotoGrader
from ml.ray_instance import SHORT_FOLDER
from ml.ray_photos import columns, main
from ml.types import Attribute
from tests.faces import portrait
from tests.silence.alone import REFUSED, Wanted
from tests.source_tree import ROOT

pytestmark = pytest.mark.alone

MARK = "PIBU_TEST_OF_RAY"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of photos, and what PhotoGrader says of each in this process, sorted by name."""

    path: Path
    expected: tuple[GradedPhoto, ...]


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The portrait, its mirror image and a darker one, a picture without a face, and two files that are no photos."""
    folder = tmp_path_factory.mktemp("photos")
    (folder / "below").mkdir()
    image = portrait()
    pictures = {
        "a.png": image,
        "b.png": np.ascontiguousarray(image[:, ::-1]),
        "below/c.png": (image * 0.85).astype(np.uint8),
        "d.png": np.full((200, 300, 3), 128, np.uint8),
    }
    for name, pixels in pictures.items():
        Image.fromarray(pixels).save(folder / name)
    (folder / "e.jpg").write_bytes(b"no photo at all")
    (folder / "f.jpg").write_bytes(b"")
    names = sorted([*pictures, "e.jpg", "f.jpg"])
    with PhotoGrader(GradingOrder()) as grader:
        return Folder(folder, tuple(grader.grade(folder / name) for name in names))


@pytest.fixture
def around(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A user's environment, told apart from any other. In the end no process has it, and no file of Ray's stays."""
    before = _own_folders()
    mark = uuid.uuid4().hex
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "TEMP") if name in os.environ}
    home = tmp_path / "home"
    home.mkdir()
    yield kept | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(ROOT), MARK: mark}
    deadline = time.monotonic() + 10
    while (left := _marked(mark)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left == []
    assert not (home / ".ray").exists()
    assert _own_folders() == before


def _own_folders() -> set[Path]:
    return set() if SHORT_FOLDER is None else set(Path(SHORT_FOLDER).glob("pibu-*/session_latest"))


def _marked(mark: str) -> list[str]:
    names = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                names.append(process.name())
        except (psutil.Error, OSError):
            continue
    return names


def run(call: Sequence[str], around: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *call], cwd=ROOT, env=around, capture_output=True, text=True, timeout=200)


def assert_same(rows: Sequence[dict[str, Any]], expected: Sequence[GradedPhoto]) -> None:
    """Every photo once, with the very grades, or the very trouble."""
    said = sorted(rows, key=lambda row: row["photo"])
    assert [row["photo"] for row in said] == [each.photo for each in expected]
    for row, wanted in zip(said, expected, strict=True):
        assert (row["sha256"], row["trouble"]) == (wanted.sha256, wanted.trouble)
        for attribute in Attribute:
            report = None if wanted.report is None else wanted.report.attributes[attribute]
            for name in ("grade", "expected", "abstained"):
                assert row[f"{attribute}_{name}"] == (None if report is None else getattr(report, name))


def test_the_expected_rows_say_something(photos: Folder) -> None:
    """Three photos with grades of their own, one without a face, two in trouble."""
    reports = [each.report for each in photos.expected if each.graded]
    assert len({report.attributes["oil"].expected for report in reports if report is not None}) == 3
    assert [each.trouble for each in photos.expected if each.trouble] == [
        TroubleCode.PHOTO_NOT_AN_IMAGE,
        TroubleCode.PHOTO_EMPTY,
    ]


def test_columns_are_those_of_the_scans_parquet() -> None:
    """Who reads one reads the other: the same names and kinds, and the trouble's detail, which the scan lacks."""
    for column in columns():
        if column.name != "detail":
            assert COLUMNS.field(column.name).type == column.type


def test_the_command_grades_a_folder_and_reaches_nobody(photos: Folder, around: dict[str, str], tmp_path: Path) -> None:
    """On Linux in a network of its own, in which the kernel counts every try to reach another machine."""
    out = tmp_path / "grades"
    command = ["-m", "ml.ray_photos", str(photos.path), str(out), "--actors", "2"]
    linux = sys.platform == "linux"
    done = run(["-m", "tests.silence.alone", sys.executable, *command] if linux else command, around)
    if linux and done.returncode == REFUSED and os.geteuid() != 0:
        done = run(command, around)
    elif linux:
        wanted = Wanted(**json.loads(done.stdout.splitlines()[-1]))
        assert (wanted.unroutable, wanted.status) == (0, 0), done.stderr
    assert done.returncode == 0, done.stderr
    assert f"6 photos: {out}" in done.stdout + done.stderr
    table = pyarrow.parquet.read_table(out)
    assert table.schema.remove_metadata().equals(columns())
    assert_same(table.to_pylist(), photos.expected)


def test_files_that_ray_read_and_an_instance_that_runs_already(
    photos: Folder, around: dict[str, str], tmp_path: Path
) -> None:
    """Our own instance listens on the loopback device only, and --address grades in it."""
    lines = tmp_path / "lines"
    done = run(["-m", "tests.ml.ray_bytes_flow", str(photos.path), str(lines)], around)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["as_before"]
    assert said["listens"]
    assert [each for each in said["listens"] if not each.endswith(("127.0.0.1", "::1"))] == []
    assert_same(said["rows"], photos.expected)
    written = [line for file in sorted(lines.glob("*.json")) for line in file.read_text("utf-8").splitlines()]
    assert_same([json.loads(line) for line in written], photos.expected)


@pytest.mark.parametrize("unfit", ["no photos", "taken", "no actor"])
def test_a_wrong_call_starts_nothing(
    photos: Folder, tmp_path: Path, unfit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "grades"
    calls = {
        "no photos": ([str(tmp_path), str(out)], "there are no photos"),
        "taken": ([str(photos.path), str(tmp_path)], "exists already"),
        "no actor": ([str(photos.path), str(out), "--actors", "0"], "1 or more"),
    }
    call, said = calls[unfit]
    with pytest.raises(SystemExit) as left:
        main(call)
    assert left.value.code == 2
    assert said in capsys.readouterr().err
    assert not out.exists()
