"""Cameras: the demo, video files, webcams that misbehave, and how they are named."""

from __future__ import annotations

import os
import threading
import time
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.live import camera_access, cameras
from app.live.camera import Camera, FileCamera, Pacer
from app.live.cameras import Device, camera_named, camera_of, file_id, file_of
from app.live.demo_camera import FPS, DemoCamera, demo_image, view_at
from app.live.device_camera import DeviceCamera
from app.portrait import enlarged_portrait
from ml.errors import PibuError, TroubleCode
from ml.types import RgbImage
from tests.fakes import FakeCapture, FakeClock

pytestmark = pytest.mark.alone

IMAGE = np.full((36, 64, 3), (10, 20, 200), np.uint8)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five 64 x 48 images, 50 a second, each redder than the one before."""
    path = tmp_path_factory.mktemp("film") / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 50.0, (64, 48))
    for number in range(5):
        writer.write(np.full((48, 64, 3), (0, 0, 50 * number), np.uint8))
    writer.release()
    return path


@pytest.fixture(scope="module")
def still() -> RgbImage:
    return enlarged_portrait()


def read_soon(camera: Camera, seconds: float = 5.0) -> RgbImage:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (image := camera.read(0.05)) is not None:
            return image
    raise AssertionError("no image came")


def trouble_of(camera: DeviceCamera, seconds: float = 3.0) -> PibuError:
    camera.open()
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            camera.read(0.05)
    except PibuError as trouble:
        return trouble
    finally:
        camera.close()
    raise AssertionError("nothing was said")


def test_pacer_keeps_the_pace_without_catching_up() -> None:
    clock = FakeClock(0.0)
    pacer = Pacer(10.0, clock, clock.sleep)
    times = []
    for _ in range(3):
        assert pacer.wait(1.0)
        times.append(clock.now)
    clock.sleep(5.0)
    for _ in range(2):
        assert pacer.wait(1.0)
        times.append(clock.now)
    assert times == pytest.approx([0.0, 0.1, 0.2, 5.2, 5.3])


def test_pacer_waits_no_longer_than_it_may() -> None:
    clock = FakeClock(0.0)
    pacer = Pacer(1.0, clock, clock.sleep)
    assert pacer.wait(0.1)
    assert not pacer.wait(0.1)
    assert clock.now == pytest.approx(0.1)


def test_demo_is_the_same_for_the_same_index_and_moves(still: RgbImage) -> None:
    first, again, later = demo_image(still, 7), demo_image(still, 7), demo_image(still, 90)
    assert first.shape == (720, 1280, 3)
    assert np.array_equal(first, again)
    assert np.abs(first.astype(int) - later).mean() > 2


def test_demo_moves_less_than_a_pixel_an_image() -> None:
    views = [view_at(index) for index in range(int(60 * FPS))]
    steps = [max(abs(b.x - a.x), abs(b.y - a.y)) for a, b in pairwise(views)]
    assert max(steps) < 1.0
    assert min(view.zoom for view in views) > 0.9


def test_demo_camera_delivers_thirty_images_a_second_nobody_can_change() -> None:
    camera = DemoCamera()
    start = time.monotonic()
    camera.open()
    images = [read_soon(camera) for _ in range(16)]
    assert time.monotonic() - start >= 15 / FPS
    with pytest.raises(ValueError, match="read-only"):
        images[0][0, 0, 0] = 1
    camera.close()
    assert camera.read(0.0) is None


def test_film_is_read_as_rgb_and_starts_again_after_its_end(film: Path) -> None:
    camera = FileCamera(film)
    camera.open()
    reds = [int(read_soon(camera)[..., 0].mean()) for _ in range(7)]
    camera.close()
    assert reds[:5] == pytest.approx([0, 50, 100, 150, 200], abs=6)
    assert reds[5:] == pytest.approx([0, 50], abs=6)
    assert camera.name == "film.avi"


def test_film_plays_at_its_own_pace(film: Path) -> None:
    camera = FileCamera(film)
    camera.open()
    read_soon(camera)
    start = time.monotonic()
    for _ in range(10):
        read_soon(camera)
    assert time.monotonic() - start >= 9 / 50
    camera.close()


@pytest.mark.parametrize("content", [None, b"", b"this is no film"])
def test_what_is_no_film_is_said_so(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.mp4"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PibuError) as error:
        FileCamera(path).open()
    assert error.value.code is TroubleCode.CAMERA_FILE_UNREADABLE


def test_device_delivers_rgb_and_is_released() -> None:
    capture = FakeCapture(reads=(IMAGE,))
    camera = DeviceCamera(0, "Cam", lambda index: capture)
    camera.open()
    assert read_soon(camera)[0, 0].tolist() == [200, 20, 10]
    camera.close()
    assert capture.released.wait(2)


def test_device_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cameras, "device_indexes", lambda: frozenset())
    trouble = trouble_of(DeviceCamera(97, "Cam", lambda index: FakeCapture(opened=False)))
    assert trouble.code is TroubleCode.CAMERA_NONE
    assert trouble.subject == "Cam"


def test_device_that_is_there_but_will_not_open_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cameras, "device_indexes", lambda: frozenset({97}))
    monkeypatch.setattr("app.live.device_camera.denied_access", lambda index: None)
    trouble = trouble_of(DeviceCamera(97, "Cam", lambda index: FakeCapture(opened=False)))
    assert trouble.code is TroubleCode.CAMERA_BUSY


def test_device_that_is_just_being_let_go_of_opens_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a page is left and entered again at once."""
    monkeypatch.setattr(cameras, "device_indexes", lambda: frozenset({97}))
    monkeypatch.setattr("app.live.device_camera.denied_access", lambda index: None)
    image = np.full((4, 6, 3), 100, np.uint8)
    captures = [FakeCapture(opened=False), FakeCapture(opened=False), FakeCapture(reads=(image,))]
    waiting = iter(captures)
    camera = DeviceCamera(97, "Cam", lambda index: next(waiting))
    camera.open()
    assert camera.read(5.0) is not None
    camera.close()
    assert all(capture.released.wait(2.0) for capture in captures)


def test_device_that_opens_but_never_reads_is_busy_within_two_seconds() -> None:
    start = time.monotonic()
    trouble = trouble_of(DeviceCamera(97, "Cam", lambda index: FakeCapture(reads=(None,))))
    assert trouble.code is TroubleCode.CAMERA_BUSY
    assert time.monotonic() - start < 2.0


def test_unplugged_device_has_gone_within_two_seconds() -> None:
    capture = FakeCapture(reads=(IMAGE, IMAGE, None))
    start = time.monotonic()
    assert trouble_of(DeviceCamera(97, "Cam", lambda index: capture)).code is TroubleCode.CAMERA_GONE
    assert time.monotonic() - start < 2.0
    assert capture.released.wait(2)


def test_device_that_hangs_while_reading_holds_nobody_up_and_is_let_go_later() -> None:
    stuck = threading.Event()
    capture = FakeCapture(reads=(IMAGE, stuck))
    camera = DeviceCamera(97, "Cam", lambda index: capture)
    camera.open()
    read_soon(camera)
    start = time.monotonic()
    assert camera.read(0.05) is None
    camera.close()
    assert time.monotonic() - start < 1.0
    assert not capture.released.is_set()
    stuck.set()
    assert capture.released.wait(2)


def test_device_that_takes_long_to_open_is_waited_for() -> None:
    def slow(index: int) -> FakeCapture:
        time.sleep(0.4)
        return FakeCapture(reads=(IMAGE,))

    camera = DeviceCamera(0, "Cam", slow)
    start = time.monotonic()
    camera.open()
    assert time.monotonic() - start < 0.2
    assert camera.read(0.05) is None
    read_soon(camera)
    camera.close()


def test_linux_device_file_that_may_not_be_read_is_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "video3").touch()
    assert camera_access.denied_access(3, "linux", tmp_path) is None
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert camera_access.denied_access(3, "linux", tmp_path) is TroubleCode.CAMERA_DENIED
    assert camera_access.denied_access(4, "linux", tmp_path) is None


def test_listed_camera_that_will_not_open_on_a_mac_is_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cameras, "device_indexes", lambda: frozenset({0}))
    assert camera_access.denied_access(0, "darwin") is TroubleCode.CAMERA_DENIED
    assert camera_access.denied_access(1, "darwin") is None


def test_identifiers_lead_back_to_cameras(film: Path) -> None:
    connected = (Device(0, "Front", "/dev/video0"), Device(2, "Desk", "/dev/video2"))
    names = [camera_of(each, connected) for each in ("", "demo", connected[1].id, file_id(film), "device:gone")]
    assert [one.name if one is not None else None for one in names] == ["Front", "demo", "Desk", "film.avi", None]
    assert file_of(file_id(film)) == film
    assert file_of("demo") is None


@pytest.mark.parametrize(
    ("word", "name"), [("demo", "demo"), ("2", "Desk"), ("front", "Front"), ("/dev/video2", "Desk"), ("none", None)]
)
def test_words_on_the_command_line_name_cameras(monkeypatch: pytest.MonkeyPatch, word: str, name: str | None) -> None:
    connected = (Device(0, "Front camera", "/dev/video0"), Device(2, "Desk", "/dev/video2"))
    monkeypatch.setattr(cameras, "devices", lambda: connected)
    camera = camera_named(word)
    assert (camera.name.split()[0] if camera is not None else None) == name


def test_a_film_is_named_by_its_path(film: Path) -> None:
    camera = camera_named(str(film))
    assert camera is not None
    assert camera.name == "film.avi"
