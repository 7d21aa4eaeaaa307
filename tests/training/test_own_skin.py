"""Checks of skin whose own redness is varied, on a public-domain portrait: order, place, labels."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import skimage.data

from ml.assets import face_model
from ml.landmarker import Landmarker
from ml.regions import regions_of
from ml.types import Attribute
from training.skin_synthesis.base_level import (
    ATTRIBUTES,
    LOWEST,
    REDDEST,
    BaseLevels,
    measure,
)
from training.skin_synthesis.canvas import Canvas, Photo, align
from training.skin_synthesis.ground import REGIONS, Ground, prepare_ground
from training.skin_synthesis.own_skin import LEAST, MOST, draw_redness, reddened, redness_ratio, with_redness

RED = ATTRIBUTES.index(Attribute.SENSITIVITY)
GRADED = [REGIONS.index(region) for region in regions_of(Attribute.SENSITIVITY)]


@cache
def canvas() -> Canvas:
    """The astronaut of scikit-image (NASA, public domain)."""
    image = np.asarray(skimage.data.astronaut(), np.uint8)  # type: ignore[no-untyped-call]
    with Landmarker(face_model(), live=False) as landmarker:
        return align(Photo("astronaut", "A", "train"), image, landmarker.detect(image)[0])


@cache
def ground() -> Ground:
    """What is drawn on."""
    return prepare_ground(canvas())


def test_once_as_much_is_the_same_skin() -> None:
    assert with_redness(ground(), 1.0) is ground()


def test_the_index_that_makes_base_levels_follows_the_redness() -> None:
    before = measure(canvas())
    ratios = [
        float(np.mean(redness_ratio(canvas(), before, with_redness(ground(), times))[GRADED]))
        for times in (LEAST, 1.0, 1.4, MOST)
    ]
    assert ratios == sorted(ratios)
    assert ratios[0] < 0.9
    assert ratios[1] == pytest.approx(1, abs=0.02), "the canvas itself, but for rounding"
    assert ratios[3] > 1.25


def test_only_skin_changes_and_its_usual_colour_hardly() -> None:
    redder = with_redness(ground(), MOST)
    assert np.array_equal(redder.density[ground().skin == 0], ground().density[ground().skin == 0])
    inside = ground().skin > 0.9
    moved = np.median(redder.density[inside], axis=0) - np.median(ground().density[inside], axis=0)
    assert np.abs(moved).max() < 0.02


def test_a_change_is_where_there_is_more_redness_to_be_seen() -> None:
    assert not reddened(ground(), ground()).any()
    seen = reddened(ground(), with_redness(ground(), MOST))
    assert seen.any()
    assert (ground().skin[seen] > 0).all()


def test_draws_lie_between_the_limits_and_some_skin_stays() -> None:
    drawn = [draw_redness(np.random.default_rng(seed)) for seed in range(400)]
    assert LEAST <= min(drawn) < 0.6
    assert 1.7 < max(drawn) <= MOST
    assert 0.1 < np.mean([times == 1 for times in drawn]) < 0.3


def test_a_base_level_grows_with_what_the_skin_shows() -> None:
    """Cheeks that show 1.2 grades' worth and 1.5 times as much afterwards gain 0.6 where all regions do alike."""
    redness = np.full((1, 8), np.nan, np.float32)
    redness[0, GRADED] = 1.2
    levels = BaseLevels(("A",), np.full((1, 8, 5), 0.25, np.float32), redness)
    after = levels.with_redness("A", np.full(8, 1.5, np.float32))
    assert after[:, RED] == pytest.approx(0.85, abs=1e-5)
    assert np.delete(after, RED, axis=1) == pytest.approx(0.25)
    assert levels.of("A")[:, RED] == pytest.approx(0.25), "the person's own level stays"
    assert levels.with_redness("A", np.full(8, 0.01, np.float32))[:, RED].min() >= LOWEST
    assert levels.with_redness("A", np.full(8, 9.0, np.float32))[:, RED].max() == REDDEST
