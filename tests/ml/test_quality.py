"""Every quality issue on a real face, made worse step by step; and that a good image opens the gate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest

from ml.colour import to_linear, to_srgb
from ml.crops import cut_all
from ml.landmarker import Landmarker
from ml.quality import check, gate_open, moved
from ml.quality_limits import limits_of
from ml.regions import polygon
from ml.types import (
    Abstention,
    Expression,
    Face,
    Pose,
    QualityCode,
    QualityIssue,
    QualityMode,
    Region,
    RgbImage,
)
from tests.acceptance.pictures import cartoon

OFF, NORMAL, STRICT = QualityMode.OFF, QualityMode.NORMAL, QualityMode.STRICT
Spoil = Callable[[RgbImage, Face], tuple[RgbImage, Face]]


def lit(*factors: float) -> Spoil:
    """Multiply the light of red, green and blue."""

    def spoil(image: RgbImage, face: Face) -> tuple[RgbImage, Face]:
        return to_srgb(to_linear(image) * np.array(factors, np.float32)), face

    return spoil


def shaded(image: RgbImage, face: Face) -> tuple[RgbImage, Face]:
    """A third of the light on the image's right half, softly."""
    x = (np.arange(image.shape[1]) - face.landmarks[4, 0]) / face.eye_distance
    light = 0.65 - 0.35 * np.tanh(4 * x)
    return to_srgb(to_linear(image) * light[None, :, None].astype(np.float32)), face


def blurred(image: RgbImage, face: Face) -> tuple[RgbImage, Face]:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), 0.03 * face.eye_distance), np.uint8), face


def drawn(image: RgbImage, face: Face) -> tuple[RgbImage, Face]:
    """Cheeks in one flat colour, as a cartoon has them."""
    flat = image.copy()
    for region in (Region.CHEEK_LEFT, Region.CHEEK_RIGHT):
        outline = np.zeros(image.shape[:2], np.uint8)
        cv2.fillPoly(outline, [cv2.convexHull(polygon(face, region).astype(np.int32))], (1,))
        cheek = outline.astype(bool)
        flat[cheek] = np.median(image[cheek], axis=0).astype(np.uint8)
    return flat, face


def small(image: RgbImage, face: Face) -> tuple[RgbImage, Face]:
    share = 50 / face.eye_distance
    reduced = np.asarray(cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)
    return reduced, replace(face, landmarks=face.landmarks * np.float32(share))


def cut_off(image: RgbImage, face: Face) -> tuple[RgbImage, Face]:
    return np.ascontiguousarray(image[:, : int(face.landmarks[454, 0]) - 40]), face


def with_pose(pose: Pose) -> Spoil:
    return lambda image, face: (image, replace(face, pose=pose))


def with_expression(expression: Expression) -> Spoil:
    return lambda image, face: (image, replace(face, expression=expression))


def spectacles(image: RgbImage, face: Face) -> tuple[RgbImage, Face]:
    """Dark frames round both eyes and a bridge across the nose."""
    drawn = image.copy()
    radius, thick = int(0.42 * face.eye_distance), max(3, int(0.07 * face.eye_distance))
    centres = [face.landmarks[468], face.landmarks[473]]
    for centre in centres:
        cv2.circle(drawn, (int(centre[0]), int(centre[1])), radius, (30, 25, 25), thick)
    nose = face.landmarks[168]
    reach = int(0.12 * face.eye_distance)
    left, right = (int(nose[0]) - reach, int(nose[1])), (int(nose[0]) + reach, int(nose[1]))
    cv2.line(drawn, left, right, (30, 25, 25), thick)
    return drawn, face


def fringed(image: RgbImage, face: Face) -> tuple[RgbImage, Face]:
    """Dark hair down to the brows."""
    drawn = image.copy()
    low, high = face.landmarks[[103, 67, 10, 297, 332]].min(axis=0), face.landmarks[[105, 334, 9]].max(axis=0)
    left, right = int(face.landmarks[127, 0]), int(face.landmarks[356, 0])
    cv2.rectangle(drawn, (left, int(low[1]) - 30), (right, int(high[1]) - 4), (45, 30, 22), -1)
    return drawn, face


SPOILED: tuple[tuple[QualityCode, Spoil], ...] = (
    (QualityCode.TOO_FAR, small),
    (QualityCode.CUT_OFF, cut_off),
    (QualityCode.TURNED, with_pose(Pose(25.0, 0.0, 0.0))),
    (QualityCode.TURNED, with_pose(Pose(0.0, -26.0, 0.0))),
    (QualityCode.TURNED, with_pose(Pose(0.0, 0.0, 27.0))),
    (QualityCode.TOO_DARK, lit(0.03, 0.03, 0.03)),
    (QualityCode.TOO_BRIGHT, lit(2.6, 2.6, 2.6)),
    (QualityCode.UNEVEN_LIGHT, shaded),
    (QualityCode.COLOUR_CAST, lit(0.5, 0.7, 1.2)),
    (QualityCode.COLOUR_CAST, lit(0.6, 1.0, 0.7)),
    (QualityCode.COLOUR_CAST, lit(1.0, 0.8, 0.25)),
    (QualityCode.BLURRED, blurred),
    (QualityCode.DRAWING, drawn),
    (QualityCode.EYES_CLOSED, with_expression(Expression(eye_closed_left=0.9, eye_closed_right=0.9))),
    (QualityCode.EXPRESSION, with_expression(Expression(mouth_open=0.8))),
    (QualityCode.GLASSES, spectacles),
    (QualityCode.FRINGE, fringed),
)


def codes(issues: tuple[QualityIssue, ...]) -> set[QualityCode]:
    return {issue.code for issue in issues}


def test_the_enlarged_portrait_opens_the_normal_gate(portrait: RgbImage, portrait_face: Face) -> None:
    assert portrait_face.eye_distance > 110
    assert check(portrait, [portrait_face], NORMAL) == ()


def test_strict_asks_for_a_neutral_face(portrait: RgbImage, portrait_face: Face) -> None:
    issues = check(portrait, [portrait_face], STRICT)
    assert QualityCode.EXPRESSION in codes(issues)
    assert not gate_open(issues)


@pytest.mark.parametrize(("code", "spoil"), SPOILED)
def test_each_trouble_is_named(portrait: RgbImage, portrait_face: Face, code: QualityCode, spoil: Spoil) -> None:
    image, face = spoil(portrait, portrait_face)
    found = [issue for issue in check(image, [face], NORMAL) if issue.code is code]
    assert found
    assert all(issue.value != issue.limit for issue in found)
    assert codes(check(image, [face], STRICT)) >= {code}
    assert check(image, [face], OFF) == ()


@pytest.mark.parametrize(
    ("spoil", "regions"),
    [(spectacles, {Region.EYE_CORNER_LEFT, Region.EYE_CORNER_RIGHT}), (fringed, {Region.FOREHEAD})],
)
def test_covers_spare_the_other_regions(
    portrait: RgbImage, portrait_face: Face, spoil: Spoil, regions: set[Region]
) -> None:
    image, face = spoil(portrait, portrait_face)
    issues = check(image, [face], NORMAL)
    assert {issue.region for issue in issues} == regions
    assert gate_open(issues)
    covered = {crop.region for crop in cut_all(image, face) if crop.abstained is Abstention.COVERED}
    assert covered == regions


def test_no_face_closes_every_gate(portrait: RgbImage, landmarker: Landmarker) -> None:
    empty = np.full((720, 1280, 3), 128, np.uint8)
    faces = landmarker.detect(empty)
    for mode in QualityMode:
        issues = check(empty, faces, mode)
        assert codes(issues) == {QualityCode.NO_FACE}
        assert not gate_open(issues)


def test_two_faces_side_by_side(portrait: RgbImage, landmarker: Landmarker) -> None:
    image = np.hstack([portrait[:, 300:940], portrait[:, 300:940]])
    faces = landmarker.detect(image)
    assert len(faces) == 2
    assert codes(check(image, faces, NORMAL)) == {QualityCode.SEVERAL_FACES}
    assert check(image, faces, OFF) == ()


@pytest.mark.parametrize(("shift", "issue"), [(0.0, False), (1.0, False), (6.0, True)])
def test_motion(portrait_face: Face, shift: float, issue: bool) -> None:
    there = replace(portrait_face, landmarks=portrait_face.landmarks + np.float32(shift))
    found = moved(portrait_face, there)
    assert (found is not None) == issue
    if found is not None:
        assert found.code is QualityCode.MOVING
        assert found.value == pytest.approx(shift * np.sqrt(2), rel=0.01)
        assert not gate_open((found,))


def test_every_code_is_tested() -> None:
    elsewhere = {QualityCode.NO_FACE, QualityCode.SEVERAL_FACES, QualityCode.MOVING}
    assert {code for code, _ in SPOILED} | elsewhere == set(QualityCode)


def test_strict_demands_at_least_as_much_as_normal() -> None:
    normal, strict = limits_of(NORMAL), limits_of(STRICT)
    for name in ("eye_distance", "darkest", "sharpness", "texture", "fringe"):
        assert getattr(strict, name) >= getattr(normal, name)
    for name in ("yaw", "pitch", "roll", "outside", "brightest", "clipped", "uneven", "cast", "eye_closed", "smile"):
        assert getattr(strict, name) <= getattr(normal, name)


def test_dark_skin_in_good_light_is_not_too_dark(portrait: RgbImage, portrait_face: Face) -> None:
    """Skin of a fifth of the light with the whites of the eyes left as they are."""
    from ml.regions import EYE_LEFT, EYE_RIGHT

    eyes = np.zeros(portrait.shape[:2], np.uint8)
    for eye in (EYE_LEFT, EYE_RIGHT):
        cv2.fillPoly(eyes, [portrait_face.landmarks[list(eye)].astype(np.int32)], (1,))
    dark = to_srgb(to_linear(portrait) * np.float32(0.08))
    assert QualityCode.TOO_DARK in codes(check(dark, [portrait_face], NORMAL))
    dark[eyes.astype(bool)] = portrait[eyes.astype(bool)]
    assert QualityCode.TOO_DARK not in codes(check(dark, [portrait_face], NORMAL))


def _shaded(drawing: RgbImage) -> RgbImage:
    """Light from the left above, with a soft shadow under the nose."""
    y, x = np.mgrid[:600, :600]
    light = 1.08 - 0.4 * (np.hypot(x - 260, y - 240) / 330) ** 2
    light -= 0.15 * np.exp(-((x - 300) ** 2 / 2500 + (y - 360) ** 2 / 700))
    return np.asarray(np.clip(drawing * light[..., None], 0, 255), np.uint8)


def _noisy(image: RgbImage) -> RgbImage:
    noise = np.random.default_rng(0).normal(0, 10, image.shape)
    return np.asarray(np.clip(image + noise, 0, 255), np.uint8)


def _compressed(image: RgbImage) -> RgbImage:
    _, content = cv2.imencode(".jpg", image, (cv2.IMWRITE_JPEG_QUALITY, 60))
    return np.asarray(cv2.imdecode(content, cv2.IMREAD_COLOR), np.uint8)


@pytest.mark.parametrize("spoil", [lambda image: image, _noisy, _compressed, lambda image: _compressed(_noisy(image))])
def test_a_shaded_drawing_is_told_from_a_photograph(
    landmarker: Landmarker, portrait: RgbImage, portrait_face: Face, spoil: Callable[[RgbImage], RgbImage]
) -> None:
    """Flat or shaded, and noisy or compressed, where fine structure on the cheeks says nothing any more."""
    for drawing in (cartoon(), _shaded(cartoon())):
        faces = landmarker.detect(drawing)[:1]
        assert QualityCode.DRAWING in codes(check(spoil(drawing), faces, NORMAL))
    for mode in (NORMAL, STRICT):
        assert QualityCode.DRAWING not in codes(check(spoil(portrait), (portrait_face,), mode))
