"""Which cameras there are: the connected ones by name, the built-in demo, and any video file."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from app.live.camera import Camera, FileCamera
from app.live.device_camera import DeviceCamera

DEMO = "demo"
DEVICE_PREFIX = "device:"
FILE_PREFIX = "file:"
VIDEO_SUFFIXES = (".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v", ".mpg", ".mpeg")


@dataclass(frozen=True, slots=True)
class Device:
    """A connected camera. index: OpenCV's number for it. path: the system's name of it, the same after a restart."""

    index: int
    name: str
    path: str

    @property
    def id(self) -> str:
        """What the settings keep."""
        return f"{DEVICE_PREFIX}{self.path}"


def devices() -> tuple[Device, ...]:
    """The connected cameras. Asks the system, which can take a moment: not on the window's thread."""
    import cv2
    from cv2_enumerate_cameras import enumerate_cameras, supported_backends

    wanted = {"win32": cv2.CAP_MSMF, "darwin": cv2.CAP_AVFOUNDATION}.get(sys.platform, cv2.CAP_V4L2)
    if wanted not in supported_backends:
        return ()
    found = (
        Device(camera.index, camera.name, camera.path or str(camera.index)) for camera in enumerate_cameras(wanted)
    )
    return tuple(sorted(found, key=lambda device: device.index))


def device_indexes() -> frozenset[int]:
    """OpenCV's numbers of the connected cameras."""
    return frozenset(device.index for device in devices())


def file_id(path: Path) -> str:
    """The identifier of a video file as a camera."""
    return f"{FILE_PREFIX}{path}"


def file_of(camera_id: str) -> Path | None:
    """The video file an identifier stands for, if it is one."""
    return Path(camera_id.removeprefix(FILE_PREFIX)) if camera_id.startswith(FILE_PREFIX) else None


def camera_of(camera_id: str, connected: tuple[Device, ...]) -> Camera | None:
    """The camera an identifier stands for; None for a device that is not connected.

    camera_id: `demo`, `file:PATH`, `device:PATH`; empty for the first connected camera.
    """
    if camera_id == DEMO:
        from app.live.demo_camera import DemoCamera

        return DemoCamera()
    if (path := file_of(camera_id)) is not None:
        return FileCamera(path)
    match = next((device for device in connected if camera_id in ("", device.id)), None)
    return DeviceCamera(match.index, match.name) if match is not None else None


def camera_named(word: str) -> Camera | None:
    """The camera that a person means on the command line: `demo`, a number, a name or part of one, or a video file."""
    if word == DEMO:
        return camera_of(DEMO, ())
    if Path(word).is_file():
        return FileCamera(Path(word))
    connected = devices()
    for device in connected:
        if word in (str(device.index), device.path, device.name):
            return DeviceCamera(device.index, device.name)
    for device in connected:
        if word.casefold() in device.name.casefold():
            return DeviceCamera(device.index, device.name)
    return None
