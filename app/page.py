"""The base of every page in the main window: told when it is shown and left, and when the language changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """A page. The window calls enter() when it becomes visible, leave() when another takes its place or the
    window closes, and close_down() once at the end. None of them may block for long.
    elsewhere(PageKind): the user wants to go to another page.
    """

    elsewhere = Signal(object)

    def enter(self) -> None:
        """The page is now the visible one."""

    def leave(self) -> None:
        """Another page takes over: stop cameras and timers."""

    def renew(self) -> None:
        """The history has other scans than a moment ago; only the visible page is told."""

    def close_down(self) -> None:
        """The program ends: stop every thread. Safe to call twice."""
        self.leave()

    def take_files(self, files: tuple[Path, ...]) -> None:
        """Files that were handed over from outside; a page that shows none leaves them."""

    def retranslate(self) -> None:
        """Sets every text again; called once the language has changed."""

    def changeEvent(self, event: QEvent) -> None:
        """Passes a change of language on to retranslate()."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
