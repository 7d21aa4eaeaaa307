"""The frames that are measured on: a real face in each, and no two alike."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from app.cli.bench.faces import camera_frames, crops_of, disturbed_frames, faces_in
from app.live.demo_camera import demo_image
from app.portrait import enlarged_portrait
from ml.types import Region


def test_camera_frames_are_the_demo_cameras() -> None:
    frames = camera_frames(3)
    assert len(frames) == 3
    assert np.array_equal(frames[2], demo_image(enlarged_portrait(), 2))


def test_disturbed_frames_repeat_and_differ() -> None:
    frames, again = list(disturbed_frames(6)), list(disturbed_frames(6))
    assert all(np.array_equal(a, b) for a, b in zip(frames, again, strict=True))
    assert all(not np.array_equal(a, b) for a, b in pairwise(frames))
    assert np.array_equal(frames[0], demo_image(enlarged_portrait(), 0))
    assert {frame.shape for frame in frames} == {(720, 1280, 3)}
    levels = [float(frame.mean()) for frame in frames]
    assert max(levels) - min(levels) > 40, "the light hardly changes"


def test_every_face_is_found_and_gives_eight_crops() -> None:
    assert len(list(faces_in(disturbed_frames(7)))) == 7
    (crops,) = crops_of(disturbed_frames(1))
    assert [crop.region for crop in crops] == list(Region)


def test_frames_without_a_face_are_left_out() -> None:
    wall = np.full((360, 640, 3), 128, np.uint8)
    assert list(faces_in(iter([wall]))) == []
