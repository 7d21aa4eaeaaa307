"""Says what state a camera is in from the images it sends, or doesn't send. No Qt, no clock of its own."""

from __future__ import annotations

from app.live.frames import CameraState, CameraStatus
from ml.errors import PibuError, TroubleCode
from ml.types import RgbImage

SLOW_SECONDS = 8.0
"""A camera whose first image takes longer is called slow (and waited for all the same)."""
SILENT_SECONDS = 1.5
"""A running camera that sends nothing for longer has gone."""
BLACK_SECONDS = 1.5
BLACK_LEVEL = 6.0
SAMPLING = 16


def is_black(image: RgbImage) -> bool:
    """Whether an image shows nothing, as with a closed cover: mean value (0-255) under BLACK_LEVEL."""
    return float(image[::SAMPLING, ::SAMPLING].mean()) < BLACK_LEVEL


class CameraWatch:
    """Watches one camera from its opening on."""

    def __init__(self, name: str, start: float) -> None:
        self._name = name
        self._start = start
        self._seen: float | None = None
        self._bright = start
        self._told = CameraStatus(CameraState.STARTING)

    def look(self, image: RgbImage | None, now: float) -> CameraStatus | None:
        """What has changed since the last look, or None. now: seconds, rising.

        Raises:
            PibuError: CAMERA_GONE when a running camera has fallen silent.
        """
        status = self._status(image, now)
        if _same(status, self._told):
            return None
        self._told = status
        return status

    def _status(self, image: RgbImage | None, now: float) -> CameraStatus:
        if image is not None:
            self._saw(image, now)
        if self._seen is None:
            late = now - self._start > SLOW_SECONDS
            return CameraStatus(CameraState.STARTING, self._trouble(TroubleCode.CAMERA_SLOW) if late else None)
        if now - self._seen > SILENT_SECONDS:
            raise self._trouble(TroubleCode.CAMERA_GONE)
        black = now - self._bright > BLACK_SECONDS
        return CameraStatus(CameraState.RUNNING, self._trouble(TroubleCode.CAMERA_BLACK) if black else None)

    def _saw(self, image: RgbImage, now: float) -> None:
        if self._seen is None or not is_black(image):
            self._bright = now
        self._seen = now

    def _trouble(self, code: TroubleCode) -> PibuError:
        return PibuError(code, self._name)


def _same(one: CameraStatus, other: CameraStatus) -> bool:
    codes = [status.trouble.code if status.trouble is not None else None for status in (one, other)]
    return one.state is other.state and codes[0] == codes[1]
