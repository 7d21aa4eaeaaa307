"""Deletes everything that Pibu keeps on this computer. Only what Pibu made is touched, by its name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from PySide6.QtCore import QLockFile

from app.faults import LOG_NAME
from app.one_window import LOCK_NAME, SOCKET_NAME
from app.profiles.photo_consent import CONSENT_NAME
from app.settings import GEOMETRY_NAME, settings_file
from ml.assets import FACE_MODEL_NAME
from ml.errors import PibuError, TroubleCode
from ml.graphs import cache_folder
from ml.pack_store import packs_folder

NATIVE_LOG = "native.log"
LISTS = ("profiles.db*", "before-profiles-*")
"""The list of profiles, damaged ones that were put aside, copies made before migrations."""
BESIDE_SETTINGS = (CONSENT_NAME, GEOMETRY_NAME, LOCK_NAME, SOCKET_NAME)
"""Qt's own unfinished files and locks have longer names."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where Pibu's files lie. data: profiles and histories. face_model: the copy that Pibu fetched.

    settings: the file; what the window remembers lies beside it.
    """

    data: Path
    packs: Path
    settings: Path
    graphs: Path
    logs: Path
    face_model: Path


def usual_places() -> Places:
    """Those of this person on this computer."""
    from app.history.folders import usual_folder

    return Places(
        data=usual_folder(),
        packs=packs_folder(),
        settings=settings_file(),
        graphs=cache_folder(),
        logs=platformdirs.user_log_path("pibu", appauthor=False),
        face_model=platformdirs.user_data_path("pibu", appauthor=False) / FACE_MODEL_NAME,
    )


def erase_everything(places: Places) -> None:
    """Destroys every profile with its history and backups, settings, logs, caches and installed packs.

    The wrapped keys go first: what a crash leaves can't be opened. Storage must be closed. A server's profiles stay.

    Raises:
        PibuError: HISTORY_IN_USE when a Pibu has its window or a history open, nothing is changed then;
            CANNOT_WRITE, its subject the first path that could not be removed; the others are gone.
    """
    _refuse_window(places.settings.parent)
    _refuse_open(places.data)
    stuck: list[OSError] = []
    for path in _paths(places):
        try:
            _remove(path)
        except OSError as problem:
            stuck.append(problem)
    if stuck:
        raise PibuError(TroubleCode.CANNOT_WRITE, str(stuck[0].filename), stuck[0].strerror or "") from stuck[0]


def _refuse_window(folder: Path) -> None:
    """A window would write again what it remembers."""
    path = folder / LOCK_NAME
    if not path.exists():
        return
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        lock.unlock()
    elif lock.error() is QLockFile.LockError.LockFailedError and any(lock.getLockInfo()):  # else it is no lock at all
        raise PibuError(TroubleCode.HISTORY_IN_USE, str(path))


def _refuse_open(data: Path) -> None:
    from app.history.folders import ProcessLock

    for lock in [*data.glob("profiles/*/lock"), *data.glob("profiles.lock")]:
        held = ProcessLock(lock)
        held.take()
        held.release()


def _paths(places: Places) -> Iterator[Path]:
    for pattern in LISTS:
        yield from sorted(places.data.glob(pattern))
    yield places.data / "profiles"
    yield places.data / "profiles.lock"
    yield places.packs
    yield places.face_model
    yield places.face_model.with_suffix(".part")
    yield places.settings
    yield places.settings.with_suffix(".part")
    for name in BESIDE_SETTINGS:
        yield from sorted(places.settings.parent.glob(name + "*"))
    yield places.graphs
    yield from sorted(places.logs.glob(LOG_NAME + "*"))
    yield places.logs / NATIVE_LOG


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
