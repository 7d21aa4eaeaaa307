"""What the watch says about cameras that are late, black, or gone."""

from __future__ import annotations

import pytest

from app.live.camera_watch import CameraWatch
from app.live.frames import CameraState, CameraStatus
from ml.errors import PibuError, TroubleCode
from tests.fakes import fake_image

BRIGHT, BLACK = fake_image(), fake_image(level=0)


def code(status: CameraStatus | None) -> TroubleCode | None:
    assert status is not None
    return status.trouble.code if status.trouble is not None else None


def test_first_image_may_take_eight_seconds() -> None:
    watch = CameraWatch("Cam", 0.0)
    assert all(watch.look(None, tenth / 10) is None for tenth in range(80))
    running = watch.look(BRIGHT, 8.0)
    assert running == CameraStatus(CameraState.RUNNING)


def test_a_camera_later_than_that_is_called_slow_once_and_still_waited_for() -> None:
    watch = CameraWatch("Cam", 0.0)
    slow = watch.look(None, 8.1)
    assert code(slow) is TroubleCode.CAMERA_SLOW
    assert watch.look(None, 12.0) is None
    assert watch.look(BRIGHT, 15.0) == CameraStatus(CameraState.RUNNING)


def test_a_running_camera_that_falls_silent_has_gone_within_two_seconds() -> None:
    watch = CameraWatch("Cam", 0.0)
    watch.look(BRIGHT, 1.0)
    assert watch.look(None, 2.4) is None
    with pytest.raises(PibuError) as error:
        watch.look(None, 2.6)
    assert error.value.code is TroubleCode.CAMERA_GONE
    assert error.value.subject == "Cam"


def test_black_images_are_told_within_two_seconds_and_taken_back() -> None:
    watch = CameraWatch("Cam", 0.0)
    watch.look(BRIGHT, 1.0)
    assert watch.look(BLACK, 2.0) is None
    assert code(watch.look(BLACK, 2.9)) is TroubleCode.CAMERA_BLACK
    assert code(watch.look(BRIGHT, 3.0)) is None


def test_black_from_the_first_image_on_counts_from_that_image() -> None:
    watch = CameraWatch("Cam", 0.0)
    assert watch.look(BLACK, 5.0) == CameraStatus(CameraState.RUNNING)
    assert watch.look(BLACK, 6.4) is None
    assert code(watch.look(BLACK, 6.6)) is TroubleCode.CAMERA_BLACK
