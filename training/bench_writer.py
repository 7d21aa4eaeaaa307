"""Writes a bench crop by crop, however many there will be: pixels go straight to disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ml.regions import CROP_SIZE
from ml.types import FloatArray, SkinCrop
from training.bench import REGIONS, SETTINGS_FILE, BenchError
from training.skin_synthesis.optics import ita

PIXELS_FILE = "crops.part"
AT_ONCE = 1024


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    skin: FloatArray
    region: int
    face: int
    person: str
    grades: tuple[int, ...]
    weight: float


class BenchWriter:
    """Collects crops in a folder; finish() makes a bench of them (see training.bench).

    Raises:
        BenchError: the folder holds a bench already.
    """

    def __init__(self, folder: Path) -> None:
        if (folder / "crops.npy").exists():
            raise BenchError(f"{folder} holds a bench already")
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._part = (folder / PIXELS_FILE).open("wb")
        self._rows: list[_Row] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, crop: SkinCrop, face: int, person: str, grades: tuple[int, ...]) -> None:
        """One more crop. face: crops of one picture share it. grades: five, -1 = not graded."""
        self._part.write(np.ascontiguousarray(crop.pixels).tobytes())
        self._rows.append(_Row(crop.skin, REGIONS.index(crop.region), face, person, grades, crop.visible))

    def finish(self, settings: str) -> None:
        """Write all files. settings: how the bench was made, JSON.

        Raises:
            BenchError: no crop was added.
        """
        self.close()
        if not self._rows:
            raise BenchError(f"{self._folder}: no usable crop")
        rows, folder = self._rows, self._folder
        grades = np.array([row.grades for row in rows], np.int8)
        skin = np.array([row.skin for row in rows], np.float32)
        np.save(folder / "skin.npy", skin)
        np.save(folder / "region.npy", np.array([row.region for row in rows], np.uint8))
        np.save(folder / "face.npy", np.array([row.face for row in rows], np.int32))
        np.save(folder / "person.npy", np.array([row.person for row in rows]))
        np.save(folder / "grades.npy", grades)
        np.save(folder / "severity.npy", np.where(grades < 0, np.nan, grades).astype(np.float32))
        np.save(folder / "ita.npy", np.array([ita(colour) for colour in skin], np.float32))
        np.save(folder / "weight.npy", np.array([row.weight for row in rows], np.float32))
        (folder / SETTINGS_FILE).write_text(settings, "utf-8")
        self._save_pixels()

    def close(self) -> None:
        """Close the file of pixels. Safe to call twice."""
        self._part.close()

    def _save_pixels(self) -> None:
        shape = (len(self._rows), CROP_SIZE, CROP_SIZE, 3)
        given = np.memmap(self._folder / PIXELS_FILE, np.uint8, "r", shape=shape)
        kept = np.lib.format.open_memmap(self._folder / "crops.npy", "w+", np.uint8, shape)
        for start in range(0, len(kept), AT_ONCE):
            kept[start : start + AT_ONCE] = given[start : start + AT_ONCE]
        kept.flush()
        del given, kept
        (self._folder / PIXELS_FILE).unlink()
