"""The project as a whole: one OpenCV, a lock without addresses, documents that name only what exists."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import itertools
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ml.assets import FACE_MODEL_SHA256
from ml.errors import TroubleCode
from ml.types import Abstention, Attribute, QualityCode, Region

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
CLUSTER = (ROOT / "requirements-cluster.lock").read_text(encoding="utf-8").splitlines()
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OPENCVS = {"opencv-python", "opencv-contrib-python", "opencv-python-headless", "opencv-contrib-python-headless"}
COMMANDS = {"scan", "live", "models", "history", "bench", "face-model", "test"}
ACTIONS = {"list", "install", "use", "remove", "--json"}


def locked_here() -> list[Requirement]:
    """The locks' lines that hold on this machine."""
    lines = [Requirement(line) for line in LOCK + CLUSTER]
    return [line for line in lines if line.marker is None or line.marker.evaluate()]


def tracked() -> list[Path]:
    """Every file in git that is text."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file() and is_text(path)]


def is_text(path: Path) -> bool:
    """Whether a file holds text; told by its bytes."""
    return b"\0" not in path.read_bytes()[:4096]


def named(path: Path) -> str:
    """A document's path in the project, for test names."""
    return path.relative_to(ROOT).as_posix()


# --- packages ---------------------------------------------------------------------------------------------------------


def test_exactly_one_opencv_is_installed() -> None:
    """Several would overwrite each other's files (docs/adr/0005)."""
    installed = {canonicalize_name(each.metadata["Name"]) for each in importlib.metadata.distributions()}
    assert installed & OPENCVS == {"opencv-python-headless"}


def test_the_lock_pins_and_names_no_address() -> None:
    """Each line is one exact version, from wherever the user's pip gets its packages."""
    requirements = [Requirement(line) for line in LOCK + CLUSTER]
    assert [line for line in LOCK + CLUSTER if "://" in line or line.startswith("-")] == []
    assert [str(each) for each in requirements if [part.operator for part in each.specifier] != ["=="]] == []


def test_what_is_installed_is_what_is_locked() -> None:
    """Otherwise the other tests say nothing about what users get."""
    wrong = [
        f"{line.name}: {importlib.metadata.version(line.name)} instead of {line.specifier}"
        for line in locked_here()
        if not line.specifier.contains(importlib.metadata.version(line.name), prereleases=True)
    ]
    assert not wrong


def test_the_lock_holds_what_the_project_asks_for() -> None:
    """Every dependency of pyproject.toml, in a version that fits, extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [Requirement(text) for text in [*project["dependencies"], *itertools.chain(*extras.values())]]
    versions = {canonicalize_name(line.name): str(next(iter(line.specifier)).version) for line in locked_here()}
    assert [str(each) for each in asked if not each.specifier.contains(versions[canonicalize_name(each.name)])] == []


def test_a_clusters_packages_stand_apart_and_get_along_with_the_others() -> None:
    """Only a cluster and the checks install them: no package in both locks, and each gets what it asks for."""
    names = {canonicalize_name(Requirement(line).name) for line in CLUSTER}
    assert names & {canonicalize_name(Requirement(line).name) for line in LOCK} == set()
    asked = [
        each
        for name in names
        for each in map(Requirement, importlib.metadata.requires(name) or ())
        if each.marker is None or each.marker.evaluate({"extra": "data" if name == "ray" else ""})
    ]
    assert {each.name for each in asked} >= {"pyarrow", "pandas", "numpy", "protobuf", "rpds-py"}
    assert [str(each) for each in asked if not each.specifier.contains(importlib.metadata.version(each.name))] == []


# --- documents --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_lead_somewhere(document: Path) -> None:
    """Relative links and pictures exist."""
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_files_and_modules_that_are_named_exist(document: Path) -> None:
    """`ml/types.py`, `app/live/` and `python -m resources.i18n.update` are really there."""
    text = document.read_text(encoding="utf-8")
    files = re.findall(r"`((?:app|ml|training|resources|bundle|tests|docs)/[\w/.-]*)`", text)
    assert [name for name in files if not (ROOT / name).exists()] == []
    modules = re.findall(r"python3? -m ((?:app|ml|training|resources|bundle)[\w.]*)", text)
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_commands_that_are_named_exist(document: Path) -> None:
    """Only commands and options that the program has, and tests that are there."""
    assert [call for call in calls_in(document) if wrong(call)] == []


@pytest.mark.parametrize(
    ("call", "fine"),
    [
        ("", True),
        ("PHOTO...", True),
        ("anna.jpg", True),
        ("scan PHOTO --json", True),
        ("bench --only race", True),
        ("models install mine/pack", True),
        ("test tests/ml -m slow", True),
        ("scna PHOTO", False),
        ("scan PHOTO --jsno", False),
        ("models instal mine/pack", False),
        ("test tests/mll", False),
    ],
)
def test_the_rule_of_commands_bites(call: str, fine: bool) -> None:
    """It tells commands from what only looks like them."""
    assert wrong(call.split()) is not fine


def calls_in(document: Path) -> list[list[str]]:
    """The words after each `python3 start.py`, comments left out."""
    calls = re.findall(r"python3 start\.py([^`\n]*)", document.read_text(encoding="utf-8"))
    return [call.split("#")[0].split() for call in calls]


def wrong(call: list[str]) -> bool:
    """Whether a call holds a command, an option, an action or a test that isn't there."""
    if not call or re.fullmatch(r"\S+\.(jpg|\.\.)", call[0]):
        return False
    command, *rest = call
    if command not in COMMANDS:
        return True
    if command == "test":
        return any("/" in word and not (ROOT / word).exists() for word in rest)
    if command == "models" and rest[:1] and rest[0] not in ACTIONS:
        return True
    return not {word for word in rest if word.startswith("--")} <= options_of(command)


def options_of(command: str) -> set[str]:
    """The options that a command's source declares."""
    cli = ROOT / "app" / "cli"
    own = {"bench": "bench/command"}.get(command, command.replace("-", "_"))
    source = "".join((cli / f"{name}.py").read_text("utf-8") for name in (own, "parsing"))
    return set(re.findall(r'"(--[a-z][a-z-]*)"', source))


def test_both_readmes_show_the_same_commands() -> None:
    """The Korean twin keeps up."""

    def calls(name: str) -> list[list[str]]:
        found = re.findall(r"^    python3 start\.py(.*)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        return [
            re.findall(r"\s(--[a-z]+|scan|live|models|history|bench|face-model|test)\b", call.split("#")[0])
            for call in found
        ]

    assert calls("README.md") == calls("README.ko.md")
    assert ["scan", "--json"] in calls("README.md")


def test_ci_runs_the_readmes_test_command() -> None:
    """What CI checks is what a stranger is told to run."""
    assert "python3 start.py test\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 start.py test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_json_document_lists_every_code() -> None:
    """A new code can't be forgotten."""
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    photo = [code for code in TroubleCode if code.value.startswith("photo_")]
    assert [code for code in [*QualityCode, *Abstention, *photo, *Attribute] if code not in text] == []


def test_every_region_is_in_the_glossary() -> None:
    """In words, not codes."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    stems = {region.value.replace("_left", "").replace("_right", "").replace("_", " ") for region in Region}
    assert [stem for stem in stems if stem not in text] == []


def test_decisions_are_numbered_without_gaps() -> None:
    """0001, 0002, ...; each says that it is accepted or what replaced it."""
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    assert all(re.search(r"^(Accepted|Replaced by)", path.read_text("utf-8"), re.MULTILINE) for path in decisions)


# --- what must not be in git ------------------------------------------------------------------------------------------


def test_no_file_names_a_machine_or_a_package_server() -> None:
    """Nothing in git depends on where it was written."""
    banned = ("/" + "work/", "/" + "root/", "py" + "pi.org", "pythonhosted" + ".org")
    breaches = [f"{named(path)}: {word}" for path in tracked() for word in banned if word in path.read_text("utf-8")]
    assert breaches == []


def test_the_face_model_is_pinned() -> None:
    """Its sha256 is Google's, as docs/adr/0003 says; a change of it is a change of every grade."""
    assert FACE_MODEL_SHA256 == "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
