"""`pibu live`: the pipeline without a window, its numbers, its ends, and which camera a word means."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from PySide6.QtWidgets import QApplication

from app.__main__ import main
from app.cli import live
from app.cli.live import HeadlessViewer
from app.live.camera import Camera
from app.live.pipeline import LivePipeline
from ml.errors import PibuError, TroubleCode
from tests.fakes import FakeCamera, FakeGrader, FakeTracker
from tests.support import random_pack

pytestmark = pytest.mark.alone

NUMBERS = {
    "seconds",
    "captured_frames",
    "displayed_fps",
    "tracked_fps",
    "analyses_per_second",
    "dropped_frames",
    "missed_frames",
    "frame_age_p50_ms",
    "frame_age_p95_ms",
    "peak_memory_mb",
}


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def viewer_of(camera: Camera, seconds: float = 0.5) -> HeadlessViewer:
    pipeline = LivePipeline(camera, make_tracker=FakeTracker)
    pipeline.grade_with(FakeGrader())
    return HeadlessViewer(pipeline, seconds)


def test_the_viewer_takes_every_frame_until_its_time_is_over(qapp: QApplication) -> None:
    viewer = viewer_of(FakeCamera(fps=50), seconds=1.0)
    statistics = viewer.run()
    assert viewer.trouble is None
    assert viewer.analyses > 3
    assert 0.7 < statistics.seconds < 1.6
    assert 25 < statistics.displayed_fps <= 55
    assert statistics.dropped_frames < 10
    assert statistics.frame_age_p95_ms < 200


def test_a_camera_that_goes_ends_the_run_with_its_trouble(qapp: QApplication) -> None:
    viewer = viewer_of(FakeCamera(fps=50, trouble=PibuError(TroubleCode.CAMERA_GONE), fails_at=10), seconds=30.0)
    statistics = viewer.run()
    assert viewer.trouble is not None
    assert viewer.trouble.code is TroubleCode.CAMERA_GONE
    assert statistics.captured_frames == 10


def test_a_camera_without_a_first_frame_is_given_up(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "FIRST_FRAME_SECONDS", 0.3)
    viewer = viewer_of(FakeCamera(first_after=60.0), seconds=30.0)
    viewer.run()
    assert viewer.trouble is not None
    assert viewer.trouble.code is TroubleCode.CAMERA_SLOW


def test_the_demo_camera_runs_headless_and_prints_json(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A busy machine may need longer for its first analysis, and says so by status 1."""
    call = [
        "live",
        "--camera",
        "demo",
        "--headless",
        "--json",
        "--quality",
        "off",
        "--model",
        str(random_pack(tmp_path)),
    ]
    statuses = []
    for seconds in ("3", "12", "40"):
        capsys.readouterr()
        statuses.append(main([*call, "--seconds", seconds], qapp))
        if statuses[-1] == 0:
            break
    assert statuses[-1] == 0
    numbers = json.loads(capsys.readouterr().out)
    assert set(numbers) == NUMBERS
    assert numbers["displayed_fps"] > 5
    assert numbers["tracked_fps"] > 0
    assert numbers["peak_memory_mb"] > 50


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--json"], "--headless"),
        (["--headless", "--seconds", "0"], "--seconds"),
        (["--headless", "--seconds", "soon"], "--seconds"),
        (["--quality", "best"], "strict"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(["live", *arguments], qapp) == 2
    assert words in capsys.readouterr().err


def test_a_camera_that_is_not_there_is_said(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["live", "--headless", "--camera", "no such camera"], qapp) == 2
    assert "No camera" in capsys.readouterr().err


def test_without_headless_the_window_gets_the_camera(qapp: QApplication, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.touch()
    opened: list[str | None] = []

    def open_window(camera: str | None) -> int:
        opened.append(camera)
        return 0

    for arguments in ([], ["--camera", "demo"], ["--camera", str(film)]):
        assert live.run(arguments, open_window, qapp) == 0
    assert opened == [None, "demo", f"file:{film.resolve()}"]


def test_the_window_is_not_opened_for_a_camera_that_is_not_there(qapp: QApplication) -> None:
    assert live.run(["--camera", "no such camera"], lambda _: pytest.fail("opened the window"), qapp) == 2


LIVE = """
import sys
from app.__main__ import main
status = main(["live", "--headless", "--camera", "demo", "--seconds", "1.5", "--json", "--device", "cpu"])
print(status, *sorted({"torch", "timm", "torchvision", "pytorch_grad_cam"} & set(sys.modules)), file=sys.stderr)
"""


def test_a_live_scan_on_the_processor_does_without_torch() -> None:
    ended = subprocess.run([sys.executable, "-c", LIVE], capture_output=True, text=True, check=True)
    assert ended.stderr.split()[-1] in ("0", "1"), "its status is the last word: no library follows it"
    assert json.loads(ended.stdout)["captured_frames"] > 0


def test_the_device_of_the_window_is_a_setting(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["live", "--device", "cpu"], qapp) == 2
    assert "--headless" in capsys.readouterr().err


def test_an_unknown_device_is_a_wrong_call(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["live", "--headless", "--device", "abacus"], qapp) == 2
    assert "auto, cpu, cuda, torch" in capsys.readouterr().err
