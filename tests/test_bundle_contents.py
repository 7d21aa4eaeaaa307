"""What pyinstaller.spec is told fits the source: files, packages, what is left out; and Pibu runs without that."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.portrait import portrait_file
from bundle.contents import (
    MIGRATIONS,
    PACKAGES,
    QT_MODULES,
    Piece,
    as_entries,
    files_of,
    hidden_imports,
    is_needed,
    pieces,
    version,
    write_metadata,
)
from bundle.edition import NEVER_IN, TORCH_AND_ITS_OWN, Edition, chosen_edition, left_out
from ml.assets import FACE_MODEL_VARIABLE, face_model
from tests.source_tree import ROOT, called_name, sources

OURS = {"app", "ml", "resources", "training", "bundle", "tests"}
PROGRAM = ("app", "ml", "resources")
NOT_SHIPPED = {".ts"}

RUNS_ITSELF = {
    *("app.cli.face_model", "app.measure_start", "app.live.measure"),
    *("ml.photo_decoder", "ml.grading_pool", "ml.bench.child"),
}
"""Modules that start Python again: each knows that a built program is none, or needs torch, or isn't in."""

WITHOUT = """
import sys
from importlib.machinery import PathFinder
from bundle.edition import Edition, left_out
missing = left_out(Edition.CPU)
class Without(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        gone = any(name == one or name.startswith(one + ".") for one in missing)
        return None if gone else PathFinder.find_spec(name, path, target)
sys.meta_path[:] = [Without if finder is PathFinder else finder for finder in sys.meta_path]
from app.__main__ import main
import app.application, app.trends.graph, app.history.storage, alembic.command
from app.pages import all_pages
sys.exit(main(["scan", sys.argv[1], "--json"]))
"""


def test_every_package_of_others_is_named() -> None:
    """Those of the program, imported anywhere in it; what only torch's edition imports is left out of the other."""
    inside = [source for source in sources(*PROGRAM) if source.module not in NEVER_IN]
    imported = {name.split(".")[0] for source in inside for name in source.imports()}
    others = imported - OURS - set(sys.stdlib_module_names)
    assert others - {name.split(".")[0] for name in TORCH_AND_ITS_OWN} == set(PACKAGES)


def test_every_module_of_qt_is_named() -> None:
    """PySide6 is large; only what is used goes in."""
    used = {name.split(".")[1] for source in sources("app") for name in source.imports() if name.startswith("PySide6.")}
    assert used == set(QT_MODULES)


def test_nothing_is_imported_by_a_made_up_name() -> None:
    """PyInstaller would not see it."""
    hidden = [
        f"{source.module}:{call.lineno}"
        for source in sources(*PROGRAM)
        for call in source.calls()
        if called_name(call) in ("import_module", "__import__", "run_module", "run_path")
    ]
    assert hidden == []


def test_who_starts_python_again_is_known() -> None:
    """In a bundle sys.executable is Pibu itself."""
    assert {source.module for source in sources("app", "ml") if "sys.executable" in source.text} == RUNS_ITSELF


def test_every_file_of_data_goes_in() -> None:
    """Each in git below the program's packages that is no Python; migrations, which are read as files, too."""
    listed = subprocess.run(["git", "ls-files", "-z", *PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    wanted = {name for name in tracked if not name.endswith(".py") and Path(name).suffix not in NOT_SHIPPED}
    wanted |= {name for name in tracked if name.startswith(MIGRATIONS)}
    assert wanted <= {piece.inside for piece in pieces()}


def test_pieces_are_there_and_lie_apart() -> None:
    """Each source exists; no two have one place; the face model and the portrait are where the program looks."""
    found = pieces()
    inside = [piece.inside for piece in found]
    assert all(piece.source.is_file() for piece in found)
    assert len(set(inside)) == len(inside)
    assert {"resources/face_landmarker.task", "resources/portrait.png", "LICENSE"} <= set(inside)
    assert as_entries(found)[0] == (inside[0], str(found[0].source), "DATA")


def test_editions_differ_by_torch() -> None:
    """The CPU's is the usual one; a wrong word is refused."""
    assert chosen_edition({}) is chosen_edition({"PIBU_BUNDLE": "cpu"}) is Edition.CPU
    assert chosen_edition({"PIBU_BUNDLE": "cuda"}) is Edition.CUDA
    assert [edition.folder for edition in Edition] == ["pibu", "pibu-cuda"]
    with pytest.raises(ValueError):
        chosen_edition({"PIBU_BUNDLE": "gpu"})
    assert set(left_out(Edition.CPU)) - set(left_out(Edition.CUDA)) == set(TORCH_AND_ITS_OWN)
    assert set(hidden_imports(Edition.CUDA)) - set(hidden_imports(Edition.CPU)) <= set(TORCH_AND_ITS_OWN)


@pytest.mark.parametrize("edition", list(Edition))
def test_nothing_is_both_named_and_left_out(edition: Edition) -> None:
    """Neither by itself nor as a part of something larger."""
    gone = left_out(edition)
    assert [name for name in hidden_imports(edition) if any(f"{name}.".startswith(f"{one}.") for one in gone)] == []


def test_what_is_left_out_of_our_own_exists() -> None:
    """A renamed module would slip in."""
    own = [name for name in NEVER_IN if name.split(".")[0] in OURS - {"training", "tests"}]
    modules = {source.module for source in sources()}
    assert [name for name in own if name not in modules] == []


@pytest.mark.alone
def test_the_cpu_edition_needs_nothing_that_is_left_out(tmp_path: Path) -> None:
    """The window's modules load and a photo is graded where those packages can't be found."""
    around = {"PYTHONPATH": str(ROOT), "PIBU_CACHE_DIR": str(tmp_path), FACE_MODEL_VARIABLE: str(face_model())}
    command = [sys.executable, "-c", WITHOUT, str(portrait_file())]
    ended = subprocess.run(command, cwd=tmp_path, env=os.environ | around, capture_output=True, text=True, check=False)
    assert ended.returncode in (0, 1), ended.stderr
    told = json.loads(ended.stdout)
    assert told["faces"] == 1
    assert set(told["attributes"]) == {"oil", "hydration", "wrinkle", "pigmentation", "sensitivity"}


@pytest.mark.parametrize(
    ("inside", "needed"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Qml.so.6", False),
        ("PySide6/Qt/lib/libQt6VirtualKeyboard.so.6", False),
        ("PySide6\\Qt6Quick.dll", False),
        ("PySide6\\Qt6Core.dll", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_ko.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so", True),
        ("libpango-1.0.so.0", False),
        ("libgtk-3.so.0", False),
        ("libfreetype.so.6", True),
        ("pillow.libs/libharfbuzz-fb49c9fc.so.0.61450.0", True),
        ("mediapipe/tasks/c/libmediapipe.so", True),
        ("resources/i18n/pibu_ko.qm", True),
    ],
)
def test_only_what_is_needed_stays(inside: str, needed: bool) -> None:
    """Korean needs its input method; the window needs no web and no QML."""
    assert is_needed(inside) is needed


def test_the_version_is_told_as_an_installed_package_tells_it(tmp_path: Path) -> None:
    """importlib.metadata finds it in the folder that a bundle puts on the path."""
    piece = write_metadata(tmp_path / "made")
    target = tmp_path / "inside" / piece.inside
    target.parent.mkdir(parents=True)
    target.write_bytes(piece.source.read_bytes())
    (found,) = importlib.metadata.distributions(name="pibu", path=[str(tmp_path / "inside")])
    assert found.version == version()


def test_a_folder_becomes_pieces(tmp_path: Path) -> None:
    """With what is in its folders, and slashes on every system."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").touch()
    assert list(files_of(tmp_path, "x/y")) == [Piece(tmp_path / "deep" / "a.txt", "x/y/deep/a.txt")]
