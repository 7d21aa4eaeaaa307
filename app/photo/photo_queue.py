"""Grades the open photos one after another in the background; one photo's failure doesn't stop the rest."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.models import AnalyzerSource
from app.photo.album import GradedPhoto, PhotoEntry, PhotoState, Reading
from app.photo.background import grade_photo, thumbnail_of
from app.photo.sources import PhotoSource
from app.tasks import Tasks
from ml.errors import PibuError
from ml.types import RgbImage

KEPT = 3
KEPT_PIXELS = 40_000_000


class PhotoQueue(QObject):
    """Holds the open photos and sends one at a time to the background thread.

    Signals: changed(PhotoEntry) one photo's state; graded(PhotoEntry, GradedPhoto); progressed(done, of) over the
    photos of the present run, (0, 0) when nothing is left to do. Pixels of the last KEPT photos (of large ones,
    fewer) stay in memory; an earlier photo is read and graded again when it is wanted.
    """

    changed = Signal(object)
    graded = Signal(object, object)
    progressed = Signal(int, int)

    def __init__(self, tasks: Tasks, analyzers: AnalyzerSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._analyzers = tasks, analyzers
        self._entries: dict[int, PhotoEntry] = {}
        self._waiting: deque[int] = deque()
        self._running: int | None = None
        self._again = False
        self._kept: OrderedDict[int, GradedPhoto] = OrderedDict()
        self._next_number, self._done, self._of = 1, 0, 0
        analyzers.ready.connect(lambda _: self._go_on())
        analyzers.failed.connect(self._give_up)

    @property
    def entries(self) -> tuple[PhotoEntry, ...]:
        """Every open photo in the order of opening."""
        return tuple(self._entries.values())

    @property
    def busy(self) -> bool:
        """Whether a photo is running or waiting."""
        return self._running is not None or bool(self._waiting)

    def entry(self, number: int) -> PhotoEntry | None:
        """One open photo."""
        return self._entries.get(number)

    def kept(self, number: int) -> GradedPhoto | None:
        """A photo's pixels and grades, if they are still in memory and read as is wanted now."""
        kept = self._kept.get(number)
        entry = self._entries.get(number)
        return kept if kept is not None and entry is not None and kept.reading == entry.reading else None

    def earlier(self, number: int) -> GradedPhoto | None:
        """A photo's pixels with grades from any reading of it, if they are still in memory."""
        return self._kept.get(number)

    def add(self, source: PhotoSource, reading: Reading) -> PhotoEntry:
        """Opens a photo and puts it at the end of the queue."""
        entry = PhotoEntry(self._next_number, source, reading)
        self._next_number += 1
        self._put(entry)
        self._enqueue(entry.number, first=False)
        return entry

    def want(self, number: int, reading: Reading | None = None) -> None:
        """Grades a photo next, anew when the reading is another; a photo that waits is put first."""
        entry = self._entries[number]
        if reading is not None and reading != entry.reading:
            entry = self._put(replace(entry, reading=reading))
        if number == self._running:
            self._again = True
            return
        if number in self._waiting:
            self._waiting.remove(number)
            self._waiting.appendleft(number)
            return
        self._put(replace(entry, state=PhotoState.WAITING, trouble=None))
        self._enqueue(number, first=True)

    def remove(self, number: int) -> None:
        """Closes a photo; one that is being graded is forgotten when it is done."""
        self._entries.pop(number, None)
        self._kept.pop(number, None)
        if number in self._waiting:
            self._waiting.remove(number)
            self._of -= 1
        self._tell()

    def cancel(self) -> None:
        """Takes every waiting photo out of the queue; the one that runs is finished."""
        dropped, self._waiting = tuple(self._waiting), deque()
        self._of -= len(dropped)
        for number in dropped:
            self._put(replace(self._entries[number], state=PhotoState.CANCELLED))
        self._tell()

    def _enqueue(self, number: int, first: bool) -> None:
        if not self.busy:
            self._done = self._of = 0
        self._of += 1
        if first:
            self._waiting.appendleft(number)
        else:
            self._waiting.append(number)
        self._tell()
        self._go_on()

    def _go_on(self) -> None:
        analyzer = self._analyzers.analyzer
        if self._running is not None or not self._waiting:
            return
        if analyzer is None:
            if self._analyzers.trouble is not None:
                self._give_up(self._analyzers.trouble)
            return
        entry = self._put(replace(self._entries[self._waiting.popleft()], state=PhotoState.RUNNING))
        self._running, self._again = entry.number, False
        known = self._known_pixels(entry.number)
        self._tasks.run(
            lambda: grade_photo(analyzer, entry.source, entry.reading, known),
            lambda photo: self._finished(entry.number, photo),
            lambda trouble: self._failed(entry.number, trouble),
            lambda: self._step(entry.number),
        )

    def _known_pixels(self, number: int) -> RgbImage | None:
        kept = self._kept.get(number)
        return kept.image if kept is not None else None

    def _step(self, number: int) -> None:
        """After each photo, even where a bug stopped it: nothing is left running, and the others go on."""
        self._running = None
        self._done += 1
        if (entry := self._entries.get(number)) is not None:
            self._entries[number] = replace(entry, state=PhotoState.NOT_GRADED)
        QTimer.singleShot(0, self, self._after)

    def _after(self) -> None:
        self._go_on()
        self._tell()

    def _finished(self, number: int, photo: GradedPhoto) -> None:
        entry = self._entries.get(number)
        if entry is not None:
            self._keep(number, photo)
            state = PhotoState.GRADED if photo.analysis.graded else PhotoState.NOT_GRADED
            thumbnail = entry.thumbnail or thumbnail_of(photo.image)
            entry = self._put(replace(entry, state=state, thumbnail=thumbnail, trouble=None))
            if self._again and entry.reading != photo.reading:
                self.want(number)
            else:
                self.graded.emit(entry, photo)

    def _failed(self, number: int, trouble: PibuError) -> None:
        entry = self._entries.get(number)
        if entry is not None:
            self._put(replace(entry, state=PhotoState.FAILED, trouble=trouble))

    def _give_up(self, trouble: PibuError) -> None:
        """Without classifiers no photo can be graded; the waiting ones say why."""
        dropped, self._waiting = tuple(self._waiting), deque()
        self._done += len(dropped)
        for number in dropped:
            self._put(replace(self._entries[number], state=PhotoState.FAILED, trouble=trouble))
        self._tell()

    def _keep(self, number: int, photo: GradedPhoto) -> None:
        self._kept[number] = photo
        self._kept.move_to_end(number)
        while len(self._kept) > KEPT or (len(self._kept) > 1 and self._pixels() > KEPT_PIXELS):
            self._kept.popitem(last=False)

    def _pixels(self) -> int:
        return sum(photo.analysis.width * photo.analysis.height for photo in self._kept.values())

    def _put(self, entry: PhotoEntry) -> PhotoEntry:
        self._entries[entry.number] = entry
        self.changed.emit(entry)
        return entry

    def _tell(self) -> None:
        self.progressed.emit(*((self._done, self._of) if self.busy else (0, 0)))
