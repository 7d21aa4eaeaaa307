"""A webcam through OpenCV, whose slow and stuck calls never hold anyone up.

Opening can take 20 seconds on Windows (OpenCV #17687) and reading can hang when a cable is pulled, and no call of
OpenCV can be interrupted. So all of them happen on a thread of the device's own; read() only waits for what it
delivers. A device that hangs is left behind: its thread lets go of it once the call returns.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

from app.live.camera import rgb_of, sealed
from app.live.camera_access import denied_access
from app.live.mailbox import Mailbox
from ml.errors import PibuError, TroubleCode
from ml.types import RgbImage

WIDTH, HEIGHT, FPS = 1280, 720, 30
FAULT_SECONDS = 1.2
RETRY_SECONDS = 0.05
BUSY_SECONDS, AGAIN_SECONDS = 0.8, 0.1
"""How long, and how often, a busy device is asked again: Pibu itself may be just letting go of it."""


class Capture(Protocol):
    """The part of cv2.VideoCapture that is used."""

    def isOpened(self) -> bool:
        """Whether the device was opened."""

    def read(self) -> tuple[bool, Any]:
        """Whether there was an image, and the image: (H, W, 3) uint8 BGR."""

    def release(self) -> None:
        """Lets go of the device."""


OpenCapture = Callable[[int], Capture]


def open_capture(index: int) -> Capture:
    """The device opened by OpenCV at 1280 x 720, 30 images a second where it can. Blocks as long as it likes."""
    os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
    import cv2

    backend = {"win32": cv2.CAP_MSMF, "darwin": cv2.CAP_AVFOUNDATION}.get(sys.platform, cv2.CAP_V4L2)
    capture = cv2.VideoCapture(index, backend)
    if capture.isOpened():
        if sys.platform == "linux":
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT)
        capture.set(cv2.CAP_PROP_FPS, FPS)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture


class DeviceCamera:
    """A webcam by its OpenCV number."""

    def __init__(self, index: int, name: str, opener: OpenCapture = open_capture) -> None:
        self._index = index
        self._name = name
        self._opener = opener
        self._images: Mailbox[RgbImage] = Mailbox()
        self._troubles: Mailbox[PibuError] = Mailbox()
        self._stop = threading.Event()

    @property
    def name(self) -> str:
        """The device's own name."""
        return self._name

    def open(self) -> None:
        """Starts the device's thread. Never blocks; what goes wrong is raised by read()."""
        self.close()
        self._images, self._troubles, self._stop = Mailbox(), Mailbox(), threading.Event()
        drive = _Drive(self._index, self._name, self._opener, self._images, self._troubles, self._stop)
        threading.Thread(target=drive.run, name=f"camera-device-{self._index}", daemon=True).start()

    def read(self, timeout: float) -> RgbImage | None:
        """The newest image that was not read yet, or None.

        Raises:
            PibuError: CAMERA_NONE, CAMERA_BUSY, CAMERA_DENIED when it can't be opened, CAMERA_GONE when it stops.
        """
        image = self._images.take(timeout)
        if image is None and (trouble := self._troubles.take()) is not None:
            raise trouble
        return image

    def close(self) -> None:
        """Tells the device's thread to let go. Does not wait for it."""
        self._stop.set()
        self._images.close()


class _Drive:
    """What the device's own thread does, from opening to release."""

    def __init__(
        self,
        index: int,
        name: str,
        opener: OpenCapture,
        images: Mailbox[RgbImage],
        troubles: Mailbox[PibuError],
        stop: threading.Event,
    ) -> None:
        self._index = index
        self._name = name
        self._opener = opener
        self._images = images
        self._troubles = troubles
        self._stop = stop

    def run(self) -> None:
        """The device's thread: opens, reads until told to stop, releases."""
        capture = self._opener(self._index)
        try:
            trouble = _why_closed(capture, self._index)
            end = time.monotonic() + BUSY_SECONDS
            while trouble is TroubleCode.CAMERA_BUSY and time.monotonic() < end and not self._stop.wait(AGAIN_SECONDS):
                capture.release()
                capture = self._opener(self._index)
                trouble = _why_closed(capture, self._index)
            if trouble is None:
                self._read_on(capture)
            else:
                self._fail(trouble)
        finally:
            capture.release()

    def _read_on(self, capture: Capture) -> None:
        ever = False
        since = time.monotonic()
        while not self._stop.is_set():
            found, pixels = capture.read()
            now = time.monotonic()
            if found:
                ever, since = True, now
                self._images.put(sealed(rgb_of(pixels)))
            elif now - since > FAULT_SECONDS:
                self._fail(TroubleCode.CAMERA_GONE if ever else denied_access(self._index) or TroubleCode.CAMERA_BUSY)
                return
            else:
                self._stop.wait(RETRY_SECONDS)

    def _fail(self, code: TroubleCode) -> None:
        self._troubles.put(PibuError(code, self._name))
        self._images.close()


def _why_closed(capture: Capture, index: int) -> TroubleCode | None:
    """Why a device could not be opened; None when it was."""
    if capture.isOpened():
        return None
    if (denied := denied_access(index)) is not None:
        return denied
    from app.live.cameras import device_indexes

    return TroubleCode.CAMERA_BUSY if index in device_indexes() else TroubleCode.CAMERA_NONE
