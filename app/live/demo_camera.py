"""A camera that needs no camera: scikit-image's portrait of an astronaut, slowly panned, zoomed and relit.

The picture is NASA's portrait of Eileen Collins (public domain), which scikit-image ships. Every image follows from
its index alone, so two runs show the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.live.camera import Pacer, sealed
from app.portrait import ENLARGED, enlarged_portrait
from ml.types import RgbImage

WIDTH, HEIGHT, FPS = 1280, 720, 30.0
FACE_MIDDLE = (225.0, 120.0)
PAN_SECONDS, PAN_PIXELS = (11.0, 7.0), (46.0, 14.0)
ZOOM_SECONDS, ZOOM_SHARE = 17.0, 0.05
LIGHT_SECONDS, LIGHT_SHARE = 13.0, 0.10
TINT_SECONDS, TINT_SHARE = 19.0, 0.015
MARGIN = 64


@dataclass(frozen=True, slots=True)
class DemoView:
    """How the still is seen at one moment.

    x, y: how far the face is from the middle, pixels. zoom: 1 = ENLARGED. light: factor. warmth: share more red.
    """

    x: float
    y: float
    zoom: float
    light: float
    warmth: float


def view_at(index: int) -> DemoView:
    """The view of one image of the camera; smooth, and slower than a pixel an image."""
    seconds = index / FPS
    return DemoView(
        x=PAN_PIXELS[0] * _wave(seconds, PAN_SECONDS[0]),
        y=PAN_PIXELS[1] * _wave(seconds, PAN_SECONDS[1]),
        zoom=1.0 + ZOOM_SHARE * _wave(seconds, ZOOM_SECONDS),
        light=1.0 + LIGHT_SHARE * _wave(seconds, LIGHT_SECONDS),
        warmth=TINT_SHARE * _wave(seconds, TINT_SECONDS),
    )


def _wave(seconds: float, period: float) -> float:
    return math.sin(2 * math.pi * seconds / period)


def demo_image(still: RgbImage, index: int) -> RgbImage:
    """One image of the demo camera, (720, 1280, 3) uint8 RGB. still: enlarged_portrait()."""
    return _seen(_with_margin(still), view_at(index))


def _with_margin(still: RgbImage) -> RgbImage:
    """The still with MARGIN mirrored pixels around it, so that no view looks past its edge."""
    import cv2

    wide = cv2.copyMakeBorder(still, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_REFLECT_101)
    return np.asarray(wide, np.uint8)


def _seen(wide: RgbImage, view: DemoView) -> RgbImage:
    """A view: whole pixels of the still, resized, which takes a third of the time of a shift by parts of pixels."""
    import cv2

    left = round(MARGIN + FACE_MIDDLE[0] * ENLARGED - (WIDTH / 2 + view.x) / view.zoom)
    top = round(MARGIN + FACE_MIDDLE[1] * ENLARGED - (HEIGHT / 2 + view.y) / view.zoom)
    part = wide[top : top + round(HEIGHT / view.zoom), left : left + round(WIDTH / view.zoom)]
    seen = cv2.resize(part, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.LUT(seen, _light_table(view)), np.uint8)


def _light_table(view: DemoView) -> RgbImage:
    """(256, 1, 3) uint8: what each value becomes in this light (a factor on linear light)."""
    values = np.arange(256) / 255
    factors = view.light * np.array([1 + view.warmth, 1.0, 1 - view.warmth])
    lit = np.clip(values[:, None] * factors ** (1 / 2.2), 0, 1)
    table: RgbImage = np.round(lit * 255).astype(np.uint8)[:, None, :]
    return table


class DemoCamera:
    """The demo as a camera, 1280 x 720 at 30 images a second. No translated name: the page has its own word."""

    def __init__(self) -> None:
        self._wide: RgbImage | None = None
        self._pacer = Pacer(FPS)
        self._index = 0

    @property
    def name(self) -> str:
        """The identifier."""
        return "demo"

    def open(self) -> None:
        """Reads the still (about 0.3 s)."""
        self._wide = _with_margin(enlarged_portrait())
        self._pacer = Pacer(FPS)
        self._index = 0

    def read(self, timeout: float) -> RgbImage | None:
        """The next image, when it is due."""
        if self._wide is None or not self._pacer.wait(timeout):
            return None
        image = _seen(self._wide, view_at(self._index))
        self._index += 1
        return sealed(image)

    def close(self) -> None:
        """Forgets the still."""
        self._wide = None
