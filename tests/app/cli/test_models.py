"""`pibu models`: what it lists, installs, chooses and removes, and that the choice is what grades."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.models import EngineNews, open_chosen
from app.packs import chosen_folder
from app.settings import Settings, read_settings, settings_file, write_settings
from ml.checkpoints import load_pack
from ml.device import Device
from ml.errors import PibuError, TroubleCode
from ml.open import MODELS_VARIABLE
from ml.pack_store import PackStore, packs_folder
from ml.types import Attribute
from tests.support import random_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole pack of version random-0."""
    return random_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(autouse=True)
def _no_override(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MODELS_VARIABLE, raising=False)


def models(application: QApplication, *words: str) -> int:
    """Run the command in English."""
    return main(["models", *words, "--language", "en"], application)


def told(application: QApplication, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """What the command prints as JSON."""
    models(application, *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_a_pack_is_installed_used_and_removed(
    qapp: QApplication, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert models(qapp, "install", str(pack)) == 0
    assert "“random-0” is installed" in capsys.readouterr().out
    assert models(qapp, "use", "random-0") == 0
    assert capsys.readouterr().out == "“random-0” grades from the next start on.\n"
    assert read_settings(settings_file()).model == "random-0"
    assert models(qapp) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["  pibu-1    comes with Pibu", f"* random-0  {packs_folder() / 'random-0'}"]
    assert models(qapp, "remove", "random-0") == 0
    assert capsys.readouterr().out == ("“random-0” is removed. It was in use; now Pibu's own pack “pibu-1” grades.\n")
    assert read_settings(settings_file()).model == ""
    assert list(packs_folder().iterdir()) == []


def test_json_names_checkpoints_and_what_is_used(
    qapp: QApplication, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(qapp, capsys, "install", str(pack))
    own, other = told(qapp, capsys, "list")
    assert (own["name"], own["shipped"], own["used"]) == ("pibu-1", True, True)
    assert other["checkpoints"] == {c.card.attribute.value: c.card.sha256 for c in load_pack(pack).checkpoints}
    assert told(qapp, capsys, "use", "random-0")["used"] is True
    assert told(qapp, capsys, "remove", "random-0") == {"removed": "random-0", "used": "pibu-1"}


def test_refusals_say_why_and_change_nothing(
    qapp: QApplication, pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = Path(shutil.copytree(pack, tmp_path / "bad"))
    (bad / "oil.json").write_text("{}")
    assert models(qapp, "install", str(bad)) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"The model pack “bad” is damaged. Its files are not as they were exported. Export or copy it again. ({bad})",
        "  oil.json: sha256 differs",
    ]
    assert told(qapp, capsys, "remove", "pibu-1")["error"]["code"] == "pack_shipped"
    assert told(qapp, capsys, "use", "nothing")["error"]["code"] == "pack_unknown"
    assert models(qapp, "install") == 2
    assert models(qapp, "list", "pibu-1") == 2
    assert models(qapp, "paint", "it") == 2
    assert not settings_file().exists()


def test_a_damaged_pack_is_listed_with_its_trouble_and_cannot_be_used(
    qapp: QApplication, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(qapp, capsys, "install", str(pack))
    (packs_folder() / "random-0" / "oil.safetensors").unlink()
    assert told(qapp, capsys, "list")[1]["trouble"]["code"] == "pack_damaged"
    assert models(qapp, "use", "random-0") == 2


def test_the_environment_goes_before_the_choice(
    qapp: QApplication, pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    PackStore().install(pack)
    assert chosen_folder("random-0") == packs_folder() / "random-0"
    assert chosen_folder("") is None
    monkeypatch.setenv(MODELS_VARIABLE, "/elsewhere")
    assert chosen_folder("random-0") is None
    assert models(qapp, "use", "random-0") == 0
    assert "PIBU_MODELS goes before this choice: /elsewhere" in capsys.readouterr().err


def test_the_chosen_pack_grades_and_every_analysis_remembers_it(pack: Path) -> None:
    """Version and checkpoint hashes of the installed pack stand in what the analyzer says of an image."""
    import numpy as np

    PackStore().install(pack)
    analyzer = open_chosen(Device.CPU, "random-0", EngineNews())
    try:
        analysis = analyzer.analyze(np.zeros((64, 64, 3), np.uint8), None, 0, ())
    finally:
        analyzer.close()
    assert analysis.model == load_pack(pack).model_version
    assert analysis.model.version == "random-0"
    assert [c.attribute for c in analysis.model.checkpoints] == list(Attribute)
    assert all(len(c.sha256) == 64 for c in analysis.model.checkpoints)


def test_scan_grades_with_the_choice_and_says_when_it_cannot(
    qapp: QApplication, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    PackStore().install(pack)
    write_settings(settings_file(), replace(Settings(), model="random-0"))
    asked: list[Path | None] = []

    def opened(folder: Path | None, *_: object, **__: object) -> None:
        asked.append(folder)
        raise PibuError(TroubleCode.FACE_MODEL_MISSING)

    monkeypatch.setattr("ml.open.open_analyzer", opened)
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"")
    assert main(["scan", str(photo), "--language", "en"], qapp) == 2
    assert main(["live", "--camera", "demo", "--headless", "--seconds", "1", "--language", "en"], qapp) == 2
    assert asked == [packs_folder() / "random-0"] * 2
    assert main(["scan", str(photo), "--model", str(pack), "--language", "en"], qapp) == 2
    assert asked[-1] == pack
    shutil.rmtree(packs_folder() / "random-0")
    capsys.readouterr()
    assert main(["scan", str(photo), "--language", "en"], qapp) == 2
    assert "There is no model pack “random-0”" in capsys.readouterr().err
