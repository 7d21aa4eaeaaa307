"""`pibu scan` as people call it: real photos, bad files, exit statuses, both languages, JSON and overlays."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from ml.types import Attribute
from tests.faces import portrait
from tests.support import random_pack


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model pack, the portrait, and a folder of good and bad files."""
    root = tmp_path_factory.mktemp("scan")
    random_pack(root)
    face = Image.fromarray(portrait())
    mixed = root / "mixed"
    (mixed / "deeper").mkdir(parents=True)
    face.save(root / "portrait.png")
    face.save(mixed / "good.jpg", quality=95)
    face.save(mixed / "deeper" / "good.webp", quality=95)
    (mixed / "empty.jpg").touch()
    (mixed / "truncated.jpg").write_bytes((mixed / "good.jpg").read_bytes()[:20_000])
    (mixed / "words.jpg").write_text("Just words.")
    (mixed / "notes.txt").write_text("Not looked at.")
    Image.fromarray(np.full((300, 400, 3), 128, np.uint8)).save(mixed / "no_face.png")
    return root


class Call:
    """Calls the command and keeps what it printed."""

    def __init__(self, place: Path, application: QApplication, printed: pytest.CaptureFixture[str]) -> None:
        self._place, self._application, self._printed = place, application, printed
        self.out = self.err = ""

    def __call__(self, *arguments: object) -> int:
        command = ["scan", *map(str, arguments), "--model", str(self._place / "pack")]
        status = main(command, self._application)
        self.out, self.err = self._printed.readouterr()
        return status

    @property
    def json(self) -> Any:
        """What was printed, parsed."""
        return json.loads(self.out)


@pytest.fixture
def scan(place: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> Call:
    return Call(place, qapp, capsys)


def test_one_photo_is_one_object_with_five_grades(scan: Call, place: Path) -> None:
    """The portrait is graded; what can't be told (her lips are open) says why."""
    assert scan(place / "portrait.png", "--quality", "off", "--json") == 0
    report = scan.json
    assert report["photo"] == str(place / "portrait.png")
    assert report["faces"] == 1
    assert report["model"]["version"] == "random-0"
    assert set(report["model"]["attributes"]) == {attribute.value for attribute in Attribute}
    x, y, width, height = report["face"]["box"]
    assert 0 < x < x + width < 1280
    assert 0 < y < y + height < 1280
    assert 95 < report["face"]["eye_distance"] < 120
    for name, attribute in report["attributes"].items():
        assert (attribute["grade"] is None) == (attribute["abstained"] is not None), name
        if attribute["grade"] is not None:
            assert abs(sum(attribute["probabilities"]) - 1) < 1e-4
            assert all(0 <= region["heat_on_skin"] <= 1 for region in attribute["regions"].values())
    assert report["attributes"]["pigmentation"]["grade"] is not None


def test_a_folder_of_good_and_bad_files_is_worked_through(scan: Call, place: Path) -> None:
    """Every photo has its object, in order, with the right reason where there is no grade."""
    assert scan(place / "mixed", "--quality", "off", "--json") == 1
    reports = {Path(report["photo"]).name: report for report in scan.json}
    assert list(reports) == ["good.webp", "empty.jpg", "good.jpg", "no_face.png", "truncated.jpg", "words.jpg"]
    codes = {name: report["error"]["code"] for name, report in reports.items() if "error" in report}
    assert codes == {
        "empty.jpg": "photo_empty",
        "truncated.jpg": "photo_damaged",
        "words.jpg": "photo_not_an_image",
    }
    faceless = reports["no_face.png"]
    assert faceless["faces"] == 0
    assert faceless["face"] is None
    assert {attribute["abstained"] for attribute in faceless["attributes"].values()} == {"no_face"}
    assert reports["good.jpg"]["attributes"]["wrinkle"]["grade"] is not None
    assert reports["good.webp"]["attributes"]["wrinkle"]["grade"] is not None


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Wrinkles", "is empty", "is damaged", "2 of 6 photos")), ("ko", ("주름", "empty.jpg", "6장"))],
)
def test_people_get_a_table_in_their_language(scan: Call, place: Path, language: str, words: tuple[str, ...]) -> None:
    """Grades and reasons in words."""
    assert scan(place / "mixed", "--quality", "off", "--language", language) == 1
    assert all(word in scan.out for word in words)


def test_json_lines_are_written_beside_the_table(scan: Call, place: Path, tmp_path: Path) -> None:
    """One parseable object a line, one line a photo."""
    lines = tmp_path / "lines.jsonl"
    assert scan(place / "mixed", "--quality", "off", "--jsonl", lines) == 1
    reports = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    assert len(reports) == 6
    assert "Wrinkles" in scan.out


def test_json_lines_may_go_to_stdout(scan: Call, place: Path) -> None:
    """Then nothing else does."""
    assert scan(place / "portrait.png", place / "mixed" / "good.jpg", "--quality", "off", "--jsonl", "-") == 0
    assert [Path(json.loads(line)["photo"]).name for line in scan.out.splitlines()] == ["portrait.png", "good.jpg"]


def test_overlays_are_written_for_what_was_graded(scan: Call, place: Path, tmp_path: Path) -> None:
    """A PNG of the photo's size an attribute; same names from two folders don't overwrite each other."""
    photos = (place / "mixed" / "good.jpg", place / "mixed" / "deeper" / "good.webp")
    assert scan(*photos, "--quality", "off", "--json", "--out", tmp_path / "new" / "out") == 0
    written = sorted(path.name for path in (tmp_path / "new" / "out").iterdir())
    graded = [
        f"{stem}-{name}.png"
        for stem, report in zip(("good", "good-2"), scan.json, strict=True)
        for name, attribute in report["attributes"].items()
        if attribute["grade"] is not None
    ]
    assert written == sorted(graded)
    painted = np.asarray(Image.open(tmp_path / "new" / "out" / "good-pigmentation.png"))
    photo = np.asarray(Image.open(photos[0]))
    assert painted.shape == photo.shape
    assert (painted != photo).any()


def test_an_unwritable_folder_stops_before_grading(scan: Call, place: Path, tmp_path: Path) -> None:
    """The message names the folder; nothing is printed as a grade."""
    (tmp_path / "file").touch()
    assert scan(place / "portrait.png", "--out", tmp_path / "file" / "out") == 2
    assert "can't be saved" in scan.err
    assert scan.out == ""
    assert scan(place / "portrait.png", "--jsonl", tmp_path / "file" / "lines.jsonl") == 2
    assert "can't be saved" in scan.err


def test_a_close_up_grades_only_what_its_region_shows(scan: Call, place: Path, tmp_path: Path) -> None:
    """A cheek has no lips: hydration abstains, because it isn't shown."""
    cheek = tmp_path / "cheek.png"
    Image.fromarray(portrait()[330:530, 430:630]).save(cheek)
    assert scan(cheek, "--region", "cheek_left", "--quality", "off", "--json") == 0
    attributes = scan.json["attributes"]
    assert attributes["hydration"]["abstained"] == "not_shown"
    assert set(attributes["oil"]["regions"]) == {"cheek_left"}
    assert attributes["oil"]["grade"] is not None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name at least one photo"),
        (("x.jpg", "--region", "nose"), "cheek_left"),
        (("x.jpg", "--quality", "best"), "strict"),
        (("x.jpg", "--fast"), "--fast"),
        (("x.jpg", "--json", "--jsonl", "y"), "doesn't go with"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(scan: Call, arguments: tuple[str, ...], words: str) -> None:
    """Exit status 2 and the usage."""
    assert scan(*arguments) == 2
    assert words in scan.err
    assert "usage:" in scan.err


def test_a_folder_without_photos_is_a_wrong_call(scan: Call, tmp_path: Path) -> None:
    """The folder is named."""
    assert scan(tmp_path) == 2
    assert str(tmp_path) in scan.err


def test_a_photo_that_is_not_there_is_told_and_the_rest_done(scan: Call, place: Path, tmp_path: Path) -> None:
    """Exit status 1."""
    assert scan(tmp_path / "gone.jpg", place / "portrait.png", "--quality", "off", "--json") == 1
    gone, portrait_report = scan.json
    assert gone["error"]["code"] == "photo_missing"
    assert portrait_report["attributes"]["wrinkle"]["grade"] is not None


def test_a_missing_model_pack_is_said(
    place: Path, tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words, not as a traceback."""
    assert main(["scan", str(place / "portrait.png"), "--model", str(tmp_path)], qapp) == 2
    assert "classifier" in capsys.readouterr().err


def test_help_is_in_the_language_asked_for(scan: Call) -> None:
    """Exit status 0, and Korean where asked."""
    assert scan("--help", "--language", "ko") == 0
    assert "사진" in scan.out


def test_the_command_works_in_a_process_of_its_own(place: Path) -> None:
    """From any folder, with a Korean file name, without a display, and stdout holds JSON only."""
    photo = place / "피부.png"
    photo.write_bytes((place / "portrait.png").read_bytes())
    without = {name: text for name, text in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    root = str(Path(__file__).parents[3])
    done = subprocess.run(
        [sys.executable, "-P", "-m", "app", "scan", photo.name, "--quality", "off", "--json", "--model", "pack"],
        cwd=place,
        env=without | {"PYTHONPATH": root, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["photo"] == photo.name
    assert done.stderr == b""
