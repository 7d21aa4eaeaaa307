"""Close-ups: what can't be skin is refused, skin of every tone is not, and bad light is said."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from ml.close_up_quality import check_close_up
from ml.colour import to_linear, to_srgb
from ml.crops import close_up
from ml.regions import polygon
from ml.skin import can_be_skin
from ml.types import Abstention, Face, QualityCode, QualityMode, Region, RgbImage

TONES = ((244, 214, 196), (224, 172, 142), (189, 134, 102), (141, 90, 62), (94, 58, 42), (66, 42, 32))
LIGHTS = ((1.25, 1.0, 0.7), (1.0, 1.0, 1.0), (0.85, 1.0, 1.25))


def textured(colour: tuple[int, int, int], light: tuple[float, float, float] = (1, 1, 1)) -> RgbImage:
    """(240, 240, 3): a colour with relief, noise and shading, in a light whose three channels are scaled."""
    noise = np.random.default_rng(0)
    relief = cv2.GaussianBlur(noise.normal(0.0, 0.35, (240, 240)), (0, 0), 5)[..., None]
    shading = np.linspace(0.7, 1.0, 240)[:, None, None] * noise.normal(1.0, 0.05, (240, 240, 1)) * (1 + relief)
    linear = to_linear(np.array(colour, np.uint8)) * np.array(light, np.float32) * shading
    return to_srgb(linear.astype(np.float32))


def striped(*colours: tuple[int, int, int]) -> RgbImage:
    """(240, 240, 3): upright stripes of 20 px."""
    return np.array(colours, np.uint8)[np.arange(240) // 20 % len(colours)][None].repeat(240, axis=0)


def codes(
    image: RgbImage, mode: QualityMode = QualityMode.NORMAL, region: Region = Region.CHEEK_LEFT
) -> set[QualityCode]:
    return {issue.code for issue in check_close_up(close_up(image, region), mode)}


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("light", LIGHTS)
def test_skin_of_every_tone_in_common_light_can_be_skin(
    tone: tuple[int, int, int], light: tuple[float, float, float]
) -> None:
    image = textured(tone, light)
    assert can_be_skin(image).mean() > 0.99
    crop = close_up(image, Region.CHEEK_LEFT)
    assert crop.abstained is None
    assert crop.visible > 0.9


@pytest.mark.parametrize("tone", TONES)
def test_well_lit_skin_of_every_tone_has_no_issue(tone: tuple[int, int, int]) -> None:
    assert codes(textured(tone)) == set()


@pytest.mark.parametrize("region", list(Region))
def test_green_and_blue_stripes_are_no_skin(region: Region) -> None:
    crop = close_up(striped((40, 180, 60), (40, 60, 200)), region)
    assert crop.abstained is Abstention.NOT_ENOUGH_SKIN
    assert crop.visible == 0.0


def test_skin_beside_something_green_keeps_its_own_colour() -> None:
    image = textured(TONES[2])
    image[:, :130] = (40, 180, 60)
    crop = close_up(image, Region.CHIN)
    assert crop.abstained is None
    assert 0.35 < crop.visible < 0.5
    assert crop.skin == pytest.approx(close_up(textured(TONES[2]), Region.CHIN).skin, abs=0.02)


def test_berry_coloured_lips_are_lips_but_no_cheek() -> None:
    berry = textured((150, 30, 70))
    assert close_up(berry, Region.LIPS).abstained is None
    assert codes(berry, region=Region.LIPS) == set()
    assert close_up(berry, Region.CHEEK_LEFT).abstained is Abstention.NOT_ENOUGH_SKIN


def test_bad_light_is_said() -> None:
    assert codes(np.zeros((240, 240, 3), np.uint8)) >= {QualityCode.TOO_DARK}
    assert codes(np.full((240, 240, 3), 255, np.uint8)) >= {QualityCode.TOO_BRIGHT}
    assert codes(textured((128, 128, 128))) == {QualityCode.COLOUR_CAST}
    assert codes(np.zeros((240, 240, 3), np.uint8), QualityMode.OFF) == set()


def test_a_blurred_close_up_is_said(portrait: RgbImage, portrait_face: Face) -> None:
    """A cheek of a real face, as it is and blurred by two pixels of the crop; mode off doesn't ask."""
    low, high = (edge(polygon(portrait_face, Region.CHEEK_RIGHT), axis=0) for edge in (np.min, np.max))
    x, y = ((low + high) / 2).astype(int)
    half = int(max(high - low) / 2)
    cheek = np.ascontiguousarray(portrait[y - half : y + half, x - half : x + half])
    blurred = np.asarray(cv2.GaussianBlur(cheek, (0, 0), 3 * 2 * half / 160), np.uint8)
    assert QualityCode.BLURRED in codes(blurred)
    assert QualityCode.BLURRED not in codes(blurred, QualityMode.OFF)
    assert QualityCode.BLURRED not in codes(textured(TONES[2]), QualityMode.STRICT)


def test_a_crop_that_abstains_has_its_reason_already() -> None:
    crop = replace(close_up(np.zeros((240, 240, 3), np.uint8), Region.CHIN), abstained=Abstention.NOT_ENOUGH_SKIN)
    assert check_close_up(crop, QualityMode.STRICT) == ()


@pytest.mark.parametrize("noise", [0.0, 2.0, 8.0])
@pytest.mark.parametrize("colour", [(225, 200, 175), (190, 160, 130), (150, 110, 85)])
def test_a_plain_wall_the_colour_of_skin_is_said(colour: tuple[int, int, int], noise: float) -> None:
    across, down = np.meshgrid(*(np.linspace(0, 1, 600),) * 2)
    wall = np.array(colour) * (1 + 0.15 * across - 0.1 * down)[..., None]
    wall += np.random.default_rng(0).normal(0, noise, wall.shape)
    assert QualityCode.DRAWING in codes(np.clip(wall, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("region", [Region.FOREHEAD, Region.CHEEK_LEFT, Region.CHIN])
def test_skin_is_no_wall(portrait: RgbImage, portrait_face: Face, region: Region) -> None:
    low, high = (extreme(polygon(portrait_face, region), axis=0) for extreme in (np.min, np.max))
    (x0, y0), (x1, y1) = low.astype(int), high.astype(int)
    assert QualityCode.DRAWING not in codes(np.ascontiguousarray(portrait[y0:y1, x0:x1]), QualityMode.STRICT, region)
