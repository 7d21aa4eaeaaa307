"""The main window: the rail, the page's title, the notices, and one page at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.icons import application_icon
from app.page import Page
from app.pages import PageKind, PageRow
from app.profiles.front_door import FrontDoor
from app.profiles.profile_button import ProfileButton
from app.services import Services
from app.tokens import Space
from app.widgets.model_status import ModelStatus
from app.widgets.notice_bar import NoticeStack
from app.widgets.page_area import PageArea
from app.widgets.plain_label import PlainLabel
from app.widgets.rail import Rail, RailEntry

if TYPE_CHECKING:
    from app.settings_dialog import SettingsDialog

NARROW_BELOW = 1180


class MainWindow(QMainWindow):
    """Shows pages, builds each when it is first wanted, and closes all of them down with itself.

    closing() is emitted once, while it still stands on the screen; closed() once, after every page has closed down.
    """

    closing = Signal()
    closed = Signal()

    def __init__(self, services: Services, pages: tuple[PageRow, ...], version: Callable[[], str]) -> None:
        super().__init__()
        self._services, self._rows, self._version = services, pages, version
        self._pages: list[Page | None] = [None] * len(pages)
        self._areas: dict[int, PageArea] = {}
        self._current: int | None = None
        self._closed = False
        self._settings: SettingsDialog | None = None
        self._about: QDialog | None = None
        self._title, self._purpose = PlainLabel(), PlainLabel()
        self._title.setProperty("role", "title")
        self._purpose.setProperty("role", "muted")
        self._stack = QStackedWidget()
        self.notices = NoticeStack(services.notices)
        person = ProfileButton()
        entries = tuple(RailEntry(row.icon, row.name) for row in pages)
        self.rail = Rail(entries, ModelStatus(services.analyzers), person)
        self.door = FrontDoor(services.sign_in, services.notices, person, self)
        self.door.changed.connect(lambda: self.page.renew() if self.page is not None else None)
        self.rail.page_chosen.connect(self._show_index)
        self.rail.settings_wanted.connect(self.show_settings)
        services.settings.changed.connect(self._retranslate)
        self.setWindowIcon(application_icon())
        self.setMinimumSize(880, 600)
        self._lay_out()
        self._add_shortcuts()
        self._retranslate()

    @property
    def page(self) -> Page | None:
        """The visible page."""
        return None if self._current is None else self._pages[self._current]

    def show_page(self, kind: PageKind) -> Page:
        """Makes a page the visible one; builds it first where it isn't yet."""
        return self._show_index([row.kind for row in self._rows].index(kind))

    def come_forward(self) -> None:
        """Comes to the front, also from the task bar; some systems only let it ask for attention."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_settings(self) -> None:
        """Opens the settings, or brings them to the front."""
        from app.settings_dialog import SettingsDialog

        if self._settings is None:
            self._settings = SettingsDialog(self._services.settings, self._version(), self)
            self._settings.about_wanted.connect(self.show_about)
        self._settings.show()
        self._settings.raise_()
        self._settings.activateWindow()

    def show_about(self) -> None:
        """Opens the about dialog, or brings it to the front."""
        from app.about.about_dialog import AboutDialog

        if self._about is None:
            self._about = AboutDialog(self._services, self._version(), self)
        self._about.show()
        self._about.raise_()
        self._about.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Goes from the screen at once, then leaves the page and closes all of them down, which may take a while."""
        if not self._closed:
            self._closed = True
            self.closing.emit()
            for dialog in self.findChildren(QDialog):
                dialog.close()
            self.hide()
            for page in self._pages:
                if page is not None:
                    page.close_down()
            self.closed.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follows a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has a narrow rail."""
        self.rail.be_narrow(narrow=self.width() < NARROW_BELOW)
        super().resizeEvent(event)

    def _show_index(self, index: int) -> Page:
        page = self._pages[index]
        if page is None:
            page = self._rows[index].build(self._services, self._stack)
            self._pages[index] = page
            self._areas[index] = PageArea(page)
            self._stack.addWidget(self._areas[index])
            page.elsewhere.connect(self.show_page)
        if index != self._current:
            if self.page is not None:
                self.page.leave()
            self._current = index
            self._stack.setCurrentWidget(self._areas[index])
            self.rail.choose(index)
            self._retranslate()
            page.enter()
        return page

    def _lay_out(self) -> None:
        heading = QVBoxLayout()
        heading.setSpacing(2)
        heading.addWidget(self._title)
        heading.addWidget(self._purpose)
        content = QVBoxLayout()
        content.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.WIDE)
        content.setSpacing(Space.LARGE)
        content.addLayout(heading)
        content.addWidget(self.notices)
        content.addWidget(self._stack, 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(content, 1)
        self.setCentralWidget(middle)

    def _add_shortcuts(self) -> None:
        for index in range(len(self._rows)):
            shortcut = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key(Qt.Key.Key_1 + index)), self)
            shortcut.activated.connect(lambda index=index: self._show_index(index))
        settings = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Comma), self)
        settings.activated.connect(self.show_settings)
        about = QShortcut(QKeySequence("F1"), self)
        about.activated.connect(self.show_about)
        lock = QShortcut(QKeySequence("Ctrl+L"), self)
        lock.activated.connect(self._services.sign_in.lock)

    def _retranslate(self) -> None:
        if self._current is None:
            self.setWindowTitle("Pibu")
            return
        row = self._rows[self._current]
        self.setWindowTitle(self.tr("{page} – Pibu").format(page=row.name()))
        self._title.setText(row.name())
        self._purpose.setText(row.purpose(self._services.settings.current))
