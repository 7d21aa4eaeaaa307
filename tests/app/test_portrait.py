"""The sample portrait is there, large enough for the quality gate, and ours to show."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.portrait import ENLARGED, enlarged_portrait, portrait_file


def test_portrait_is_the_enlarged_picture() -> None:
    """Three times 512 pixels, RGB, and shrunk again it is the picture scikit-image ships."""
    from skimage import data

    portrait = enlarged_portrait()
    assert portrait.shape == (1536, 1536, 3)
    assert portrait.dtype == np.uint8
    step = int(ENLARGED)
    original = np.asarray(data.astronaut(), np.int16)  # type: ignore[no-untyped-call]
    assert np.abs(portrait[1::step, 1::step].astype(np.int16) - original).mean() < 1.0


def test_a_bundles_own_copy_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle has no scikit-image; where it lacks its copy too, the path that is missing is named."""
    shipped = portrait_file()
    assert shipped.is_file()
    own = tmp_path / "portrait.png"
    monkeypatch.setattr("app.portrait.bundled_portrait", lambda: own)
    assert portrait_file() == shipped
    own.write_bytes(shipped.read_bytes())
    assert portrait_file() == own
    own.unlink()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert portrait_file() == own
