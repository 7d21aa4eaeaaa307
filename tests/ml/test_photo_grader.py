"""A PhotoGrader turns photo files into rows: the grades of the analyzer, the content's hash, or a trouble's code."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ml.analyzer import Analyzer
from ml.errors import TroubleCode
from ml.open import open_analyzer
from ml.photo_grader import GradedPhoto, GradingOrder, PhotoGrader
from ml.photo_report import photo_report
from ml.types import QualityMode
from tests.faces import portrait


@pytest.fixture(scope="module")
def grader(content: bytes) -> Iterator[PhotoGrader]:
    """One with the shipped pack."""
    with PhotoGrader(GradingOrder()) as opened:
        opened.grade(content)  # whatever starts at first use starts before any test counts threads
        yield opened


@pytest.fixture(scope="module")
def analyzer() -> Iterator[Analyzer]:
    """An analyzer of its own, as the photo page has."""
    opened = open_analyzer()
    opened.find_faces(np.zeros((64, 64, 3), np.uint8))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def content() -> bytes:
    """A portrait as a PNG file's bytes."""
    file = BytesIO()
    Image.fromarray(portrait()).save(file, "PNG")
    return file.getvalue()


def test_a_row_is_the_analyzers_report_with_the_contents_hash(
    grader: PhotoGrader, analyzer: Analyzer, content: bytes, tmp_path: Path
) -> None:
    photo = tmp_path / "anna.png"
    photo.write_bytes(content)
    row = grader.grade(photo)
    expected = photo_report(str(photo), analyzer.analyze_photo(portrait(), QualityMode.NORMAL))
    assert row.report == expected
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert row.graded
    assert row.trouble is None
    assert expected.model == grader.model
    by_bytes = grader.grade(content, str(photo))
    assert by_bytes == row


def test_rows_and_orders_travel_between_processes(grader: PhotoGrader, content: bytes) -> None:
    order = GradingOrder(quality=QualityMode.STRICT)
    row = grader.grade(content, "a.png")
    assert pickle.loads(pickle.dumps((order, row))) == (order, row)


@pytest.mark.parametrize(
    ("unfit", "code"),
    [(b"", TroubleCode.PHOTO_EMPTY), (b"no photo at all", TroubleCode.PHOTO_NOT_AN_IMAGE)],
)
def test_trouble_is_a_code(grader: PhotoGrader, unfit: bytes, code: TroubleCode) -> None:
    row = grader.grade(unfit, "x.jpg")
    sha256 = hashlib.sha256(unfit).hexdigest() if unfit else None
    assert (row.photo, row.sha256, row.report, row.trouble, row.graded) == ("x.jpg", sha256, None, code, False)


def test_a_missing_file_and_a_picture_without_a_face(grader: PhotoGrader, tmp_path: Path) -> None:
    gone = tmp_path / "gone.jpg"
    row = grader.grade(gone)
    assert row == GradedPhoto(str(gone), None, None, TroubleCode.PHOTO_MISSING, row.detail)
    wall = tmp_path / "wall.png"
    Image.fromarray(np.full((200, 300, 3), 128, np.uint8)).save(wall)
    report = grader.grade(wall).report
    assert report is not None
    assert report.issues == ("no_face",)
    assert not grader.grade(wall).graded
