"""Where a photo comes from: a file, the clipboard, or the sample portrait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QColor, QImage, QPainter

from ml.photo_bytes import check_size
from ml.types import RgbImage

ReadPhoto = Callable[[Path], RgbImage]
"""Reads a photo file, as ml.photo_file.read_photo does and ml.photo_decoder.PhotoDecoder.read does safely."""


@dataclass(frozen=True, slots=True, eq=False)
class PhotoSource:
    """A photo that can be read: name is shown, path is None when there is no file.

    load() returns (H, W, 3) uint8 RGB; it may take long and raises PibuError.
    """

    name: str
    load: Callable[[], RgbImage]
    path: Path | None = None


def file_source(path: Path, read: ReadPhoto) -> PhotoSource:
    """A photo file, and what reads it."""
    return PhotoSource(path.name, lambda: read(path), path)


def picture_source(picture: QImage, name: str) -> PhotoSource:
    """A picture without a file, from the clipboard or dropped."""
    return PhotoSource(name, lambda: checked(pixels_of(picture), name))


def sample_source() -> PhotoSource:
    """The sample portrait of app/portrait.py, in the public domain."""

    def load() -> RgbImage:
        from app.portrait import enlarged_portrait

        return enlarged_portrait()

    return PhotoSource(QCoreApplication.translate("PhotoPage", "Sample portrait"), load)


def paths_in(mime: QMimeData | None) -> tuple[Path, ...]:
    """The local files and folders in what was dropped or pasted; an empty clipboard may be None."""
    if mime is None:
        return ()
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def picture_in(mime: QMimeData | None) -> QImage | None:
    """The picture in what was dropped or pasted, if there is one."""
    picture = mime.imageData() if mime is not None and mime.hasImage() else None
    return picture if isinstance(picture, QImage) and not picture.isNull() else None


def pixels_of(picture: QImage) -> RgbImage:
    """(H, W, 3) uint8 RGB of a picture; transparency over white."""
    flat = QImage(picture.size(), QImage.Format.Format_RGB888)
    flat.fill(QColor("white"))
    painter = QPainter(flat)
    painter.drawImage(flat.rect(), picture)
    painter.end()
    height, width, stride = flat.height(), flat.width(), flat.bytesPerLine()
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(height, stride)
    return rows[:, : width * 3].reshape(height, width, 3).copy()


def checked(image: RgbImage, name: str) -> RgbImage:
    """The same pixels, if their number is one that can be graded.

    Raises:
        PibuError: PHOTO_TOO_LARGE, PHOTO_TOO_SMALL.
    """
    height, width = image.shape[:2]
    check_size(width, height, name)
    return image
