"""Where photos come from: files, pictures without a file, and what was dropped or pasted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage

from app.photo.sources import file_source, paths_in, picture_in, picture_source, pixels_of, sample_source
from ml.errors import PibuError, TroubleCode
from ml.photo_file import read_photo
from tests.app.photo.fakes import plain_photo


def test_file_is_read_when_it_is_wanted(tmp_path: Path) -> None:
    """The name at once, the pixels later."""
    path = tmp_path / "face.png"
    source = file_source(path, read_photo)
    Image.fromarray(plain_photo(200)).save(path)
    assert source.name == "face.png"
    assert np.array_equal(source.load(), plain_photo(200))


def test_pixels_are_rgb_row_by_row(qapp: QGuiApplication) -> None:
    """An odd width has padded rows in Qt; colours stay in order; transparency becomes white."""
    picture = QImage(67, 65, QImage.Format.Format_ARGB32)
    picture.fill(QColor(0, 0, 0, 0))
    picture.setPixelColor(66, 64, QColor(250, 10, 20))
    pixels = pixels_of(picture)
    assert pixels.shape == (65, 67, 3)
    assert tuple(pixels[64, 66]) == (250, 10, 20)
    assert tuple(pixels[0, 0]) == (255, 255, 255)


def test_a_tiny_picture_is_refused_with_a_reason(qapp: QGuiApplication) -> None:
    """As a tiny file is."""
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    with pytest.raises(PibuError) as caught:
        picture_source(picture, "icon").load()
    assert caught.value.code is TroubleCode.PHOTO_TOO_SMALL


def test_local_files_and_pictures_are_found_in_a_drop(qapp: QGuiApplication, tmp_path: Path) -> None:
    """Web addresses are not followed."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg")), QUrl("https://example.org/b.jpg")])
    assert paths_in(mime) == (tmp_path / "a.jpg",)
    assert picture_in(mime) is None
    picture = QImage(80, 80, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    mime.setImageData(picture)
    found = picture_in(mime)
    assert found is not None
    assert found.size() == picture.size()


def test_sample_portrait_is_a_photo(qapp: QGuiApplication) -> None:
    """It comes with a dependency, so it is always there."""
    image = sample_source().load()
    assert image.dtype == np.uint8
    assert min(image.shape[:2]) >= 512
