"""Reads pages of scans and thumbnails in the background, last wanted first, so that a list can be scrolled freely."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.history.ports import History
from app.history.records import Scan, ScanFilter, Tag
from app.tasks import Tasks
from ml.errors import PibuError, TroubleCode

T = TypeVar("T")
PAGE = 25
PAGES_WAITING = 3
THUMBNAILS_WAITING = 32
AT_ONCE = 6
"""Thumbnails read in one go: about 10 ms of decrypting and decoding."""


@dataclass(frozen=True, slots=True, eq=False)
class _Thumbnails:
    """What was read in one go; None where there is none, or it is damaged."""

    pictures: tuple[tuple[str, QImage | None], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What a list needs first: which scans fit, how many there are, the tags in use, and the page to show.

    ids: newest first; a row of the list stands for one of them, whatever is saved or deleted meanwhile.
    """

    ids: tuple[str, ...]
    of: int
    tags: tuple[Tag, ...]
    top: int
    page: tuple[Scan, ...]


class Feeder(QObject):
    """page_ready(number, scans), thumbnail_ready(scan id, QImage | None), failed(trouble); outdated(): a scan of the
    list is gone, deleted elsewhere.

    What was wanted and not read yet may be dropped when newer wishes come: who still needs it asks again when it is
    painted. After open() and close() nothing of before arrives any more.
    """

    page_ready = Signal(int, object)
    thumbnail_ready = Signal(str, object)
    failed = Signal(object)
    outdated = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._history: History | None = None
        self._ids: tuple[str, ...] = ()
        self._round = 0
        self._busy = False
        self._pages: list[int] = []
        self._thumbnails: list[str] = []

    def open(self, history: History, ids: tuple[str, ...]) -> None:
        """From now on reads these scans."""
        self.close()
        self._history, self._ids = history, ids

    def close(self) -> None:
        """Reads nothing more."""
        self._round += 1
        self._history = None
        self._busy = False
        self._pages, self._thumbnails = [], []

    def want_page(self, number: int) -> None:
        """Scans number * PAGE and following."""
        self._pages = _last(self._pages, number, PAGES_WAITING)
        self._go_on()

    def want_thumbnail(self, scan_id: str) -> None:
        """A scan's small picture."""
        self._thumbnails = _last(self._thumbnails, scan_id, THUMBNAILS_WAITING)
        self._go_on()

    def _go_on(self) -> None:
        history = self._history
        if self._busy or history is None:
            return
        if self._pages:
            number = self._pages.pop()
            some = self._ids[number * PAGE : (number + 1) * PAGE]
            self._run(lambda: scans_of(history, some), lambda scans: self._tell_page(number, scans, some))
        elif self._thumbnails:
            self._thumbnails, ids = self._thumbnails[:-AT_ONCE], tuple(reversed(self._thumbnails[-AT_ONCE:]))
            self._run(lambda: _read(history, ids), self._tell_thumbnails)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        now, self._busy = self._round, True

        def finished() -> None:
            if now == self._round:
                self._busy = False

        def answer(value: T) -> None:
            if now == self._round:
                done(value)
                self._go_on()

        def failed(trouble: PibuError) -> None:
            if now == self._round:
                self.failed.emit(trouble)

        self._tasks.run(work, answer, failed, finished)

    def _tell_page(self, number: int, scans: tuple[Scan, ...], asked: tuple[str, ...]) -> None:
        if len(scans) < len(asked):
            self.outdated.emit()
        else:
            self.page_ready.emit(number, scans)

    def _tell_thumbnails(self, read: _Thumbnails) -> None:
        for scan_id, picture in read.pictures:
            self.thumbnail_ready.emit(scan_id, picture)


def _last(waiting: list[T], one: T, most: int) -> list[T]:
    return [*(other for other in waiting if other != one), one][-most:]


def _read(history: History, scan_ids: tuple[str, ...]) -> _Thumbnails:
    return _Thumbnails(tuple((scan_id, _thumbnail(history, scan_id)) for scan_id in scan_ids))


def _thumbnail(history: History, scan_id: str) -> QImage | None:
    try:
        content = history.thumbnail(scan_id)
    except PibuError as trouble:
        if trouble.code not in (TroubleCode.PICTURE_DAMAGED, TroubleCode.SCAN_GONE):
            raise
        return None
    picture = QImage.fromData(content) if content is not None else QImage()
    return None if picture.isNull() else picture


def scans_of(history: History, ids: tuple[str, ...]) -> tuple[Scan, ...]:
    """The scans with these ids that are there, in this order."""
    return tuple(whole.scan for whole in history.whole(ids))


def counted(history: History, wanted: ScanFilter, top: int) -> Counted:
    """Counts, and reads the page that row `top` is on."""
    ids = history.ids(wanted)
    top = min(top, max(0, len(ids) - 1))
    first = top // PAGE * PAGE
    return Counted(ids, history.count(), history.tags(), top, scans_of(history, ids[first : first + PAGE]))
