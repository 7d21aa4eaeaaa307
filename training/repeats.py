"""Grades of the same faces again and again: other shots of a person, and disturbed copies of each photograph.

Everything is graded by the shipped analyzer, quality mode off: the gate closes on nothing, regions may abstain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from ml.analyzer import Analyzer
from ml.crops import cut_all, face_skin
from ml.photo_file import read_photo
from ml.types import Attribute, Face, QualityMode, RgbImage, SkinCrop
from training.disturbances import Disturbance
from training.skin_synthesis.canvas import Photo, read_manifest
from training.skin_synthesis.optics import ita

RealArray = NDArray[np.float64]
ATTRIBUTES = tuple(Attribute)


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """photos: P of them. ita: (P,) degrees. disturbances: V names. expected: (P, 1 + V, 5), the expected grade of the
    photo as it is, then of each disturbed copy; columns as list(Attribute), NaN = abstained.
    """

    photos: tuple[Photo, ...]
    ita: RealArray
    disturbances: tuple[str, ...]
    expected: RealArray

    def plain(self, attribute: Attribute) -> RealArray:
        """(P,) grades of the photos as they are."""
        grades: RealArray = self.expected[:, 0, ATTRIBUTES.index(attribute)]
        return grades

    def shifts(self, attribute: Attribute) -> RealArray:
        """(P, V) disturbed less undisturbed."""
        grades: RealArray = self.expected[:, :, ATTRIBUTES.index(attribute)]
        return grades[:, 1:] - grades[:, :1]

    def pairs(self, attribute: Attribute) -> RealArray:
        """(n, 2) grades of the first two photos of each person, by file name; people with less are left out."""
        grades = self.plain(attribute)
        found = []
        for person in sorted({photo.person for photo in self.photos}):
            mine = sorted((p.file, i) for i, p in enumerate(self.photos) if p.person == person)[:2]
            if len(mine) == 2:
                found.append([grades[i] for _, i in mine])
        both = np.array(found, np.float64).reshape(-1, 2)
        return both[np.isfinite(both).all(axis=1)]


def chosen_photos(faces: Path, splits: Sequence[str], limit: int = 0) -> tuple[Photo, ...]:
    """The photographs of these splits; people with several come first, so that a limit (0 = none) keeps pairs.

    Raises:
        ValueError: no photographs there.
    """
    photos = [photo for photo in read_manifest(faces) if photo.split in splits]
    if not photos:
        raise ValueError(f"{faces}: no photograph of split {' or '.join(splits)}")
    shots = Counter(photo.person for photo in photos)
    photos.sort(key=lambda photo: (-shots[photo.person], photo.person, photo.file))
    return tuple(photos[:limit] if limit else photos)


def read_photos(
    analyzer: Analyzer, faces: Path, photos: Sequence[Photo], disturbances: Sequence[Disturbance], quiet: bool = False
) -> Readings:
    """Grade every photo and every disturbed copy; photos without a face are left out.

    Landmarks are found on the undisturbed photo and used again unless the disturbance moves them.
    """
    seen, tones, grades = [], [], []
    for photo in tqdm(photos, desc="photos", disable=quiet):
        image = read_photo(faces / photo.file)
        found = analyzer.find_faces(image)
        if found:
            seen.append(photo)
            tones.append(ita(face_skin(image, found[0])))
            copies = [_expected(analyzer, image, found[0])]
            copies += [_disturbed(analyzer, image, found[0], disturbance) for disturbance in disturbances]
            grades.append(copies)
    expected = np.array(grades, np.float64).reshape(len(seen), 1 + len(disturbances), len(ATTRIBUTES))
    return Readings(tuple(seen), np.array(tones), tuple(d.name for d in disturbances), expected)


def crops_of(analyzer: Analyzer, faces: Path, photos: Sequence[Photo]) -> tuple[SkinCrop, ...]:
    """All crops of these photos' widest faces."""
    images = [read_photo(faces / photo.file) for photo in photos]
    return tuple(crop for image in images for face in analyzer.find_faces(image)[:1] for crop in cut_all(image, face))


def _disturbed(analyzer: Analyzer, image: RgbImage, face: Face, disturbance: Disturbance) -> list[float]:
    changed = disturbance.change(image)
    if not disturbance.moves:
        return _expected(analyzer, changed, face)
    found = analyzer.find_faces(changed)
    return _expected(analyzer, changed, found[0]) if found else [float("nan")] * len(ATTRIBUTES)


def _expected(analyzer: Analyzer, image: RgbImage, face: Face) -> list[float]:
    analysis = analyzer.analyze(image, face, 1, (), QualityMode.OFF, ATTRIBUTES, ())
    return [float("nan") if a.grade is None else a.grade.expected for a in analysis.attributes]
