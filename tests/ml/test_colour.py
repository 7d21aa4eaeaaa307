"""Colour arithmetic against the standards' own numbers."""

from __future__ import annotations

import numpy as np
import pytest
import skimage.color

from ml import colour


def test_every_byte_survives_linear_light() -> None:
    every = np.arange(256, dtype=np.uint8)
    linear = colour.to_linear(every)
    assert linear.dtype == np.float32
    assert linear[0] == 0.0
    assert linear[255] == 1.0
    assert (np.diff(linear) > 0).all()
    assert (colour.to_srgb(linear) == every).all()


def test_light_outside_the_range_is_clipped() -> None:
    assert colour.to_srgb(np.array([-1.0, 2.0], np.float32)).tolist() == [0, 255]


def test_middle_grey_has_the_lightness_of_the_standard() -> None:
    grey = colour.to_linear(np.full((1, 3), 119, np.uint8))
    assert colour.lightness(grey)[0] == pytest.approx(50.0, abs=0.1)


def test_lab_agrees_with_scikit_image() -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (40, 50, 3), dtype=np.uint8)
    ours = colour.lab(colour.to_linear(pixels))
    assert np.abs(ours - skimage.color.rgb2lab(pixels)).max() < 0.1
    assert np.abs(colour.lightness(colour.to_linear(pixels)) - ours[..., 0]).max() < 0.01


def test_optical_density_of_a_tenth_is_one() -> None:
    density = colour.optical_density(np.array([1.0, 0.1, 0.0], np.float32))
    assert density[:2] == pytest.approx([0.0, 1.0])
    assert np.isfinite(density).all()
