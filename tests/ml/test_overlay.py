"""Heat over pictures: in the right place, cut to skin, in the maps' true colours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ml.crops import cut_all
from ml.overlay import FULL_FROM, heat_layer, heat_on_image, painted, soft
from ml.types import (
    Analysis,
    Attribute,
    AttributeGrade,
    Colormap,
    Explanation,
    Face,
    FloatArray,
    Grade,
    ModelVersion,
    Region,
    RegionGrade,
    RgbImage,
    SkinCrop,
)

GRADE = Grade((0.2, 0.2, 0.2, 0.2, 0.2))
OIL = Attribute.OIL


def analysis_of(image: RgbImage, face: Face, heats: dict[Region, FloatArray]) -> Analysis:
    """An analysis whose oil grade has these heat maps."""
    crops = cut_all(image, face)
    grades = tuple(RegionGrade(OIL, region, GRADE, 0.5, Explanation(heat, 1.0)) for region, heat in heats.items())
    oil = AttributeGrade(OIL, GRADE, None, grades)
    height, width = image.shape[:2]
    return Analysis(width, height, 1, face, (), crops, (oil,), ModelVersion("0", ()))


def spot(x: int, y: int, radius: float = 6.0) -> FloatArray:
    """A round hot place in a crop."""
    rows, columns = np.mgrid[0:160, 0:160]
    return np.asarray(np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * radius**2)), np.float32)


def middle_of(crop: SkinCrop) -> tuple[int, int]:
    rows, columns = np.nonzero(soft(crop.mask) > 0.99)
    return int(np.median(columns)), int(np.median(rows))


@pytest.mark.parametrize("region", [Region.CHEEK_LEFT, Region.CHEEK_RIGHT, Region.FOREHEAD, Region.CENTRE])
def test_heat_lands_where_the_crop_was(portrait: RgbImage, portrait_face: Face, region: Region) -> None:
    crop = next(c for c in cut_all(portrait, portrait_face, [region]))
    x, y = middle_of(crop)
    heat = heat_on_image(analysis_of(portrait, portrait_face, {region: spot(x, y)}), OIL, portrait.shape[:2])
    assert heat.shape == portrait.shape[:2]
    assert heat.dtype == np.float32
    assert 0.8 < heat.max() <= 1.0
    row, column = np.unravel_index(heat.argmax(), heat.shape)
    assert np.hypot(*(crop.to_image @ (x, y, 1.0) - (column, row))) < 3


def test_heat_stays_on_the_regions_skin(portrait: RgbImage, portrait_face: Face) -> None:
    ones = np.ones((160, 160), np.float32)
    heat = heat_on_image(analysis_of(portrait, portrait_face, {Region.CHEEK_LEFT: ones}), OIL, portrait.shape[:2])
    crop = next(c for c in cut_all(portrait, portrait_face, [Region.CHEEK_LEFT]))
    rows, columns = np.nonzero(heat > 0.02)
    back = np.linalg.inv(np.vstack([crop.to_image, [0, 0, 1]]))
    places = np.round(back[:2] @ np.stack([columns, rows, np.ones(len(rows))])).astype(int)
    assert crop.mask[places[1], places[0]].mean() > 0.99
    assert heat.max() == pytest.approx(1.0, abs=0.01)


def test_the_maximum_wins_where_regions_overlap(portrait: RgbImage, portrait_face: Face) -> None:
    shape = portrait.shape[:2]
    one, half = np.ones((160, 160), np.float32), np.full((160, 160), 0.5, np.float32)
    cheek = heat_on_image(analysis_of(portrait, portrait_face, {Region.CHEEK_LEFT: one}), OIL, shape)
    centre = heat_on_image(analysis_of(portrait, portrait_face, {Region.CENTRE: half}), OIL, shape)
    both = analysis_of(portrait, portrait_face, {Region.CHEEK_LEFT: one, Region.CENTRE: half})
    assert np.array_equal(heat_on_image(both, OIL, shape), np.maximum(cheek, centre))


def test_a_crop_beyond_the_edge_is_drawn_in_part(portrait: RgbImage, portrait_face: Face) -> None:
    analysis = analysis_of(portrait, portrait_face, {Region.CENTRE: np.ones((160, 160), np.float32)})
    nose_x, nose_y = portrait_face.landmarks[4]
    heat = heat_on_image(analysis, OIL, (int(nose_y), int(nose_x)))
    assert heat.max() > 0.9
    far = tuple(replace(crop, to_image=crop.to_image + np.array([[0, 0, 5000], [0, 0, 0]])) for crop in analysis.crops)
    assert not heat_on_image(replace(analysis, crops=far), OIL, portrait.shape[:2]).any()


@pytest.mark.parametrize(
    ("colormap", "coldest", "hottest"),
    [
        (Colormap.VIRIDIS, (68, 1, 84), (253, 231, 37)),
        (Colormap.CIVIDIS, (0, 34, 78), (254, 232, 56)),
        (Colormap.INFERNO, (0, 0, 4), (252, 255, 164)),
    ],
)
def test_colours_are_rgb(colormap: Colormap, coldest: tuple[int, int, int], hottest: tuple[int, int, int]) -> None:
    layer = heat_layer(np.array([[0.0, 1.0]], np.float32), colormap, 1.0)
    assert np.abs(layer[0, 0, :3].astype(int) - coldest).max() <= 3
    assert np.abs(layer[0, 1, :3].astype(int) - hottest).max() <= 3


def test_the_layer_is_clear_without_heat_and_as_opaque_as_asked_with_much() -> None:
    heat = np.array([[0.0, FULL_FROM / 2, FULL_FROM, 1.0]], np.float32)
    alpha = heat_layer(heat, Colormap.VIRIDIS, 0.6)[0, :, 3] / 255
    assert alpha == pytest.approx([0.0, 0.3, 0.6, 0.6], abs=0.01)
    assert not heat_layer(heat, Colormap.VIRIDIS, 0.0)[..., 3].any()


def test_painting_changes_only_hot_places_of_a_copy(portrait: RgbImage, portrait_face: Face) -> None:
    ones = np.ones((160, 160), np.float32)
    analysis = analysis_of(portrait, portrait_face, {Region.CHEEK_LEFT: ones})
    before = portrait.copy()
    picture = painted(portrait, analysis, OIL, Colormap.VIRIDIS, 1.0)
    assert np.array_equal(portrait, before)
    heat = heat_on_image(analysis, OIL, portrait.shape[:2])
    assert np.array_equal(picture[heat == 0], portrait[heat == 0])
    assert np.abs(picture[heat > 0.99].astype(int) - (253, 231, 37)).max() <= 6
    assert np.array_equal(painted(portrait, analysis, OIL, Colormap.VIRIDIS, 0.0), portrait)


def test_painting_refuses_another_image(portrait: RgbImage, portrait_face: Face) -> None:
    analysis = analysis_of(portrait, portrait_face, {})
    with pytest.raises(ValueError, match="pixels"):
        painted(portrait[:100], analysis, OIL, Colormap.VIRIDIS, 0.5)
    assert np.array_equal(painted(portrait, analysis, OIL, Colormap.VIRIDIS, 0.5), portrait)
