"""What a camera is to the live scan, the pace of one that is only played, and any video file as a camera."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ml.errors import PibuError, TroubleCode
from ml.types import RgbImage

if TYPE_CHECKING:
    import cv2

FILE_FPS = 30.0
FASTEST_FILE_FPS = 60.0


class Camera(Protocol):
    """A source of images, used by one thread from open() to close().

    open(): starts it; returns soon, even when the device is slow.
        Raises PibuError: CAMERA_NONE, CAMERA_BUSY, CAMERA_DENIED, CAMERA_FILE_UNREADABLE.
    read(timeout): the next image, (H, W, 3) uint8 RGB, never written to again; None when there is none yet
        within timeout seconds. Raises PibuError as open() does, or CAMERA_GONE.
    close(): lets go of the device. Safe to call twice, and without open().
    """

    @property
    def name(self) -> str:
        """What people call it."""

    def open(self) -> None:
        """Starts the camera."""

    def read(self, timeout: float) -> RgbImage | None:
        """The next image, or None."""

    def close(self) -> None:
        """Lets go of the device."""


class Pacer:
    """Makes a played camera deliver `fps` images a second, and not catch up after a pause."""

    def __init__(
        self,
        fps: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._period = 1.0 / fps
        self._clock = clock
        self._sleep = sleep
        self._due = clock()

    def wait(self, timeout: float) -> bool:
        """Sleeps until the next image is due, timeout seconds at most. Whether it is due."""
        ahead = self._due - self._clock()
        if ahead > timeout:
            self._sleep(timeout)
            return False
        if ahead > 0:
            self._sleep(ahead)
        late = self._clock() - self._due
        self._due += self._period if late < self._period else late + self._period
        return True


class FileCamera:
    """A video file, played at its own pace, again and again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._video: cv2.VideoCapture | None = None
        self._pacer = Pacer(FILE_FPS)

    @property
    def name(self) -> str:
        """The file's name."""
        return self._path.name

    def open(self) -> None:
        """Opens the file.

        Raises:
            PibuError: CAMERA_FILE_UNREADABLE when it is no video that can be read.
        """
        import cv2

        self._video = cv2.VideoCapture(str(self._path)) if self._path.is_file() else None
        if self._video is None or not self._video.isOpened():
            self.close()
            raise PibuError(TroubleCode.CAMERA_FILE_UNREADABLE, str(self._path))
        fps = self._video.get(cv2.CAP_PROP_FPS)
        self._pacer = Pacer(fps if 1.0 <= fps <= FASTEST_FILE_FPS else FILE_FPS)

    def read(self, timeout: float) -> RgbImage | None:
        """The next image of the film; after the last one, the first again."""
        if self._video is None or not self._pacer.wait(timeout):
            return None
        found, pixels = self._video.read()
        if not found:
            self._rewind()
            found, pixels = self._video.read()
        if not found:
            raise PibuError(TroubleCode.CAMERA_FILE_UNREADABLE, str(self._path))
        return sealed(rgb_of(pixels))

    def close(self) -> None:
        """Closes the file."""
        if self._video is not None:
            self._video.release()
            self._video = None

    def _rewind(self) -> None:
        """Opens the file again: seeking to the start is not exact in every container."""
        import cv2

        if self._video is not None:
            self._video.release()
        self._video = cv2.VideoCapture(str(self._path))


def sealed(image: RgbImage) -> RgbImage:
    """The same array, which nobody can write to any more: it is shared between threads."""
    image.setflags(write=False)
    return image


def rgb_of(bgr: Any) -> RgbImage:
    """What cv2 reads (BGR, or grey) as (H, W, 3) uint8 RGB."""
    import cv2

    order = cv2.COLOR_GRAY2RGB if bgr.ndim == 2 else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(bgr, order), np.uint8)
