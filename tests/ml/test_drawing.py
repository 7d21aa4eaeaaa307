"""The quick fit behind the look of a drawing: that of least squares, also where the skin in sight is a mere line."""

from __future__ import annotations

import numpy as np
import pytest

from ml.drawing import _rest
from ml.types import Mask


def _ellipse() -> Mask:
    y, x = np.mgrid[:128, :128]
    return np.asarray((x - 70) ** 2 / 900 + (y - 80) ** 2 / 400 < 1)


def _line() -> Mask:
    mask = np.zeros((128, 128), bool)
    mask[40, 10:100] = True
    return mask


@pytest.mark.parametrize("mask", [_ellipse(), _line(), np.ones((128, 128), bool)], ids=["skin", "line", "all"])
def test_what_is_left_is_what_least_squares_leave(mask: Mask) -> None:
    y, x = np.mgrid[:128, :128] / 128
    noise = np.random.default_rng(0).normal(0, 0.05, mask.shape)
    values = (2 + x - 3 * y + x * x + 0.5 * x * y + noise).astype(np.float32)
    shading = np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], axis=-1)[mask]
    fit = np.linalg.lstsq(shading, values[mask].astype(np.float64), rcond=None)[0]
    assert _rest(values, mask) == pytest.approx(float(np.std(values[mask] - shading @ fit)), rel=1e-6)
    smooth = (values - noise).astype(np.float32)
    assert _rest(smooth, mask) < 1e-6
