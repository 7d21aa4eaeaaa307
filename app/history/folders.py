"""Where a profile's files lie, who may open them, and how they are destroyed."""

from __future__ import annotations

import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import platformdirs

from app.history.troubles import told
from ml.errors import PibuError, TroubleCode

FOLDER_VARIABLE = "PIBU_DATA_DIR"
COPIED_LISTS = "before-profiles-*"
"""Lists of profiles that were copied before a migration (app.history.file_opening)."""
_DOOMED = "deleted"
_PRIVATE = 0o700


def usual_folder() -> Path:
    """Where the history lies: PIBU_DATA_DIR, else the platform's folder for a person's files."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_data_path("pibu", appauthor=False)


@dataclass(frozen=True, slots=True)
class ProfileFolder:
    """One profile's files."""

    path: Path

    @property
    def database(self) -> Path:
        """The encrypted scans."""
        return self.path / "history.db"

    @property
    def pictures(self) -> Path:
        """Sealed photos, thumbnails and heat maps, one file each."""
        return self.path / "photos"

    @property
    def backups(self) -> Path:
        """Copies of the database before each migration, and the person's automatic backups."""
        return self.path / "backups"

    @property
    def backed_up_pictures(self) -> Path:
        """One copy of each sealed picture, for all automatic backups."""
        return self.backups / "pictures"

    @property
    def lock(self) -> Path:
        """Held by the process that has the history open."""
        return self.path / "lock"


class DataFolder:
    """All that Pibu keeps on this computer, readable by its owner only."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def profiles_database(self) -> Path:
        """Who may sign in."""
        return self._root / "profiles.db"

    def damaged_profiles(self, stamp: str) -> Path:
        """Where a profiles.db that doesn't open is put aside."""
        return self._root / f"profiles.db.damaged-{stamp}"

    def backups(self) -> list[Path]:
        """The folders of backups of all profiles."""
        return [ProfileFolder(path).backups for path in sorted(self._folders())]

    @property
    def profiles_lock(self) -> Path:
        """Held while profiles.db is made or migrated."""
        return self._root / "profiles.lock"

    def of(self, profile_id: str) -> ProfileFolder:
        """One profile's folder, which may not exist. A profile_id that is no UUID is a ValueError: never a path."""
        return ProfileFolder(self._root / "profiles" / checked_id(profile_id))

    def prepare(self) -> None:
        """Makes the root."""
        with told(str(self._root)):
            make_private(self._root / "profiles")

    def has_profiles(self) -> bool:
        """Whether any profile's folder is there."""
        return any(True for _ in self._folders())

    def doom(self, profile_id: str) -> None:
        """Notes that a profile's folder is to be destroyed, so that a crash half-way leaves nothing behind."""
        folder = self.of(profile_id)
        with told(str(folder.path)):
            make_private(folder.path)
            (folder.path / _DOOMED).touch()
            sync_folder(folder.path)

    def destroy(self, profile_id: str) -> None:
        """Removes a profile's folder with everything in it, and old lists, put aside or copied before a migration:
        they may hold its keys.
        """
        with told():
            self._remove(self.of(profile_id).path)
            for pattern in (self.damaged_profiles("*").name, COPIED_LISTS):
                for aside in self._root.glob(pattern):
                    aside.unlink()

    def finish_destroying(self, living: frozenset[str]) -> None:
        """Removes folders of profiles whose deletion was cut off; those that live again are spared."""
        for folder in list(self._folders()):
            mark = folder / _DOOMED
            if not mark.exists():
                continue
            with told():
                if folder.name in living:
                    mark.unlink(missing_ok=True)
                else:
                    self._remove(folder)

    def _folders(self) -> Iterator[Path]:
        place = self._root / "profiles"
        return (path for path in place.iterdir() if path.is_dir()) if place.is_dir() else iter(())

    @staticmethod
    def _remove(folder: Path) -> None:
        if folder.exists():
            shutil.rmtree(folder)
            sync_folder(folder.parent)


class ProcessLock:
    """One process at a time; the system lets go of it when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: IO[bytes] | None = None

    def take(self) -> None:
        """Takes the lock.

        Raises:
            PibuError: HISTORY_IN_USE when another process, or another opening in this one, has it.
        """
        with told(str(self._path)):
            stream = self._path.open("ab")
        try:
            _lock(stream)
        except OSError as problem:
            stream.close()
            raise PibuError(TroubleCode.HISTORY_IN_USE, str(self._path)) from problem
        self._stream = stream

    def release(self) -> None:
        """Lets go. Safe to call twice."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()


def checked_id(identifier: str) -> str:
    """A UUID in its usual form.

    Raises:
        ValueError: it is none; so a path can never be smuggled in as one.
    """
    if str(uuid.UUID(identifier)) != identifier:
        raise ValueError("not a UUID in its usual form")
    return identifier


def make_private(folder: Path) -> None:
    """Makes a folder that only its owner may look into."""
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all: a temporary one, fsync, os.replace, fsync of the folder.

    Raises:
        OSError: what was there before is still there then, and no temporary file.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
        rename_whole(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def rename_whole(part: Path, path: Path) -> None:
    """Gives a written file its name so that both last: fsync, os.replace, fsync of the folder."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    os.replace(part, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes new and removed names in a folder last; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
