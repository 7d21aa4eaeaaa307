"""The model packs that were put into Pibu, folders in a folder beside the shipped one, each checked as it comes in."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from ml.checkpoints import Pack, load_pack, shipped_pack
from ml.device import has_torch
from ml.errors import PibuError, TroubleCode
from ml.graphs import write_graphs
from ml.pack_files import take_out

DATA_VARIABLE = "PIBU_DATA_DIR"
LONGEST_NAME = 64
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_REASONS = {
    TroubleCode.CHECKPOINT_MISSING: TroubleCode.PACK_DAMAGED,
    TroubleCode.CHECKPOINT_DAMAGED: TroubleCode.PACK_DAMAGED,
    TroubleCode.CHECKPOINT_FOREIGN: TroubleCode.PACK_FOREIGN,
}


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A pack that can be used: its name, its folder, whether it came with Pibu."""

    name: str
    folder: Path
    shipped: bool


def packs_folder() -> Path:
    """Where packs are put: in PIBU_DATA_DIR, else in the platform's folder for a person's files."""
    chosen = os.environ.get(DATA_VARIABLE)
    return (Path(chosen) if chosen else platformdirs.user_data_path("pibu", appauthor=False)) / "models"


class PackStore:
    """Packs in a folder, and the shipped one.

    fits: raises PibuError for a pack whose weights don't fit its cards; None for ml.pack_check's, which takes torch.
    """

    def __init__(
        self, folder: Path | None = None, shipped: Path | None = None, fits: Callable[[Pack], None] | None = None
    ) -> None:
        self._folder = packs_folder() if folder is None else folder
        self._shipped = shipped_pack() if shipped is None else shipped
        self._fits = _fits if fits is None else fits

    @property
    def shipped(self) -> InstalledPack:
        """The pack that came with Pibu."""
        return InstalledPack(self._shipped.name, self._shipped, True)

    def installed(self) -> tuple[InstalledPack, ...]:
        """The shipped pack, then the others by name. None is opened."""
        try:
            names = sorted(p.name for p in self._folder.iterdir() if p.is_dir() and is_name(p.name))
        except OSError:
            names = []
        others = [InstalledPack(name, self._folder / name, False) for name in names if name != self.shipped.name]
        return self.shipped, *others

    def named(self, name: str) -> InstalledPack:
        """An installed pack; the shipped one for an empty name.

        Raises:
            PibuError: PACK_UNKNOWN.
        """
        for pack in self.installed():
            if name in (pack.name, "" if pack.shipped else pack.name):
                return pack
        raise PibuError(TroubleCode.PACK_UNKNOWN, name)

    def checked(self, name: str) -> Pack:
        """An installed pack, read and verified.

        Raises:
            PibuError: PACK_UNKNOWN, PACK_DAMAGED, PACK_FOREIGN.
        """
        return self._verified(self.named(name).folder, name or self.shipped.name)

    def install(self, source: Path) -> InstalledPack:
        """Put a pack, a folder or a .zip, among the others, under the name of its version. All of it or nothing.

        Raises:
            PibuError: PACK_MISSING no pack is there; PACK_UNSAFE an archive that leads out or is too large;
                PACK_DAMAGED, PACK_FOREIGN it can't be used, the detail says why; PACK_TAKEN another pack has this
                name; CANNOT_WRITE.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".new-", dir=self._folder) as temporary:
                fresh = Path(temporary) / "pack"
                fresh.mkdir()
                take_out(source, fresh)
                pack = self._verified(fresh, str(source))
                self._fitting(pack, str(source))
                return self._placed(pack, source)
        except OSError as error:
            raise PibuError(TroubleCode.CANNOT_WRITE, str(self._folder), str(error)) from error

    def remove(self, name: str) -> None:
        """Take a pack away for good.

        Raises:
            PibuError: PACK_UNKNOWN; PACK_SHIPPED it came with Pibu; CANNOT_WRITE.
        """
        pack = self.named(name)
        if pack.shipped:
            raise PibuError(TroubleCode.PACK_SHIPPED, pack.name)
        try:
            going = Path(tempfile.mkdtemp(prefix=".gone-", dir=self._folder))
            os.replace(pack.folder, going / "pack")
            shutil.rmtree(going)
        except OSError as error:
            raise PibuError(TroubleCode.CANNOT_WRITE, str(pack.folder), str(error)) from error

    def _placed(self, pack: Pack, source: Path) -> InstalledPack:
        name = pack_name(pack.version)
        if not is_name(name):
            raise PibuError(TroubleCode.PACK_FOREIGN, str(source), f"the version {pack.version!r:.80} makes no name")
        target = self._folder / name
        taken = {p.name.casefold(): p for p in self.installed()}.get(name.casefold())
        if taken is None:
            os.replace(pack.folder, target)
            return InstalledPack(name, target, False)
        if self._same(taken, pack):
            return taken
        raise PibuError(TroubleCode.PACK_TAKEN, name)

    def _same(self, installed: InstalledPack, pack: Pack) -> bool:
        try:
            return load_pack(installed.folder).model_version == pack.model_version
        except PibuError:
            if not installed.shipped:  # a damaged one gives way to a whole one of its name
                shutil.rmtree(installed.folder)
                os.replace(pack.folder, installed.folder)
            return not installed.shipped

    def _fitting(self, pack: Pack, subject: str) -> None:
        try:
            self._fits(pack)
        except PibuError as trouble:
            raise PibuError(_REASONS[trouble.code], subject, trouble.detail) from trouble

    def _verified(self, folder: Path, subject: str) -> Pack:
        try:
            return load_pack(folder)
        except PibuError as trouble:
            where = Path(trouble.subject).name
            detail = f"{where}: {trouble.detail or 'is not there'}"
            raise PibuError(_REASONS[trouble.code], subject, detail) from trouble


def pack_name(version: str) -> str:
    """A version as the name of a folder: letters, digits, dots, dashes."""
    return re.sub(r"[^\w.-]+", "-", version).strip("-.")[:LONGEST_NAME]


def is_name(name: str) -> bool:
    """Whether a folder of this name can be a pack's, on every system."""
    return bool(re.fullmatch(r"[\w][\w.-]*", name)) and name.split(".")[0].casefold() not in _RESERVED


def _fits(pack: Pack) -> None:
    """Where there is no torch, a pack fits when its graphs can be written: those are what grades there."""
    if not has_torch():
        write_graphs(pack)
        return
    from ml.pack_check import refuse_misfits

    refuse_misfits(pack)
