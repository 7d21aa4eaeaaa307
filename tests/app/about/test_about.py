"""The about dialog tells what the cards say, and diagnostics tell nothing about the person."""

from __future__ import annotations

import getpass
import json
import platform
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.about.about_dialog import AboutDialog
from app.about.diagnostics import diagnostics
from app.about.facts import PACKAGES, pack_facts, packages
from app.application import Shell
from app.settings import Language, Settings
from app.settings_dialog import SettingsDialog
from ml.checkpoints import shipped_pack
from ml.errors import PibuError, TroubleCode
from ml.open import MODELS_VARIABLE
from ml.types import Attribute
from tests.app.shells import fake_analyzer, fake_pages
from tests.source_tree import ROOT


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication) -> Iterator[Shell]:
    built = Shell(qapp, fake_analyzer, fake_pages())
    qtbot.addWidget(built.window)
    built.services.settings.put(replace(built.services.settings.current, language=Language.ENGLISH))
    built.open()
    yield built
    built.window.close()


def opened(shell: Shell, qtbot: QtBot) -> AboutDialog:
    """The dialog, reached as a person reaches it, filled in."""
    shell.window.show_settings()
    (settings,) = shell.window.findChildren(SettingsDialog)
    settings.about.click()
    (dialog,) = shell.window.findChildren(AboutDialog)
    qtbot.waitUntil(lambda: "numpy" in words(dialog), timeout=10_000)
    return dialog


def words(dialog: AboutDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog))


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_it_tells_what_the_cards_say(shell: Shell, qtbot: QtBot) -> None:
    dialog = opened(shell, qtbot)
    said = words(dialog)
    oil = json.loads((shipped_pack() / "oil.json").read_bytes())
    recall = next(m["value"] for m in oil["metrics"] if m["name"] == "face p_recall")
    assert f"P-Recall {recall:.2f}" in said
    assert said.count("not validated on real photographs") == 2
    assert "figshare 5047666 (CC BY 4.0)" in said
    assert "not a medical device" in said
    for language, word in ((Language.KOREAN, "의료기기"), (Language.ENGLISH, "medical device")):
        shell.services.settings.put(replace(shell.services.settings.current, language=language))
        qtbot.waitUntil(lambda word=word: word in words(dialog))  # type: ignore[misc]


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_damaged_card_is_told(shell: Shell, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = Path(shutil.copytree(shipped_pack(), tmp_path / "pack"))
    (pack / "oil.json").write_text("{}")
    with pytest.raises(PibuError) as caught:
        pack_facts(pack)
    assert caught.value.code is TroubleCode.CHECKPOINT_DAMAGED
    monkeypatch.setenv(MODELS_VARIABLE, str(pack))
    dialog = opened(shell, qtbot)
    assert "oil.json" in words(dialog)
    assert "P-Recall" not in words(dialog)


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_diagnostics_are_copied_and_say_so(shell: Shell, qtbot: QtBot) -> None:
    dialog = opened(shell, qtbot)
    dialog.copy.click()
    copied = QApplication.clipboard().text()
    assert "numpy" in copied
    assert "Grading: ready on cpu" in copied
    assert "Copied." in words(dialog)


def test_diagnostics_tell_nothing_about_the_person(shell: Shell) -> None:
    home = Path.home()
    camera, pack = f"file:{home}/me at home.mp4", "dr-kims-patients"
    settings = Settings(camera=camera, model=pack)
    text = diagnostics("1.0", settings, shell.services.analyzers, packages())
    assert "camera file" in text
    assert "pack installed" in text
    private = [str(home), "me at home", pack, platform.node()]
    private += [name for name in (getpass.getuser(),) if name not in ("root", "user", "runner")]
    assert [word for word in private if word and word in text] == []
    device = diagnostics("1.0", Settings(camera="device:/dev/video0"), shell.services.analyzers, ())
    assert "/dev" not in device


def test_what_is_listed_is_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {canonicalize_name(Requirement(text).name) for text in project["dependencies"]}
    assert set(PACKAGES) == asked
    assert {package.name for package in packages()} == asked
    assert {facts.attribute for facts in pack_facts(shipped_pack()).attributes} == set(Attribute)
