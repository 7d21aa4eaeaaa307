"""The real face that is measured on: frames of the demo camera, as they are or relit, zoomed and noisy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.live.demo_camera import HEIGHT, WIDTH, demo_image
from app.portrait import enlarged_portrait
from ml.types import Face, RgbImage, SkinCrop

STRIDE = 53
"""Camera images between two disturbed frames, so that a hundred of them see all pans, zooms and lights of the demo."""
ZOOMS = (1.0, 0.85, 1.2, 0.7, 1.1)
LIGHTS = (1.0, 0.7, 1.3, 0.5, 1.15, 0.85, 1.5)
NOISES = (0.0, 2.0, 5.0, 9.0)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One frame, (720, 1280, 3) uint8 RGB, and the face in it."""

    image: RgbImage
    face: Face


def camera_frames(count: int) -> list[RgbImage]:
    """Neighbouring frames of the demo camera, as live tracking gets them."""
    still = enlarged_portrait()
    return [demo_image(still, index) for index in range(count)]


def disturbed_frames(count: int) -> Iterator[RgbImage]:
    """Frames that differ: the demo's pans and lights, and zoom, exposure and noise on top. The first is undisturbed."""
    still, noise = enlarged_portrait(), np.random.default_rng(0)
    for i in range(count):
        image = _zoomed(demo_image(still, i * STRIDE), ZOOMS[i % len(ZOOMS)]) * LIGHTS[i % len(LIGHTS)]
        noisy = image + noise.normal(0, 1, image.shape) * NOISES[i % len(NOISES)]
        yield np.clip(np.round(noisy), 0, 255).astype(np.uint8)


def crops_of(frames: Iterator[RgbImage]) -> Iterator[tuple[SkinCrop, ...]]:
    """All eight crops of each face that is found, those included that the app would not grade."""
    from ml.crops import cut_all

    for seen in faces_in(frames):
        yield cut_all(seen.image, seen.face)


def faces_in(frames: Iterator[RgbImage]) -> Iterator[Seen]:
    """Each frame with its widest face.

    Raises:
        PibuError: FACE_MODEL_MISSING, FACE_MODEL_DAMAGED.
    """
    from ml.assets import face_model
    from ml.landmarker import Landmarker

    with Landmarker(face_model(), live=False) as landmarker:
        for image in frames:
            if faces := landmarker.detect(image):
                yield Seen(image, faces[0])


def _zoomed(image: RgbImage, zoom: float) -> RgbImage:
    import cv2

    to_zoomed = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), 0, zoom)
    return np.asarray(cv2.warpAffine(image, to_zoomed, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT_101), np.uint8)
