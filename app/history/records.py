"""The values of the history: profiles, scans and what is asked of them. No Qt, no database: cheap to import."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from ml.types import (
    Abstention,
    Affine,
    Attribute,
    AttributeGrade,
    Face,
    FloatArray,
    Grade,
    Mask,
    ModelVersion,
    Pose,
    QualityIssue,
    QualityMode,
    Region,
)

Times = NDArray[np.float64]
"""Seconds since 1970-01-01 UTC."""
Bytes = NDArray[np.uint8]

NOTES_AT_MOST = 4000
TAG_AT_MOST = 80
TAGS_AT_MOST = 32


@dataclass(frozen=True, slots=True)
class Profile:
    """One person who signs in. id: a UUID, the only thing of it that names folders. created: with its zone."""

    id: str
    name: str
    created: datetime


class SourceKind(StrEnum):
    """What took the picture."""

    LIVE = "live"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a scan's picture came from. file: a photo's file name, without folders. camera: a live scan's camera."""

    kind: SourceKind
    file: str = ""
    camera: str = ""


@dataclass(frozen=True, slots=True)
class Conditions:
    """How the picture was taken; None where there was no face to measure.

    width, height: of the picture, pixels. faces: how many were found. lightness: mean L* of the face's skin, 0-100.
    unevenness: difference of both cheeks' median L*. sharpness: ml.quality.sharpness. eye_distance: pixels.
    close_up: the only region shown.
    """

    width: int
    height: int
    mode: QualityMode
    faces: int = 1
    issues: tuple[QualityIssue, ...] = ()
    pose: Pose | None = None
    lightness: float | None = None
    unevenness: float | None = None
    sharpness: float | None = None
    eye_distance: float | None = None
    close_up: Region | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviation of one attribute's expected grade within the burst, in grades."""

    attribute: Attribute
    value: float


class TagKind(StrEnum):
    """What a tag is about."""

    PRODUCT = "product"
    SLEEP = "sleep"
    STRESS = "stress"
    FREE = "free"


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """A short word a person puts on a scan, at most TAG_AT_MOST characters."""

    kind: TagKind
    text: str


REPEAT_TAG = Tag(TagKind.FREE, "repeat")
"""On scans that were taken one after the other to measure the repeat error."""


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """An Analysis that is kept.

    id: a UUID. taken: aware; its tzname() is the zone's name as it was then and there.
    grades: in order of display, explanations left out (they are in the Heat). frames: of the burst; 1 for a photo.
    regraded_from: id of the scan whose picture a newer model graded here.
    has_photo, has_heat: whether pixels, heat maps were kept.
    """

    id: str
    taken: datetime
    source: Source
    conditions: Conditions
    grades: tuple[AttributeGrade, ...]
    model: ModelVersion
    spread: tuple[Spread, ...] = ()
    frames: int = 1
    notes: str = ""
    tags: tuple[Tag, ...] = ()
    regraded_from: str | None = None
    has_photo: bool = False
    has_heat: bool = False

    def of(self, attribute: Attribute) -> AttributeGrade | None:
        """The grade of one attribute; None when it was not asked for."""
        return next((grade for grade in self.grades if grade.attribute is attribute), None)

    @property
    def graded(self) -> bool:
        """Whether any attribute has a grade."""
        return any(grade.grade is not None for grade in self.grades)


@dataclass(frozen=True, slots=True, eq=False)
class KeptCrop:
    """Where a region lay: a SkinCrop without its pixels, which are cut from the photo again.

    mask: (S, S) bool. to_image: (2, 3) float64. skin: (3,) float32.
    """

    region: Region
    mask: Mask
    to_image: Affine
    skin: FloatArray
    abstained: Abstention | None


@dataclass(frozen=True, slots=True, eq=False)
class HeatMap:
    """Where one attribute's classifier looked on one region. heat: (S, S) float32, 0-1, in steps of 1/255."""

    attribute: Attribute
    region: Region
    heat: FloatArray
    heat_on_skin: float


@dataclass(frozen=True, slots=True, eq=False)
class Heat:
    """All that is painted over a scan's photo: the face's landmarks, the crops, the heat maps."""

    face: Face | None
    crops: tuple[KeptCrop, ...]
    maps: tuple[HeatMap, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """What is kept with the person's consent only.

    photo: a JPEG in full size, upright, sRGB, without metadata, not mirrored. thumbnail: a JPEG of its face.
    """

    photo: bytes | None = None
    thumbnail: bytes | None = None
    heat: Heat | None = None


class Kind(StrEnum):
    """What a sealed thing is: a profile's name, or one of a scan's pictures."""

    NAME = "name"
    PHOTO = "photo"
    THUMBNAIL = "thumbnail"
    HEAT = "heat"


@dataclass(frozen=True, slots=True, eq=False)
class SealedPicture:
    """A picture as it lies on the disk: opens only with the profile's key, as this scan's and of this kind."""

    kind: Kind
    content: bytes


@dataclass(frozen=True, slots=True, eq=False)
class ScanDraft:
    """A scan that is not saved yet, and its pictures. Made by app.history.draft; has_photo and has_heat follow."""

    scan: Scan
    pictures: Pictures = field(default_factory=Pictures)


class Quality(StrEnum):
    """Which scans to show: all, those without any quality issue, or those with one."""

    ANY = "any"
    GOOD = "good"
    FLAWED = "flawed"


@dataclass(frozen=True, slots=True)
class ScanFilter:
    """Which scans are asked for; the default means all. since <= taken < until, both aware. tags: all must be on it."""

    since: datetime | None = None
    until: datetime | None = None
    tags: tuple[Tag, ...] = ()
    quality: Quality = Quality.ANY


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A scan that has notes or tags, for the time axis."""

    scan: str
    taken: datetime
    notes: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Every scan's time and conditions, oldest first: the N rows that the arrays of a Series stand beside.

    taken: (N,) float64, seconds since 1970 UTC. lightness, unevenness, sharpness, eye_distance: (N,) float32, NaN
    where unknown. good: (N,) bool, no quality issue. cameras, models: (N,) each; a photo's camera is "".
    regraded: (N,) bool, graded again by a newer model. marks: only scans with notes or tags.
    """

    scans: tuple[str, ...]
    taken: Times
    lightness: FloatArray
    unevenness: FloatArray
    sharpness: FloatArray
    eye_distance: FloatArray
    good: NDArray[np.bool_]
    regraded: NDArray[np.bool_]
    kinds: tuple[SourceKind, ...]
    cameras: tuple[str, ...]
    models: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One attribute's grades over time, over all regions (region None) or on one; oldest first.

    taken: (N,) float64, seconds since 1970 UTC, as in the Timeline. expected: (N,) float32, 0-4, NaN where it
    abstained. deviation: (N,) float32, standard deviation of the grade under its five probabilities.
    spread: (N,) float32, standard deviation within the burst, NaN for single pictures and for regions.
    """

    attribute: Attribute
    region: Region | None
    taken: Times
    expected: FloatArray
    deviation: FloatArray
    spread: FloatArray


def deviation(grade: Grade) -> float:
    """Standard deviation of the grade (0-4) under its own five probabilities."""
    mean = grade.expected
    return math.sqrt(max(0.0, sum(p * (i - mean) ** 2 for i, p in enumerate(grade.probabilities))))
