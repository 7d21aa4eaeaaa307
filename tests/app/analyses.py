"""Builds hand-made Analysis values for tests of widgets: smooth heat, plain numbers, no network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ml.regions import CROP_SIZE, regions_of
from ml.types import (
    Abstention,
    Analysis,
    Attribute,
    AttributeGrade,
    CheckpointId,
    Explanation,
    Face,
    FloatArray,
    Grade,
    ModelVersion,
    QualityIssue,
    Region,
    RegionGrade,
    SkinCrop,
)

VERSION = ModelVersion("test-1", tuple(CheckpointId(a, "0" * 64) for a in Attribute))


def grade_around(centre: float, width: float = 0.7) -> Grade:
    """A bell of probabilities around a grade 0.0-4.0."""
    weights = np.exp(-0.5 * ((np.arange(5) - centre) / width) ** 2)
    a, b, c, d, e = (float(v) for v in weights / weights.sum())
    return Grade((a, b, c, d, e))


def heat_spot(x: float = 0.5, y: float = 0.5) -> FloatArray:
    """(CROP_SIZE, CROP_SIZE) float32, a round warm spot at a share of the crop."""
    across, down = np.meshgrid(np.linspace(0, 1, CROP_SIZE), np.linspace(0, 1, CROP_SIZE))
    return np.exp(-((across - x) ** 2 + (down - y) ** 2) / 0.05).astype(np.float32)


def skin_crop(region: Region, corner: tuple[float, float], abstained: Abstention | None = None) -> SkinCrop:
    """A plain skin-coloured crop that lies with its top left at `corner` of the image, unscaled."""
    pixels = np.full((CROP_SIZE, CROP_SIZE, 3), (200, 160, 140), np.uint8)
    mask = np.ones((CROP_SIZE, CROP_SIZE), bool)
    to_image = np.array([[1.0, 0.0, corner[0]], [0.0, 1.0, corner[1]]])
    return SkinCrop(region, pixels, mask, to_image, np.array([0.5, 0.3, 0.25], np.float32), abstained)


def region_grades(attribute: Attribute, grade: Grade, without: Sequence[Region] = ()) -> tuple[RegionGrade, ...]:
    """The same grade on every region of the attribute but those left out."""
    shown = [r for r in regions_of(attribute) if r not in without]
    heat = Explanation(heat_spot(), 0.86)
    return tuple(RegionGrade(attribute, region, grade, 1 / len(shown), heat) for region in shown)


def attribute_grade(
    attribute: Attribute, grade: Grade | None, validated: bool = True, without: Sequence[Region] = ()
) -> AttributeGrade:
    """A graded attribute, or one that abstains for too little skin."""
    if grade is None:
        return AttributeGrade(attribute, None, Abstention.NOT_ENOUGH_SKIN, (), validated)
    return AttributeGrade(attribute, grade, None, region_grades(attribute, grade, without), validated)


def analysis_of(
    grades: Sequence[AttributeGrade],
    size: tuple[int, int] = (640, 480),
    faces: int = 1,
    face: Face | None = None,
    issues: tuple[QualityIssue, ...] = (),
    hidden: Sequence[Region] = (),
) -> Analysis:
    """An Analysis of a width x height image whose crops stand in two rows; hidden regions abstain."""
    crops = tuple(
        skin_crop(
            region, (float(i % 4) * 150, float(i // 4) * 200), Abstention.TURNED_AWAY if region in hidden else None
        )
        for i, region in enumerate(Region)
    )
    return Analysis(size[0], size[1], faces, face, issues, crops, tuple(grades), VERSION)


def usual_analysis(size: tuple[int, int] = (640, 480), faces: int = 1, face: Face | None = None) -> Analysis:
    """Four grades 1, 2, 3, 0 and one abstention; pigmentation is not validated."""
    a = Attribute
    return analysis_of(
        (
            attribute_grade(a.OIL, grade_around(1.2)),
            attribute_grade(a.HYDRATION, None),
            attribute_grade(a.WRINKLE, grade_around(2.1), without=(Region.EYE_CORNER_LEFT,)),
            attribute_grade(a.PIGMENTATION, grade_around(3.2), validated=False),
            attribute_grade(a.SENSITIVITY, grade_around(0.2, 0.5)),
        ),
        size,
        faces,
        face,
        hidden=(Region.EYE_CORNER_LEFT, Region.LIPS),
    )
