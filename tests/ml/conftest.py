"""Fixtures for the tests of ml: the real face model, and an openly licensed portrait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import skimage.data

from ml.assets import face_model
from ml.landmarker import Landmarker
from ml.types import Face, RgbImage
from tests.portraits import near_portrait


@pytest.fixture(scope="session")
def landmarker() -> Iterator[Landmarker]:
    """The real landmarker for photographs, closed at the end."""
    with Landmarker(face_model(), live=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def portrait() -> RgbImage:
    """The astronaut's head and shoulders near the camera: 1280 x 720, eye distance about 130 px; read-only."""
    image = near_portrait(skimage.data.astronaut())  # type: ignore[no-untyped-call]
    image.setflags(write=False)
    return image


@pytest.fixture(scope="session")
def portrait_face(landmarker: Landmarker, portrait: RgbImage) -> Face:
    """The one face of the portrait."""
    (face,) = landmarker.detect(portrait)
    return face
