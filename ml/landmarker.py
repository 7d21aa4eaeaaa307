"""Faces in images: MediaPipe's Face Landmarker, in pixels. The only module that knows MediaPipe."""

from __future__ import annotations

import math
import weakref
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from ml.small_faces import with_small_faces
from ml.types import Affine, Expression, Face, FloatArray, Pose, RgbImage
from ml.unheard import unheard

with unheard():
    import mediapipe as mp
    from mediapipe.tasks import python as mp_tasks
    from mediapipe.tasks.python import vision

MAX_FACES = 10


class Landmarker:
    """Finds faces and their 478 points. One object is used by one thread.

    live=True follows faces from frame to frame (MediaPipe's VIDEO mode, times must rise);
    live=False looks at each image afresh (IMAGE mode).
    """

    def __init__(self, model: Path, *, live: bool, faces: int = MAX_FACES) -> None:
        mode = vision.RunningMode.VIDEO if live else vision.RunningMode.IMAGE
        options = vision.FaceLandmarkerOptions(
            base_options=mp_tasks.BaseOptions(model_asset_path=str(model)),
            running_mode=mode,
            num_faces=faces,
            output_face_blendshapes=True,
            output_facial_transformation_matrixes=True,
        )
        self._landmarker = vision.FaceLandmarker.create_from_options(options)
        self._closing = weakref.finalize(self, self._landmarker.close)  # MediaPipe's own __del__ can wait for ever:
        self._closing.atexit = False  # where its executor is garbage too, nobody runs what it hands to its thread
        self._faces = faces
        self._last_ms = -1

    def track(self, image: RgbImage, time: float) -> tuple[Face, ...]:
        """Faces in one live frame, widest first. time: seconds, monotonic."""
        self._last_ms = max(self._last_ms + 1, int(time * 1000))
        found = self._landmarker.detect_for_video(_wrap(image), self._last_ms)
        return _faces(found, image.shape[1], image.shape[0])

    def detect(self, image: RgbImage) -> tuple[Face, ...]:
        """Faces in one photograph, widest first.

        MediaPipe misses faces narrower than about 12% of what it looks at, so ml.small_faces looks again, at parts
        of the image, when there seems to be no face, or a small one.
        """
        return with_small_faces(image, self._detect(image), self._detect, self._faces)

    def _detect(self, image: RgbImage) -> tuple[Face, ...]:
        return _faces(self._landmarker.detect(_wrap(image)), image.shape[1], image.shape[0])

    def close(self) -> None:
        """Free the model. Safe to call twice."""
        self._closing()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _wrap(image: RgbImage) -> Any:
    return mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(image))


def _faces(found: Any, width: int, height: int) -> tuple[Face, ...]:
    faces = [
        Face(_pixels(points, width, height), _pose(np.asarray(matrix)), _expression(shapes))
        for points, matrix, shapes in zip(
            found.face_landmarks, found.facial_transformation_matrixes, found.face_blendshapes, strict=True
        )
    ]
    return tuple(sorted(faces, key=lambda face: -face.box.width))


def _pixels(points: Any, width: int, height: int) -> FloatArray:
    return np.array([(p.x * width, p.y * height) for p in points], np.float32)


def _pose(matrix: Affine) -> Pose:
    """Angles from MediaPipe's 4x4 face-to-camera matrix (camera: x right, y up, z towards the viewer).

    No offset is taken off: 102 neutral studio faces had median yaw -0.4, pitch 1.8, roll -0.1 (SD about 2, 4, 2).
    """
    r = matrix[:3, :3]
    yaw = math.degrees(math.atan2(r[0, 2], r[2, 2]))
    pitch = math.degrees(math.asin(float(np.clip(-r[1, 2], -1, 1))))
    roll = math.degrees(math.atan2(r[1, 0], r[1, 1]))
    return Pose(yaw=yaw, pitch=-pitch, roll=-roll)


def _expression(shapes: Any) -> Expression:
    value = {shape.category_name: float(shape.score) for shape in shapes}
    return Expression(
        eye_closed_left=value["eyeBlinkLeft"],
        eye_closed_right=value["eyeBlinkRight"],
        squint=(value["eyeSquintLeft"] + value["eyeSquintRight"]) / 2,
        smile=(value["mouthSmileLeft"] + value["mouthSmileRight"]) / 2,
        mouth_open=value["jawOpen"],
        pucker=value["mouthPucker"],
        brow_raised=max(value["browInnerUp"], (value["browOuterUpLeft"] + value["browOuterUpRight"]) / 2),
        brow_lowered=(value["browDownLeft"] + value["browDownRight"]) / 2,
    )
