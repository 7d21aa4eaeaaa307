"""Scans for tests of the history: hand-made, small, different from each other."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone

import numpy as np

from app.history.records import (
    Conditions,
    Heat,
    HeatMap,
    KeptCrop,
    Pictures,
    Scan,
    ScanDraft,
    Source,
    SourceKind,
    Spread,
    Tag,
)
from app.history.wrapping import Cost
from ml.regions import regions_of
from ml.types import (
    Abstention,
    Attribute,
    AttributeGrade,
    CheckpointId,
    Expression,
    Face,
    ModelVersion,
    Pose,
    QualityIssue,
    QualityMode,
    RegionGrade,
)
from tests.app.analyses import grade_around, heat_spot

QUICK = Cost(memory_kib=64, passes=1, lanes=1)
"""Not safe, but quick: what is slow on purpose is tested once."""
SEOUL = timezone(timedelta(hours=9), "KST")
FIRST_DAY = datetime(2026, 1, 1, 7, 30, tzinfo=SEOUL)
MODEL = ModelVersion("test-1", tuple(CheckpointId(a, f"{i}" * 64) for i, a in enumerate(Attribute)))
PASSWORD = "correct horse, 말 한 마리"


def example_grades(level: float, abstaining: Attribute | None = None) -> tuple[AttributeGrade, ...]:
    """All five attributes with their regions around one level, but for one that abstains."""
    return tuple(
        AttributeGrade(a, None, Abstention.NOT_ENOUGH_SKIN, ())
        if a is abstaining
        else AttributeGrade(
            a,
            grade_around(level),
            None,
            tuple(RegionGrade(a, r, grade_around(level + i / 5), 0.25) for i, r in enumerate(regions_of(a))),
            a is not Attribute.OIL,
        )
        for a in Attribute
    )


def example_scan(
    day: int = 0,
    *,
    notes: str = "",
    tags: tuple[Tag, ...] = (),
    issues: tuple[QualityIssue, ...] = (),
    model: ModelVersion = MODEL,
    abstaining: Attribute | None = Attribute.HYDRATION,
) -> Scan:
    """A live scan of some day, under an id of its own."""
    return Scan(
        id=str(uuid.uuid4()),
        taken=FIRST_DAY + timedelta(days=day),
        source=Source(SourceKind.LIVE, camera="HD Webcam"),
        conditions=Conditions(
            1280, 720, QualityMode.NORMAL, 1, issues, Pose(1.5, -2.0, 0.25), 61.5, 2.25, 1.125, 150.5
        ),
        grades=example_grades(1 + day % 10 / 5, abstaining),
        model=model,
        spread=(Spread(Attribute.OIL, 0.125), Spread(Attribute.WRINKLE, 0.0625)),
        frames=9,
        notes=notes,
        tags=tags,
    )


def example_heat() -> Heat:
    """A face, one crop and two heat maps."""
    rng = np.random.default_rng(7)
    face = Face(rng.uniform(0, 700, (478, 2)).astype(np.float32), Pose(1.0, 2.0, 3.0), Expression(smile=0.25))
    region = regions_of(Attribute.OIL)[0]
    crop = KeptCrop(
        region, rng.random((160, 160)) < 0.5, rng.random((2, 3)), np.array([0.5, 0.3, 0.2], np.float32), None
    )
    spots = (heat_spot(0.25), heat_spot(0.75))
    maps = (HeatMap(Attribute.OIL, region, spots[0], 0.75), HeatMap(Attribute.WRINKLE, region, spots[1], 0.5))
    return Heat(face, (crop,), maps)


def example_pictures(photo: bytes = b"\xff\xd8 a photo", thumbnail: bytes = b"\xff\xd8 small") -> Pictures:
    """Bytes instead of JPEGs: the history doesn't look into them."""
    return Pictures(photo, thumbnail, example_heat())


def draft(day: int = 0, pictures: Pictures | None = None, **about: object) -> ScanDraft:
    """A draft of an example scan. Without pictures unless they are given."""
    return ScanDraft(example_scan(day, **about), pictures or Pictures())  # type: ignore[arg-type]


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self, start: float = 1_800_000_000.0) -> None:
        self.time = start

    def __call__(self) -> float:
        return self.time
