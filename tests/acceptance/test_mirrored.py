"""A mirrored photograph gets nearly the same grades, and what was on the left cheek is then on the right one."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ml.analyzer import Analyzer
from ml.regions import mirrored, polygon
from ml.types import Analysis, Attribute, QualityMode, Region, RgbImage

WHOLE_FACE = 0.15
REDDENED = 0.3
"""By how much the reddened cheek's grade of sensitivity must lie above the other one's."""


def mirror(image: RgbImage) -> RgbImage:
    """The same person as a mirror shows them."""
    return np.ascontiguousarray(image[:, ::-1])


@pytest.mark.parametrize("attribute", list(Attribute))
def test_a_mirrored_face_gets_the_same_grades(analyses: tuple[Analysis, Analysis], attribute: Attribute) -> None:
    plain, turned = (analysis.of(attribute) for analysis in analyses)
    assert plain.abstained is turned.abstained
    if plain.grade is not None and turned.grade is not None:
        assert turned.grade.expected == pytest.approx(plain.grade.expected, abs=WHOLE_FACE)
    assert {mirrored(region.region) for region in turned.regions} == {region.region for region in plain.regions}


@pytest.fixture(scope="module")
def analyses(analyzer: Analyzer, picture: RgbImage) -> tuple[Analysis, Analysis]:
    """Of the picture and of its mirror image."""
    return analyzer.analyze_photo(picture), analyzer.analyze_photo(mirror(picture))


@pytest.mark.parametrize("side", [Region.CHEEK_LEFT, Region.CHEEK_RIGHT])
def test_left_and_right_swap(analyzer: Analyzer, picture: RgbImage, side: Region) -> None:
    """One cheek is reddened: its grade is the higher one, in the mirror image as its partner."""
    image = _reddened(analyzer, picture, side)
    plain = analyzer.analyze_photo(image, QualityMode.OFF)
    turned = analyzer.analyze_photo(mirror(image), QualityMode.OFF)
    assert _sensitivity(plain, side) - _sensitivity(plain, mirrored(side)) > REDDENED
    assert _sensitivity(turned, mirrored(side)) - _sensitivity(turned, side) > REDDENED


def _reddened(analyzer: Analyzer, image: RgbImage, region: Region) -> RgbImage:
    """The image with blotches of redness on one region: less green and blue, softly edged."""
    outline = polygon(analyzer.find_faces(image)[0], region)
    middle, spread = outline.mean(axis=0), np.ptp(outline, axis=0)
    blotches = np.zeros(image.shape[:2], np.float32)
    for dx, dy in ((0.0, 0.0), (-0.18, -0.15), (0.18, 0.12), (-0.12, 0.2), (0.15, -0.2)):
        x, y = (round(float(v)) for v in middle + spread * (dx, dy))
        cv2.circle(blotches, (x, y), round(0.11 * float(spread.max())), 1.0, -1)
    soft = np.asarray(cv2.GaussianBlur(blotches, (0, 0), 5), np.float32)[..., None]
    red = image * (1 - soft * np.array([0.0, 0.3, 0.25], np.float32))
    return np.asarray(np.clip(red + 0.5, 0, 255), np.uint8)


def _sensitivity(analysis: Analysis, region: Region) -> float:
    grades = {one.region: one.grade.expected for one in analysis.of(Attribute.SENSITIVITY).regions}
    return grades[region]
