"""Photo files before they are pictures: which files are photos, their bytes, and how much is too much."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ml.errors import PibuError, TroubleCode

PHOTO_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp", ".gif", ".apng")
MAX_BYTES = 64 * 1024 * 1024
MAX_PIXELS = 50_000_000
MIN_SIDE = 64


def photo_bytes(photo: Path | bytes) -> bytes:
    """A photo file's bytes; never none and never more than MAX_BYTES.

    Raises:
        PibuError: PHOTO_MISSING, PHOTO_UNREADABLE, PHOTO_EMPTY, PHOTO_TOO_LARGE.
    """
    subject = "" if isinstance(photo, bytes) else str(photo)
    content = photo if isinstance(photo, bytes) else _content(photo)
    if not content:
        raise PibuError(TroubleCode.PHOTO_EMPTY, subject)
    if len(content) > MAX_BYTES:
        raise PibuError(TroubleCode.PHOTO_TOO_LARGE, subject, f"{len(content)} bytes")
    return content


def check_size(width: int, height: int, subject: str) -> None:
    """Refuses pictures with too many or too few pixels.

    Raises:
        PibuError: PHOTO_TOO_LARGE, PHOTO_TOO_SMALL.
    """
    if width * height > MAX_PIXELS:
        raise PibuError(TroubleCode.PHOTO_TOO_LARGE, subject, f"{width} x {height} px")
    if min(width, height) < MIN_SIDE:
        raise PibuError(TroubleCode.PHOTO_TOO_SMALL, subject, f"{width} x {height} px")


def photos_in(paths: Iterable[Path]) -> list[Path]:
    """The photos that these paths mean, each once: files as they are, folders searched recursively, sorted by path.

    Hidden files and linked folders are left out. A path that doesn't exist, and a folder that can't be listed, is kept,
    so that reading it says so.
    """
    known: dict[Path, Path] = {}
    for path in paths:
        for found in _photos_under(path) if os.path.isdir(path) else (path,):
            known.setdefault(_identity(found), found)
    return list(known.values())


def photos_walked(paths: Iterable[Path]) -> Iterator[Path]:
    """The photos of photos_in, found as they are drawn: what is held are the names of the folders being walked.

    A path that lies in a folder named before it is left out; a link inside a folder counts as a photo of its own.
    """
    named: list[Path] = []
    for path in paths:
        identity = _identity(path)
        if any(identity == known or known in identity.parents for known in named):
            continue
        named.append(identity)
        if os.path.isdir(path):
            yield from _walked(path)
        else:
            yield path


def _walked(folder: Path) -> Iterator[Path]:
    """Sorted by path, as _photos_under does it."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, _is_folder(entry)) for entry in entries if not entry.name.startswith("."))
    except OSError:
        yield folder
        return
    for name, is_folder in names:
        if is_folder:
            yield from _walked(folder / name)
        elif name.lower().endswith(PHOTO_SUFFIXES) and not os.path.isdir(folder / name):
            yield folder / name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _identity(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links in a circle are a RuntimeError
        return path.absolute()


def _photos_under(folder: Path) -> Iterator[Path]:
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: found.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        photos = (name for name in names if name.lower().endswith(PHOTO_SUFFIXES) and not name.startswith("."))
        found.extend(Path(root, name) for name in photos)
    return iter(sorted(found))


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise PibuError(TroubleCode.PHOTO_UNREADABLE, str(path), "not a file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise PibuError(TroubleCode.PHOTO_TOO_LARGE, str(path), f"{size} bytes")
        return path.read_bytes()
    except FileNotFoundError:
        raise PibuError(TroubleCode.PHOTO_MISSING, str(path)) from None
    except ValueError as error:  # a name with a null character in it
        raise PibuError(TroubleCode.PHOTO_MISSING, str(path), str(error)) from None
    except OSError as error:
        raise PibuError(TroubleCode.PHOTO_UNREADABLE, str(path), str(error.strerror)) from error
