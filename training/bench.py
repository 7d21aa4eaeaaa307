"""A bench: pre-cut region crops with their grades, in a folder of numpy files, opened without reading the pixels.

Files, N crops in the same order: crops.npy (N, 160, 160, 3) uint8 RGB; skin.npy (N, 3) float32 linear RGB;
region.npy (N,) uint8, index in list(Region); face.npy (N,) int32, crops of one picture share it; person.npy (N,);
grades.npy (N, 5) int8, -1 = not graded, columns as list(Attribute); severity.npy (N, 5) float32, the grade before
rounding; ita.npy (N,) float32, degrees. Optional: weight.npy (N,) float32, the share of visible skin (all alike if
left out); cells.npy (N, 5, 10, 10) uint8, 0-255, how much of each cell of a heat map lies on, or within 8 px of, what
was rendered for each attribute; changed.npy (N, 5, 160, 20) uint8, packed bits of what was rendered for each attribute;
bench.json says how the bench was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ml.regions import CROP_SIZE
from ml.types import GRADES, Attribute, Region

IntArray = NDArray[np.int64]
ATTRIBUTES = tuple(Attribute)
REGIONS = tuple(Region)
FILES = ("crops", "skin", "region", "face", "person", "grades", "severity", "ita")
WEIGHT_FILE = "weight"
CELLS_FILE = "cells"
SETTINGS_FILE = "bench.json"


class BenchError(ValueError):
    """A bench can't be used; the message says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """See the module's docstring for shapes. folder: where it was opened. cells: no rows where not kept."""

    folder: Path
    crops: NDArray[np.uint8]
    skin: NDArray[np.float32]
    region: NDArray[np.uint8]
    face: NDArray[np.int32]
    person: NDArray[np.str_]
    grades: NDArray[np.int8]
    severity: NDArray[np.float32]
    ita: NDArray[np.float32]
    weight: NDArray[np.float32]
    cells: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.region)

    @property
    def has_cells(self) -> bool:
        """Whether the bench keeps where the heat of each crop belongs."""
        return len(self.cells) > 0

    def cells_of(self, rows: IntArray) -> NDArray[np.uint8]:
        """(M, 5, h, w) cells of some crops; 1 x 1 zeros where they aren't kept."""
        return self.cells[rows] if self.has_cells else np.zeros((len(rows), len(ATTRIBUTES), 1, 1), np.uint8)

    def rows(self, attribute: Attribute) -> IntArray:
        """Indices of the crops that carry a grade of this attribute."""
        return np.flatnonzero(self.grades[:, ATTRIBUTES.index(attribute)] >= 0)

    def counts(self, attribute: Attribute) -> IntArray:
        """(5,) how many crops carry each grade."""
        column = self.grades[:, ATTRIBUTES.index(attribute)]
        return np.bincount(column[column >= 0], minlength=GRADES).astype(np.int64)


def open_bench(folder: Path) -> Bench:
    """Open a bench, pixels memory-mapped.

    Raises:
        BenchError: a file is missing, or shapes or values don't fit together.
    """
    if not folder.is_dir():
        raise BenchError(f"there is no folder {folder}; the commands prepare and synthesize make benches")
    parts = {name: _load(folder, name) for name in FILES}
    weight = _load(folder, WEIGHT_FILE) if (folder / f"{WEIGHT_FILE}.npy").is_file() else np.ones(len(parts["region"]))
    bench = Bench(
        folder=folder,
        crops=parts["crops"],
        skin=np.asarray(parts["skin"], np.float32),
        region=np.asarray(parts["region"], np.uint8),
        face=np.asarray(parts["face"], np.int32),
        person=np.asarray(parts["person"]).astype(str),
        grades=np.asarray(parts["grades"], np.int8),
        severity=np.asarray(parts["severity"], np.float32),
        ita=np.asarray(parts["ita"], np.float32),
        weight=np.asarray(weight, np.float32),
        cells=_cells(folder, len(parts["region"])),
    )
    _check(bench)
    return bench


def _load(folder: Path, name: str) -> NDArray[Any]:
    path = folder / f"{name}.npy"
    if not path.is_file():
        raise BenchError(f"{path} is missing")
    loaded: NDArray[Any] = np.load(path, mmap_mode="r" if name == "crops" else None)
    return loaded


def _cells(folder: Path, count: int) -> NDArray[np.uint8]:
    if not (folder / f"{CELLS_FILE}.npy").is_file():
        return np.zeros((0, len(ATTRIBUTES), 1, 1), np.uint8)
    cells = np.asarray(_load(folder, CELLS_FILE), np.uint8)
    if cells.ndim != 4 or cells.shape[:2] != (count, len(ATTRIBUTES)):
        raise BenchError(f"{folder}: {CELLS_FILE} has shape {cells.shape}, expected {(count, len(ATTRIBUTES))} cells")
    return cells


def _check(bench: Bench) -> None:
    count, folder = len(bench), bench.folder
    shapes = {
        "crops": (bench.crops.shape, (count, CROP_SIZE, CROP_SIZE, 3)),
        "skin": (bench.skin.shape, (count, 3)),
        "grades": (bench.grades.shape, (count, len(ATTRIBUTES))),
        "severity": (bench.severity.shape, (count, len(ATTRIBUTES))),
        **{name: (getattr(bench, name).shape, (count,)) for name in ("face", "person", "ita", "weight")},
    }
    for name, (found, wanted) in shapes.items():
        if found != wanted:
            raise BenchError(f"{folder}: {name} has shape {found}, expected {wanted}")
    if bench.crops.dtype != np.uint8:
        raise BenchError(f"{folder}: crops are {bench.crops.dtype}, expected uint8")
    if count == 0:
        raise BenchError(f"{folder}: no crops")
    if bench.grades.min() < -1 or bench.grades.max() >= GRADES or bench.region.max() >= len(REGIONS):
        raise BenchError(f"{folder}: grades outside -1 to {GRADES - 1}, or an unknown region")
    if not (np.isfinite(bench.skin).all() and np.isfinite(bench.severity[bench.grades >= 0]).all()):
        raise BenchError(f"{folder}: skin colours or severities that are no numbers")


def refuse_leaks(benches: Sequence[Bench]) -> None:
    """Check that no person appears in two benches.

    Raises:
        BenchError: naming up to five of them.
    """
    for i, first in enumerate(benches):
        for second in benches[i + 1 :]:
            both = sorted(set(first.person) & set(second.person))
            if both:
                raise BenchError(f"people in both {first.folder} and {second.folder}: {', '.join(both[:5])}")


def refuse_hopeless(bench: Bench, attributes: Sequence[Attribute], least_people: int = 2) -> None:
    """Catch, before the first step, a bench from which nothing can be learnt.

    Raises:
        BenchError: an attribute with one grade only, or fewer than `least_people` people.
    """
    for attribute in attributes:
        rows = bench.rows(attribute)
        if np.count_nonzero(bench.counts(attribute)) < 2:
            raise BenchError(f"{bench.folder}: {attribute.value} has fewer than two different grades")
        if len(set(bench.person[rows])) < least_people:
            raise BenchError(f"{bench.folder}: {attribute.value} has fewer than {least_people} people")
