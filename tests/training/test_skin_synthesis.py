"""Checks of graded-skin synthesis on a public-domain portrait: zero severity, order, masks, seeds, mirror."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
import skimage.data

from ml.assets import face_model
from ml.colour import lab
from ml.landmarker import Landmarker
from ml.regions import mirrored
from ml.types import Attribute, FloatArray, Region
from training.skin_synthesis.base_level import ATTRIBUTES, ridges
from training.skin_synthesis.canvas import Photo, align
from training.skin_synthesis.draw import graded_on
from training.skin_synthesis.face import Rendered, change, swapped_rows, synthesise
from training.skin_synthesis.ground import REGIONS, Ground, prepare_ground
from training.skin_synthesis.optics import MELANIN, bytes_of, ita, light_from, light_of
from training.skin_synthesis.tone import shift_towards, tone_after, under_highlight
from training.skin_synthesis.world import white_balance


@cache
def ground() -> Ground:
    """The astronaut of scikit-image (NASA, public domain) on a canvas."""
    image = np.asarray(skimage.data.astronaut(), np.uint8)  # type: ignore[no-untyped-call]
    with Landmarker(face_model(), live=False) as landmarker:
        face = landmarker.detect(image)[0]
    return prepare_ground(align(Photo("astronaut", "A", "train"), image, face))


def extra(attribute: Attribute, severity: float) -> FloatArray:
    """(8, 5) severities: one attribute, where it is graded."""
    column = ATTRIBUTES.index(attribute)
    values = np.zeros((len(REGIONS), len(ATTRIBUTES)), np.float32)
    values[graded_on()[:, column], column] = severity
    return values


def test_severity_zero_changes_nothing() -> None:
    rendered = change(ground(), extra(Attribute.OIL, 0), (1,))
    assert np.array_equal(rendered.density, ground().density)
    assert not rendered.changed.any()


@pytest.mark.parametrize("attribute", list(Attribute))
def test_a_higher_severity_changes_more(attribute: Attribute) -> None:
    steps = [
        float(np.abs(change(ground(), extra(attribute, grade), (4, 2)).density - ground().density).mean())
        for grade in range(5)
    ]
    assert steps[0] == 0
    assert all(high > 1.12 * low for low, high in pairwise(steps)), steps


def test_a_grade_of_oil_looks_alike_on_light_and_on_dark_skin() -> None:
    """Lightness (CIE L*) added to skin of an ITA of -35 degrees against 45; with equal light it was 1.5 (ADR 0028)."""
    added = []
    for tone in (45.0, -35.0):
        matt, oily = (change(ground(), extra(Attribute.OIL, severity), (4, 2), tone) for severity in (0, 4))
        gained = (lightness(oily) - lightness(matt))[ground().skin > 0.9]
        added.append(float(np.percentile(gained, 95)))
    assert added[0] > 5
    assert 0.6 < added[1] / added[0] < 1.2, added


def lightness(rendered: Rendered) -> FloatArray:
    """(HEIGHT, WIDTH) L*, 0-100."""
    return np.asarray(lab(light_from(rendered.density))[..., 0], np.float32)


@pytest.mark.parametrize("attribute", list(Attribute))
def test_the_mask_holds_the_change(attribute: Attribute) -> None:
    rendered = change(ground(), extra(attribute, 3), (3,))
    step = np.abs(rendered.density - ground().density).max(axis=2)
    mask = rendered.changed[ATTRIBUTES.index(attribute)]
    assert 0.005 < mask.mean() < 0.6
    assert step[mask].sum() > 0.5 * step.sum()
    assert step[~mask].max() < 0.03


def test_each_attribute_moves_its_own_index() -> None:
    def moved(attribute: Attribute) -> tuple[float, float, float]:
        before, after = ground().density, change(ground(), extra(attribute, 3), (6,)).density
        skin = ground().skin > 0.5
        ridge = (ridges(after.mean(axis=2)) - ridges(before.mean(axis=2)))[skin].mean()
        step = (after - before)[skin].mean(axis=0)
        light = (light_from(after) - light_from(before))[skin].max()
        return float(ridge), float(step[1] - step[2]), float(light)

    wrinkled, red, brown, shiny = (
        moved(a) for a in (Attribute.WRINKLE, Attribute.SENSITIVITY, Attribute.PIGMENTATION, Attribute.OIL)
    )
    assert wrinkled[0] > 0
    assert red[1] > 0 > brown[1]
    assert shiny[2] > 0.1


def test_the_same_seed_gives_the_same_face() -> None:
    severity = extra(Attribute.WRINKLE, 2)
    first, second, other = (synthesise(ground(), severity, seed, masks=True) for seed in ((5, 1), (5, 1), (5, 2)))
    assert all(np.array_equal(a.pixels, b.pixels) for a, b in zip(first.crops, second.crops, strict=True))
    assert np.array_equal(first.changed, second.changed)
    assert not np.array_equal(first.crops[0].pixels, other.crops[0].pixels)


def test_a_mirror_swaps_left_and_right() -> None:
    severity = np.zeros((len(REGIONS), len(ATTRIBUTES)), np.float32)
    severity[REGIONS.index(Region.CHEEK_LEFT), ATTRIBUTES.index(Attribute.PIGMENTATION)] = 4
    faces = [synthesise(ground(), severity, seed, masks=True) for seed in ((9, 0), (9, 1), (9, 2), (9, 3))]
    kinds = {face.mirrored for face in faces}
    assert kinds == {True, False}
    for face in faces:
        assert tuple(crop.region for crop in face.crops) == REGIONS
        side = mirrored(Region.CHEEK_LEFT) if face.mirrored else Region.CHEEK_LEFT
        column = ATTRIBUTES.index(Attribute.PIGMENTATION)
        share = face.changed[:, column].mean(axis=(1, 2))
        assert share[REGIONS.index(side)] > 3 * share[REGIONS.index(mirrored(side))]
    order = swapped_rows(faces[0].crops)
    assert [order[k] for k in order] == list(range(len(REGIONS)))


@pytest.mark.parametrize("wanted", [40.0, 10.0, -30.0, -55.0])
def test_tone_reaches_the_wanted_ita(wanted: float) -> None:
    light_skin = np.array([0.62, 0.40, 0.30], np.float32)
    assert tone_after(light_skin, shift_towards(light_skin, wanted)) == pytest.approx(wanted, abs=1.0)


DARKER = ((-10.0, (0.52, 0.86, 1.03)), (-30.0, (0.70, 1.04, 1.20)), (-55.0, (0.93, 1.24, 1.41)))
"""ITA in degrees and optical density: medians of the train photographs' people at -20 to 0, -40 to -20, below -40."""


@pytest.mark.parametrize(("wanted", "measured"), DARKER)
def test_darker_skin_has_the_colour_of_real_dark_skin(wanted: float, measured: tuple[float, float, float]) -> None:
    """From the median light skin of those photographs; the hue is what counts, exposures differ."""
    light = np.array([0.28, 0.48, 0.57], np.float32)
    found = light + shift_towards(light_from(light), wanted)
    assert found - found.mean() == pytest.approx(np.array(measured) - np.mean(measured), abs=0.05)


def test_a_highlight_keeps_its_light_on_darker_skin() -> None:
    """Twice as bright as the skin around: half of it is mirrored, only the other half passes the pigment."""
    shift = np.array([1.0, 1.0, 1.0], np.float32)
    added = under_highlight(shift, np.array([[0.0, np.log10(2.0)]], np.float32))
    assert added[0, 0] == pytest.approx([1.0] * 3, abs=1e-5)
    assert added[0, 1] == pytest.approx([-np.log10(0.5 + 0.05)] * 3, abs=1e-5)


def test_light_survives_the_way_to_bytes_and_back() -> None:
    ramp = np.arange(256, dtype=np.uint8)
    assert np.array_equal(bytes_of(light_of(ramp)), ramp)
    assert ita(light_of(np.array([255, 219, 196], np.uint8))) > ita(light_of(np.array([120, 84, 62], np.uint8)))
    assert MELANIN[2] > MELANIN[1] > MELANIN[0]


def test_warm_light_is_red_and_cold_light_is_blue() -> None:
    assert white_balance(3800)[0] > 1 > white_balance(3800)[2]
    assert white_balance(8000)[0] < 1 < white_balance(8000)[2]
