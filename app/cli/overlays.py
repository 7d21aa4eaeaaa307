"""Writes what `pibu scan --out` asks for: the photo with each attribute's heat map, one PNG an attribute."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from ml.errors import PibuError, TroubleCode
from ml.types import Analysis, Attribute, Colormap, RgbImage

OPACITY = 0.6


class OverlayFolder:
    """A folder for overlays. Photos of the same name from different folders get numbers."""

    def __init__(self, folder: Path, photos: Iterable[Path]) -> None:
        """Makes the folder and tries whether it can be written.

        Raises:
            PibuError: CANNOT_WRITE.
        """
        self._folder = folder
        self._stems = dict(_unique_stems(photos))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise PibuError(TroubleCode.CANNOT_WRITE, str(folder), str(error)) from error

    def write(self, photo: Path, image: RgbImage, analysis: Analysis) -> tuple[Path, ...]:
        """Write an overlay for every graded attribute. Returns the files.

        Raises:
            PibuError: CANNOT_WRITE.
        """
        graded = [each.attribute for each in analysis.attributes if each.grade is not None]
        return tuple(self._write_one(photo, image, analysis, attribute) for attribute in graded)

    def _write_one(self, photo: Path, image: RgbImage, analysis: Analysis, attribute: Attribute) -> Path:
        from PIL import Image

        from ml.overlay import painted

        path = self._folder / f"{self._stems[photo]}-{attribute.value}.png"
        part = path.with_suffix(".part")
        try:
            picture = Image.fromarray(painted(image, analysis, attribute, Colormap.VIRIDIS, OPACITY))
            picture.save(part, "PNG", compress_level=3)
            os.replace(part, path)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise PibuError(TroubleCode.CANNOT_WRITE, str(path), str(error)) from error
        return path


def _unique_stems(photos: Iterable[Path]) -> Iterable[tuple[Path, str]]:
    used: set[str] = set()
    for photo in photos:
        names = chain([photo.stem], (f"{photo.stem}-{number}" for number in count(2)))
        stem = next(name for name in names if name.casefold() not in used)
        used.add(stem.casefold())
        yield photo, stem
