"""The History page: list, one scan opened, or why there is nothing to see; deleting is undone until it is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.history.ports import History
from app.history.records import Scan, ScanFilter, Tag
from app.history_page.bin import Bin
from app.history_page.feeder import PAGE, Counted, Feeder, counted, scans_of
from app.history_page.list_area import ListArea
from app.history_page.opening import OpenedScan, opened
from app.history_page.regrader import Regrader
from app.history_page.regrading import can_be_graded_again, wants_grading
from app.history_page.saving import connect_saving
from app.history_page.scan_list import ScanList
from app.history_page.scan_view import ScanView
from app.history_page.words import ListState, message_words
from app.icons import Icon
from app.notices import NoticeAction
from app.page import Page
from app.saving.saver import Saver
from app.services import Services
from app.settings import Settings
from app.widgets.page_message import PageMessage
from app.widgets.shown_page import ShownPage
from ml.errors import PibuError, TroubleCode

translate = QCoreApplication.translate


class HistoryPage(Page):
    """Holds on to the open history of who is signed in; a guest is told what the page is for."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._history: History | None = None
        self._trouble: PibuError | None = None
        self._shown = False
        self._counted: Counted | None = None
        self._filter = ScanFilter()
        self._row = -1
        self.model = ScanList(self)
        self.bin = Bin(services.sign_in.tasks, lambda: self._history, self)
        self.feeder = Feeder(services.sign_in.tasks, self)
        self.regrader, self.saver = Regrader(services, self), Saver(services, parent=self)
        self.message, self.area, self.view = PageMessage(Icon.HISTORY), ListArea(self.model), ScanView(services)
        self._stack = ShownPage()
        for part in (self.message, self.area, self.view):
            self._stack.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._connect()
        self.retranslate()

    @property
    def part(self) -> QWidget | None:
        """What is shown: the message, the list or a scan."""
        return self._stack.currentWidget()

    def enter(self) -> None:
        """Reads the list anew: another page may have kept a scan."""
        self._shown = True
        self._services.analyzers.start()
        self._take_history()

    def renew(self) -> None:
        """Reads anew."""
        self.read()

    def leave(self) -> None:
        """Saves what was typed; what was deleted is destroyed now."""
        self._shown = False
        self.view.notes.flush()
        self.bin.empty(self._history)

    def close_down(self) -> None:
        """Nothing is saved any more."""
        self.leave()
        self.saver.close()

    def retranslate(self) -> None:
        """Sets every text again."""
        self.area.retranslate()
        self.view.retranslate()
        self._show_message()

    def read(self) -> None:
        """Counts, then shows the list; its rows come when they are painted."""
        history = self._history
        if history is None:
            return
        wanted = self.area.filter.chosen(datetime.now().astimezone())
        top = self.area.top if wanted == self._filter else 0
        self._filter = wanted
        self.feeder.close()
        self._run(lambda: counted(history, wanted, top), self._show_counted)

    def open_row(self, row: int) -> None:
        """Opens the scan of a row."""
        scan = self.model.scan(row)
        if scan is not None:
            self._row = row
            self._open(scan.id)

    def delete(self, rows: Iterable[int]) -> None:
        """Takes scans out of sight; undo brings them back until the page is left."""
        self.bin.delete(self.ids_of(rows))

    def ids_of(self, rows: Iterable[int]) -> tuple[str, ...]:
        """The scans that rows of the list stand for, from above."""
        ids = () if self._counted is None else self._counted.ids
        return tuple(ids[row] for row in sorted(rows) if 0 <= row < len(ids))

    def grade_again(self, rows: Iterable[int]) -> None:
        """Grades kept photos with the present classifiers, one after another."""
        self._grade_again(self.ids_of(rows))

    def _grade_again(self, ids: tuple[str, ...]) -> None:
        history, analyzer = self._history, self._services.analyzers.analyzer
        if history is None or analyzer is None:
            return
        present = analyzer.version

        def work() -> tuple[Scan, ...]:
            return tuple(s for s in scans_of(history, ids) if wants_grading(history, s, present))

        self._run(work, lambda scans: self.regrader.start(history, scans))

    def _connect(self) -> None:
        services, feeder, area, view = self._services, self.feeder, self.area, self.view
        self.model.page_wanted.connect(feeder.want_page)
        self.model.thumbnail_wanted.connect(feeder.want_thumbnail)
        feeder.page_ready.connect(self.model.put_page)
        feeder.thumbnail_ready.connect(self._take_thumbnail)
        feeder.failed.connect(self._fail)
        feeder.outdated.connect(self.read)
        area.filter.changed.connect(self.read)
        area.opened.connect(self.open_row)
        area.deletion_wanted.connect(self.delete)
        area.regrading_wanted.connect(self.grade_again)
        area.undo_wanted.connect(self.bin.undo)
        self.bin.changed.connect(area.show_deleted)
        self.bin.deleted.connect(self._gone)
        self.bin.brought_back.connect(self.read)
        self.bin.failed.connect(self._fail)
        view.closed.connect(self._close_scan)
        view.stepped.connect(lambda by: self.open_row(self._row + by))
        view.deletion_wanted.connect(lambda: self.bin.delete(view.shown_ids))
        view.regrading_wanted.connect(lambda: self._grade_again(view.shown_ids))
        view.notes.annotated.connect(self._annotate)
        connect_saving(self.saver, area, view, lambda: self._filter, self.ids_of)
        self.regrader.finished.connect(self.read)
        self.message.acted.connect(self._act)
        services.sign_in.changed.connect(self._signed)
        services.settings.changed.connect(self._follow)

    def _act(self) -> None:
        if self._history is None:
            self._services.sign_in.ask()
        else:
            self._trouble = None
            self.read()

    def _signed(self) -> None:
        """Nothing of the one before stays on the screen; their last words and deletions are carried out."""
        self.view.clear()
        self.bin.empty(self._history)
        self.regrader.stop()
        self.saver.stop()
        self._history = None
        self._take_history()

    def _take_history(self) -> None:
        history = self._services.sign_in.history
        if history is not self._history or history is None:
            self._history, self._counted, self._trouble = history, None, None
            self.feeder.close()
            self.model.forget()
            self._stack.setCurrentWidget(self.message)
        self._show_message()
        if self._shown:
            self.read()

    def _show_counted(self, now: Counted) -> None:
        self._counted, self._trouble = now, None
        self.area.filter.show_tags(now.tags)
        if self._history is not None:
            self.feeder.open(self._history, now.ids)
        self.model.show_count(len(now.ids))
        self.model.put_page(now.top // PAGE, now.page)
        self.area.scroll_to(now.top)
        self.area.show_counts(len(now.ids), now.of)
        self._find_opened()
        if now.of == 0 and self.bin.is_empty:
            self._stack.setCurrentWidget(self.message)
        elif self.part is not self.view:
            self._stack.setCurrentWidget(self.area)
        self._show_message()

    def _find_opened(self) -> None:
        """The row of the opened scan is another one when scans came or went."""
        if self._counted is not None and self.view.shown_ids and self.view.shown_ids[0] in self._counted.ids:
            self._row = self._counted.ids.index(self.view.shown_ids[0])
        self.view.newer.setEnabled(self._row > 0)
        self.view.older.setEnabled(self._row + 1 < self.model.rowCount())

    def _show_message(self) -> None:
        if self._history is None:
            state = ListState.GUEST
        elif self._trouble is not None:
            state = ListState.TROUBLE
        else:
            state = ListState.READING if self._counted is None else ListState.EMPTY
        self.message.show_words(*message_words(state))

    def _open(self, scan_id: str) -> None:
        history = self._history
        if history is not None:
            self._run(lambda: opened(history, scan_id), self._show_opened)

    def _show_opened(self, one: OpenedScan) -> None:
        analyzer = self._services.analyzers.analyzer
        self.view.show_scan(one, analyzer is not None and can_be_graded_again(one.scan, analyzer.version))
        self._find_opened()
        self._stack.setCurrentWidget(self.view)
        if one.trouble is not None:
            self._services.notices.post_trouble(one.trouble)

    def _close_scan(self) -> None:
        self.view.clear()
        self._stack.setCurrentWidget(self.area)
        if 0 <= self._row < self.model.rowCount():
            self.area.view.setCurrentIndex(self.model.index(self._row))
        self.area.view.setFocus()

    def _annotate(self, scan_id: str, notes: str, tags: tuple[Tag, ...]) -> None:
        history = self._history
        if history is None or not scan_id:
            return

        def kept(scan: Scan) -> None:
            self.model.put_scan(scan)
            if self._history is history:
                self._run(history.tags, self.area.filter.show_tags)

        again = NoticeAction(_again, lambda: self._annotate(scan_id, notes, tags))
        self._services.sign_in.tasks.run(
            lambda: history.annotate(scan_id, notes, tags),
            kept,
            lambda trouble: self._services.notices.post_trouble(trouble, again, "annotate"),
            saves=True,
        )

    def _gone(self) -> None:
        if self.part is self.view:
            self._close_scan()
        if not self._shown:
            self.bin.empty(self._history)
        self.read()

    def _take_thumbnail(self, scan_id: str, picture: QImage | None) -> None:
        self.model.put_thumbnail(scan_id, picture)
        self.area.view.viewport().update()

    def _follow(self, settings: Settings) -> None:
        self.view.follow(settings)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        history = self._history

        def answer(value: object) -> None:
            if history is self._history:
                done(value)

        self._services.sign_in.tasks.run(work, answer, self._fail)

    def _fail(self, trouble: PibuError) -> None:
        if trouble.code is TroubleCode.LOCKED:
            return
        self._services.notices.post_trouble(trouble)
        if self._counted is None:
            self._trouble = trouble
            self._show_message()


def _again() -> str:
    return translate("History", "Try again")
