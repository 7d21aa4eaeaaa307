"""Pictures of the real window for the README: `python -m app.screenshots --out docs/images`.

Shows the Live page with the demo camera and the Photo page with the openly licensed sample portrait, graded by
the real classifiers, then the pages of a history with a year of example scans, the dialog about one's own data, and two
pages of a report; light and dark, Korean and English.
Uses settings and a history of its own, never the user's.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.application import Shell
from app.compare.compare_page import ComparePage
from app.example_shelf import ExampleShelf
from app.history.folders import FOLDER_VARIABLE
from app.history_page.history_page import HistoryPage
from app.live.director import LivePhase
from app.live.live_page import LivePage
from app.models import AnalyzerSource
from app.my_data.data_dialog import DataDialog
from app.page import Page
from app.pages import PageKind
from app.photo.photo_page import PhotoPage
from app.photo.sources import sample_source
from app.report_pictures import example_pages
from app.settings import CONFIG_VARIABLE, Language, Settings, Theme
from app.trends.series import Span
from app.trends.trends_page import SPANS, TrendsPage
from ml.types import Attribute

SIZE = (1360, 880)
SETTLE_MS = 400
POLL_MS = 100
PATIENCE_MS = 180_000
FIRST = Settings(welcomed=True, camera="demo", overlay=Attribute.PIGMENTATION, auto_shutter=False)

AS_GUEST = (PageKind.LIVE, PageKind.PHOTO)

Waits = Iterator[int]


class Photographer:
    """Walks the window through every page, theme and language. The script yields milliseconds to wait."""

    def __init__(self, shell: Shell, folder: Path, pages: Sequence[PageKind]) -> None:
        self._shell = shell
        self._folder = folder
        self._pages = pages
        self._shelf = ExampleShelf(shell.services)
        self._script = self._all()
        self.complaint = ""

    def start(self) -> None:
        """Opens the window and begins."""
        self._shell.services.settings.put(FIRST)
        self._shell.open()
        self._shell.window.resize(*SIZE)
        self._step()

    def _step(self) -> None:
        try:
            wait = next(self._script)
        except StopIteration:
            self._shell.window.close()
            QApplication.exit(1 if self.complaint else 0)
        except BaseException:
            QApplication.exit(1)
            raise
        else:
            QTimer.singleShot(wait, self._step)

    def _all(self) -> Waits:
        for kind in self._pages:
            if kind not in AS_GUEST:
                yield from self._until(self._fill_shelf)
                if self.complaint:
                    return
            page = self._shell.window.show_page(kind)
            yield from self._until(Subject(page, self._shell.services.analyzers, self._shelf).ready)
            if self.complaint:
                return
            for language in (Language.KOREAN, Language.ENGLISH):
                for theme in (Theme.LIGHT, Theme.DARK):
                    yield from self._wear(language, theme)
                    self._save(self._folder / f"{kind.value}-{language.value}-{theme.value}.png")

        if self._shelf.filled:
            yield from self._data_dialog()
            yield from self._report()

    def _data_dialog(self) -> Waits:
        """With a backup in it."""
        sign_in = self._shell.services.sign_in
        history, backups = sign_in.history, sign_in.backups()
        assert history is not None
        made: list[object] = []
        sign_in.tasks.run(lambda: backups().keep_daily(history, datetime.now().astimezone()), made.append)
        yield from self._until(lambda: bool(made))
        self._shell.window.door.open_data()
        dialog = self._shell.window.door.dialog
        assert isinstance(dialog, DataDialog)
        yield from self._until(lambda: bool(dialog.list.buttons))
        for language in (Language.KOREAN, Language.ENGLISH):
            for theme in (Theme.LIGHT, Theme.DARK):
                yield from self._wear(language, theme)
                self._save(self._folder / f"data-{language.value}-{theme.value}.png", dialog)
        dialog.close()

    def _report(self) -> Waits:
        """On paper there is no dark."""
        services, scan_id = self._shell.services, self._shelf.portraits[1]
        history = services.sign_in.history
        assert history is not None
        for language in (Language.KOREAN, Language.ENGLISH):
            yield from self._wear(language, Theme.LIGHT)
            pages: list[QImage] = []
            services.sign_in.tasks.run(lambda: example_pages(history, scan_id, services.settings.current), pages.append)
            yield from self._until(lambda pages=pages: bool(pages))  # type: ignore[misc]
            path = self._folder / f"report-{language.value}.png"
            pages[0].save(str(path))
            print(path)

    def _fill_shelf(self) -> bool:
        """The example person signs in once the classifiers are there."""
        if self._shell.services.analyzers.analyzer is not None:
            self._shelf.fill()
        return self._shelf.filled

    def _wear(self, language: Language, theme: Theme) -> Waits:
        store = self._shell.services.settings
        store.put(replace(store.current, language=language, theme=theme))
        yield SETTLE_MS

    def _save(self, path: Path, subject: QWidget | None = None) -> None:
        (subject or self._shell.window).grab().save(str(path))
        print(path)

    def _until(self, ready: Callable[[], bool]) -> Waits:
        waited = 0
        while not ready():
            trouble = self._shell.services.analyzers.trouble or self._shelf.trouble
            if waited >= PATIENCE_MS or trouble is not None:
                self.complaint = f"no pictures: {trouble or 'nothing was graded'}"
                return
            waited += POLL_MS
            yield POLL_MS


class Subject:
    """A page brought to where it is worth a picture: a burst taken and graded, the sample portrait graded."""

    def __init__(self, page: Page, analyzers: AnalyzerSource, shelf: ExampleShelf) -> None:
        self._page = page
        self._analyzers = analyzers
        self._shelf = shelf
        self._graded = False
        if isinstance(page, PhotoPage):
            page.queue.graded.connect(self._note)
            page.open_sources((sample_source(),))

    def ready(self) -> bool:
        """Whether there are grades to show. A live page is asked for a picture until it has taken a good one."""
        page = self._page
        if isinstance(page, HistoryPage):
            return page.part is page.area and page.model.rowCount() > 0
        if isinstance(page, TrendsPage):
            return self._charted(page)
        if isinstance(page, ComparePage):
            return self._compared(page)
        if not isinstance(page, LivePage):
            return self._graded
        director = page.director
        if director.phase is LivePhase.LIVE and self._analyzers.analyzer is not None:
            director.take()
        return director.phase is LivePhase.FROZEN

    @staticmethod
    def _charted(page: TrendsPage) -> bool:
        """A year of it."""
        page.spans.button(SPANS.index(Span.YEAR)).click()
        return page.card is not None and page.card.graph.isVisible()

    def _compared(self, page: ComparePage) -> bool:
        """The two portraits are asked for once there is something to choose from."""
        if page.loaded is None:
            return False
        shown = (page.loaded.before.scan.id, page.loaded.after.scan.id)
        if shown != self._shelf.portraits:
            page.compare(*self._shelf.portraits)
        return shown == self._shelf.portraits

    def _note(self, *graded: object) -> None:
        self._graded = True


def main(argv: Sequence[str] | None = None) -> int:
    """Takes four pictures of each page. 0 when every page had grades to show."""
    parser = argparse.ArgumentParser(prog="python -m app.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/images"), help="folder for the pictures")
    parser.add_argument("--pages", type=PageKind, nargs="+", default=list(PageKind), help="only these pages")
    arguments = parser.parse_args(argv)
    folder: Path = arguments.out
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as settings, tempfile.TemporaryDirectory() as history:
        os.environ[CONFIG_VARIABLE], os.environ[FOLDER_VARIABLE] = settings, history
        application = QApplication(sys.argv[:1])
        photographer = Photographer(Shell(application), folder, arguments.pages)
        QTimer.singleShot(0, photographer.start)
        code = application.exec()
    if photographer.complaint:
        print(photographer.complaint, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
