"""The sample portrait is there, large enough for the quality gate, and ours to show."""

from __future__ import annotations

import numpy as np

from app.portrait import ENLARGED, enlarged_portrait


def test_portrait_is_the_enlarged_picture() -> None:
    """Three times 512 pixels, RGB, and shrunk again it is the picture scikit-image ships."""
    from skimage import data

    portrait = enlarged_portrait()
    assert portrait.shape == (1536, 1536, 3)
    assert portrait.dtype == np.uint8
    step = int(ENLARGED)
    original = np.asarray(data.astronaut(), np.int16)  # type: ignore[no-untyped-call]
    assert np.abs(portrait[1::step, 1::step].astype(np.int16) - original).mean() < 1.0
