"""One picture, as a photograph and as a frame of a film, gets the same grades."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from app.live.camera import FileCamera
from app.live.demo_camera import demo_image
from app.live.tracker import FaceTracker
from app.portrait import enlarged_portrait
from ml.analyzer import Analyzer
from ml.open import open_analyzer
from ml.types import Attribute, Frame, QualityMode, RgbImage
from tests.support import random_pack

FRAMES = 4


@pytest.fixture
def analyzer(tmp_path: Path) -> Iterator[Analyzer]:
    """The whole of ml with random weights."""
    torch.set_num_threads(1)
    one = open_analyzer(random_pack(tmp_path))
    yield one
    one.close()


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """The portrait, still, in a codec that loses nothing."""
    path = tmp_path / "still.avi"
    image = demo_image(enlarged_portrait(), 40)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"FFV1"), 30.0, (1280, 720))
    for _ in range(FRAMES):
        writer.write(image[..., ::-1])
    writer.release()
    return path


def frames_of(film: Path) -> list[RgbImage]:
    camera = FileCamera(film)
    camera.open()
    images = [image for image in (camera.read(1.0) for _ in range(FRAMES)) if image is not None]
    camera.close()
    return images


def test_photo_and_film_are_graded_alike(analyzer: Analyzer, film: Path) -> None:
    images = frames_of(film)
    assert len(images) == FRAMES
    assert np.abs(images[0].astype(int) - demo_image(enlarged_portrait(), 40)).max() <= 2
    photo = analyzer.analyze_photo(images[0])
    tracker = FaceTracker()
    for index, image in enumerate(images):
        tracked = tracker.look(Frame(image, index, index / 30), QualityMode.NORMAL)
        live = analyzer.analyze(image, tracked.face, len(tracked.faces), tracked.issues, tracked.mode)
        for attribute in Attribute:
            one, other = photo.of(attribute), live.of(attribute)
            assert one.abstained == other.abstained
            if one.grade is not None and other.grade is not None:
                assert other.grade.expected == pytest.approx(one.grade.expected, abs=0.02)
    tracker.close()
    assert photo.graded
