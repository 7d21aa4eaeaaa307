"""Checks of people's own skin when it is varied, on a public-domain portrait: order, place, labels."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
import skimage.data

from ml.assets import face_model
from ml.landmarker import Landmarker
from ml.regions import regions_of
from ml.types import Attribute, FloatArray, Region
from training.skin_synthesis.base_level import (
    ATTRIBUTES,
    HIGHEST,
    LOWEST,
    REDDEST,
    BaseLevels,
    base_levels,
    measure,
)
from training.skin_synthesis.canvas import Canvas, Photo, align
from training.skin_synthesis.ground import REGIONS, Ground, prepare_ground
from training.skin_synthesis.own_skin import (
    GLOSS,
    LINES,
    REDNESS,
    TEXTURE,
    OwnSkin,
    OwnTrait,
    draw_own_skin,
    index_ratio,
    varied,
    with_gloss,
    with_lines,
    with_redness,
    with_texture,
)

RED = ATTRIBUTES.index(Attribute.SENSITIVITY)
GRADED = [REGIONS.index(region) for region in regions_of(Attribute.SENSITIVITY)]
Change = Callable[[Ground, float], Ground]
CHANGES = (
    (with_redness, REDNESS, Attribute.SENSITIVITY),
    (with_lines, LINES, Attribute.WRINKLE),
    (with_texture, TEXTURE, Attribute.HYDRATION),
    (with_gloss, GLOSS, Attribute.OIL),
)


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


def ratios(changed: Ground, attribute: Attribute) -> FloatArray:
    """Of the attribute's index, in the regions where it is graded and can be measured."""
    before = measure(canvas())
    found = index_ratio(canvas(), before, changed)
    column = ATTRIBUTES.index(attribute)
    rows = [REGIONS.index(region) for region in regions_of(attribute)]
    known = [row for row in rows if np.isfinite(before[row, column]) and before[row, column] > 1e-4]
    return np.asarray(found[known, column], np.float32)


def test_once_as_much_is_the_same_skin() -> None:
    same, seen = varied(ground(), OwnSkin())
    assert same is ground()
    assert not seen.any()


@pytest.mark.parametrize(("change", "limits", "attribute"), CHANGES)
def test_the_index_that_makes_base_levels_follows(
    change: Change, limits: tuple[float, float], attribute: Attribute
) -> None:
    least, once, more, most = (
        ratios(change(ground(), times), attribute).mean() for times in (limits[0], 1, 1.3, limits[1])
    )
    assert least < 0.9
    assert once == pytest.approx(1, abs=0.02), "the canvas itself, but for rounding"
    assert once < more < most
    assert most > 1.2


@pytest.mark.parametrize(("change", "limits"), [(change, limits) for change, limits, _ in CHANGES])
def test_eyes_and_hair_stay_and_the_skins_usual_colour_hardly_moves(
    change: Change, limits: tuple[float, float]
) -> None:
    changed = change(ground(), limits[1])
    elsewhere = (ground().skin == 0) & (ground().lips == 0)
    assert changed.density[elsewhere] == pytest.approx(ground().density[elsewhere], abs=1e-4)
    inside = ground().skin > 0.9
    moved = np.median(changed.density[inside], axis=0) - np.median(ground().density[inside], axis=0)
    assert np.abs(moved).max() < 0.02


def test_texture_is_that_of_lips_and_chin() -> None:
    rougher = with_texture(ground(), TEXTURE[1])
    after = index_ratio(canvas(), measure(canvas()), rougher)[:, ATTRIBUTES.index(Attribute.HYDRATION)]
    assert after[REGIONS.index(Region.CHIN)] > 1.3
    assert after[REGIONS.index(Region.FOREHEAD)] == pytest.approx(1, abs=0.02)
    lips = np.abs(rougher.density - ground().density)[ground().lips > 0.9]
    assert np.percentile(lips, 90) > 0.01, "lips that smile aren't measured, but change"


def test_more_of_an_attribute_is_seen_where_it_grew() -> None:
    redder, seen = varied(ground(), OwnSkin(redness=REDNESS[1]))
    assert seen[RED].any()
    assert (ground().skin[seen[RED]] > 0).all()
    assert not np.delete(seen, RED, axis=0).any()
    assert np.array_equal(redder.density, with_redness(ground(), REDNESS[1]).density)
    assert not varied(ground(), OwnSkin(0.6, 0.6, 0.6, 0.6))[1].any(), "clearer skin shows nothing more"


def test_draws_lie_between_the_limits_and_some_skin_stays() -> None:
    drawn = [draw_own_skin(tuple(OwnTrait), np.random.default_rng(seed)) for seed in range(400)]
    for name, (least, most) in (("redness", REDNESS), ("lines", LINES), ("texture", TEXTURE), ("gloss", GLOSS)):
        times = [getattr(own, name) for own in drawn]
        assert least <= min(times) < least * 1.1
        assert most / 1.1 < max(times) <= most
        assert 0.1 < np.mean([value == 1 for value in times]) < 0.3


def test_only_what_is_named_is_drawn() -> None:
    """And alike, whatever else is named."""
    for seed in range(20):
        all_of_it = draw_own_skin(tuple(OwnTrait), np.random.default_rng(seed))
        lines = draw_own_skin((OwnTrait.LINES,), np.random.default_rng(seed))
        assert lines == OwnSkin(lines=all_of_it.lines)


def levels() -> BaseLevels:
    """Five train people whose indices rise from one to the next; cheeks and the like show 1.2 grades' redness."""
    rest = np.broadcast_to(np.log(np.arange(1.0, 6.0))[:, None, None], (5, 8, 5)).astype(np.float32)
    redness = np.full((5, 8), np.nan, np.float32)
    redness[:, GRADED] = 1.2
    base = np.full((5, 8, 5), 0.25, np.float32)
    return BaseLevels(tuple("ABCDE"), base, redness, rest, np.ones(5, np.bool_))


def test_a_base_level_grows_with_the_redness_that_the_skin_shows() -> None:
    """Cheeks that show 1.2 grades' worth and 1.5 times as much afterwards gain 0.6 where all regions do alike."""

    def after(times: float) -> FloatArray:
        return levels().with_indices("A", np.full((8, 5), times, np.float32))[:, RED]

    assert after(1.5) == pytest.approx(0.85, abs=1e-5)
    assert levels().of("A")[:, RED] == pytest.approx(0.25), "the person's own level stays"
    assert after(0.01).min() >= LOWEST
    assert after(50).max() == REDDEST


def test_other_base_levels_are_those_of_the_rank_that_the_skin_has_then() -> None:
    """B as rough as D is ranked as D is, by hand: (3 + 1 / 2) / 5 of the people are below; squared."""
    times = np.ones((8, 5), np.float32)
    times[:, 1] = 4.5 / 2
    after = levels().with_indices("B", times)
    assert after[:, 1] == pytest.approx((3.5 / 5) ** 2, abs=0.01)
    assert after[:, 0] == pytest.approx((1.5 / 5) ** 2, abs=0.01), "nothing else is moved"
    assert after[:, 2] == pytest.approx(1.5 * (1.5 / 5) ** 2, abs=0.01)
    assert (levels().with_indices("A", np.full((8, 5), 50, np.float32))[:, :4] <= np.array(HIGHEST[:4])).all()


def test_once_as_much_leaves_the_levels_of_real_photographs_as_they_are() -> None:
    found = base_levels((canvas(),))
    assert found.with_indices("A", np.ones((8, 5), np.float32)) == pytest.approx(found.of("A"), abs=1e-6)
