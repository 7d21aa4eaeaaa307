"""Saves the photo with its overlay in full size; the file appears whole or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ml.errors import PibuError, TroubleCode
from ml.types import Analysis, Attribute, Colormap, RgbImage

SUFFIXES = (".png", ".jpg", ".jpeg")
JPEG_QUALITY = 95


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What is laid over the photo: whose heat, in which colours, how strong (0-1)."""

    analysis: Analysis
    attribute: Attribute
    colormap: Colormap
    opacity: float


def completed(path: Path) -> Path:
    """The path with a suffix that says what is written: as it is, or with .png at its end."""
    return path if path.suffix.lower() in SUFFIXES else path.with_name(path.name + ".png")


def save_picture(path: Path, image: RgbImage, overlay: Overlay | None) -> Path:
    """Writes image (H, W, 3) with its overlay as PNG or JPEG, told by the suffix; the path is a completed() one.

    Raises:
        PibuError: CANNOT_WRITE; what was there before is still there then.
    """
    from ml.overlay import painted

    target = completed(path)
    pixels = image
    if overlay is not None:
        pixels = painted(image, overlay.analysis, overlay.attribute, overlay.colormap, overlay.opacity)
    part = target.with_name(f".{target.name}.part")
    try:
        _write(part, pixels, jpeg=target.suffix.lower() != ".png")
        os.replace(part, target)
    except OSError as problem:
        _forget(part)
        raise PibuError(TroubleCode.CANNOT_WRITE, str(target), str(problem)) from problem
    return target


def _write(part: Path, pixels: RgbImage, jpeg: bool) -> None:
    from PIL import Image

    picture = Image.fromarray(pixels)
    with part.open("wb") as stream:
        if jpeg:
            picture.save(stream, "JPEG", quality=JPEG_QUALITY, subsampling=0)
        else:
            picture.save(stream, "PNG", compress_level=3)
        stream.flush()
        os.fsync(stream.fileno())


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return
