"""Licences, bill of materials, checks and system files of a bundle, each by itself; tests/test_bundle.py builds one."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import plistlib
import sys
from pathlib import Path
from typing import Any

import pytest

from bundle.build import summary
from bundle.checks import Bundle, complaints
from bundle.contents import ROOT, version
from bundle.debian import control, lay_out, outside
from bundle.edition import Edition
from bundle.icon import write_icon
from bundle.inventory import Origin, Part, package_part, parts, system_parts
from bundle.licences import LIST_NAME, collect
from bundle.recipe import mac_properties, needed, programs, signing_identity, windows_version
from bundle.sbom import bill, write_bill
from bundle.start import give_back_the_library_path

OURS = Part("pibu", "1.2.3", Origin.OURS, "MIT", True, (ROOT / "LICENSE",))
MODEL = Part("face.task", "", Origin.FILE, "Apache-2.0", True, (), "", "ab" * 32)
ODD = Part("odd", "1", Origin.PACKAGE, "see its text", False, (ROOT / "LICENSE",), "pkg:pypi/odd@1")
IN_ALL = ("alembic", "cryptography", "mediapipe", "numpy", "onnxruntime", "opencv-python-headless", "pillow", "zxcvbn")


@pytest.mark.parametrize("name", [*IN_ALL, "PySide6_Essentials", "shiboken6", "sqlcipher3", "pyinstaller"])
def test_a_package_brings_its_licence(name: str) -> None:
    """As an SPDX expression, and its text."""
    part = package_part(importlib.metadata.distribution(name))
    assert part.spdx, part.licence
    assert part.texts
    assert all(text.read_text("utf-8", errors="replace").strip() for text in part.texts)
    assert part.address == f"pkg:pypi/{part.name.lower()}@{importlib.metadata.version(name)}"


def test_texts_that_wheels_lack_are_ours() -> None:
    """Qt's wheel has none at all; sqlcipher3's has only its own, not SQLCipher's."""
    qt = {text.name for text in package_part(importlib.metadata.distribution("PySide6_Essentials")).texts}
    assert {"LGPL-3.0.txt", "GPL-3.0.txt"} <= qt
    cipher = {text.name for text in package_part(importlib.metadata.distribution("sqlcipher3")).texts}
    assert "SQLCipher.txt" in cipher


def test_what_is_inside_is_told_from_files() -> None:
    """A package by its files; Python, Pibu, the model and what wrote the program always; nothing twice."""
    import platformdirs
    import zxcvbn

    found = parts([Path(module.__file__ or "") for module in (platformdirs, zxcvbn, ast)])
    names = [part.name for part in found]
    assert len(set(names)) == len(names)
    packages = {part.name for part in found if part.origin is Origin.PACKAGE}
    assert packages == {"platformdirs", "zxcvbn", "pyinstaller"}
    assert {"pibu", "Python", "face_landmarker.task", "pibu-1"} <= set(names)


def test_a_library_of_no_package_is_still_named(tmp_path: Path) -> None:
    """Better without a licence than not at all; bundle/checks.py complains about it."""
    library = tmp_path / "libodd.so.1"
    library.touch()
    (part,) = system_parts([library])
    assert (part.name, part.origin, part.texts) == ("libodd.so.1", Origin.SYSTEM, ())


def test_licences_lie_beside_their_list(tmp_path: Path) -> None:
    """Texts of one name get numbers; what was there before is gone."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    texts = tmp_path / "one" / "LICENSE.txt", tmp_path / "two" / "LICENSE.txt"
    for text in texts:
        text.write_text(text.parent.name)
    folder = tmp_path / "licences"
    (folder / "old").mkdir(parents=True)
    listed = collect([Part("a b", "1", Origin.PACKAGE, "MIT", True, texts), MODEL], folder).read_text("utf-8")
    assert (folder / "a-b-1" / "LICENSE.txt").read_text() == "one"
    assert (folder / "a-b-1" / "LICENSE-2.txt").read_text() == "two"
    assert "a b 1: MIT\n    a-b-1/LICENSE.txt\n    a-b-1/LICENSE-2.txt\nface.task: Apache-2.0\n" in listed
    assert not (folder / "old").exists()


def test_the_bill_is_cyclonedx() -> None:
    """The fields that the format asks for; each part once, each licence in one of its two forms."""
    told: dict[str, Any] = json.loads(bill([OURS, MODEL, ODD], Edition.CPU))
    assert (told["bomFormat"], told["specVersion"], told["version"]) == ("CycloneDX", "1.6", 1)
    assert told["serialNumber"].startswith("urn:uuid:")
    assert told["metadata"]["component"]["name"] == "pibu"
    references = [component["bom-ref"] for component in told["components"]]
    assert told["dependencies"] == [{"ref": told["metadata"]["component"]["bom-ref"], "dependsOn": references}]
    model, odd = told["components"]
    assert (model["type"], model["hashes"]) == ("data", [{"alg": "SHA-256", "content": "ab" * 32}])
    assert model["licenses"] == [{"expression": "Apache-2.0"}]
    assert odd["licenses"] == [{"license": {"name": "see its text"}}]
    assert (odd["purl"], odd["version"]) == ("pkg:pypi/odd@1", "1")


def test_the_bill_follows_from_the_parts() -> None:
    """The same parts give the same bytes, others another serial number."""
    assert bill([OURS, ODD], Edition.CPU) == bill([OURS, ODD], Edition.CPU)
    serials = {json.loads(bill(some, Edition.CPU))["serialNumber"] for some in ([OURS], [OURS, ODD], [OURS, MODEL])}
    assert len(serials) == 3


@pytest.fixture
def built(tmp_path: Path) -> Bundle:
    """A folder that looks like a good bundle to bundle.checks."""
    bundle = Bundle(tmp_path / "pibu", Edition.CPU)
    inner = bundle.inner
    (inner / "cv2").mkdir(parents=True)
    (inner / "resources").mkdir()
    (bundle.folder / "pibu").write_bytes(b"program")
    (inner / "cv2" / "cv2.abi3.so").touch()
    (inner / "resources" / "portrait.png").touch()
    from ml.assets import face_model

    (inner / "resources" / "face_landmarker.task").write_bytes(face_model().read_bytes())
    collect([OURS, ODD], inner / "resources" / "licences")
    write_bill([OURS, ODD], Edition.CPU, inner / "resources" / "sbom.cdx.json")
    return bundle


def test_a_good_bundle_has_no_complaints(built: Bundle) -> None:
    assert complaints(built) == []
    assert "pibu" in summary(built)


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda inner: (inner / "libcudart.so.13").touch(), "belongs to a card"),
        (lambda inner: (inner / "cv2.abi3.so").touch(), "OpenCV is there 2 times"),
        (lambda inner: (inner / "cv2" / "cv2.abi3.so").unlink(), "OpenCV is there 0 times"),
        (lambda inner: (inner / "resources" / "face_landmarker.task").write_bytes(b"x"), "face model is damaged"),
        (lambda inner: (inner / "resources" / "face_landmarker.task").unlink(), "face model is missing"),
        (lambda inner: (inner / "resources" / "portrait.png").unlink(), "portrait.png is missing"),
        (lambda inner: (inner / "resources" / "sbom.cdx.json").unlink(), "are missing"),
        (lambda inner: (inner / "resources" / "licences" / LIST_NAME).write_text("odd 1: MIT\n"), "no licence text"),
        (lambda inner: (inner.parent / "pibu").unlink(), "pibu is missing"),
    ],
)
def test_what_is_amiss_is_told(damage: Any, complaint: str, built: Bundle) -> None:
    damage(built.inner)
    assert len(complaints(built)) == 1
    assert complaint in complaints(built)[0]


def test_a_bundle_that_is_too_large_is_told(built: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the CPU's has a limit."""
    monkeypatch.setattr("bundle.checks.CPU_MOST_BYTES", 1000)
    assert "more than" in complaints(built)[0]
    assert complaints(Bundle(built.folder, Edition.CUDA)) == []


@pytest.mark.parametrize(("form", "magic"), [("png", b"\x89PNG"), ("ico", b"\0\0\1\0"), ("icns", b"icns")])
def test_every_system_gets_its_icon(form: str, magic: bytes, tmp_path: Path) -> None:
    assert write_icon(tmp_path, form).read_bytes().startswith(magic)


def test_macos_is_told_why_the_camera_is_wanted() -> None:
    """Without that sentence, or the entitlement of a signed program, macOS ends whoever opens a camera."""
    assert str(mac_properties()["NSCameraUsageDescription"]).startswith("Pibu")
    entitlements = plistlib.loads((ROOT / "bundle" / "macos" / "entitlements.plist").read_bytes())
    assert entitlements["com.apple.security.device.camera"] is True


def test_windows_gets_a_version_and_two_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One with a console for commands, one without for the window."""
    text = windows_version(tmp_path).read_text("utf-8")
    ast.parse(text, mode="eval")
    assert f"StringStruct('FileVersion', '{version()}')" in text
    monkeypatch.setattr(sys, "platform", "win32")
    assert [(one.name, one.console) for one in programs()] == [("pibu", True), ("pibuw", False)]
    monkeypatch.setattr(sys, "platform", "linux")
    assert [(one.name, one.console) for one in programs()] == [("pibu", True)]


def test_the_recipe_drops_what_is_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """And signs only when asked."""
    entries = [("PySide6/Qt/lib/libQt6Qml.so.6", "a", "BINARY"), ("cv2/cv2.abi3.so", "b", "EXTENSION")]
    assert needed(entries) == entries[1:]
    monkeypatch.delenv("PIBU_SIGNING_IDENTITY", raising=False)
    assert signing_identity() is None
    monkeypatch.setenv("PIBU_SIGNING_IDENTITY", "Somebody")
    assert signing_identity() == "Somebody"


@pytest.mark.parametrize("before", [None, "/somewhere"])
def test_other_programs_get_their_own_libraries(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bootloader's path is taken back before a file manager or browser is opened."""
    import os

    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    give_back_the_library_path()
    assert os.environ.get("LD_LIBRARY_PATH") == before
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_a_debian_package_is_laid_out(built: Bundle, tmp_path: Path) -> None:
    """The bundle as it is, a command, a starter in both languages, an icon; nothing is copied twice."""
    tree = tmp_path / "tree"
    tree.mkdir()
    lay_out(built, tree, control(built, "amd64", ("libc6", "libx11-6")))
    assert (tree / "opt" / "pibu" / "pibu").stat().st_ino == built.program.stat().st_ino
    assert (tree / "usr" / "bin" / "pibu").readlink() == Path("/opt/pibu/pibu")
    assert "Name[ko]=피부" in (tree / "usr" / "share" / "applications" / "pibu.desktop").read_text("utf-8")
    assert (tree / "usr" / "share" / "icons" / "hicolor" / "256x256" / "apps" / "pibu.png").is_file()
    told = (tree / "DEBIAN" / "control").read_text("utf-8")
    assert f"Version: {version()}\n" in told
    assert "Depends: libc6, libx11-6\n" in told


def test_only_the_systems_libraries_become_dependencies(tmp_path: Path) -> None:
    """As ldd tells them; what is not found is nobody's."""
    own = tmp_path.resolve() / "libown.so"
    told = f"x:\n\tlinux-vdso.so.1 (0x1)\n\tliba.so => /usr/lib/liba.so (0x2)\n\tlibown.so => {own} (0x3)\n"
    assert outside(told + "\tlibgone.so => not found\n", tmp_path) == {Path("/usr/lib/liba.so")}
