"""The photos that are open: what each one is, how it is to be read, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QImage

from app.photo.sources import PhotoSource
from app.picture.pyramid import Pyramid
from ml.errors import PibuError
from ml.types import Analysis, Face, QualityMode, Region, RgbImage


class PhotoState(StrEnum):
    """How far a photo is."""

    WAITING = "waiting"
    RUNNING = "running"
    GRADED = "graded"
    NOT_GRADED = "not_graded"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a photo is read: the quality gate's mode, which of its faces, or the one region it shows.

    face: the one the user has chosen, or None: the widest, as long as nobody has chosen.
    """

    mode: QualityMode
    face: int | None = None
    close_up: Region | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PhotoEntry:
    """One open photo."""

    number: int
    source: PhotoSource
    reading: Reading
    state: PhotoState = PhotoState.WAITING
    thumbnail: QImage | None = None
    trouble: PibuError | None = None


@dataclass(frozen=True, slots=True, eq=False)
class GradedPhoto:
    """A photo's pixels with all that was found in them.

    image: (H, W, 3) uint8 RGB. faces: every face found, the graded one among them; empty in a close-up.
    """

    image: RgbImage
    analysis: Analysis
    faces: tuple[Face, ...]
    reading: Reading
    pyramid: Pyramid
