"""One copy of every sealed picture for all automatic backups of a profile: pictures never change, so one is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from app.history.folders import make_private, sync_folder, write_whole
from app.history.pictures import picture_name
from app.history.records import Kind
from app.history.vault import Vault
from ml.errors import PibuError, TroubleCode

Sealed = Callable[[str, Kind], bytes | None]
"""A picture as it lies in the history, by its scan's id and its kind; None when it is gone."""


class PictureCopies:
    """A folder of sealed pictures, named as in the history. Nothing is put in that doesn't open."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder, self._vault = folder, vault

    def names(self) -> frozenset[str]:
        """The names of all that are there."""
        return frozenset(path.name for path in self._files())

    def add(self, scan_id: str, kind: Kind, sealed: bytes) -> bool:
        """Copies a picture and reads it back: whether it opens. A damaged one is not copied."""
        if not opens(self._vault, scan_id, kind, sealed):
            return False
        make_private(self._folder)
        path = self._folder / picture_name(scan_id, kind)
        write_whole(path, sealed)
        if path.read_bytes() == sealed:
            return True
        path.unlink()
        return False

    def get(self, scan_id: str, kind: Kind) -> bytes | None:
        """A copy; None when there is none."""
        try:
            return (self._folder / picture_name(scan_id, kind)).read_bytes()
        except FileNotFoundError:
            return None

    def forget(self, scan_ids: Iterable[str]) -> None:
        """Removes the pictures of scans."""
        self._remove(self._folder / picture_name(scan_id, kind) for scan_id in scan_ids for kind in Kind)

    def keep_only(self, scan_ids: frozenset[str]) -> None:
        """Removes the pictures of all other scans, and what a crash left."""
        names = {picture_name(scan_id, kind) for scan_id in scan_ids for kind in Kind}
        self._remove([path for path in self._files() if path.name not in names])

    def _files(self) -> list[Path]:
        return list(self._folder.iterdir()) if self._folder.is_dir() else []

    def _remove(self, paths: Iterable[Path]) -> None:
        gone = [path for path in paths if path.exists()]
        for path in gone:
            path.unlink()
        if gone:
            sync_folder(self._folder)


def opens(vault: Vault, scan_id: str, kind: Kind, sealed: bytes) -> bool:
    """Whether a sealed picture is as it was sealed, this scan's and of this kind."""
    try:
        vault.unseal(sealed, scan_id, kind)
    except PibuError as trouble:
        if trouble.code is not TroubleCode.PICTURE_DAMAGED:
            raise
        return False
    return True
