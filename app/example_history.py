"""Example scans made by code, for screenshots and benchmarks: plausible, repeatable, of nobody.

Grades drift slowly, with the error of repeats on top; now and then another camera, other light or a poor picture;
notes and tags where something is said to have begun. None has a photograph; example_portraits makes two that do,
from the openly licensed sample portrait and the real classifiers.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from app.history.records import Conditions, Scan, ScanDraft, Source, SourceKind, Spread, Tag, TagKind
from ml.regions import regions_of
from ml.types import (
    Attribute,
    AttributeGrade,
    CheckpointId,
    Grade,
    ModelVersion,
    Pose,
    QualityCode,
    QualityIssue,
    QualityMode,
    RegionGrade,
)

if TYPE_CHECKING:
    from ml.analyzer import Analyzer
    from ml.types import RgbImage

REPEAT = Tag(TagKind.FREE, "repeat")
_MODEL = ModelVersion("example-2", tuple(CheckpointId(a, f"{place}" * 64) for place, a in enumerate(Attribute)))
_OLD_MODEL = ModelVersion("example-1", tuple(CheckpointId(a, f"{place + 5}" * 64) for place, a in enumerate(Attribute)))
_STEADY = 0.13
"""Standard deviation of repeats, in grades."""


@dataclass(frozen=True, slots=True)
class _Course:
    """How one attribute's grade runs over a year: where it starts, what it gains, how it sways with the seasons."""

    attribute: Attribute
    start: float
    gain: float
    sway: float
    phase: float

    def at(self, year: float) -> float:
        """The true grade after so many years; gains come in the middle of the first year and stay."""
        risen = 1 / (1 + math.exp(-12 * (year - 0.55)))
        return self.start + self.gain * risen + self.sway * math.sin(2 * math.pi * (year + self.phase))


_COURSES = (
    _Course(Attribute.OIL, 2.2, -0.2, 0.25, 0.1),
    _Course(Attribute.HYDRATION, 1.6, -0.1, 0.55, 0.55),
    _Course(Attribute.WRINKLE, 1.3, 0.1, 0.05, 0.0),
    _Course(Attribute.PIGMENTATION, 2.4, -0.9, 0.1, 0.3),
    _Course(Attribute.SENSITIVITY, 1.2, 0.15, 0.3, 0.8),
)
_EVENTS = (
    (12, "", Tag(TagKind.SLEEP, "short night")),
    (61, "New lamp at the desk", Tag(TagKind.FREE, "new lamp")),
    (118, "Every morning from today on", Tag(TagKind.PRODUCT, "sunscreen SPF 50")),
    (163, "Evenings, twice a week", Tag(TagKind.PRODUCT, "vitamin C serum")),
    (231, "Week of exams", Tag(TagKind.STRESS, "exams")),
    (297, "", Tag(TagKind.PRODUCT, "ceramide cream")),
    (338, "Back from the sea", Tag(TagKind.FREE, "holiday")),
)
"""Day of the year, notes, tag."""


def example_year(until: datetime, seed: int = 5) -> tuple[ScanDraft, ...]:
    """About 280 scans of the year before a moment (aware), oldest first; two sets of repeats among them."""
    rng = np.random.default_rng(seed)
    drafts: list[ScanDraft] = []
    for day in range(366):
        taken = until - timedelta(days=365 - day, minutes=float(rng.uniform(0, 90)))
        if rng.random() < 0.23 and not any(day == event[0] for event in _EVENTS):
            continue
        drafts.append(_draft(rng, taken, day, _model(day)))
        if day in (150, 340):
            drafts[-1:] = [
                _draft(rng, taken + timedelta(minutes=2 * place), day, _model(day), (REPEAT,), usual=True)
                for place in range(3)
            ]
    return tuple(drafts)


def example_days(count: int, until: datetime, seed: int = 5) -> Iterator[ScanDraft]:
    """One scan a day for so many days, oldest first, one by one: for benchmarks."""
    rng = np.random.default_rng(seed)
    for day in range(count):
        taken = until - timedelta(days=count - 1 - day, minutes=float(rng.uniform(0, 90)))
        yield _draft(rng, taken, day, _MODEL)


def example_portraits(analyzer: Analyzer, until: datetime) -> tuple[ScanDraft, ScanDraft]:
    """The sample portrait, now and sixty days ago, when it was held otherwise and the light was warmer.

    Both are graded by the analyzer and keep photo and heat. Slow: for a worker thread.
    """
    from app.history.draft import Capture, draft_scan
    from app.portrait import enlarged_portrait

    source = Source(SourceKind.LIVE, camera="HD Webcam")
    now = enlarged_portrait()
    drafts = []
    for image, days in ((_held_otherwise(now), 60), (now, 0)):
        capture = Capture(until - timedelta(days=days), source, QualityMode.NORMAL, keep_pictures=True)
        drafts.append(draft_scan(analyzer.analyze_photo(image), image, capture))
    return drafts[0], drafts[1]


def _held_otherwise(image: RgbImage) -> RgbImage:
    """Turned by five degrees, a little farther away, in warmer and dimmer light. Same size."""
    import cv2

    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 5, 0.92)
    turned = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(np.clip(turned * np.array([0.92, 0.86, 0.74]) + 4, 0, 255), np.uint8)


def _model(day: int) -> ModelVersion:
    return _OLD_MODEL if day < 25 else _MODEL


def _draft(
    rng: np.random.Generator,
    taken: datetime,
    day: int,
    model: ModelVersion,
    tags: tuple[Tag, ...] = (),
    *,
    usual: bool = False,
) -> ScanDraft:
    odd = 1.0 if usual else float(rng.random())
    event = next((one for one in _EVENTS if one[0] == day % 730 and not tags), None)
    grades = tuple(_grades(rng, course, day / 365, shift=0.5 if odd < 0.05 else 0.0) for course in _COURSES)
    live, photo = Source(SourceKind.LIVE, camera="HD Webcam"), Source(SourceKind.PHOTO, file=f"IMG_{day:04}.jpg")
    scan = Scan(
        id=str(uuid.UUID(bytes=rng.bytes(16), version=4)),
        taken=taken,
        source=photo if odd < 0.05 else live,
        conditions=_conditions(rng, dim=0.05 <= odd < 0.10, blurred=0.10 <= odd < 0.12),
        grades=grades,
        model=model,
        spread=tuple(Spread(a, float(rng.uniform(0.03, 0.12))) for a in Attribute) if odd >= 0.05 else (),
        frames=9 if odd >= 0.05 else 1,
        notes=event[1] if event is not None else "",
        tags=(*tags, event[2]) if event is not None else tags,
    )
    return ScanDraft(scan)


def _grades(rng: np.random.Generator, course: _Course, year: float, shift: float) -> AttributeGrade:
    level = course.at(year) + shift + float(rng.normal(0, _STEADY))
    regions = regions_of(course.attribute)
    apart = np.linspace(-0.35, 0.35, len(regions)) + rng.normal(0, _STEADY, len(regions))
    weight = 1 / len(regions)
    parts = tuple(
        RegionGrade(course.attribute, region, _grade(level + float(more)), weight)
        for region, more in zip(regions, apart, strict=True)
    )
    means = np.mean([part.grade.probabilities for part in parts], axis=0)
    a, b, c, d, e = (float(share) for share in means)
    validated = course.attribute not in (Attribute.OIL, Attribute.HYDRATION)
    return AttributeGrade(course.attribute, Grade((a, b, c, d, e)), None, parts, validated)


def _grade(level: float) -> Grade:
    """Probabilities like a bell around a level, which is kept inside 0-4."""
    weights = np.exp(-0.5 * ((np.arange(5) - min(max(level, 0.0), 4.0)) / 0.6) ** 2)
    a, b, c, d, e = (float(share) for share in weights / weights.sum())
    return Grade((a, b, c, d, e))


def _conditions(rng: np.random.Generator, *, dim: bool, blurred: bool) -> Conditions:
    issues = (QualityIssue(QualityCode.BLURRED, 0.31, 0.45),) if blurred else ()
    yaw, pitch, roll = (float(angle) for angle in rng.normal(0, 2.5, 3))
    return Conditions(
        width=1280,
        height=720,
        mode=QualityMode.NORMAL,
        issues=issues,
        pose=Pose(yaw, pitch, roll),
        lightness=float(rng.normal(48 if dim else 63, 1.5)),
        unevenness=float(rng.uniform(1, 4)),
        sharpness=0.31 if blurred else float(rng.uniform(0.9, 1.3)),
        eye_distance=float(rng.normal(150, 6)),
    )
