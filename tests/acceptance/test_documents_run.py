"""The commands of the READMEs and of the user guides, run as they stand there on a photo and a folder of photos.

Minutes long: `python3 start.py test tests/acceptance/test_documents_run.py -m slow`. Whether commands and options exist
is asked of every document in tests/test_project.py.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from app.live.demo_camera import demo_image
from app.portrait import enlarged_portrait
from tests.source_tree import ROOT

DOCUMENTS = ("README.md", "README.ko.md", "docs/user-guide.md", "docs/user-guide.ko.md")
PHOTOS = ("PHOTO", "CLOSE-UP", "사진", "근접사진")
FOLDERS = ("PHOTO-OR-FOLDER...", "FOLDER", "사진-또는-폴더...", "폴더")
SHORTER = {"bench": ("--only", "race", "--rounds", "1")}
"""What is added to commands that take long; the last of two equal options counts."""
WINDOW, ITSELF, SECRET = "opens the window", "this very command", "asks for a password"

pytestmark = pytest.mark.slow


def calls() -> list[tuple[str, str]]:
    """Each document with each of its indented calls of start.py, comments left out."""
    found = []
    for name in DOCUMENTS:
        text = (ROOT / name).read_text("utf-8")
        found += [(name, call.split("#")[0].strip()) for call in re.findall(r"^    python3 start\.py(.*)", text, re.M)]
    return list(dict.fromkeys(found))


def kind(call: str) -> str | None:
    """Why a call is not run here, if it isn't."""
    words = call.split()
    if words[:1] == ["test"]:
        return ITSELF
    if words[:1] == ["history"]:
        return SECRET
    photos = len(words) == 1 and (words[0].endswith((".jpg", "...")))
    return WINDOW if not words or photos else None


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A new folder to call from, with the portrait as a photo and in a folder, under every name the documents use."""
    made = tmp_path / "documents"
    made.mkdir()
    picture = Image.fromarray(demo_image(enlarged_portrait(), 0))
    for name in PHOTOS:
        picture.save(made / name, "JPEG", quality=95)
    for name in FOLDERS:
        (made / name).mkdir()
        picture.save(made / name / "a.jpg")
    return made


@pytest.mark.parametrize(("document", "call"), calls(), ids=lambda value: value or "alone")
def test_it_runs_as_it_stands_there(place: Path, document: str, call: str) -> None:
    if (reason := kind(call)) is not None:
        pytest.skip(reason)
    words = shlex.split(call)
    command = [sys.executable, "-P", "-m", "app", *words, *SHORTER.get(words[0], ())]
    around = os.environ | {"PYTHONPATH": str(ROOT), "PIBU_DATA_DIR": str(place), "QT_QPA_PLATFORM": "offscreen"}
    finished = subprocess.run(command, cwd=place, env=around, capture_output=True, text=True, timeout=280)
    fine = (0, 1) if "--region" in call else (0,)  # the portrait is no close-up, and may be told so
    assert finished.returncode in fine, f"{document}: {finished.stderr[-2000:]}"
    assert finished.stdout


def test_there_is_something_to_run() -> None:
    assert len([call for _, call in calls() if kind(call) is None]) > 10
