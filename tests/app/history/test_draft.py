"""A draft holds what was seen: grades without heat, conditions measured, pictures only with consent."""

from __future__ import annotations

import io
import uuid
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest
from PIL import Image

from app.history.draft import THUMBNAIL_SIDE, Capture, draft_scan, thumbnail
from app.history.records import Source, SourceKind
from ml.types import Analysis, QualityMode, RgbImage
from tests.app.analyses import usual_analysis
from tests.faces import finder, portrait

SEOUL = timezone(timedelta(hours=9), "KST")
TAKEN = datetime(2026, 3, 1, 7, 30, tzinfo=SEOUL)


def capture(keep_pictures: bool, taken: datetime = TAKEN) -> Capture:
    return Capture(taken, Source(SourceKind.PHOTO, file="a.jpg"), QualityMode.NORMAL, keep_pictures)


@pytest.fixture(scope="module")
def image() -> RgbImage:
    return np.ascontiguousarray(portrait(1.5))


@pytest.fixture(scope="module")
def analysis(image: RgbImage) -> Analysis:
    with_face = finder()
    (face,) = with_face.detect(image)
    with_face.close()
    return usual_analysis((image.shape[1], image.shape[0]), face=face)


def test_without_consent_no_pixel_is_kept(analysis: Analysis, image: RgbImage) -> None:
    draft = draft_scan(analysis, image, capture(keep_pictures=False))
    kept = draft.pictures
    assert (kept.photo, kept.thumbnail, kept.heat) == (None, None, None)
    assert not draft.scan.has_photo
    assert not draft.scan.has_heat
    assert all(region.explanation is None for grade in draft.scan.grades for region in grade.regions)


def test_with_consent_photo_thumbnail_and_heat_are_kept(analysis: Analysis, image: RgbImage) -> None:
    draft = draft_scan(analysis, image, capture(keep_pictures=True))
    assert draft.pictures.photo is not None
    kept = Image.open(io.BytesIO(draft.pictures.photo))
    assert kept.size == (image.shape[1], image.shape[0])
    assert not kept.getexif()
    assert np.abs(np.asarray(kept, np.int16) - image).mean() < 3
    assert draft.pictures.heat is not None
    assert draft.pictures.heat.face is analysis.face
    shown = [r for a in analysis.attributes for r in a.regions if r.explanation is not None]
    assert len(shown) == len(draft.pictures.heat.maps) > 0
    assert draft.scan.has_photo
    assert draft.scan.has_heat


def test_conditions_are_measured(analysis: Analysis, image: RgbImage) -> None:
    bright = draft_scan(analysis, image, capture(False)).scan.conditions
    dark = draft_scan(analysis, (image // 2).astype(np.uint8), capture(False)).scan.conditions
    assert analysis.face is not None
    assert bright.eye_distance == pytest.approx(analysis.face.eye_distance)
    assert bright.pose == analysis.face.pose
    assert bright.lightness is not None
    assert dark.lightness is not None
    assert 20 < dark.lightness < bright.lightness - 10
    assert bright.sharpness is not None
    assert bright.sharpness > 0


def test_every_draft_has_its_own_id_and_zone(analysis: Analysis, image: RgbImage) -> None:
    one, other = (draft_scan(analysis, image, capture(False)).scan for _ in range(2))
    assert uuid.UUID(one.id) != uuid.UUID(other.id)
    assert one.taken.tzname() == "KST"


def test_a_time_without_zone_and_a_foreign_image_are_bugs(analysis: Analysis, image: RgbImage) -> None:
    with pytest.raises(ValueError, match="zone"):
        draft_scan(analysis, image, capture(False, TAKEN.replace(tzinfo=None)))
    with pytest.raises(ValueError, match="not the image"):
        draft_scan(analysis, image[:-1], capture(False))


@pytest.mark.parametrize("shape", [(40, 4000, 3), (4000, 40, 3), (64, 64, 3), (300, 500, 3)])
def test_thumbnail_of_any_shape(shape: tuple[int, int, int]) -> None:
    small = Image.open(io.BytesIO(thumbnail(np.zeros(shape, np.uint8), None)))
    assert small.size[0] == small.size[1] == min(THUMBNAIL_SIDE, *shape[:2])
