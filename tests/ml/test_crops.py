"""Cuts of a real face: scale, place, mask, and the reasons to abstain."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from ml.colour import to_linear, to_srgb
from ml.crops import EYE_DISTANCE_FLOOR, close_up, cut, cut_all, face_skin
from ml.landmarker import Landmarker
from ml.regions import CROP_SIZE, EYE_SPAN, face_scale, mirrored, outline_mask
from ml.types import Abstention, Expression, Face, Pose, Region, RgbImage, SkinCrop


def crop_of(crops: tuple[SkinCrop, ...], region: Region) -> SkinCrop:
    return next(crop for crop in crops if crop.region is region)


def shrunk(image: RgbImage, share: float) -> RgbImage:
    return np.asarray(cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)


def scaled(face: Face, share: float) -> Face:
    return replace(face, landmarks=(face.landmarks + 0.5) * np.float32(share) - np.float32(0.5))


def test_every_region_is_cut_and_only_open_lips_abstain(portrait: RgbImage, portrait_face: Face) -> None:
    crops = cut_all(portrait, portrait_face)
    assert tuple(crop.region for crop in crops) == tuple(Region)
    reasons = {crop.region: crop.abstained for crop in crops if crop.abstained is not None}
    assert reasons == {Region.LIPS: Abstention.LIPS_OPEN}
    for crop in crops:
        assert crop.pixels.shape == (CROP_SIZE, CROP_SIZE, 3)
        assert crop.pixels.dtype == np.uint8
        assert crop.mask.shape == (CROP_SIZE, CROP_SIZE)
        assert crop.visible > 0.05
        assert not (crop.mask & ~outline_mask(portrait_face, crop.region, crop.to_image)).any()


@pytest.mark.parametrize("region", Region)
def test_one_cut_equals_the_cut_of_all(portrait: RgbImage, portrait_face: Face, region: Region) -> None:
    together = crop_of(cut_all(portrait, portrait_face), region)
    alone = cut(portrait, portrait_face, region, face_skin(portrait, portrait_face))
    assert (alone.pixels == together.pixels).all()
    assert (alone.mask == together.mask).all()
    assert (alone.skin == together.skin).all()
    assert alone.abstained is together.abstained


def test_crop_pixels_lie_where_to_image_says(portrait: RgbImage, portrait_face: Face) -> None:
    """A smooth ramp cut out holds its own coordinates."""
    height, width = portrait.shape[:2]
    ramp = np.zeros_like(portrait)
    ramp[..., 0] = np.linspace(0, 255, width)[None]
    ramp[..., 1] = np.linspace(0, 255, height)[:, None]
    for share in (1.0, 3.0):
        image = shrunk(ramp, share) if share == 1.0 else cv2.resize(ramp, None, fx=share, fy=share)
        face = scaled(portrait_face, share)
        crop = cut(image.astype(np.uint8), face, Region.CENTRE, np.full(3, 0.5, np.float32))
        x, y = crop.to_image @ (40.0, 120.0, 1.0)
        seen = crop.pixels[120, 40].astype(float)
        assert seen[0] == pytest.approx(255 * ((x + 0.5) / share - 0.5) / (width - 1), abs=1.5)
        assert seen[1] == pytest.approx(255 * ((y + 0.5) / share - 0.5) / (height - 1), abs=1.5)


@pytest.mark.parametrize("share", [0.7, 1.6, 3.0])
def test_a_crop_is_the_same_at_every_camera_distance(portrait: RgbImage, portrait_face: Face, share: float) -> None:
    way = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    image = np.asarray(cv2.resize(portrait, None, fx=share, fy=share, interpolation=way), np.uint8)
    near, far = (
        cut_all(portrait, portrait_face),
        cut_all(image, scaled(portrait_face, share)),
    )
    for one, other in zip(near, far, strict=True):
        assert np.abs(one.pixels.astype(int) - other.pixels).mean() < 2.5
        assert (one.mask == other.mask).mean() > 0.97


def test_a_fine_pattern_is_averaged_not_aliased(portrait_face: Face) -> None:
    """Stripes finer than a crop pixel must come out grey, not as moire."""
    face = scaled(portrait_face, 3.0)
    assert face_scale(face) / EYE_SPAN > 1.9
    stripes = np.zeros((2160, 3840, 3), np.uint8)
    stripes[:, ::2] = 255
    crop = cut(stripes, face, Region.CHEEK_LEFT, np.full(3, 0.5, np.float32))
    assert float(crop.pixels.std()) < 12


def test_mirrored_photo_swaps_left_and_right(landmarker: Landmarker, portrait: RgbImage, portrait_face: Face) -> None:
    image = np.ascontiguousarray(portrait[:, ::-1])
    (face,) = landmarker.detect(image)
    there, here = cut_all(image, face), cut_all(portrait, portrait_face)
    for region in Region:
        ours, theirs = crop_of(here, region), crop_of(there, mirrored(region))
        flipped = theirs.pixels[:, ::-1]
        assert np.corrcoef(ours.pixels.ravel(), flipped.ravel())[0, 1] > 0.9
        assert ours.visible == pytest.approx(theirs.visible, abs=0.05)


def test_a_turned_photo_gives_upright_crops(landmarker: Landmarker, portrait: RgbImage, portrait_face: Face) -> None:
    middle = (portrait.shape[1] / 2, portrait.shape[0] / 2)
    turn = cv2.getRotationMatrix2D(middle, -20, 1.0)
    image = np.asarray(cv2.warpAffine(portrait, turn, (1280, 720), borderMode=cv2.BORDER_REPLICATE), np.uint8)
    (face,) = landmarker.detect(image)
    assert face.pose.roll - portrait_face.pose.roll == pytest.approx(20, abs=3)
    ours = crop_of(cut_all(portrait, portrait_face), Region.CENTRE)
    theirs = crop_of(cut_all(image, face), Region.CENTRE)
    assert np.corrcoef(ours.pixels.ravel(), theirs.pixels.ravel())[0, 1] > 0.9


@pytest.mark.parametrize("light", [0.35, 0.6, 1.0])
def test_the_mask_hardly_depends_on_light(portrait: RgbImage, portrait_face: Face, light: float) -> None:
    image = to_srgb(to_linear(portrait) * np.float32(light))
    for plain, lit in zip(cut_all(portrait, portrait_face), cut_all(image, portrait_face), strict=True):
        assert (plain.mask == lit.mask).mean() > 0.95
    assert face_skin(image, portrait_face) == pytest.approx(face_skin(portrait, portrait_face) * light, rel=0.12)


def test_spots_redness_and_shine_stay_skin_but_a_bar_of_hair_does_not(portrait: RgbImage, portrait_face: Face) -> None:
    plain = crop_of(cut_all(portrait, portrait_face), Region.CHEEK_RIGHT)
    place = plain.to_image @ (*np.argwhere(plain.mask).mean(axis=0)[::-1], 1.0)
    centre = (round(place[0]), round(place[1]))

    def share_kept(colour: tuple[int, int, int], radius: int) -> float:
        image = portrait.copy()
        cv2.circle(image, centre, radius, colour, -1, cv2.LINE_AA)
        seen = cut(image, portrait_face, Region.CHEEK_RIGHT, face_skin(image, portrait_face))
        return float(seen.mask.sum() / plain.mask.sum())

    assert share_kept((70, 40, 25), 7) > 0.98
    assert share_kept((200, 90, 80), 30) > 0.98
    assert share_kept((255, 252, 250), 30) > 0.98
    assert share_kept((25, 20, 18), 45) < 0.6
    assert share_kept((40, 90, 170), 45) < 0.6


def test_hair_of_the_fringe_is_not_in_the_forehead_mask(portrait: RgbImage, portrait_face: Face) -> None:
    forehead = crop_of(cut_all(portrait, portrait_face), Region.FOREHEAD)
    outline = outline_mask(portrait_face, Region.FOREHEAD, forehead.to_image)
    assert 0.35 < forehead.mask.sum() / outline.sum() < 0.8
    upper = np.argwhere(outline)[:, 0].min() + 8
    assert forehead.mask[:upper].sum() < 0.5 * outline[:upper].sum()


def test_a_small_face_has_too_few_pixels(portrait: RgbImage, portrait_face: Face) -> None:
    share = 0.9 * EYE_DISTANCE_FLOOR / portrait_face.eye_distance
    crops = cut_all(shrunk(portrait, share), scaled(portrait_face, share))
    assert {crop.abstained for crop in crops} == {Abstention.TOO_FEW_PIXELS}


def test_a_region_beyond_the_edge_is_outside_the_image(portrait: RgbImage, portrait_face: Face) -> None:
    cut_at = int(portrait_face.landmarks[4, 0])
    image = np.ascontiguousarray(portrait[:, :cut_at])
    crops = cut_all(image, portrait_face)
    outside = {crop.region for crop in crops if crop.abstained is Abstention.OUTSIDE_IMAGE}
    assert {Region.CHEEK_LEFT, Region.EYE_CORNER_LEFT, Region.FOREHEAD, Region.CHIN} <= outside
    assert not outside & {Region.CHEEK_RIGHT, Region.EYE_CORNER_RIGHT}
    assert not crop_of(crops, Region.CHEEK_LEFT).mask.any()


@pytest.mark.parametrize(("yaw", "side"), [(30.0, "left"), (-30.0, "right"), (15.0, "none")])
def test_the_far_side_of_a_turned_head_abstains(portrait: RgbImage, portrait_face: Face, yaw: float, side: str) -> None:
    face = replace(portrait_face, pose=Pose(yaw, 0.0, 0.0))
    hidden = {crop.region for crop in cut_all(portrait, face) if crop.abstained is Abstention.TURNED_AWAY}
    assert hidden == {region for region in Region if region.value.endswith(side)}


def test_a_covered_cheek_has_not_enough_skin(portrait: RgbImage, portrait_face: Face) -> None:
    crop = crop_of(cut_all(portrait, portrait_face), Region.CHEEK_LEFT)
    image = portrait.copy()
    middle = crop.to_image @ (80.0, 70.0, 1.0)
    cv2.circle(image, (round(middle[0]), round(middle[1])), 60, (30, 60, 140), -1)
    skin = face_skin(portrait, portrait_face)
    assert cut(image, portrait_face, Region.CHEEK_LEFT, skin).abstained is Abstention.NOT_ENOUGH_SKIN


def test_closed_lips_are_graded_and_open_ones_abstain(portrait: RgbImage, portrait_face: Face) -> None:
    points = portrait_face.landmarks.copy()
    points[14] = points[13]
    shut = replace(portrait_face, landmarks=points)
    skin = face_skin(portrait, shut)
    assert cut(portrait, shut, Region.LIPS, skin).abstained is None
    yawning = replace(shut, expression=Expression(mouth_open=0.8))
    assert cut(portrait, yawning, Region.LIPS, skin).abstained is Abstention.LIPS_OPEN


def test_a_close_up_is_the_centre_square(portrait: RgbImage, portrait_face: Face) -> None:
    centre = crop_of(cut_all(portrait, portrait_face), Region.CENTRE)
    photo = np.ascontiguousarray(cv2.resize(centre.pixels[40:120, :], (1600, 800)), np.uint8)
    seen = close_up(photo, Region.CENTRE)
    assert seen.region is Region.CENTRE
    assert seen.pixels.shape == (CROP_SIZE, CROP_SIZE, 3)
    assert seen.abstained is None
    assert seen.visible > 0.7
    middle = seen.to_image @ ((CROP_SIZE - 1) / 2, (CROP_SIZE - 1) / 2, 1.0)
    assert middle == pytest.approx((799.5, 399.5))
