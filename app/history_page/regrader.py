"""Grades kept photos again, one after another, and tells how far it is."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.history.ports import History
from app.history.records import Scan, ScanDraft
from app.history_page.regrading import grade_again
from app.notices import Notice
from app.services import Services
from ml.errors import PibuError

translate = QCoreApplication.translate
KEY = "regrading"


class Regrader(QObject):
    """finished(): nothing is left to grade again, or it was stopped by a failure."""

    finished = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._history: History | None = None
        self._waiting: deque[Scan] = deque()
        self._done = self._of = 0

    @property
    def busy(self) -> bool:
        """Whether any photo is left."""
        return self._history is not None

    def start(self, history: History, scans: tuple[Scan, ...]) -> None:
        """Grades these, after those that wait already."""
        if self._history is not None and history is self._history:
            self._waiting.extend(scans)
            self._of += len(scans)
            return
        self._history, self._waiting = history, deque(scans)
        self._done, self._of = 0, len(scans)
        self._next()

    def stop(self) -> None:
        """Drops what waits; a photo that is being graded is not kept."""
        self._history = None
        self._waiting.clear()

    def _next(self) -> None:
        history, analyzer = self._history, self._services.analyzers.analyzer
        if history is None:
            return
        if not self._waiting or analyzer is None:
            self._end()
            return
        scan = self._waiting.popleft()
        self._tell()
        self._services.tasks.run(
            lambda: grade_again(history, analyzer, scan), lambda draft: self._save(history, draft), self._fail
        )

    def _save(self, history: History, draft: ScanDraft | None) -> None:
        if history is not self._history:
            return
        if draft is None:
            self._step(history)
            return
        self._services.sign_in.tasks.run(
            lambda: history.save(draft), lambda _: self._step(history), self._fail, saves=True
        )

    def _step(self, history: History) -> None:
        if history is self._history:
            self._done += 1
            self._next()

    def _fail(self, trouble: PibuError) -> None:
        if self._history is not None:
            self._services.notices.post_trouble(trouble)
            self._end()

    def _end(self) -> None:
        done, of = self._done, self._of
        self.stop()
        self._services.notices.post(
            Notice(
                KEY,
                lambda: translate("History", "Graded again: {done} of {count}").format(done=done, count=of),
                lambda: translate("History", "The first grades are kept too.") if done else "",
            )
        )
        self.finished.emit()

    def _tell(self) -> None:
        done, of = self._done, self._of
        self._services.notices.post(
            Notice(
                KEY,
                lambda: translate("History", "Grading again… {done} of {count}").format(done=done + 1, count=of),
                lasting=True,
            )
        )
