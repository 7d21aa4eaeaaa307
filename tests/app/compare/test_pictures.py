"""Aligning, colour-matching and the map of change, on made-up pictures whose truth is known."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.compare.alignment import chained, laid_over, similarity
from app.compare.colours import SkinPair, matched
from app.compare.heat_change import change_layer, heat_change
from app.compare.pictures import Kept, change_picture, pair_of
from app.history.records import Heat, HeatMap, KeptCrop, Scan
from ml.types import Affine, Attribute, Expression, Face, Pose, Region, RgbImage
from tests.app.history.example_scans import example_scan

SIZE = 400
SIDE = 160


def _turned(angle: float, scale: float, x: float, y: float) -> Affine:
    c, s = scale * math.cos(angle), scale * math.sin(angle)
    return np.array([[c, -s, x], [s, c, y]])


def _moved(points: np.ndarray, by: Affine) -> np.ndarray:
    return np.asarray(points @ by[:, :2].T + by[:, 2])


@settings(deadline=None)
@given(st.floats(-3, 3), st.floats(0.2, 5), st.floats(-500, 500), st.floats(-500, 500), st.integers(2, 30))
def test_a_similarity_is_found_again(angle: float, scale: float, x: float, y: float, count: int) -> None:
    """Whatever it is, from exact points."""
    points = np.random.default_rng(count).uniform(0, 100, (count, 2))
    truth = _turned(angle, scale, x, y)
    found = similarity(points, _moved(points, truth))
    assert found is not None
    assert np.allclose(found, truth, atol=1e-6 * max(1.0, abs(x), abs(y), scale))


def test_a_mirror_image_is_never_made() -> None:
    """Mirrored points give a proper turn, with what is left as error."""
    points = np.random.default_rng(1).uniform(0, 100, (20, 2))
    found = similarity(points, points * [-1, 1])
    assert found is not None
    assert np.linalg.det(found[:, :2]) > 0


@pytest.mark.parametrize("points", [np.zeros((0, 2)), np.ones((1, 2)), np.ones((5, 2))])
def test_points_that_say_nothing(points: np.ndarray) -> None:
    """Too few, or all in one place."""
    assert similarity(points, points) is None


def _skin(seed: int = 3) -> RgbImage:
    """A skin-coloured picture with spots, (SIZE, SIZE, 3)."""
    rng = np.random.default_rng(seed)
    rough = cv2.GaussianBlur(rng.normal(0, 1, (SIZE, SIZE)), (0, 0), 4)
    rough = rough / rough.std()
    base = np.array([190.0, 150.0, 130.0])
    return np.asarray(np.clip(base + rough[..., None] * [14, 12, 10], 0, 255), np.uint8)


def _heat(by: Affine, spot: tuple[float, float], face: bool = True) -> Heat:
    """One cheek in a picture that was moved by `by`."""
    landmarks = np.random.default_rng(5).uniform(60, 340, (478, 2))
    landmarks[33], landmarks[263] = (120, 160), (280, 160)
    moved = _moved(landmarks, by).astype(np.float32)
    x, y = np.meshgrid(np.linspace(0, 1, SIDE), np.linspace(0, 1, SIDE))
    warm = np.exp(-((x - spot[0]) ** 2 + (y - spot[1]) ** 2) / 0.02).astype(np.float32)
    mask = np.ones((SIDE, SIDE), bool)
    to_image = chained(by, np.array([[1.0, 0.0, 120.0], [0.0, 1.0, 180.0]]))
    crop = KeptCrop(Region.CHEEK_LEFT, mask, to_image, np.array([0.5, 0.3, 0.2], np.float32), None)
    found = HeatMap(Attribute.PIGMENTATION, Region.CHEEK_LEFT, warm, 1.0)
    return Heat(Face(moved, Pose(0, 0, 0), Expression()) if face else None, (crop,), (found,))


STILL = _turned(0, 1, 0, 0)
MOVED = _turned(0.12, 0.9, 40, -10)


@pytest.mark.parametrize("face", [True, False])
def test_two_photos_of_one_face_are_laid_over_each_other(face: bool) -> None:
    """By landmarks, or by the crops where no landmarks were kept."""
    over = laid_over(_heat(MOVED, (0.5, 0.5), face), _heat(STILL, (0.5, 0.5), face))
    assert over is not None
    assert np.allclose(chained(over, MOVED), STILL, atol=1e-3)


def test_photos_without_anything_shared_are_not() -> None:
    """They are only fitted, and said to be."""
    empty = Heat(None, (), ())
    assert laid_over(empty, _heat(STILL, (0.5, 0.5))) is None
    pair = pair_of(Kept(example_scan(), _skin(), empty), Kept(example_scan(), _skin(), None))
    assert pair is not None
    assert not pair.aligned


def test_an_aligned_pair_shows_the_same_skin() -> None:
    """The later photo, moved, turned and tinted, ends as the earlier one."""
    before = _skin()
    tinted = np.clip(before * [0.8, 0.85, 0.7] + 12, 0, 255).astype(np.uint8)
    after = np.asarray(cv2.warpAffine(tinted, MOVED, (SIZE, SIZE), borderMode=cv2.BORDER_REPLICATE), np.uint8)
    pair = pair_of(
        Kept(example_scan(), before, _heat(STILL, (0.5, 0.5))), Kept(example_scan(), after, _heat(MOVED, (0.5, 0.5)))
    )
    assert pair is not None
    assert pair.aligned
    height, width = pair.before.shape[:2]
    middle = np.s_[height // 2 : height * 3 // 4, width // 3 : width * 2 // 3]
    apart = np.abs(pair.before[middle].astype(float) - pair.after[middle]).mean()
    left = np.abs(pair.before[middle].astype(float) - pair.matched[middle]).mean()
    assert apart > 20
    assert left < 4


def test_without_photos_there_is_no_pair() -> None:
    """The numbers still compare elsewhere."""
    assert pair_of(Kept(example_scan(), None, None), Kept(example_scan(), _skin(), None)) is None


def test_regions_are_matched_each_by_itself() -> None:
    """Two halves in different light both end in the light of the earlier picture."""
    before = _skin()
    after = before.astype(float)
    after[:, : SIZE // 2] *= 0.7
    after[:, SIZE // 2 :] *= [1.05, 0.9, 0.8]
    left, right = np.zeros((SIZE, SIZE), bool), np.zeros((SIZE, SIZE), bool)
    left[80:320, 30:170] = True
    right[80:320, 230:370] = True
    given_after = np.clip(after, 0, 255).astype(np.uint8)
    now = matched(given_after, before, [SkinPair(left, left), SkinPair(right, right)])
    for mask in (left, right):
        assert np.abs(now[mask].mean(axis=0) - before[mask].mean(axis=0)).max() < 6
        assert np.abs(given_after[mask].mean(axis=0) - before[mask].mean(axis=0)).max() > 20
    assert np.array_equal(matched(given_after, before, []), given_after)


def _scan(level: float) -> Scan:
    return example_scan(round((level - 1) * 5))


def test_heat_that_moved_is_less_here_and_more_there() -> None:
    """Weighted by the grade; nothing where no map was kept."""
    old, new = (_scan(1.0), _heat(STILL, (0.25, 0.5))), (_scan(1.0), _heat(STILL, (0.75, 0.5)))
    change = heat_change(old, new, Attribute.PIGMENTATION, STILL, (SIZE, SIZE))
    left, right = change[260, 120 + 40], change[260, 120 + 120]
    assert left < -0.1
    assert right > 0.1
    assert abs(change[20, 20]) == 0
    assert not heat_change(old, new, Attribute.OIL, STILL, (SIZE, SIZE)).any()


def test_the_same_heat_is_no_change_and_a_higher_grade_is_more() -> None:
    """Only the weight differs then."""
    heat = _heat(STILL, (0.5, 0.5))
    same = heat_change((_scan(1.0), heat), (_scan(1.0), heat), Attribute.PIGMENTATION, STILL, (SIZE, SIZE))
    assert not same.any()
    more = heat_change((_scan(1.0), heat), (_scan(2.6), heat), Attribute.PIGMENTATION, STILL, (SIZE, SIZE))
    assert more.max() > 0.2
    assert more.min() > -1e-6


def test_the_layer_is_clear_where_nothing_changed() -> None:
    """Orange for more, purple for less."""
    layer = change_layer(np.array([[0.0, 0.5, -0.5]], np.float32))
    assert layer[0, 0, 3] == 0
    assert layer[0, 1, 3] > 150
    assert layer[0, 1, 0] > layer[0, 1, 2]
    assert layer[0, 2, 2] > layer[0, 2, 0]


def test_a_change_picture_needs_heat_of_both() -> None:
    """And an aligned pair."""
    before = Kept(_scan(1.0), _skin(), _heat(STILL, (0.25, 0.5)))
    after = Kept(_scan(1.0), _skin(), _heat(MOVED, (0.75, 0.5)))
    pair = pair_of(before, after)
    assert pair is not None
    picture = change_picture(before, after, pair, Attribute.PIGMENTATION)
    assert picture is not None
    assert picture.shape == (*pair.before.shape[:2], 4)
    bare = Kept(after.scan, after.photo, None)
    assert change_picture(before, bare, pair, Attribute.PIGMENTATION) is None
