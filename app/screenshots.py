"""Pictures of the real window for the README: `python -m app.screenshots --out docs/images`.

Shows the Live page with the demo camera and the Photo page with the openly licensed sample portrait, graded by
the real classifiers, light and dark, Korean and English. Uses settings of its own, never the user's.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.application import Shell
from app.live.live_page import LivePage
from app.page import Page
from app.pages import PageKind
from app.photo.photo_page import PhotoPage
from app.settings import CONFIG_VARIABLE, Language, Settings, Theme
from ml.types import Attribute

SIZE = (1360, 880)
SETTLE_MS = 400
POLL_MS = 100
PATIENCE_MS = 60_000
LIVE_GRADINGS = 5
FIRST = Settings(welcomed=True, camera="demo", overlay=Attribute.PIGMENTATION, auto_shutter=False)

Waits = Iterator[int]


class Photographer:
    """Walks the window through every page, theme and language. The script yields milliseconds to wait."""

    def __init__(self, shell: Shell, folder: Path) -> None:
        self._shell = shell
        self._folder = folder
        self._script = self._all()
        self.complaint = ""

    def start(self) -> None:
        """Opens the window and begins."""
        self._shell.services.settings.put(FIRST)
        self._shell.open()
        self._shell.window.resize(*SIZE)
        self._step()

    def _step(self) -> None:
        wait = next(self._script, None)
        if wait is None:
            self._shell.window.close()
            QApplication.exit(1 if self.complaint else 0)
        else:
            QTimer.singleShot(wait, self._step)

    def _all(self) -> Waits:
        for kind in PageKind:
            page = self._shell.window.show_page(kind)
            yield from self._until(_preparation(page))
            for language in (Language.KOREAN, Language.ENGLISH):
                for theme in (Theme.LIGHT, Theme.DARK):
                    yield from self._picture(kind, language, theme)

    def _picture(self, kind: PageKind, language: Language, theme: Theme) -> Waits:
        store = self._shell.services.settings
        store.put(replace(store.current, language=language, theme=theme))
        yield SETTLE_MS
        path = self._folder / f"{kind.value}-{language.value}-{theme.value}.png"
        self._shell.window.grab().save(str(path))
        print(path)

    def _until(self, ready: Callable[[], bool]) -> Waits:
        waited = 0
        while not ready():
            if waited >= PATIENCE_MS or self._shell.services.analyzers.trouble is not None:
                self.complaint = f"gave up waiting: {self._shell.services.analyzers.trouble or 'no grades'}"
                return
            waited += POLL_MS
            yield POLL_MS


def _preparation(page: Page) -> Callable[[], bool]:
    """Brings a page to where it is worth a picture; the answer says whether it is there yet."""
    graded: list[object] = []
    if isinstance(page, PhotoPage):
        page.queue.graded.connect(lambda entry, photo: graded.append(photo))
        page.open_sample()
        return lambda: bool(graded)
    assert isinstance(page, LivePage)
    page.director.graded.connect(graded.append)
    return lambda: len(graded) >= LIVE_GRADINGS


def main(argv: Sequence[str] | None = None) -> int:
    """Takes the eight pictures. 0 when every page had grades to show."""
    parser = argparse.ArgumentParser(prog="python -m app.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/images"), help="folder for the pictures")
    folder: Path = parser.parse_args(argv).out
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as settings:
        os.environ[CONFIG_VARIABLE] = settings
        application = QApplication(sys.argv[:1])
        photographer = Photographer(Shell(application), folder)
        QTimer.singleShot(0, photographer.start)
        code = application.exec()
    if photographer.complaint:
        print(photographer.complaint, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
