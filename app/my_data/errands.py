"""What the data dialog has done for a person: export, import, backup to a file, with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from app.export_text import export_readme
from app.history.backup_records import Backup, Exported, Imported, Progress
from app.my_data.words import backed_up_text, exported_text, imported_text
from app.my_data.work_strip import WorkStrip
from app.notices import Text
from app.saving.file_dialogs import SaveDialogs
from app.saving.long_work import LongWork
from app.sign_in import SignIn
from ml.errors import PibuError, TroubleCode

translate = QCoreApplication.translate
T = TypeVar("T")


class Errands(QObject):
    """busy_changed(bool): whether something is under way that a person waits for. found(Backup): a file that was looked
    at. imported(): scans have come. What becomes of each is told on the strip.
    """

    busy_changed = Signal(bool)
    found = Signal(object)
    imported = Signal()

    def __init__(self, sign_in: SignIn, dialogs: SaveDialogs, strip: WorkStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sign_in, self._dialogs, self._strip = sign_in, dialogs, strip
        self._doing: Text = str
        self._busy = False
        self._work = LongWork("my data", self)
        self._work.progressed.connect(self._tell)

    @property
    def busy(self) -> bool:
        """Whether something is under way that a person waits for."""
        return self._busy

    def stop(self) -> None:
        """Ends it; nothing is changed then."""
        self._work.stop()

    def close(self) -> None:
        """Ends everything and waits for it. Safe to call twice."""
        self._work.close()

    def read_backups(self, show: Callable[[tuple[Backup, ...]], None]) -> None:
        """Which automatic backups there are."""
        backups = self._sign_in.backups()
        self._work.run(lambda step: backups().kept(), show, self._strip.show_trouble, lambda: None)

    def export(self, window: QWidget) -> None:
        """Everything as a .zip."""
        from app.history.export import export_all

        history, readme = self._sign_in.history, export_readme()
        title = translate("MyData", "Export everything")
        target = self._dialogs.save_as(window, title, f"pibu-export-{_today()}.zip", _zips())
        if history is None or target is None:
            return

        def work(step: Progress) -> Exported:
            return export_all(history, target, readme, True, step)

        self._run(lambda: translate("MyData", "Exporting…"), work, exported_text, target)

    def take_in(self, window: QWidget) -> None:
        """Takes an export in."""
        from app.history.importing import import_all

        history = self._sign_in.history
        source = self._dialogs.open_file(window, translate("MyData", "Import an export"), _zips())
        if history is None or source is None:
            return

        def work(step: Progress) -> Imported:
            return import_all(history, source, step)

        self._run(lambda: translate("MyData", "Importing…"), work, imported_text, None, self.imported.emit)

    def back_up(self, window: QWidget) -> None:
        """Everything as an encrypted file."""
        history = self._sign_in.history
        title = translate("MyData", "Back up to a file")
        target = self._dialogs.save_as(window, title, f"pibu-{_today()}.pibu", backup_files())
        if history is None or target is None:
            return
        backups = self._sign_in.backups()

        def work(step: Progress) -> Backup:
            return backups().write(history, target, datetime.now().astimezone(), True, step)

        self._run(lambda: translate("MyData", "Backing up…"), work, backed_up_text, target)

    def look_at_file(self, window: QWidget) -> None:
        """Asks for a backup file and reads what is in it."""
        source = self._dialogs.open_file(window, translate("MyData", "Restore from a file"), backup_files())
        if source is None:
            return
        backups = self._sign_in.backups()

        def show(backup: Backup) -> None:
            self._strip.clear()
            if backup.sound:
                self.found.emit(backup)
            else:
                self._strip.show_trouble(PibuError(TroubleCode.BACKUP_DAMAGED, str(source)))

        self._strip.show_progress(lambda: translate("MyData", "Checking the backup…"), 0, 0, can_stop=False)
        self._work.run(lambda step: backups().look(source), show, self._strip.show_trouble, self._strip.clear)

    def _run(
        self,
        doing: Text,
        work: Callable[[Progress], T],
        told: Callable[[T], str],
        made: Path | None,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Does some work and says what became of it. made: the file that comes of it. then: what else is to be done."""
        self._doing = doing
        self._set_busy(True)
        self._strip.show_progress(doing, 0, 0)

        def ended(value: T) -> None:
            self._set_busy(False)
            then()
            self._strip.show_end(lambda: told(value), None if made is None else lambda: self._dialogs.show_folder(made))

        def failed(trouble: PibuError) -> None:
            self._set_busy(False)
            self._strip.show_trouble(trouble)

        def stopped() -> None:
            self._set_busy(False)
            self._strip.show_end(lambda: translate("MyData", "Cancelled. Nothing was changed."))

        self._work.run(work, ended, failed, stopped)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)

    def _tell(self, done: int, of: int) -> None:
        if self._busy:
            self._strip.show_progress(self._doing, done, of)


def backup_files() -> str:
    """For dialogs."""
    return translate("MyData", "Backups of Pibu (*.pibu)")


def _zips() -> str:
    return translate("MyData", "Exports of Pibu (*.zip)")


def _today() -> str:
    return date.today().isoformat()
