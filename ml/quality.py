"""Say why an image, or a region of it, can't be graded well. The same checks for camera frames and photographs.

How demanding each mode is stands in one table, ml.quality_limits. Mode off reports only what makes grading
impossible: no face. Several faces close the gate in normal and strict, for a camera can't know whom to grade; who
lets the user choose a face may pass over that issue. Smiles are natural, so only mode strict asks for a neutral face;
open lips abstain in any mode (ml.crops), and so do regions that are turned away, outside the image or covered.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from ml.colour import lab, lightness, to_linear
from ml.covers import bridge_edge, forehead_skin
from ml.crops import patch_skin
from ml.drawing import drawn_look
from ml.face_patch import PATCH_SIZE, FacePatch, face_patch
from ml.quality_limits import Limits, limits_of
from ml.regions import (
    BROW_LEFT,
    BROW_RIGHT,
    EYE_LEFT,
    EYE_RIGHT,
    FACE_OVAL,
    LIPS_OUTER,
    POLYGONS,
)
from ml.types import Expression, Face, FloatArray, Mask, QualityCode, QualityIssue, QualityMode, Region, RgbImage

MOTION_SHARE = 0.015
"""Median motion between frames from which they smear, in eye distances; at least 2 px."""
_CLIPPED, _CRUSHED = 252, 8
_FLATTENING = {QualityCode.TOO_DARK, QualityCode.TOO_BRIGHT, QualityCode.BLURRED}
_SKIN_A, _SKIN_B = (3.0, 34.0), (4.0, 30.0)

_OUTLINES = dict(POLYGONS)
SKIN_OUTLINES = tuple(
    _OUTLINES[region] for region in (Region.CHEEK_LEFT, Region.CHEEK_RIGHT, Region.CENTRE, Region.CHIN)
)
_DETAILED = (EYE_LEFT, EYE_RIGHT, BROW_LEFT, BROW_RIGHT, LIPS_OUTER)


def check(image: RgbImage, faces: Sequence[Face], mode: QualityMode) -> tuple[QualityIssue, ...]:
    """Why the first of the faces can't be graded well; empty when all is well.

    image: (H, W, 3) uint8 RGB. Issues of the whole image come first; those with a region spare the others.
    """
    picture = check_picture(image, faces[0], mode) if faces else ()
    return check_placing(image, faces, mode) + picture


def check_placing(image: RgbImage, faces: Sequence[Face], mode: QualityMode) -> tuple[QualityIssue, ...]:
    """The part of check() that is told from the faces' points: how many, how large, where, how turned, what mien."""
    if not faces:
        return (QualityIssue(QualityCode.NO_FACE, 0.0, 1.0),)
    if mode is QualityMode.OFF:
        return ()
    limits, face = limits_of(mode), faces[0]
    issues = [QualityIssue(QualityCode.SEVERAL_FACES, float(len(faces)), 1.0)] if len(faces) > 1 else []
    issues += _placing(image, face, limits)
    issues += _expression(face.expression, limits)
    return tuple(issues)


def check_picture(image: RgbImage, face: Face, mode: QualityMode) -> tuple[QualityIssue, ...]:
    """The part of check() that is told from the pixels: light, focus, a drawing, what covers the face."""
    if mode is QualityMode.OFF:
        return ()
    limits = limits_of(mode)
    patch = face_patch(image, face)
    skin = patch_skin(patch)
    issues = list(_light(patch, skin, limits))
    if not {issue.code for issue in issues} & _FLATTENING:
        issues += _drawing(patch, limits)
    issues += _covers(patch, skin, limits)
    return tuple(issues)


def gate_open(issues: Sequence[QualityIssue]) -> bool:
    """Whether the image can be graded: no issue concerns all of it."""
    return all(issue.region is not None for issue in issues)


def moved(previous: Face, face: Face) -> QualityIssue | None:
    """An issue when the face moved more between two frames than the camera can freeze. Pixels, median of all points."""
    motion = float(np.median(np.linalg.norm(face.landmarks - previous.landmarks, axis=1)))
    limit = max(2.0, MOTION_SHARE * face.eye_distance)
    return QualityIssue(QualityCode.MOVING, motion, limit) if motion > limit else None


def _above(code: QualityCode, value: float, limit: float, region: Region | None = None) -> Iterator[QualityIssue]:
    if value > limit:
        yield QualityIssue(code, value, limit, region)


def _below(code: QualityCode, value: float, limit: float, region: Region | None = None) -> Iterator[QualityIssue]:
    if value < limit:
        yield QualityIssue(code, value, limit, region)


def _placing(image: RgbImage, face: Face, limits: Limits) -> Iterator[QualityIssue]:
    yield from _below(QualityCode.TOO_FAR, face.eye_distance, limits.eye_distance)
    yield from _above(QualityCode.CUT_OFF, _outside(image, face), limits.outside)
    pose = face.pose
    turns = ((pose.yaw, limits.yaw), (pose.pitch, limits.pitch), (pose.roll, limits.roll))
    value, limit = max(turns, key=lambda turn: abs(turn[0]) / turn[1])
    if abs(value) > limit:
        yield QualityIssue(QualityCode.TURNED, value, limit)


def _outside(image: RgbImage, face: Face) -> float:
    """Share of the face oval's points that lie outside of the image, 0-1."""
    oval = face.landmarks[list(FACE_OVAL)]
    inside = ((oval >= 0) & (oval <= (image.shape[1] - 1, image.shape[0] - 1))).all(axis=1)
    return 1.0 - float(inside.mean())


def _expression(seen: Expression, limits: Limits) -> Iterator[QualityIssue]:
    closed = max(seen.eye_closed_left, seen.eye_closed_right)
    yield from _above(QualityCode.EYES_CLOSED, closed, limits.eye_closed)
    asked = (
        (seen.smile, limits.smile),
        (seen.mouth_open, limits.mouth_open),
        (max(seen.brow_raised, seen.brow_lowered), limits.brow),
    )
    value, limit = max(asked, key=lambda one: one[0] / one[1])
    yield from _above(QualityCode.EXPRESSION, value, limit)


def _light(patch: FacePatch, skin: FloatArray, limits: Limits) -> Iterator[QualityIssue]:
    outline = patch.outline(SKIN_OUTLINES)
    pixels = patch.pixels[outline]
    if not len(pixels):
        return
    mean = float(lightness(to_linear(pixels)).mean())
    brightest, darkest = pixels.max(axis=1), pixels.min(axis=1)
    clipped, crushed = float((darkest >= _CLIPPED).mean()), float((brightest <= _CRUSHED).mean())
    dark = max(mean, eye_white(patch))
    if dark < limits.darkest:
        yield QualityIssue(QualityCode.TOO_DARK, dark, limits.darkest)
    else:
        yield from _above(QualityCode.TOO_DARK, crushed, limits.crushed)
    if mean > limits.brightest:
        yield QualityIssue(QualityCode.TOO_BRIGHT, mean, limits.brightest)
    else:
        yield from _above(QualityCode.TOO_BRIGHT, clipped, limits.clipped)
    yield from _above(QualityCode.UNEVEN_LIGHT, cheek_difference(patch), limits.uneven)
    yield from _above(QualityCode.COLOUR_CAST, colour_cast(skin), limits.cast)
    yield from _below(QualityCode.BLURRED, sharpness(patch), limits.sharpness)


def eye_white(patch: FacePatch) -> float:
    """L* of the lightest tenth of the eyes: where it is high, the light is enough however dark the skin is."""
    pixels = patch.pixels[patch.outline((EYE_LEFT, EYE_RIGHT))]
    return float(np.percentile(lightness(to_linear(pixels)), 90)) if len(pixels) else 0.0


def cheek_difference(patch: FacePatch) -> float:
    """Difference of the cheeks' median L*; a cheek that is turned out of sight counts as equal."""
    left, right = (
        patch.pixels[patch.outline((_OUTLINES[region],))] for region in (Region.CHEEK_LEFT, Region.CHEEK_RIGHT)
    )
    if len(left) < 20 or len(right) < 20:
        return 0.0
    medians = [float(np.median(lightness(to_linear(side)))) for side in (left, right)]
    return abs(medians[0] - medians[1])


def colour_cast(skin: FloatArray) -> float:
    """How far a face's colour, (3,) linear RGB, is from what skin looks like in white light, in CIE a*, b* units.

    0 in the box a* 3-34, b* 4-30 (all of 252 studio photographs of people of many origins: a* 4-33, b* 6-22).
    """
    _, a, b = (float(value) for value in lab(skin))
    beyond = [max(low - value, value - high, 0.0) for value, (low, high) in ((a, _SKIN_A), (b, _SKIN_B))]
    return math.hypot(*beyond)


def sharpness(patch: FacePatch) -> float:
    """How crisp eyes, brows and mouth are, about 1: their strong Laplacian over the face's contrast.

    Measured at one scale, so a face enlarged from few pixels counts as sharp as the small one. A Gaussian blur of
    2% of the eye distance halves it (1.0-1.4 to 0.4-0.6 on studio photographs).
    """
    grey = cv2.cvtColor(patch.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    face: Mask = patch.outline((FACE_OVAL,))
    detailed = cv2.dilate(patch.outline(_DETAILED).astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    if not face.any() or not detailed.any():
        return 0.0
    strong = np.percentile(np.abs(cv2.Laplacian(grey, cv2.CV_32F))[detailed], 90)
    return float(strong / (grey[face].std() + PATCH_SIZE / 32))


def texture(patch: FacePatch) -> float:
    """How much fine structure the cheeks show: their median absolute Laplacian over their brightness, >= 0.

    Flat colour, as in a cartoon, gives 0, evenly shaded colour 0.005-0.009. Skin gives more, even where it is smoothed:
    600 rendered and plain cheeks of photographs gave at least 0.015, a portrait after strong denoising 0.010.
    """
    cheeks = patch.outline(_OUTLINES[region] for region in (Region.CHEEK_LEFT, Region.CHEEK_RIGHT))
    inner = cv2.erode(cheeks.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    grey = cv2.cvtColor(patch.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    if inner.sum() < 20:
        return math.inf
    return float(np.median(np.abs(cv2.Laplacian(grey, cv2.CV_32F))[inner]) / (grey[inner].mean() + PATCH_SIZE / 16))


def _drawing(patch: FacePatch, limits: Limits) -> Iterator[QualityIssue]:
    flat = tuple(_below(QualityCode.DRAWING, texture(patch), limits.texture))
    yield from flat or _above(QualityCode.DRAWING, drawn_look(patch, sharpness(patch)), limits.drawn_look)


def _covers(patch: FacePatch, skin: FloatArray, limits: Limits) -> Iterator[QualityIssue]:
    edge = bridge_edge(patch)
    for region in (Region.EYE_CORNER_LEFT, Region.EYE_CORNER_RIGHT):
        yield from _above(QualityCode.GLASSES, edge, limits.glasses, region)
    share = forehead_skin(patch, skin)
    yield from _below(QualityCode.FRINGE, share, limits.fringe, Region.FOREHEAD)
