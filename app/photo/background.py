"""What the background thread does with a photo: read, grade, heat, questions, checks. No widgets here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PySide6.QtGui import QImage

from app.panel.question import Direction
from app.photo.album import GradedPhoto, Reading
from app.photo.sources import PhotoSource
from app.picture.pyramid import Pyramid, picture_of
from ml.types import Analysis, Attribute, AttributeGrade, Region, RgbImage

if TYPE_CHECKING:
    from ml.analyzer import Analyzer

THUMBNAIL = 60


@dataclass(frozen=True, slots=True)
class RegionCheck:
    """One region's expected grade before and after its hottest fifth was blurred."""

    region: Region
    before: float
    after: float


def grade_photo(analyzer: Analyzer, source: PhotoSource, reading: Reading, known: RgbImage | None) -> GradedPhoto:
    """Reads a photo (unless its pixels are known) and grades it.

    Raises:
        PibuError: when it can't be read.
    """
    image = source.load() if known is None else known
    if reading.close_up is not None:
        return GradedPhoto(
            image, analyzer.analyze_close_up(image, reading.close_up, reading.mode), (), reading, Pyramid(image)
        )
    analysis = analyzer.analyze_photo(image, reading.mode, reading.face)
    faces = analyzer.find_faces(image) if analysis.faces > 1 else ()
    if not faces and analysis.face is not None:
        faces = (analysis.face,)
    return GradedPhoto(image, analysis, faces, reading, Pyramid(image))


def thumbnail_of(image: RgbImage, side: int = THUMBNAIL) -> QImage:
    """A small square picture: the middle of a photo."""
    height, width = image.shape[:2]
    edge = min(height, width)
    top, left = (height - edge) // 2, (width - edge) // 2
    square = np.ascontiguousarray(image[top : top + edge, left : left + edge])
    return picture_of(np.asarray(cv2.resize(square, (side, side), interpolation=cv2.INTER_AREA), np.uint8))


def asked(analyzer: Analyzer, analysis: Analysis, attribute: Attribute, direction: Direction) -> Analysis:
    """The analysis with the attribute's heat maps replaced by the answer to 'why not one grade higher / lower?'."""
    from ml.gradcam import Target, explain

    target = Target.ONE_HIGHER if direction is Direction.HIGHER else Target.ONE_LOWER
    graded = analysis.of(attribute)
    crops = [crop for grade in graded.regions if (crop := analysis.crop(grade.region)) is not None]
    evidence = analyzer.engine.run(crops, (attribute,)) if crops else ()
    heats = {e.region: explain(e, crop, target) for e, crop in zip(evidence, crops, strict=True)}
    regions = tuple(replace(g, explanation=heats.get(g.region, g.explanation)) for g in graded.regions)
    return with_attribute(analysis, replace(graded, regions=regions))


def with_attribute(analysis: Analysis, changed: AttributeGrade) -> Analysis:
    """The analysis with one attribute exchanged."""
    attributes = tuple(changed if a.attribute is changed.attribute else a for a in analysis.attributes)
    return replace(analysis, attributes=attributes)


def deletion_checks(analyzer: Analyzer, analysis: Analysis, attribute: Attribute) -> tuple[RegionCheck, ...]:
    """The deletion check of every region that was graded, hottest part blurred, graded again."""
    from ml.gradcam import deletion_check

    checks = []
    for region in (grade.region for grade in analysis.of(attribute).regions):
        crop = analysis.crop(region)
        if crop is not None:
            check = deletion_check(analyzer.engine, crop, attribute)
            checks.append(RegionCheck(region, check.before, check.after))
    return tuple(checks)
