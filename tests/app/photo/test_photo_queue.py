"""The queue: bad photos among good ones, cancel, order, memory, and a photo wanted again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.photo.album import GradedPhoto, PhotoEntry, PhotoState, Reading
from app.photo.photo_queue import KEPT, PhotoQueue
from app.photo.sources import PhotoSource, file_source
from ml.errors import PibuError, TroubleCode
from ml.photo_file import read_photo
from ml.types import Attribute, QualityMode, Region, RgbImage
from tests.app.photo.fakes import Bench, plain_photo

READING = Reading(QualityMode.NORMAL)


@pytest.fixture
def queue(bench: Bench, qtbot: QtBot) -> PhotoQueue:
    """A queue whose analyzer is ready."""
    with qtbot.waitSignal(bench.services.analyzers.ready):
        bench.services.analyzers.start()
    return PhotoQueue(bench.tasks, bench.services.analyzers)


def photo(path: Path, red: int = 120) -> Path:
    """A good photo file."""
    Image.fromarray(plain_photo(red)).save(path)
    return path


def states(queue: PhotoQueue) -> list[PhotoState]:
    """Of every photo, in order."""
    return [entry.state for entry in queue.entries]


def test_bad_photos_do_not_stop_the_good_ones(queue: PhotoQueue, qtbot: QtBot, tmp_path: Path) -> None:
    """Empty, cut short, mislabelled and missing photos each say why; the rest is graded."""
    good = photo(tmp_path / "good.png")
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "cut.png").write_bytes(good.read_bytes()[:200])
    (tmp_path / "notes.jpg").write_text("not a picture at all")
    names = ("good.png", "empty.jpg", "cut.png", "notes.jpg", "missing.jpg", "last.jpg")
    photo(tmp_path / "last.jpg", 250)
    for name in names:
        queue.add(file_source(tmp_path / name, read_photo), READING)
    qtbot.waitUntil(lambda: not queue.busy)
    failed = PhotoState.FAILED
    assert states(queue) == [PhotoState.GRADED, failed, failed, failed, failed, PhotoState.GRADED]
    codes = [entry.trouble.code for entry in queue.entries if entry.trouble is not None]
    assert codes == [
        TroubleCode.PHOTO_EMPTY,
        TroubleCode.PHOTO_DAMAGED,
        TroubleCode.PHOTO_NOT_AN_IMAGE,
        TroubleCode.PHOTO_MISSING,
    ]
    last = queue.kept(6)
    assert last is not None
    grade = last.analysis.of(Attribute.OIL).grade
    assert grade is not None
    assert grade.value == 4


def test_cancel_keeps_what_is_done_and_drops_what_waits(
    queue: PhotoQueue, bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    """The running photo is finished, the others can be graded later."""
    bench.analyzer.gate.clear()
    for index in range(4):
        queue.add(file_source(photo(tmp_path / f"{index}.png"), read_photo), READING)
    assert bench.analyzer.entered.wait(5)
    queue.cancel()
    assert states(queue) == [PhotoState.RUNNING] + [PhotoState.CANCELLED] * 3
    bench.analyzer.gate.set()
    qtbot.waitUntil(lambda: not queue.busy)
    assert states(queue) == [PhotoState.GRADED] + [PhotoState.CANCELLED] * 3
    queue.want(3)
    qtbot.waitUntil(lambda: not queue.busy)
    assert states(queue)[2] is PhotoState.GRADED


def test_progress_counts_to_the_end(queue: PhotoQueue, qtbot: QtBot, tmp_path: Path) -> None:
    """Of three photos, then (0, 0)."""
    told: list[tuple[int, int]] = []
    queue.progressed.connect(lambda done, of: told.append((done, of)))
    for index in range(3):
        queue.add(file_source(photo(tmp_path / f"{index}.png"), read_photo), READING)
    qtbot.waitUntil(lambda: bool(told) and told[-1] == (0, 0))
    assert (1, 3) in told
    assert (2, 3) in told
    assert max(done for done, _ in told) < 3


def test_the_wanted_photo_comes_next(queue: PhotoQueue, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """Choosing a waiting photo puts it before the others."""
    order: list[int] = []
    queue.graded.connect(lambda entry, _: order.append(entry.number))
    bench.analyzer.gate.clear()
    for index in range(4):
        queue.add(file_source(photo(tmp_path / f"{index}.png"), read_photo), READING)
    assert bench.analyzer.entered.wait(5)
    queue.want(4)
    bench.analyzer.gate.set()
    qtbot.waitUntil(lambda: len(order) == 4)
    assert order == [1, 4, 2, 3]


def test_pixels_of_a_few_photos_only_are_kept(queue: PhotoQueue, qtbot: QtBot, tmp_path: Path) -> None:
    """Two hundred holiday photos must not fill the memory; an early one is graded again when wanted."""
    for index in range(KEPT + 2):
        queue.add(file_source(photo(tmp_path / f"{index}.png"), read_photo), READING)
    qtbot.waitUntil(lambda: not queue.busy)
    assert [queue.kept(n) is not None for n in range(1, KEPT + 3)] == [False, False] + [True] * KEPT
    queue.want(1)
    qtbot.waitUntil(lambda: queue.kept(1) is not None)
    assert all(entry.thumbnail is not None for entry in queue.entries)


def test_another_reading_of_the_running_photo_is_done_after_it(
    queue: PhotoQueue, bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    """The face is picked while the photo is still being graded: only the second reading is shown."""
    shown: list[GradedPhoto] = []
    queue.graded.connect(lambda _, found: shown.append(found))
    bench.analyzer.gate.clear()
    entry = queue.add(file_source(photo(tmp_path / "a.png"), read_photo), READING)
    assert bench.analyzer.entered.wait(5)
    queue.want(entry.number, Reading(QualityMode.NORMAL, close_up=Region.CHIN))
    bench.analyzer.gate.set()
    qtbot.waitUntil(lambda: bool(shown))
    assert [found.reading.close_up for found in shown] == [Region.CHIN]
    assert bench.analyzer.calls == [(QualityMode.NORMAL, None, None), (QualityMode.NORMAL, None, Region.CHIN)]


def test_a_removed_photo_is_forgotten(queue: PhotoQueue, bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """Even while it is being graded."""
    seen: list[PhotoEntry] = []
    queue.graded.connect(lambda entry, _: seen.append(entry))
    bench.analyzer.gate.clear()
    entry = queue.add(file_source(photo(tmp_path / "a.png"), read_photo), READING)
    assert bench.analyzer.entered.wait(5)
    queue.remove(entry.number)
    bench.analyzer.gate.set()
    qtbot.waitUntil(lambda: not queue.busy)
    assert queue.entries == ()
    assert seen == []


def test_photos_wait_for_the_classifiers(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """Opened before loading is done: graded as soon as it is."""
    queue = PhotoQueue(bench.tasks, bench.services.analyzers)
    queue.add(file_source(photo(tmp_path / "a.png"), read_photo), READING)
    qtbot.wait(50)
    assert states(queue) == [PhotoState.WAITING]
    bench.services.analyzers.start()
    qtbot.waitUntil(lambda: states(queue) == [PhotoState.GRADED])


def test_without_classifiers_each_photo_says_why(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    """Waiting photos fail with the loading's trouble, later ones too; they can be graded after a repair."""
    trouble = PibuError(TroubleCode.CHECKPOINT_MISSING, "oil.safetensors")
    queue = PhotoQueue(bench.tasks, bench.services.analyzers)
    queue.add(file_source(photo(tmp_path / "a.png"), read_photo), READING)
    bench.services.analyzers.failed.emit(trouble)
    assert states(queue) == [PhotoState.FAILED]
    assert queue.entries[0].trouble is trouble
    queue.want(1)
    bench.services.analyzers.start()
    qtbot.waitUntil(lambda: states(queue) == [PhotoState.GRADED])


def test_a_bug_in_one_photo_does_not_stop_the_queue(queue: PhotoQueue, qtbot: QtBot, tmp_path: Path) -> None:
    """The bug is raised for the log; the next photo is graded."""

    def broken() -> RgbImage:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        queue.add(PhotoSource("bug", broken), READING)
        queue.add(file_source(photo(tmp_path / "a.png"), read_photo), READING)
        qtbot.waitUntil(lambda: not queue.busy)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert states(queue) == [PhotoState.NOT_GRADED, PhotoState.GRADED]


def test_large_photos_are_not_all_kept(queue: PhotoQueue, qtbot: QtBot) -> None:
    """Two photos of 24 megapixels: the newer stays."""
    large = plain_photo(120, 6000, 4000)
    for name in ("one", "two"):
        queue.add(PhotoSource(name, lambda: large), READING)
    qtbot.waitUntil(lambda: not queue.busy, timeout=20_000)
    assert [queue.kept(n) is not None for n in (1, 2)] == [False, True]
