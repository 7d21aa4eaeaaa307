"""Tells at the end of a run which photos failed and why, in one notice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.notices import Notice, NoticeKind, Notices
from app.photo.album import PhotoEntry, PhotoState
from app.text import trouble_text

translate = QCoreApplication.translate
KEY = "photo-failures"
LINES = 4


class FailureReport:
    """Collects the failures of a run of several photos; a single photo says for itself what is wrong."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices
        self._failed: list[PhotoEntry] = []
        self._of = 0

    def note(self, entry: PhotoEntry) -> None:
        """Remembers a photo that failed."""
        if entry.state is PhotoState.FAILED:
            self._failed.append(entry)

    def progressed(self, done: int, of: int) -> None:
        """At (0, 0) the run is over."""
        if of > 0:
            self._of = of
            return
        failed, self._failed = tuple(self._failed), []
        if failed and self._of > 1:
            self._notices.post(_notice(failed))
        self._of = 0

    def drop(self) -> None:
        """The notice goes when the page is left: on another one it has nothing to refer to, and the strip keeps the
        reasons.
        """
        self._notices.drop(KEY)


def _notice(failed: tuple[PhotoEntry, ...]) -> Notice:
    return Notice(KEY, _title(len(failed)), lambda: _reasons(failed), NoticeKind.WARNING, lasting=True)


def _title(count: int) -> Callable[[], str]:
    return lambda: translate("PhotoPage", "Photos that could not be graded: {count}").format(count=count)


def _reasons(failed: tuple[PhotoEntry, ...]) -> str:
    lines = [trouble_text(entry.trouble).title for entry in failed[:LINES] if entry.trouble is not None]
    if len(failed) > LINES:
        lines.append(translate("IssueList", "and {count} more").format(count=len(failed) - LINES))
    return "\n".join(lines)
