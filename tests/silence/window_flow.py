"""Uses every page of the real window once, off screen: `python -m tests.silence.window_flow PHOTO`."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.application import Shell
from app.garbage import WindowThreadGarbage
from app.history.records import ScanFilter
from app.history_page.history_page import HistoryPage
from app.history_page.saving import all_shown
from app.keeping.keeper import KeepState
from app.live.director import LivePhase
from app.live.live_page import LivePage
from app.pages import PageKind
from app.photo.album import PhotoState
from app.photo.photo_page import PhotoPage
from app.saving.request import FileForm
from app.settings import Settings
from ml.errors import PibuError
from tests.app.saving.answers import AnsweringDialogs
from tests.walk import Script, for_seconds, walk


def flow(shell: Shell, photo: Path) -> Script:
    """Start, live scan, profile, keep, history, report, trends, compare, photo, settings, lock."""
    services, window = shell.services, shell.window
    services.settings.put(Settings(camera="demo", auto_shutter=False))
    shell.open()
    yield lambda: isinstance(window.page, LivePage) and services.analyzers.analyzer is not None
    live = window.page
    assert isinstance(live, LivePage)
    yield lambda: live.director.phase is LivePhase.LIVE
    while live.director.phase is not LivePhase.FROZEN:
        if live.director.phase is LivePhase.LIVE:
            live.director.take()
        yield for_seconds(0.2)
    services.sign_in.by_new_profile("Jimin", "a quiet sentence of words", lambda: None, _fail)
    yield lambda: services.sign_in.history is not None
    live.keeper.keep()
    yield lambda: live.keeper.state is KeepState.ASKING
    live.keeper.answer(pictures=True)
    yield lambda: live.keeper.state is KeepState.KEPT
    history = window.show_page(PageKind.HISTORY)
    assert isinstance(history, HistoryPage)
    yield lambda: history.model.rowCount() == 1
    history.saver.dialogs = dialogs = AnsweringDialogs(photo.parent)
    for form in FileForm:
        history.saver.save(all_shown(ScanFilter()), form, True, history)
        yield lambda: not history.saver.work.busy and dialogs.last.exists()
    for kind in (PageKind.TRENDS, PageKind.COMPARE):
        window.show_page(kind)
        yield for_seconds(0.3)
    page = window.show_page(PageKind.PHOTO)
    assert isinstance(page, PhotoPage)
    page.intake.open_paths((photo,))
    yield lambda: [entry.state for entry in page.queue.entries] == [PhotoState.GRADED]
    window.show_settings()
    yield for_seconds(0.2)
    services.sign_in.lock()
    yield lambda: services.sign_in.history is None
    print("all pages used", flush=True)


def _fail(trouble: PibuError) -> None:
    raise trouble


def main() -> int:
    """Returns 0 when every page did what was asked of it."""
    application = QApplication(sys.argv[:1])
    shell = Shell(application)
    garbage = WindowThreadGarbage()
    status = walk(application, shell, flow(shell, Path(sys.argv[1])))
    garbage.stop()
    return status


if __name__ == "__main__":
    sys.exit(main())
