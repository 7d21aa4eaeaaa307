"""The composition root: builds everything once, connects it, and takes it down in the right order."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QCoreApplication, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app.crash_dialog import show_crash
from app.faults import CrashHook, start_log
from app.garbage import WindowThreadGarbage
from app.i18n import Translations
from app.main_window import MainWindow
from app.model_help import ModelHelp
from app.models import AnalyzerSource, EngineNews, open_chosen
from app.my_data.daily import DailyBackup
from app.notices import Notices
from app.one_window import OneWindow, Wish
from app.pages import PageKind, PageRow, all_pages
from app.profiles.idle_lock import IdleLock
from app.services import Services
from app.settings import GEOMETRY_NAME, Settings, SettingsStore, config_folder
from app.sign_in import SignIn
from app.tasks import Tasks
from app.theme import Look
from app.welcome import place_of, welcome

if TYPE_CHECKING:
    from ml.analyzer import Analyzer

FIRST_SIZE = (1280, 820)
ANYTHING = Wish()
START_VARIABLE = "PIBU_START_TIMES"
"""Names the file that moments of the start are written to, where somebody measures it; see app/start_watch.py."""
translate = QCoreApplication.translate


def version() -> str:
    """Pibu's version, or "dev" when it runs from a source tree that was never installed."""
    import importlib.metadata

    try:
        return importlib.metadata.version("pibu")
    except importlib.metadata.PackageNotFoundError:
        return "dev"


class Shell:
    """The running program: services, look, language, window. Tests and screenshots build it too."""

    def __init__(
        self,
        application: QApplication,
        load: Callable[[], Analyzer] | None = None,
        pages: tuple[PageRow, ...] | None = None,
    ) -> None:
        settings = SettingsStore()
        self._look = Look(application)
        self._translations = Translations(application)
        self._wear(settings.current)
        self._model_tasks = Tasks("models")
        self._news = EngineNews()
        chosen = load if load is not None else lambda: self._open(settings.current)
        analyzers = AnalyzerSource(self._model_tasks, chosen, self._news)
        self.services = Services(settings, Tasks("background"), analyzers, Notices(), SignIn(Tasks("history")))
        self._news.fell_back.connect(self.services.notices.post_trouble)
        self.window = MainWindow(self.services, all_pages() if pages is None else pages, version)
        self.window.closing.connect(self._keep_geometry)
        self.window.closed.connect(self.close)
        self._help = ModelHelp(self.services)
        self._daily = DailyBackup(self.services.sign_in, self.services.notices)
        self._idle = IdleLock(application, settings.current.lock_after.seconds)
        self._watch_idleness()
        self._geometry = QSettings(str(config_folder() / GEOMETRY_NAME), QSettings.Format.IniFormat)
        settings.changed.connect(self._wear)
        settings.changed.connect(self._set_idle_limit)
        settings.not_saved.connect(self.services.notices.post_trouble)

    def open(self, kind: PageKind = PageKind.LIVE, wish: Wish = ANYTHING) -> None:
        """Shows the window; its page is there before the first painting, the classifiers load behind both."""
        self.window.resize(*FIRST_SIZE)
        if geometry := self._geometry.value("geometry"):
            self.window.restoreGeometry(geometry)
        self.window.show()
        if not self.services.settings.current.welcomed:
            self.services.notices.post(welcome(self.services.settings, _kept_in))
        QTimer.singleShot(0, self.window, lambda: self._fulfil(wish, self._page_of(wish) or kind))
        QTimer.singleShot(0, self.window, self.services.analyzers.start)

    def come_forward(self, wish: Wish) -> None:
        """Another start came and went: the window comes to the front and does what that one was asked for."""
        self.window.come_forward()
        self._fulfil(wish, self._page_of(wish))

    def _fulfil(self, wish: Wish, kind: PageKind | None) -> None:
        store = self.services.settings
        if wish.camera is not None:
            store.put(replace(store.current, camera=wish.camera))
        if kind is not None:
            self.window.show_page(kind).take_files(wish.photos)

    @staticmethod
    def _page_of(wish: Wish) -> PageKind | None:
        if wish.photos:
            return PageKind.PHOTO
        return PageKind.LIVE if wish.camera is not None else None

    def _watch_idleness(self) -> None:
        self._idle.listen_for_sleep()
        self._idle.due.connect(self._lock)
        self.services.sign_in.changed.connect(self._follow_sign_in)

    def _lock(self) -> None:
        self.services.sign_in.lock()
        self.window.door.tell_locked()

    def _follow_sign_in(self) -> None:
        if self.services.sign_in.history is None:
            self._idle.stop()
        else:
            self._idle.start()

    def close(self) -> None:
        """Stops the workers, then frees the classifiers and saves what is left to save."""
        self._idle.stop()
        self._daily.close()
        self.services.sign_in.close()
        self.services.tasks.close()
        self._model_tasks.close()
        self.services.analyzers.close()
        self.services.settings.flush()
        self._translations.close()

    def _keep_geometry(self) -> None:
        self._geometry.setValue("geometry", self.window.saveGeometry())

    def _open(self, settings: Settings) -> Analyzer:
        return open_chosen(settings.device, settings.model, self._news)

    def _wear(self, settings: Settings) -> None:
        self._look.wear(settings.theme, settings.text_size)
        self._translations.speak(settings.language)

    def _set_idle_limit(self, settings: Settings) -> None:
        self._idle.set_limit(settings.lock_after.seconds)


def _kept_in() -> str:
    from app.history.storage import rescue_folder

    folder = rescue_folder()
    return place_of(folder) if folder is not None else translate("Welcome", "your PostgreSQL server")


def run(wish: Wish = ANYTHING) -> int:
    """Opens the window and stays until it is closed, or hands the wish to the window that is open already.

    A camera in the wish becomes the chosen one.
    """
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Pibu")
    application.setDesktopFileName("pibu")
    one = OneWindow(config_folder())
    if not one.is_first(wish):
        return 0
    logging.captureWarnings(True)
    log = start_log(platformdirs.user_log_path("pibu", appauthor=False))
    shell = Shell(application)
    one.wished.connect(shell.come_forward)
    hook = CrashHook(lambda text: show_crash(text, str(log or ""), shell.window))
    hook.install()
    _open_watched(shell, wish)
    QTimer.singleShot(0, one.listen)
    garbage = WindowThreadGarbage()
    code = application.exec()
    garbage.stop()
    one.close()
    hook.remove()
    return code


def _open_watched(shell: Shell, wish: Wish) -> None:
    path = os.environ.get(START_VARIABLE)
    if not path:
        shell.open(wish=wish)
        return
    from app.start_watch import StartWatch

    watch = StartWatch(shell.window, shell.services.analyzers, Path(path))
    shell.open(wish=wish)
    QTimer.singleShot(0, watch.look)
