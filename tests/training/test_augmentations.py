"""Each of the original's augmentations does what its name says, at 512 and 1024 as well as at our size."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ml.regions import CROP_SIZE
from training.augmentations import SIZING, AugmentationName, Augmenter, Pipeline, PixelArray, Step, pipeline

N = AugmentationName
SIDE = 96


def noise(side: int = CROP_SIZE, seed: int = 0) -> PixelArray:
    """(1, side, side, 3) uint8: fine texture on a slope from left to right and from top to bottom."""
    grid = np.indices((side, side)).sum(axis=0) / (2 * side)
    grain = np.random.default_rng(seed).normal(0, 12, (side, side, 3))
    picture: PixelArray = np.clip(60 + 120 * grid[..., None] + grain, 0, 255).astype(np.uint8)
    return picture[None]


def varied(name: AugmentationName, picture: PixelArray, seeds: int = 24) -> list[PixelArray]:
    """What one augmentation that keeps the size makes of a picture, under many seeds, as int."""
    side = picture.shape[1]
    augmenter = Augmenter(pipeline(N.RESIZE, name, size=side))
    made = [augmenter(picture, seed)[0] for seed in range(seeds)]
    assert all(m.shape == picture.shape[1:] for m in made)
    return made


def changes(name: AugmentationName, picture: PixelArray, seeds: int = 24) -> list[NDArray[np.int64]]:
    """Differences to the picture, of the seeds that changed it; some seeds leave it alone (p = 0.5)."""
    found = [m.astype(np.int64) - picture[0] for m in varied(name, picture, seeds)]
    changed = [d for d in found if d.any()]
    assert 0 < len(changed) < seeds
    return changed


@pytest.mark.parametrize("name", SIZING)
@pytest.mark.parametrize("size", [CROP_SIZE, 512, 1024])
def test_sizing_ones_give_the_size_that_is_asked_for(name: AugmentationName, size: int) -> None:
    made = Augmenter(pipeline(name, size=size))(np.concatenate([noise(), noise(seed=1)]), seed=3)
    assert made.shape == (2, size, size, 3)
    assert made.dtype == np.uint8
    assert 50 < made.mean() < 200


def test_resize_keeps_the_whole_picture() -> None:
    made = Augmenter(pipeline(N.RESIZE, size=SIDE))(noise(), 0)[0]
    expected = cv2.resize(noise()[0], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    assert np.abs(made.astype(int) - expected).max() <= 1


def test_center_crop_is_the_exact_middle() -> None:
    made = Augmenter(pipeline(N.CENTER_CROP, size=SIDE))(noise(), 0)[0]
    edge = (CROP_SIZE - SIDE) // 2
    assert (made == noise()[0, edge : edge + SIDE, edge : edge + SIDE]).all()


def test_random_crops_are_windows_at_many_places_without_scaling() -> None:
    picture, places = noise(), set()
    augmenter = Augmenter(pipeline(N.RANDOM_CROP, size=SIDE))
    for seed in range(12):
        made = augmenter(picture, seed)[0]
        fit = cv2.matchTemplate(picture[0], made, cv2.TM_SQDIFF)
        y, x = np.unravel_index(fit.argmin(), fit.shape)
        assert (picture[0, y : y + SIDE, x : x + SIDE] == made).all()
        places.add((int(y), int(x)))
    assert len(places) > 8


def test_random_resized_crops_have_many_scales() -> None:
    ramp = np.repeat(np.linspace(0, 255, CROP_SIZE).astype(np.uint8)[None, :, None], CROP_SIZE, axis=0)
    picture = np.repeat(ramp, 3, axis=2)[None]
    augmenter = Augmenter(pipeline(N.RANDOM_RESIZED_CROP, size=SIDE))
    spans = [float(np.ptp(augmenter(picture, seed)[0].astype(int))) / 255 for seed in range(40)]
    assert min(spans) < 0.5
    assert max(spans) > 0.8
    assert all(0.08**0.5 * 0.75**0.5 * 0.9 < span <= 1 for span in spans)


def test_rgb_shift_moves_each_channel_by_a_constant_of_its_own() -> None:
    flat = np.full((1, SIDE, SIDE, 3), 128, np.uint8)
    moved = changes(N.RGB_SHIFT, flat)
    assert all(np.ptp(d, axis=(0, 1)).max() == 0 for d in moved)
    assert all(np.abs(d).max() <= 20 for d in moved)
    assert sum(len(set(d[0, 0].tolist())) > 1 for d in moved) > len(moved) / 2


def test_iso_noise_adds_grain_and_keeps_the_mean() -> None:
    slope = np.repeat(np.linspace(60, 200, SIDE).astype(np.uint8)[None, :, None], SIDE, axis=0).repeat(3, axis=2)
    for grain in changes(N.ISO_NOISE, slope[None]):
        assert grain.std() > 0.5
        assert abs(grain.mean()) < 12
        plain = grain - grain.mean(axis=0)
        down = (plain[1:] * plain[:-1]).mean() / (plain**2).mean()
        assert abs(down) < 0.2, "neighbours differ: grain, no stain"


def test_optical_distortion_bends_lines_and_leaves_an_even_picture_alone() -> None:
    lines = np.zeros((1, SIDE, SIDE, 3), np.uint8)
    lines[:, :, 20::28] = 255
    near = np.arange(10, 31)
    bent = [m for m in varied(N.OPTICAL_DISTORTION, lines) if (m != lines[0]).any()]
    assert 6 < len(bent) < 20
    bends = []
    for made in bent:
        light = made[5:-5, 10:31, 0].astype(np.float64)
        middle = (light @ near) / light.sum(axis=1)
        bends.append(float(np.ptp(middle)))
        assert abs(middle[0] - middle[-1]) < 0.1, "it bends alike above and below"
    assert min(bends) > 0.002
    assert max(bends) > 0.1, "a straight line is no longer straight"
    even = np.full((1, SIDE, SIDE, 3), 90, np.uint8)
    assert all((made == even[0]).all() for made in varied(N.OPTICAL_DISTORTION, even)), "no black comes in"


def test_random_brightness_adds_one_constant_everywhere() -> None:
    middle = (noise() // 4 + 96).astype(np.uint8)
    added = changes(N.RANDOM_BRIGHTNESS, middle)
    assert all(np.ptp(d) <= 1 for d in added)
    assert min(d.mean() for d in added) < 0 < max(d.mean() for d in added)
    assert all(abs(d.mean()) <= 0.2 * 255 + 1 for d in added)


def test_random_brightness_contrast_also_changes_the_spread() -> None:
    middle = (noise() // 4 + 96).astype(np.uint8)
    ratios = [(d + middle[0]).std() / middle.std() for d in changes(N.RANDOM_BRIGHTNESS_CONTRAST, middle)]
    assert min(ratios) < 0.97
    assert max(ratios) > 1.03


def test_horizontal_flip_mirrors_half_of_the_pictures() -> None:
    picture = noise()
    made = varied(N.HORIZONTAL_FLIP, picture, seeds=40)
    mirrored = sum((m == picture[0, :, ::-1]).all() for m in made)
    assert mirrored + sum((m == picture[0]).all() for m in made) == 40
    assert 8 < mirrored < 32


def test_the_same_seed_gives_the_same_pictures() -> None:
    augmenter = Augmenter(pipeline(N.RANDOM_CROP, N.RGB_SHIFT, N.ISO_NOISE, N.HORIZONTAL_FLIP, size=SIDE))
    pictures = np.concatenate([noise(seed=s) for s in range(4)])
    first, second, other = augmenter(pictures, 5), augmenter(pictures, 5), augmenter(pictures, 6)
    assert (first == second).all()
    assert (first != other).any()


def test_pipelines_scale_and_stand_still() -> None:
    both = Pipeline((Step(N.RESIZE, 1024), Step(N.RANDOM_CROP, 512), Step(N.RGB_SHIFT)))
    assert both.size == 512
    assert str(both.scaled(96)) == "Resize(192), RandomCrop(96), RGBShift"
    assert str(both.still()) == "Resize(1024), CenterCrop(512)"
    assert str(pipeline(N.RANDOM_RESIZED_CROP, N.HORIZONTAL_FLIP, size=160).still()) == "Resize(160)"


def test_impossible_pipelines_are_refused() -> None:
    with pytest.raises(ValueError, match="starts with"):
        Pipeline((Step(N.RGB_SHIFT), Step(N.RESIZE, 160)))
    with pytest.raises(ValueError, match="RGBShift with size 5"):
        Step(N.RGB_SHIFT, 5)
    with pytest.raises(ValueError, match="Resize with size 0"):
        Step(N.RESIZE)
