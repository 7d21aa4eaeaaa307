"""The same pixels get the same grades in the photo page, from `pibu scan`, and as a frame of a video."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.__main__ import main
from app.live.cameras import camera_of, file_id
from app.live.demo_camera import demo_image
from app.live.frames import Graded
from app.live.pipeline import LivePipeline
from app.live.tracker import FaceTracker
from app.photo.photo_page import PhotoPage
from app.portrait import enlarged_portrait
from app.services import Services
from ml.analyzer import Analyzer
from ml.types import Analysis, Attribute, Frame, QualityMode, RgbImage

TOLERANCE = 0.02
FRAMES = 12

Expected = dict[Attribute, float | None]


def expected(analysis: Analysis) -> Expected:
    """Each attribute's expected grade, None where it abstains."""
    return {a.attribute: None if a.grade is None else a.grade.expected for a in analysis.attributes}


def assert_same(one: Expected, other: Expected) -> None:
    """The same attributes abstain, and no expected grade differs by more than TOLERANCE."""
    assert list(one) == list(other) == list(Attribute)
    apart = {a: (one[a], other[a]) for a in one if not _near(one[a], other[a])}
    assert not apart
    assert sum(grade is not None for grade in one.values()) >= 4, "too little was graded to compare"


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE


@pytest.fixture(scope="module")
def of_photo(analyzer: Analyzer, picture: RgbImage) -> Expected:
    """What the analyzer says of the pixels."""
    return expected(analyzer.analyze_photo(picture))


@pytest.fixture
def film(picture: RgbImage, tmp_path: Path) -> Path:
    """The pixels as a film that loses nothing (FFV1)."""
    path = tmp_path / "portrait.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"FFV1"), 10, (picture.shape[1], picture.shape[0]))
    assert writer.isOpened()
    for _ in range(FRAMES):
        writer.write(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    writer.release()
    return path


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[PhotoPage]:
    """The photo page, shown."""
    one = PhotoPage(services)
    qtbot.addWidget(one)
    one.resize(1040, 680)
    one.show()
    one.enter()
    yield one
    one.close_down()


def test_the_window(page: PhotoPage, qtbot: QtBot, photo: Path, of_photo: Expected) -> None:
    page.intake.open_paths((photo,))
    qtbot.waitUntil(lambda: len(page.queue.entries) == 1 and not page.queue.busy, timeout=60_000)
    shown = page.work.view.photo
    assert shown is not None
    assert_same(expected(shown.analysis), of_photo)


def test_the_command(photo: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str], of_photo: Expected) -> None:
    assert main(["scan", str(photo), "--json"], qapp) == 0
    attributes = json.loads(capsys.readouterr().out)["attributes"]
    assert_same({attribute: attributes[attribute.value]["expected"] for attribute in Attribute}, of_photo)


def test_a_frame_of_a_video(analyzer: Analyzer, film: Path, qtbot: QtBot, of_photo: Expected) -> None:
    """Through the camera, the tracking and the grading thread, not only the first frame."""
    camera = camera_of(file_id(film), ())
    assert camera is not None
    pipeline = LivePipeline(camera, QualityMode.NORMAL)
    graded: list[Graded] = []
    pipeline.graded_ready.connect(lambda: graded.extend(g for g in (pipeline.take_graded(),) if g is not None))
    pipeline.grade_with(analyzer.for_video())
    pipeline.start()
    try:
        qtbot.waitUntil(lambda: len(graded) >= 3, timeout=60_000)
    finally:
        pipeline.stop()
    assert graded[-1].tracked.frame.index > 0
    for one in graded:
        assert_same(expected(one.analysis), of_photo)


def test_a_face_that_moved_before(analyzer: Analyzer) -> None:
    """Following a face through a film leaves no trace of the frames before in a frame's grades."""
    still, tracker = enlarged_portrait(), FaceTracker()
    try:
        for index in range(FRAMES):
            image = demo_image(still, 3 * index)
            tracked = tracker.look(Frame(image, index, index / 30), QualityMode.NORMAL)
    finally:
        tracker.close()
    found = analyzer.find_faces(image)
    assert len(tracked.faces) == len(found) == 1
    assert np.abs(tracked.faces[0].landmarks - found[0].landmarks).max() < 0.1
    live = analyzer.analyze(image, tracked.face, 1, ())
    assert_same(expected(live), expected(analyzer.analyze_photo(image)))
