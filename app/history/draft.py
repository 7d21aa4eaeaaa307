"""From what was just graded to a ScanDraft: conditions measured, pictures encoded. Slow (JPEG): for a worker thread."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

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
    Spread,
    Tag,
)
from ml.types import Analysis, AttributeGrade, Face, QualityMode, Region, RgbImage

if TYPE_CHECKING:
    from PIL import Image

PHOTO_QUALITY = 95
THUMBNAIL_QUALITY = 80
THUMBNAIL_SIDE = 192
_AROUND_FACE = 1.25


@dataclass(frozen=True, slots=True)
class Capture:
    """What the Analysis doesn't know. taken: aware. keep_pictures: consent to keep pixels and heat."""

    taken: datetime
    source: Source
    mode: QualityMode
    keep_pictures: bool
    spread: tuple[Spread, ...] = ()
    frames: int = 1
    close_up: Region | None = None
    notes: str = ""
    tags: tuple[Tag, ...] = ()
    regraded_from: str | None = None


def draft_scan(analysis: Analysis, image: RgbImage, capture: Capture) -> ScanDraft:
    """What history.save takes, under a new id.

    image: (H, W, 3) uint8 RGB, the pixels that were graded, not mirrored.

    Raises:
        ValueError: the time has no zone, or the image isn't the analysis's.
    """
    if capture.taken.tzinfo is None:
        raise ValueError("a scan's time needs its zone")
    if image.shape[:2] != (analysis.height, analysis.width):
        raise ValueError("this is not the image that was graded")
    pictures = pictures_of(analysis, image) if capture.keep_pictures else Pictures()
    scan = Scan(
        id=str(uuid.uuid4()),
        taken=capture.taken,
        source=capture.source,
        conditions=conditions_of(analysis, image, capture.mode, capture.close_up),
        grades=tuple(_plain(grade) for grade in analysis.attributes),
        model=analysis.model,
        spread=capture.spread,
        frames=capture.frames,
        notes=capture.notes,
        tags=capture.tags,
        regraded_from=capture.regraded_from,
        has_photo=pictures.photo is not None,
        has_heat=pictures.heat is not None,
    )
    return ScanDraft(scan, pictures)


def conditions_of(analysis: Analysis, image: RgbImage, mode: QualityMode, close_up: Region | None = None) -> Conditions:
    """How the picture was taken: pose and distance from the face, light and sharpness from its pixels."""
    from ml.capture import light_and_sharpness

    known = Conditions(analysis.width, analysis.height, mode, analysis.faces, analysis.issues, close_up=close_up)
    face = analysis.face
    if face is None:
        return known
    seen = light_and_sharpness(image, face)
    return replace(
        known,
        pose=face.pose,
        eye_distance=face.eye_distance,
        lightness=seen.lightness,
        unevenness=seen.unevenness,
        sharpness=seen.sharpness,
    )


def pictures_of(analysis: Analysis, image: RgbImage) -> Pictures:
    """The photo, its thumbnail and all that is painted over it. image: (H, W, 3) uint8 RGB."""
    return Pictures(jpeg(image, PHOTO_QUALITY), thumbnail(image, analysis.face), heat_of(analysis))


def heat_of(analysis: Analysis) -> Heat:
    """Landmarks, crops and heat maps of an analysis."""
    crops = tuple(KeptCrop(c.region, c.mask, c.to_image, c.skin, c.abstained) for c in analysis.crops)
    maps = tuple(
        HeatMap(grade.attribute, grade.region, grade.explanation.heat, grade.explanation.heat_on_skin)
        for attribute in analysis.attributes
        for grade in attribute.regions
        if grade.explanation is not None
    )
    return Heat(analysis.face, crops, maps)


def thumbnail(image: RgbImage, face: Face | None) -> bytes:
    """A square JPEG of at most THUMBNAIL_SIDE pixels around the face, else of the image's centre."""
    from PIL import Image as Pillow

    height, width = image.shape[:2]
    side, centre = min(height, width), (width / 2, height / 2)
    if face is not None:
        box = face.box
        side = max(1, min(side, round(_AROUND_FACE * max(box.width, box.height))))
        centre = (box.x + box.width / 2, box.y + box.height / 2)
    left = round(min(max(centre[0] - side / 2, 0), width - side))
    top = round(min(max(centre[1] - side / 2, 0), height - side))
    square = Pillow.fromarray(np.ascontiguousarray(image[top : top + side, left : left + side]))
    square.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return _encoded(square, THUMBNAIL_QUALITY)


def jpeg(image: RgbImage, quality: int) -> bytes:
    """A JPEG with full colour resolution and no metadata. image: (H, W, 3) uint8 RGB."""
    from PIL import Image as Pillow

    return _encoded(Pillow.fromarray(image), quality)


def _encoded(picture: Image.Image, quality: int) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=quality, subsampling=0)
    return stream.getvalue()


def _plain(grade: AttributeGrade) -> AttributeGrade:
    """Without explanations: those are pictures, kept with consent only."""
    return replace(grade, regions=tuple(replace(region, explanation=None) for region in grade.regions))
