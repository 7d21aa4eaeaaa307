"""What `eda` looks at: the crops of a bench, or of a manifest's pictures, cut as the app cuts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from ml.errors import PibuError
from ml.photo_file import read_photo
from ml.types import Attribute
from training.bench import ATTRIBUTES, REGIONS, Bench
from training.manifest import Manifest, Rejected
from training.prepare import Cutter
from training.skin_synthesis.optics import ita

PixelArray = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PictureSize:
    """Width and height of a picture file, pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """N crops. crops: (N, 160, 160, 3) uint8 RGB, maybe mapped from a file; grades: (N, 5) int8, -1 = not graded;
    region, face: (N,) int; person: (N,); ita: (N,) degrees. sizes: of the picture files, none for a bench. rejected:
    what a manifest named and couldn't be used. looked: pictures asked for, of `pictures` there are.
    """

    name: str
    crops: PixelArray
    grades: NDArray[np.int8]
    region: NDArray[np.int64]
    face: NDArray[np.int64]
    person: NDArray[np.str_]
    ita: NDArray[np.float64]
    sizes: tuple[PictureSize, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    looked: int = 0
    pictures: int = 0

    def counts(self, attribute: Attribute) -> NDArray[np.int64]:
        """(5,) crops of each grade."""
        column = self.grades[:, ATTRIBUTES.index(attribute)]
        return np.bincount(column[column >= 0], minlength=5).astype(np.int64)

    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why rows and regions aren't used, the most common first."""
        return tuple(Counter(r.reason for r in self.rejected).most_common())


def of_bench(bench: Bench) -> Look:
    """A bench, all of it."""
    pictures = len(np.unique(bench.face))
    return Look(
        bench.folder.name, bench.crops, bench.grades, bench.region.astype(np.int64), bench.face.astype(np.int64),
        bench.person, bench.ita.astype(np.float64), looked=pictures, pictures=pictures,
    )  # fmt: skip


def of_manifest(manifest: Manifest, cutter: Cutter, images: Path, name: str, most: int, seed: int = 0) -> Look:
    """At most `most` pictures of a manifest, drawn at random; 0 = all.

    Raises:
        ValueError: nothing usable in it; the reasons.
    """
    chosen = np.sort(np.random.default_rng(seed).permutation(len(manifest.rows))[: most or None])
    crops, grades, region, face, person, tones, sizes = [], [], [], [], [], [], []
    for number in tqdm(chosen.tolist(), desc="pictures"):
        row = manifest.rows[number]
        sizes += list(_size(images / row.file))
        for crop in cutter.crops(row):
            crops.append(crop.pixels)
            grades.append(row.grades_on(crop.region))
            region.append(REGIONS.index(crop.region))
            face.append(number)
            person.append(row.person)
            tones.append(ita(crop.skin))
    rejected = (*manifest.rejected, *cutter.rejected)
    if not crops:
        raise ValueError(f"{name}: no usable picture" + (f"; first reason: {rejected[0].reason}" if rejected else ""))
    return Look(
        name, np.stack(crops), np.array(grades, np.int8), np.array(region), np.array(face), np.array(person),
        np.array(tones), tuple(sizes), rejected, len(chosen), len(manifest.rows),
    )  # fmt: skip


def _size(path: Path) -> Iterator[PictureSize]:
    """One size, or none where the file can't be read: that is told elsewhere."""
    try:
        image = read_photo(path)
    except (OSError, PibuError):
        return
    yield PictureSize(image.shape[1], image.shape[0])


def sharpness(crops: PixelArray) -> NDArray[np.float64]:
    """(N,) variance of the Laplacian of each crop's grey picture (Pech-Pacheco et al. 2000): low = blurred."""
    greys = (cv2.cvtColor(np.asarray(crop), cv2.COLOR_RGB2GRAY) for crop in crops)
    return np.array([float(cv2.Laplacian(grey, cv2.CV_64F).var()) for grey in greys])


def brightness(crops: PixelArray) -> NDArray[np.float64]:
    """(N,) mean of each crop's sRGB values, 0-255."""
    return np.array([float(np.asarray(crop).mean()) for crop in crops])


def examples(look: Look, attribute: Attribute, grade: int, count: int, seed: int = 0) -> list[PixelArray]:
    """Up to `count` crops of one grade, of different people while there are any."""
    rows = np.flatnonzero(look.grades[:, ATTRIBUTES.index(attribute)] == grade)
    rows = np.random.default_rng((seed, ATTRIBUTES.index(attribute), grade)).permutation(rows)
    first = np.sort(np.unique(look.person[rows], return_index=True)[1]) if len(rows) else rows
    order = np.concatenate([rows[first], np.delete(rows, first)])
    return [np.asarray(look.crops[row]) for row in order[:count]]
