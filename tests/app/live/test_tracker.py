"""When the tracker says that another person may have come."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from app.live.demo_camera import demo_image
from app.live.tracker import FaceTracker
from app.portrait import enlarged_portrait
from ml.types import Frame, QualityCode, QualityMode, RgbImage


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


def test_light_is_looked_at_again_after_a_tenth_of_a_second(tracker: FaceTracker) -> None:
    image = demo_image(enlarged_portrait(), 0)
    dark = np.asarray(image // 6, np.uint8)
    shown = ((image, 0.0), (dark, 0.04), (dark, 0.08), (dark, 0.12), (image, 0.16), (image, 0.24))
    seen = [tracker.look(Frame(picture, i, time), QualityMode.NORMAL) for i, (picture, time) in enumerate(shown)]
    assert [QualityCode.TOO_DARK in {issue.code for issue in one.issues} for one in seen] == [
        *(False, False, False),
        *(True, True, False),
    ]


def test_light_is_looked_at_at_once_for_another_mode_or_face(tracker: FaceTracker) -> None:
    image = demo_image(enlarged_portrait(), 0)
    dark = np.asarray(image // 6, np.uint8)
    assert tracker.look(Frame(image, 0, 0.0), QualityMode.NORMAL).gate_open
    assert not tracker.look(Frame(dark, 1, 0.03), QualityMode.STRICT).gate_open
    assert tracker.look(Frame(dark, 2, 0.06), QualityMode.OFF).gate_open
    assert not tracker.look(Frame(dark, 3, 0.09), QualityMode.NORMAL).gate_open
    aside = np.roll(image, 400, axis=1)
    after = [tracker.look(Frame(aside, i, 0.09 + i / 1000), QualityMode.NORMAL) for i in range(4, 8)]
    assert QualityCode.TOO_DARK not in {issue.code for issue in after[-1].issues}
