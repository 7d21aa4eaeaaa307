"""`pibu live`: opens the live page with a camera, or with --headless runs the live pipeline without a window."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Slot

from app.cli.parsing import GRADED, NOTHING_DONE, SOME_NOT_GRADED, Parser, run_command, say, say_trouble
from app.live.frames import CameraState, CameraStatus
from app.settings import read_settings, settings_file
from ml.device import Device
from ml.errors import PibuError, TroubleCode
from ml.types import QualityMode

if TYPE_CHECKING:
    from app.live.meter import LiveStatistics
    from app.live.pipeline import LivePipeline

FIRST_FRAME_SECONDS = 20.0

translate = QCoreApplication.translate


def run(
    argv: Sequence[str], open_window: Callable[[str | None], int], application: QCoreApplication | None = None
) -> int:
    """The command. Returns the exit status: 0 fine, 1 nothing was graded or the camera stopped, 2 nothing done.

    open_window: opens the window with a camera (None: the one chosen there before) and returns its exit status.
    """
    windows: list[str | None] = []
    status = run_command(argv, application, lambda: _command(argv, windows.append))
    return open_window(windows[0]) if windows else status


def _command(argv: Sequence[str], want_window: Callable[[str | None], None]) -> int:
    arguments = _parse(argv)
    try:
        if arguments.headless:
            return _run_headless(arguments)
        want_window(_camera_id(arguments.camera))
    except PibuError as trouble:
        if trouble.code is not TroubleCode.CAMERA_NONE:
            raise
        say_trouble(trouble)
        say(translate("Cli", "“--camera demo” needs no camera."))
        return NOTHING_DONE
    return GRADED


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = Parser(
        "live",
        translate("Cli", "Grade skin live from a camera. Pibu is not a medical device."),
        translate("Cli", "Exit status: 0 fine, 1 no frame was graded or the camera stopped, 2 nothing was done."),
    )
    parser.add_argument(
        "--camera",
        metavar="NAME",
        default="",
        help=translate("Cli", "demo, a video file, or a camera's number or name (default: the first camera)"),
    )
    parser.add_argument(
        "--headless", action="store_true", help=translate("Cli", "run without a window and print how fast it was")
    )
    parser.add_argument(
        "--seconds", type=float, default=10.0, help=translate("Cli", "how long to run without a window (default: 10)")
    )
    parser.add_argument("--json", action="store_true", help=translate("Cli", "print JSON instead of a table"))
    parser.add_quality()
    parser.add_model()
    parser.add_device()
    arguments = parser.parse(argv)
    if not 0 < arguments.seconds <= 86_400:
        parser.error(translate("Cli", "--seconds must be more than 0 and at most 86400"))
    if arguments.json and not arguments.headless:
        parser.error(translate("Cli", "--json needs --headless"))
    arguments.quality = parser.one_of(QualityMode, arguments.quality)
    arguments.device = parser.one_of(Device, arguments.device)
    if arguments.device is not Device.AUTO and not arguments.headless:
        parser.error(translate("Cli", "--device needs --headless; the window has a setting for it"))
    return arguments


def _camera_id(word: str) -> str | None:
    """What the window calls the camera that a person means; None for the one chosen there before.

    Raises:
        PibuError: CAMERA_NONE.
    """
    from app.live.cameras import DEMO, devices, file_id

    if word in ("", DEMO):
        return word or None
    if Path(word).is_file():
        return file_id(Path(word).resolve())
    for device in devices():
        if word in (str(device.index), device.path) or word.casefold() in device.name.casefold():
            return device.id
    raise PibuError(TroubleCode.CAMERA_NONE, word)


def _run_headless(arguments: argparse.Namespace) -> int:
    from app.live.cameras import camera_named, camera_of, devices
    from app.live.pipeline import LivePipeline
    from app.models import threads
    from app.packs import chosen_folder
    from ml.open import open_analyzer

    camera = camera_named(arguments.camera) if arguments.camera else camera_of("", devices())
    if camera is None:
        raise PibuError(TroubleCode.CAMERA_NONE, arguments.camera)
    with ExitStack() as stack:
        pack = arguments.model or chosen_folder(read_settings(settings_file()).model)
        analyzer = open_analyzer(pack, arguments.device, threads(), told=say_trouble)
        stack.callback(analyzer.close)
        pipeline = LivePipeline(camera, arguments.quality)
        stack.callback(pipeline.stop)
        pipeline.grade_with(analyzer.for_video())
        viewer = HeadlessViewer(pipeline, arguments.seconds)
        statistics = viewer.run()
    print(_json(statistics) if arguments.json else _table(statistics), flush=True)
    if viewer.trouble is not None:
        say_trouble(viewer.trouble)
    return GRADED if viewer.trouble is None and viewer.analyses else SOME_NOT_GRADED


class HeadlessViewer(QObject):
    """Stands in for the window: takes what the pipeline makes, as often as a window would, and shows nothing.

    The time runs from the first frame on; a camera that gives none in FIRST_FRAME_SECONDS ends it.
    """

    def __init__(self, pipeline: LivePipeline, seconds: float) -> None:
        super().__init__()
        self.trouble: PibuError | None = None
        self.analyses = 0
        self._pipeline = pipeline
        self._loop = QEventLoop()
        self._time = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._patience = QTimer(self, singleShot=True, interval=round(FIRST_FRAME_SECONDS * 1000))
        self._heartbeat = QTimer(self, interval=200)  # lets Ctrl-C through
        self._heartbeat.timeout.connect(lambda: None)
        self._time.timeout.connect(self._loop.quit)
        self._patience.timeout.connect(self._no_first_frame)
        pipeline.frame_ready.connect(self._show)
        pipeline.tracked_ready.connect(pipeline.take_tracked)
        pipeline.graded_ready.connect(self._count)
        pipeline.camera_changed.connect(self._camera_changed)
        pipeline.troubled.connect(self._end_with)

    def run(self) -> LiveStatistics:
        """Runs until the time is over or the camera gives up. Returns what was achieved."""
        self._patience.start()
        self._heartbeat.start()
        self._pipeline.start()
        self._loop.exec()
        statistics = self._pipeline.statistics()
        self._pipeline.stop()
        return statistics

    @Slot()
    def _show(self) -> None:
        frame = self._pipeline.take_frame()
        if frame is None:
            return
        self._pipeline.meter.displayed(frame.time, time.monotonic())
        if not self._time.isActive():
            self._patience.stop()
            self._time.start()

    @Slot()
    def _count(self) -> None:
        graded = self._pipeline.take_graded()
        self.analyses += graded is not None and graded.analysis.graded

    @Slot(object)
    def _camera_changed(self, status: CameraStatus) -> None:
        if status.trouble is not None and status.state is CameraState.STOPPED:
            self._end_with(status.trouble)

    @Slot()
    def _no_first_frame(self) -> None:
        self._end_with(PibuError(TroubleCode.CAMERA_SLOW))

    @Slot(object)
    def _end_with(self, trouble: PibuError) -> None:
        self.trouble = trouble
        self._loop.quit()


def _json(statistics: LiveStatistics) -> str:
    return json.dumps({name: round(value, 2) for name, value in asdict(statistics).items()}, indent=2)


def _table(statistics: LiveStatistics) -> str:
    rows = (
        (translate("Cli", "seconds"), f"{statistics.seconds:.1f}"),
        (translate("Cli", "frames shown a second"), f"{statistics.displayed_fps:.1f}"),
        (translate("Cli", "frames tracked a second"), f"{statistics.tracked_fps:.1f}"),
        (translate("Cli", "analyses a second"), f"{statistics.analyses_per_second:.1f}"),
        (translate("Cli", "frames dropped"), f"{statistics.dropped_frames}"),
        (translate("Cli", "frames without landmarks"), f"{statistics.missed_frames}"),
        (translate("Cli", "frame age when shown, median"), f"{statistics.frame_age_p50_ms:.1f} ms"),
        (translate("Cli", "frame age when shown, 95%"), f"{statistics.frame_age_p95_ms:.1f} ms"),
        (translate("Cli", "most memory held"), f"{statistics.peak_memory_mb:.0f} MiB"),
    )
    from app.cli.table import padded, width

    columns = max(width(name) for name, _ in rows)
    return "\n".join(f"{padded(name, columns)}  {value}" for name, value in rows)
