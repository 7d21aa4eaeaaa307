"""The face model on a real face: places in pixels, and the signs of the head's pose."""

from __future__ import annotations

import gc

import cv2
import numpy as np
import pytest

from ml.assets import face_model
from ml.landmarker import Landmarker, _pose
from ml.types import Face, RgbImage


def turn_about(axis: int, degrees: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """(4, 4), a right-handed turn about x (0, right), y (1, up) or z (2, to the viewer)."""
    matrix = np.eye(4)
    matrix[:3, :3] = cv2.Rodrigues(np.eye(3)[axis] * np.radians(degrees))[0]
    return matrix


def test_points_are_pixels_of_the_image(portrait: RgbImage, portrait_face: Face) -> None:
    assert portrait_face.landmarks.shape == (478, 2)
    assert portrait_face.landmarks.dtype == np.float32
    assert portrait_face.eye_distance == pytest.approx(128, abs=5)
    left_eye, right_eye = portrait_face.landmarks[473], portrait_face.landmarks[468]
    assert left_eye[0] > right_eye[0], "the person's left is on the right of an unmirrored photograph"


@pytest.mark.parametrize("degrees", [-20.0, 20.0])
def test_roll_is_clockwise_on_the_image(
    landmarker: Landmarker, portrait: RgbImage, portrait_face: Face, degrees: float
) -> None:
    middle = (portrait.shape[1] / 2, portrait.shape[0] / 2)
    turn = cv2.getRotationMatrix2D(middle, -degrees, 1.0)  # OpenCV counts anticlockwise
    image = np.asarray(cv2.warpAffine(portrait, turn, (1280, 720), borderMode=cv2.BORDER_REPLICATE), np.uint8)
    (face,) = landmarker.detect(image)
    assert face.pose.roll - portrait_face.pose.roll == pytest.approx(degrees, abs=3)


def test_yaw_is_to_the_persons_left_and_pitch_up() -> None:
    """Turns of a head in MediaPipe's own frame: about y the nose goes right on the image, about -x it goes up."""
    assert _pose(turn_about(1, 15)).yaw == pytest.approx(15)
    assert _pose(turn_about(0, -12)).pitch == pytest.approx(12)
    assert _pose(turn_about(2, -9)).roll == pytest.approx(9)


def test_the_mirror_image_has_the_opposite_yaw_and_roll(landmarker: Landmarker, portrait: RgbImage) -> None:
    (face,) = landmarker.detect(portrait)
    (other,) = landmarker.detect(np.ascontiguousarray(portrait[:, ::-1]))
    assert face.pose.roll == pytest.approx(-other.pose.roll, abs=1.5)
    assert face.pose.yaw == pytest.approx(-other.pose.yaw, abs=2.5)
    assert face.pose.pitch == pytest.approx(other.pose.pitch, abs=2.5)


def test_a_small_face_is_found_on_the_second_look(landmarker: Landmarker, portrait: RgbImage) -> None:
    image = np.full((1440, 2560, 3), 150, np.uint8)
    image[540:900, 960:1600] = cv2.resize(portrait, (640, 360), interpolation=cv2.INTER_AREA)
    (face,) = landmarker.detect(image)
    assert face.box.width < 0.06 * image.shape[1]
    assert np.abs(face.landmarks.mean(axis=0) - (1285, 740)).max() < 20


def test_live_times_always_rise(portrait: RgbImage) -> None:
    with Landmarker(face_model(), live=True) as live:
        for time in (1.0, 1.0, 0.5, 2.0):
            assert len(live.track(portrait, time)) == 1


def test_a_forgotten_one_in_a_cycle_frees_itself_at_once() -> None:
    """MediaPipe's own __del__ waits for ever when its executor is garbage in the same collection."""
    forgotten = Landmarker(face_model(), live=False)
    forgotten.itself = forgotten  # type: ignore[attr-defined]
    inner = forgotten._landmarker
    del forgotten
    gc.collect()
    assert inner._handle is None


def test_closing_twice_is_safe() -> None:
    twice = Landmarker(face_model(), live=False)
    twice.close()
    twice.close()
