"""Saving the picture with its overlay: full size, right colours, nothing lost when it can't be written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.photo.saving import Overlay, save_picture
from ml.errors import PibuError, TroubleCode
from ml.overlay import painted
from ml.types import Attribute, Colormap
from tests.app.analyses import usual_analysis
from tests.app.photo.fakes import plain_photo

IMAGE = plain_photo(200)
OVERLAY = Overlay(usual_analysis(), Attribute.WRINKLE, Colormap.INFERNO, 0.7)


def test_png_holds_exactly_the_painted_pixels(tmp_path: Path) -> None:
    """Full size, the same blend as everywhere."""
    path = save_picture(tmp_path / "out.png", IMAGE, OVERLAY)
    saved = np.asarray(Image.open(path))
    assert np.array_equal(saved, painted(IMAGE, OVERLAY.analysis, Attribute.WRINKLE, Colormap.INFERNO, 0.7))
    assert not np.array_equal(saved, IMAGE)


def test_jpeg_is_near(tmp_path: Path) -> None:
    """Told by the suffix, in capitals too."""
    path = save_picture(tmp_path / "out.JPG", IMAGE, None)
    with Image.open(path) as opened:
        assert opened.format == "JPEG"
        assert np.abs(np.asarray(opened).astype(int) - IMAGE).max() <= 3


def test_a_name_without_a_known_suffix_becomes_png(tmp_path: Path) -> None:
    """The whole name is kept."""
    assert save_picture(tmp_path / "me.today", IMAGE, None) == tmp_path / "me.today.png"


def test_a_failed_save_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up in the middle: the old file stays, no part file is left."""
    path = tmp_path / "out.png"
    path.write_bytes(b"precious")

    def full(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", full)
    with pytest.raises(PibuError) as caught:
        save_picture(path, IMAGE, OVERLAY)
    assert caught.value.code is TroubleCode.CANNOT_WRITE
    assert path.read_bytes() == b"precious"
    assert [p.name for p in tmp_path.iterdir()] == ["out.png"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """As a typed error, not as a bug."""
    with pytest.raises(PibuError) as caught:
        save_picture(tmp_path / "gone" / "out.png", IMAGE, None)
    assert caught.value.code is TroubleCode.CANNOT_WRITE
