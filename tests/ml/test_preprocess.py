"""The one preprocessing: its numbers by hand, and what it must and must not react to."""

from __future__ import annotations

import numpy as np
import pytest

from ml.colour import to_linear, to_srgb
from ml.preprocess import INPUT, prepare, prepare_pixels
from ml.types import FloatArray, Region, RgbImage, SkinCrop

SIZE = INPUT.size
SKIN = np.array([0.45, 0.25, 0.17], np.float32)


def _flat(linear: FloatArray) -> RgbImage:
    return np.broadcast_to(to_srgb(linear), (1, SIZE, SIZE, 3)).copy()


def _crop(pixels: RgbImage, skin: FloatArray) -> SkinCrop:
    return SkinCrop(Region.CHIN, pixels, np.ones((SIZE, SIZE), bool), np.eye(2, 3), skin)


def test_values_of_one_pixel_worked_by_hand() -> None:
    pixels = np.zeros((1, SIZE, SIZE, 3), np.uint8)
    pixels[0, 3, 5] = 255, 188, 0
    x = prepare_pixels(pixels, np.array([[1.0, 0.5, 0.25]], np.float32))[0, :, 3, 5]
    assert x[:3] == pytest.approx([1.0, 188 / 127.5 - 1, -1.0], abs=1e-6)
    red, green, blue = 0.0, -np.log10(to_linear(np.array([188], np.uint8))[0] / 0.5), -np.log10(INPUT.floor / 0.25)
    expected = [(red + green + blue) / 3 / 0.25, (green - red) / 0.1, min(3.0, (blue - red) / 0.15)]
    assert x[3:] == pytest.approx(expected, abs=1e-4)


def test_skin_of_the_face_colour_is_neutral_in_the_absorbance_channels() -> None:
    pixels = _flat(SKIN)
    x = prepare_pixels(pixels, to_linear(pixels[:, 0, 0]))
    assert np.abs(x[:, 3:]).max() < 1e-4


def test_exposure_and_white_balance_do_not_change_the_absorbances() -> None:
    rng = np.random.default_rng(1)
    linear = (SKIN * rng.uniform(0.7, 1.3, (1, SIZE, SIZE, 3))).astype(np.float32)
    light = np.array([0.8, 0.6, 0.5], np.float32)
    plain = prepare_pixels(to_srgb(linear), SKIN[None])
    relit = prepare_pixels(to_srgb(linear * light), (SKIN * light)[None])
    assert np.abs(plain[:, :3] - relit[:, :3]).mean() > 0.05
    assert np.abs(plain[:, 3:] - relit[:, 3:]).max() < 0.2, "rounding to 8 bits"
    assert np.abs(plain[:, 3:] - relit[:, 3:]).mean() < 0.03


def test_redness_moves_the_redness_channel_and_pigment_the_yellowness_channel() -> None:
    def change(swallowed: list[float]) -> FloatArray:
        spot = SKIN * 10 ** -np.array(swallowed, np.float32)
        return prepare_pixels(_flat(spot), SKIN[None])[0, 3:, 0, 0]

    red, brown, shade = change([0, 0.12, 0.05]), change([0.05, 0.1, 0.2]), change([0.1, 0.1, 0.1])
    assert red[1] == pytest.approx(1.2, abs=0.05)
    assert brown[2] == pytest.approx(1.0, abs=0.05)
    assert shade == pytest.approx([0.4, 0, 0], abs=0.05)


def test_training_and_serving_get_the_same_input() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (3, SIZE, SIZE, 3), dtype=np.uint8)
    skin = np.array([[0.4, 0.3, 0.2], [0.1, 0.08, 0.06], [0.0, 0.5, 1.0]], np.float32)
    together = prepare_pixels(pixels, skin)
    alone = [prepare([_crop(p, s)])[0] for p, s in zip(pixels, skin, strict=True)]
    assert together.shape == (3, 6, SIZE, SIZE)
    assert together.dtype == np.float32
    assert np.array_equal(together, np.stack(alone))
    assert np.abs(together[:, :3]).max() <= 1
    assert np.abs(together[:, 3:]).max() <= INPUT.limit


def test_no_crops_give_an_empty_input_and_wrong_shapes_are_refused() -> None:
    assert prepare([]).shape == (0, 6, SIZE, SIZE)
    with pytest.raises(ValueError, match="expected"):
        prepare_pixels(np.zeros((1, 80, 80, 3), np.uint8), SKIN[None])
