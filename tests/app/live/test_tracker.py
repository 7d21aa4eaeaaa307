"""When the tracker says that another person may have come."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from app.live.demo_camera import demo_image
from app.live.tracker import FaceTracker
from app.portrait import enlarged_portrait
from ml.types import Frame, QualityMode, RgbImage


@pytest.fixture
def tracker() -> Iterator[FaceTracker]:
    one = FaceTracker()
    yield one
    one.close()


def _look(tracker: FaceTracker, image: RgbImage, index: int, time: float | None = None) -> int:
    seen = tracker.look(Frame(image, index, index / 30 if time is None else time), QualityMode.NORMAL)
    return seen.appearance


def test_appearance_counts_up_when_the_face_was_lost_or_jumped(tracker: FaceTracker) -> None:
    still = enlarged_portrait()
    images = [demo_image(still, index) for index in range(4)]
    nobody = np.full_like(images[0], 90)
    first = _look(tracker, images[0], 0)
    assert first > 0
    assert [_look(tracker, image, i) for i, image in enumerate(images[1:], 1)] == [first] * 3, "one person, moving"
    _look(tracker, nobody, 4)
    back = _look(tracker, images[0], 5)
    assert back > first
    assert _look(tracker, images[1], 6) == back
    aside = np.roll(images[1], 400, axis=1)
    jumped = max(_look(tracker, aside, index) for index in range(7, 10))
    assert jumped > back
    assert _look(tracker, aside, 10, time=60.0) > jumped, "after a gap it may be another"
