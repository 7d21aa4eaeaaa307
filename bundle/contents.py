"""What goes into a bundle beside the code that PyInstaller finds by itself; tests/test_bundle_contents.py holds it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.portrait import portrait_file
from bundle.edition import Edition
from ml.assets import face_model
from resources.files import FOLDER, bundled_face_model, bundled_portrait

ROOT = FOLDER.parent
MIGRATIONS = "app/history/migrations"

PACKAGES = (
    *("PIL", "PySide6", "alembic", "argon2", "cryptography", "cv2", "cv2_enumerate_cameras", "mediapipe", "numpy"),
    *("onnx", "onnxruntime", "pi_heif", "platformdirs", "psutil", "pyqtgraph", "safetensors", "sqlalchemy"),
    *("sqlcipher3", "tqdm", "zxcvbn"),
)
"""Every package of others that the app and the CPU's engine import, at the top or in a function."""

QT_MODULES = ("QtCore", "QtDBus", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtWidgets")

UNSEEN = (
    "mediapipe.tasks.c",  # holds a library, is asked for as a folder
    *("psycopg", "psycopg_binary", "psycopg_binary.pq", "psycopg_binary._psycopg"),  # named by the server's address
    *("alembic.op", "alembic.context"),  # imported by migrations, which are read as files
    *("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"),  # pyqtgraph asks for them by a made-up name
)
"""Modules that are imported in ways PyInstaller can't see."""

_NOT_NEEDED = (
    # Qt: the window needs no web, no QML, no files from servers; what its plugins for those would bring.
    r"PySide6/(Qt/)?(lib/|bin/)?(lib)?Qt6?(Qml|Quick|VirtualKeyboard|Pdf|Designer|Labs)\w*[.\w]*$",
    r"PySide6/Qt(Qml|Quick|Pdf)\w*\.",
    r"PySide6/(Qt/)?(qml|metatypes|resources)/",
    r"PySide6/(Qt/)?plugins/(tls|networkinformation|networkaccess|sqldrivers|qmltooling|virtualkeyboard|egldeviceintegrations)/",
    r"PySide6/(Qt/)?plugins/platforminputcontexts/\w*virtualkeyboard",
    r"PySide6/(Qt/)?plugins/platforms/\w*(eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc)",
    # Qt's theme plugin for GTK, and what of the system only GTK loads.
    r"PySide6/(Qt/)?plugins/platformthemes/\w*gtk",
    r"lib(atk|pango|cairo|gdk|gtk|fribidi|thai|datrie|pixman|harfbuzz|graphite2)[\w.-]*\.so",
    r"PySide6/(Qt/)?plugins/imageformats/\w*(pdf|tga|wbmp)",
    r"PySide6/(Qt/)?translations/(?!qtbase_(en|ko)\.qm)",
    r"pyqtgraph/(examples|icons/peegee)",
    r"(mediapipe/modules|onnx/backend/test|numpy/.*/tests)/",
    r".*\.(pyi|lib|a|h|hpp|cmake)$",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One file: where it lies now, and its path inside the bundle, with slashes."""

    source: Path
    inside: str


def pieces() -> tuple[Piece, ...]:
    """Every file of data that the program opens by itself.

    Raises:
        PibuError: FACE_MODEL_MISSING, FACE_MODEL_DAMAGED.
    """
    own = [*_below("resources/icons"), *_below("resources/controls"), *_below("resources/models")]
    own += [path for path in _below("resources/i18n") if path.suffix == ".qm"]
    own += [path for path in _below(MIGRATIONS) if path.suffix == ".py"]
    own.append(ROOT / "LICENSE")
    return (
        *(Piece(path, path.relative_to(ROOT).as_posix()) for path in own),
        Piece(face_model(), bundled_face_model().relative_to(ROOT).as_posix()),
        Piece(portrait_file(), bundled_portrait().relative_to(ROOT).as_posix()),
    )


def hidden_imports(edition: Edition) -> tuple[str, ...]:
    """Modules that PyInstaller is told of by name."""
    torch = ("torch", "torchvision", "timm", "pytorch_grad_cam") if edition is Edition.CUDA else ()
    return PACKAGES + tuple(f"PySide6.{name}" for name in QT_MODULES) + UNSEEN + torch


def loaded_by_path(edition: Edition) -> tuple[str, ...]:
    """Packages whose libraries they load by their path, which PyInstaller doesn't see."""
    return ("mediapipe", "torchvision") if edition is Edition.CUDA else ("mediapipe",)


def is_needed(inside: str) -> bool:
    """Whether a file that PyInstaller found belongs into the bundle. inside: its path there."""
    path = inside.replace("\\", "/")
    return not any(re.match(pattern, path) for pattern in _NOT_NEEDED)


def version() -> str:
    """Pibu's version, as pyproject.toml has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def write_metadata(folder: Path) -> Piece:
    """Writes what importlib.metadata reads Pibu's version from; a source tree that isn't installed has none."""
    path = folder / "METADATA"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Metadata-Version: 2.1\nName: pibu\nVersion: {version()}\nLicense-Expression: MIT\n", "utf-8")
    return Piece(path, f"pibu-{version()}.dist-info/METADATA")


def files_of(folder: Path, inside: str) -> Iterator[Piece]:
    """Every file below a folder, as pieces below another path."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Piece(path, f"{inside}/{path.relative_to(folder).as_posix()}")


def as_entries(pieces: Iterable[Piece]) -> list[tuple[str, str, str]]:
    """Pieces in PyInstaller's form."""
    return [(piece.inside, str(piece.source), "DATA") for piece in pieces]


def _below(folder: str) -> list[Path]:
    files = (path for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
    return [path for path in files if "__pycache__" not in path.parts]
