"""What was deleted on the History page and can be brought back until the page is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.history.ports import History
from app.tasks import Tasks
from ml.errors import PibuError


class Bin(QObject):
    """changed(how many scans are in it), deleted(), brought_back(), failed(trouble)."""

    changed = Signal(int)
    deleted = Signal()
    brought_back = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, present: Callable[[], History | None], parent: QObject | None = None) -> None:
        """present: the history that is open now; what became of another one's scans is not told."""
        super().__init__(parent)
        self._tasks, self._present = tasks, present
        self._ids: list[tuple[str, ...]] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be brought back."""
        return not self._ids

    def delete(self, ids: tuple[str, ...]) -> None:
        """Takes scans out of sight."""
        history = self._present()
        if history is None or not ids:
            return

        def done() -> None:
            self._ids.append(ids)
            self._tell()
            self.deleted.emit()

        self._run(history, lambda: history.delete(ids), done, lambda: None)

    def undo(self) -> None:
        """Brings back what was deleted last; if that fails, it can be tried again."""
        history = self._present()
        if history is None or not self._ids:
            return
        ids = self._ids.pop()
        self._tell()

        def kept() -> None:
            self._ids.append(ids)
            self._tell()

        self._run(history, lambda: history.undelete(ids), self.brought_back.emit, kept)

    def empty(self, history: History | None) -> None:
        """Destroys what is in it."""
        if history is not None and self._ids:
            self._tasks.run(history.purge, lambda _: None, self.failed.emit, saves=True)
        self._ids = []
        self._tell()

    def _run(
        self, history: History, work: Callable[[], None], done: Callable[[], None], not_done: Callable[[], None]
    ) -> None:
        def answer(_: None) -> None:
            if history is self._present():
                done()

        def failed(trouble: PibuError) -> None:
            if history is self._present():
                not_done()
            self.failed.emit(trouble)

        self._tasks.run(work, answer, failed, saves=True)

    def _tell(self) -> None:
        self.changed.emit(sum(len(ids) for ids in self._ids))
