"""Photos with names that were chosen to do harm, or that no encoding can write: listed, read and printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from ml.photo_bytes import photos_in
from ml.photo_decoder import PhotoDecoder
from tests.source_tree import ROOT

NAMES = (
    b"-rf.png",
    b"--json.png",
    b"two\nlines.png",
    b"tab\tand\rreturn.png",
    b"<img src=x onerror=alert(1)>.png",
    b"'; DROP TABLE scans; --.png",
    b"$(touch taken)`id`.png",
    b"%s%n{0}{name}.png",
    "gpj.\u202emirrored.png".encode(),
    "얼굴 사진 😀.png".encode(),
    b"not utf-8 \xff\xfe.png",
    b"\x1b]0;title\x07\x1b[31mred.png",
    b"a" * 240 + b".png",
    b"..png",
    b" .png",
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names that only Linux lets files have")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one plain picture under each name."""
    made = tmp_path_factory.mktemp("names")
    Image.new("RGB", (80, 70), (200, 150, 130)).save(made / "first.png")
    picture = (made / "first.png").read_bytes()
    (made / "first.png").unlink()
    for name in NAMES:
        Path(os.fsdecode(os.path.join(os.fsencode(made), name))).write_bytes(picture)
    return made


def visible(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]


def test_they_are_listed_and_read(folder: Path) -> None:
    assert photos_in([folder]) == visible(folder)
    with PhotoDecoder() as decoder:
        for path in visible(folder):
            assert decoder.read(path).shape == (70, 80, 3)


def test_a_scan_prints_every_one_of_them(folder: Path, tmp_path: Path) -> None:
    """On a terminal's encoding, without control characters; and as JSON that leads back to each file."""
    lines = tmp_path / "lines.jsonl"
    call = [sys.executable, "-m", "app", "scan", str(folder), "--jsonl", str(lines), "--language", "en"]
    place = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8:strict"}
    finished = subprocess.run(call, cwd=tmp_path, env=place, capture_output=True, timeout=200)
    assert finished.returncode == 1, finished.stderr.decode("utf-8", "replace")[-2000:]
    assert [Path(json.loads(line)["photo"]) for line in lines.read_text("utf-8").splitlines()] == visible(folder)
    assert b"\x1b" not in finished.stdout
    assert "\u202e".encode() not in finished.stdout
    assert "얼굴 사진 😀.png".encode() in finished.stdout
    assert finished.stdout.decode("utf-8")
    assert list(tmp_path.iterdir()) == [lines]
