"""The photo page: brings photos in, hands them to the queue, shows the chosen one with its report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.keeping.keep_bar import KeepBar
from app.keeping.keeper import Keeper
from app.notices import Notice, NoticeAction
from app.page import Page
from app.panel.question import Direction
from app.photo.album import GradedPhoto, PhotoEntry, PhotoState, Reading
from app.photo.background import RegionCheck, deletion_checks
from app.photo.detail_dialog import DetailDialog
from app.photo.dialogs import FileDialogs
from app.photo.failures import FailureReport
from app.photo.intake import Intake
from app.photo.keeping import keepable_of
from app.photo.photo_queue import PhotoQueue
from app.photo.saving import completed, save_picture
from app.photo.sources import PhotoSource, paths_in
from app.photo.words import check_note, running_text
from app.photo.workspace import Workspace
from app.services import Services
from app.settings import Settings
from ml.photo_decoder import PhotoDecoder
from ml.types import Attribute, QualityMode, Region

translate = QCoreApplication.translate


class PhotoPage(Page):
    """Open, drop or paste photos; choose one, its face, its attribute; ask, check, save."""

    def __init__(self, services: Services, parent: QWidget | None = None, dialogs: FileDialogs | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._dialogs = dialogs or FileDialogs()
        self._current: int | None = None
        self._failures = FailureReport(services.notices)
        self._mode: QualityMode = services.settings.current.quality
        self.queue = PhotoQueue(services.tasks, services.analyzers, self)
        self.keeper = Keeper(services.sign_in, services.notices, parent=self)
        self.work = Workspace(services, KeepBar(self.keeper), self)
        self._decoder = PhotoDecoder()
        self.intake = Intake(services.tasks, services.notices, self._dialogs, self._decoder.read, self)
        self.intake.found.connect(self.open_sources)
        self._connect()
        self._add_shortcuts()
        self.setAcceptDrops(True)
        self._show_current()

    @property
    def current(self) -> PhotoEntry | None:
        """The photo that is shown or waited for."""
        return self.queue.entry(self._current) if self._current is not None else None

    def enter(self) -> None:
        """Makes sure the classifiers are on their way."""
        self._services.analyzers.start()

    def leave(self) -> None:
        """What is said about the photos here goes with them."""
        self._failures.drop()

    def close_down(self) -> None:
        """Nothing more is read or graded."""
        self.queue.cancel()
        self._decoder.close()

    def take_files(self, files: tuple[Path, ...]) -> None:
        """Opens photos and folders."""
        if files:
            self.intake.open_paths(files)

    def retranslate(self) -> None:
        """Sets every text again."""
        self.work.retranslate()
        self._show_current()

    def open_sources(self, sources: tuple[PhotoSource, ...]) -> None:
        """Adds photos to the strip and the queue; shows the first of them."""
        entries = [self.queue.add(source, Reading(self._mode)) for source in sources]
        if entries:
            self.work.strip.choose(entries[0].number)
            self._choose(entries[0].number)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcomes files, folders and pictures."""
        if paths_in(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()
            self.work.start.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The drag went elsewhere."""
        self.work.start.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens what was dropped."""
        self.work.start.set_hot(False)
        self.intake.drop(event.mimeData())
        event.acceptProposedAction()

    def close_photo(self) -> None:
        """Closes the shown photo and goes to its neighbour."""
        if self._current is None:
            return
        numbers = [entry.number for entry in self.queue.entries]
        place = numbers.index(self._current)
        self.queue.remove(self._current)
        self.work.strip.drop_entry(self._current)
        rest = numbers[:place] + numbers[place + 1 :]
        self._current = None
        if rest:
            self._choose(rest[min(place, len(rest) - 1)])
        else:
            self._show_current()

    def save(self) -> None:
        """Asks where, then saves the picture with what lies over it."""
        photo, entry = self.work.view.photo, self.current
        if photo is None or entry is None:
            return
        folder = entry.source.path.parent if entry.source.path is not None else Path.home()
        stem = entry.source.path.stem if entry.source.path is not None else entry.source.name
        chosen = self._dialogs.save_as(self, folder / f"{stem}-pibu.png")
        if chosen is None:
            return
        target = completed(chosen)
        if target != chosen and target.exists() and not self._dialogs.may_replace(self, target):
            return
        overlay = self.work.view.overlay
        self._services.tasks.run(
            lambda: save_picture(target, photo.image, overlay),
            self._saved,
            lambda trouble: self._services.notices.post_trouble(
                trouble, NoticeAction(lambda: translate("PhotoPage", "Save elsewhere…"), self.save), "photo-save"
            ),
            saves=True,
        )

    def _connect(self) -> None:
        work, queue = self.work, self.queue
        work.start.open_wanted.connect(self.intake.open_by_dialog)
        work.start.folder_wanted.connect(self.intake.open_folder_by_dialog)
        work.start.paste_wanted.connect(self.intake.paste)
        work.start.sample_wanted.connect(self.intake.open_sample)
        work.toolbar.open_wanted.connect(self.intake.open_by_dialog)
        work.toolbar.save_wanted.connect(self.save)
        work.toolbar.close_wanted.connect(self.close_photo)
        work.toolbar.close_up_chosen.connect(self._take_for)
        work.view.face_picked.connect(self._pick_face)
        work.strip.chosen.connect(self._choose)
        work.progress.cancel_wanted.connect(queue.cancel)
        work.panel.attribute_chosen.connect(self._show_heat)
        work.panel.question.connect(self._ask)
        work.panel.check_asked.connect(self._check)
        work.panel.detail_asked.connect(self._compare)
        queue.changed.connect(self._entry_changed)
        queue.graded.connect(self._graded)
        queue.progressed.connect(work.progress.show_progress)
        queue.changed.connect(self._failures.note)
        queue.progressed.connect(self._failures.progressed)
        self._services.settings.changed.connect(self._settings_changed)
        self._services.sign_in.changed.connect(self._signed)
        self._services.sign_in.declined.connect(self._declined)

    def _add_shortcuts(self) -> None:
        table = (
            (QKeySequence(QKeySequence.StandardKey.Open), self.intake.open_by_dialog),
            (QKeySequence("Ctrl+Shift+O"), self.intake.open_folder_by_dialog),
            (QKeySequence(QKeySequence.StandardKey.Paste), self.intake.paste),
            (QKeySequence(QKeySequence.StandardKey.Save), self.save),
            (QKeySequence("Ctrl+W"), self.close_photo),
            (QKeySequence("Escape"), self.queue.cancel),
            (QKeySequence("PgDown"), lambda: self._step(1)),
            (QKeySequence("PgUp"), lambda: self._step(-1)),
        )
        for keys, run in table:
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _choose(self, number: int) -> None:
        self._current = number
        self.work.strip.choose(number)
        entry = self.queue.entry(number)
        kept = self.queue.kept(number)
        if kept is None and entry is not None and entry.state not in (PhotoState.RUNNING, PhotoState.FAILED):
            self.queue.want(number, replace(entry.reading, mode=self._mode))
        self._show_current()

    def _step(self, by: int) -> None:
        numbers = [entry.number for entry in self.queue.entries]
        if self._current in numbers:
            place = numbers.index(self._current) + by
            if 0 <= place < len(numbers):
                self._choose(numbers[place])

    def _show_current(self) -> None:
        entry = self.current
        self.work.show_start(entry is None)
        kept = self.queue.kept(entry.number) if entry is not None else None
        self.work.toolbar.enable(entry is not None, kept is not None)
        self._offer(entry, kept)
        if entry is None:
            return
        self.work.toolbar.show_close_up(entry.reading.close_up)
        earlier = self.queue.earlier(entry.number)
        if kept is not None:
            self.work.show_photo(kept, self._services.settings.current.overlay)
        elif earlier is not None and entry.trouble is None:
            self.work.show_waiting(earlier, running_text(entry))
        else:
            self.work.show_words(entry)

    def _offer(self, entry: PhotoEntry | None, photo: GradedPhoto | None) -> None:
        self.keeper.offer(keepable_of(entry, photo) if entry is not None and photo is not None else None)

    def _entry_changed(self, entry: PhotoEntry) -> None:
        self.work.strip.show_entry(entry)
        if entry.number == self._current and entry.state not in (PhotoState.GRADED, PhotoState.NOT_GRADED):
            self._show_current()

    def _graded(self, entry: PhotoEntry, photo: GradedPhoto) -> None:
        if entry.number == self._current:
            self._show_current()

    def _signed(self) -> None:
        self.keeper.follow()

    def _declined(self) -> None:
        self.keeper.give_up()

    def _take_for(self, region: Region | None) -> None:
        entry = self.current
        if entry is not None and entry.reading.close_up is not region:
            self.queue.want(entry.number, replace(entry.reading, close_up=region, face=None))

    def _pick_face(self, face: int) -> None:
        entry = self.current
        if entry is not None and entry.reading.face != face:
            self.queue.want(entry.number, replace(entry.reading, face=face))

    def _show_heat(self, attribute: Attribute | None) -> None:
        self.work.view.show_heat(attribute)
        store = self._services.settings
        store.put(replace(store.current, overlay=attribute))

    def _ask(self, attribute: Attribute, direction: Direction | None) -> None:
        self.work.view.show_heat(attribute, direction)

    def _check(self, attribute: Attribute) -> None:
        photo, analyzer = self.work.view.photo, self._services.analyzers.analyzer
        if photo is None or analyzer is None:
            return
        self.work.panel.show_note(attribute, translate("PhotoPage", "Checking…"))

        def answer(checks: tuple[RegionCheck, ...]) -> None:
            if self.work.view.photo is photo:
                self.work.panel.show_note(attribute, check_note(checks))

        self._services.tasks.run(lambda: deletion_checks(analyzer, photo.analysis, attribute), answer)

    def _compare(self, attribute: Attribute) -> None:
        photo = self.work.view.photo
        if photo is not None:
            DetailDialog(self._services, photo.analysis, attribute, self).show()

    def _settings_changed(self, settings: Settings) -> None:
        self.work.view.follow(settings)
        if settings.overlay is not self.work.view.attribute:
            self.work.view.show_heat(settings.overlay)
            self.work.panel.set_chosen(settings.overlay)
        if settings.quality is not self._mode:
            self._mode = settings.quality
            entry = self.current
            if entry is not None and entry.state is not PhotoState.FAILED:
                self.queue.want(entry.number, replace(entry.reading, mode=self._mode))

    def _saved(self, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        action = NoticeAction(lambda: translate("PhotoPage", "Show in folder"), lambda: _show_folder(folder))
        self._services.notices.drop("photo-save")
        self._services.notices.post(
            Notice("photo-saved", lambda: translate("PhotoPage", "Picture saved"), lambda: path.name, action=action)
        )


def _show_folder(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)
