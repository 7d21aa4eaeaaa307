"""Disturbed photographs: light changes as physics says, geometry as named."""

from __future__ import annotations

import numpy as np
import pytest

from ml.colour import to_linear
from training.disturbances import cast, compressed, daylight, exposed, mirror, scaled, usual_disturbances

GREY = np.full((64, 80, 3), 100, np.uint8)


def test_a_stop_is_twice_the_light() -> None:
    assert to_linear(exposed(GREY, 1.0)).mean() == pytest.approx(2 * to_linear(GREY).mean(), rel=0.01)
    assert to_linear(exposed(GREY, -0.5)).mean() == pytest.approx(to_linear(GREY).mean() / 2**0.5, rel=0.01)
    assert exposed(np.full_like(GREY, 240), 1.0).min() == 255


def test_daylight_is_white_at_its_own_temperature() -> None:
    assert daylight(6504) == pytest.approx([1, 1, 1], abs=0.01)
    assert cast(GREY, 6504) == pytest.approx(GREY, abs=0)
    with pytest.raises(ValueError, match="3000 K"):
        daylight(3000)


@pytest.mark.parametrize(("kelvin", "warm"), [(4000, True), (5000, True), (7500, False)])
def test_low_temperatures_are_warm(kelvin: float, warm: bool) -> None:
    red, _, blue = to_linear(cast(GREY, kelvin)).reshape(-1, 3).mean(axis=0)
    assert bool(red > blue) is warm
    before, after = to_linear(GREY) @ [0.2126, 0.7152, 0.0722], to_linear(cast(GREY, kelvin)) @ [0.2126, 0.7152, 0.0722]
    assert after.mean() == pytest.approx(before.mean(), rel=0.02)


def test_geometry_and_compression() -> None:
    image = np.random.default_rng(0).integers(0, 256, (64, 80, 3)).astype(np.uint8)
    assert scaled(image, 0.75).shape == (48, 60, 3)
    assert (mirror(image)[:, 0] == image[:, -1]).all()
    assert compressed(image, 60).shape == image.shape
    assert (compressed(image, 60) != image).any()
    assert np.abs(compressed(GREY, 60).astype(int) - 100).max() <= 1


def test_the_usual_disturbances_each_keep_their_own_number() -> None:
    found = {d.name: d for d in usual_disturbances()}
    assert list(found)[:4] == ["-1 EV", "-0.5 EV", "+0.5 EV", "+1 EV"]
    assert list(found)[4:] == ["4000 K", "5000 K", "6500 K", "7500 K", "JPEG 60", "0.75x", "mirrored"]
    assert (found["-1 EV"].change(GREY) < found["-0.5 EV"].change(GREY)).all()
    assert (found["4000 K"].change(GREY)[..., 2] < found["5000 K"].change(GREY)[..., 2]).all()
    assert [d.name for d in found.values() if d.moves] == ["0.75x", "mirrored"]
