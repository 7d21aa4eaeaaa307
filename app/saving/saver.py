"""Saves scans where the person wants them: asks for the place, works in the background, tells how it went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app.notices import Notice, NoticeAction, NoticeKind, Text
from app.saving.file_dialogs import SaveDialogs
from app.saving.long_work import LongWork
from app.saving.request import FileForm, Request, Selected, Stretch
from app.services import Services
from ml.errors import PibuError

translate = QCoreApplication.translate
KEY = "saving"


class Saver(QObject):
    """Of one page. close() it with the page: it has a thread once something was saved."""

    def __init__(self, services: Services, dialogs: SaveDialogs | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._form = FileForm.PDF
        self.dialogs = dialogs or SaveDialogs()
        self.work = LongWork("saving", self)
        self.work.progressed.connect(self._tell)

    def save(self, scans: Selected | Stretch, form: FileForm, photos: bool, window: QWidget) -> None:
        """Asks where, then saves; a guest has nothing to save."""
        history = self._services.sign_in.history
        if history is None:
            return
        target = self.dialogs.save_as(window, _title(form), f"{scans.stem}.{form.value}", _kind(form))
        if target is None:
            return
        request = Request(scans, form, photos, target, self._services.settings.current, _version())
        self._form = form
        self._tell(0, 0)
        from app.saving.writing import write_file

        self.work.run(
            lambda step: write_file(history, request, step),
            lambda count: self._saved(target, count),
            lambda trouble: self._failed(trouble, lambda: self.save(scans, form, photos, window)),
            self._stopped,
        )

    def stop(self) -> None:
        """Somebody else is signed in, or nobody: what is being saved is not."""
        self.work.stop()

    def close(self) -> None:
        """Stops what is being saved. Safe to call twice."""
        self.work.close()

    def _tell(self, done: int, of: int) -> None:
        form = self._form
        self._services.notices.post(
            Notice(
                KEY,
                lambda: _running(form),
                lambda: translate("Saving", "{done} of {count}").format(done=done, count=of) if of else "",
                action=NoticeAction(lambda: translate("Saving", "Cancel"), self.work.stop),
                lasting=True,
            )
        )

    def _saved(self, target: Path, count: int) -> None:
        if not count:
            self._post(lambda: translate("Saving", "There is no scan to save"), NoticeKind.WARNING)
            return
        self._services.notices.post(
            Notice(
                KEY,
                lambda: translate("Saving", "Saved: {name}").format(name=target.name),
                lambda: translate("Saving", "It isn't encrypted: anybody who has the file can read it."),
                action=NoticeAction(
                    lambda: translate("Saving", "Show in folder"), lambda: self.dialogs.show_folder(target)
                ),
            )
        )

    def _failed(self, trouble: PibuError, again: Callable[[], None]) -> None:
        action = NoticeAction(lambda: translate("Saving", "Save elsewhere…"), again)
        self._services.notices.post_trouble(trouble, action, KEY)

    def _stopped(self) -> None:
        self._post(lambda: translate("Saving", "Cancelled. Nothing was saved."))

    def _post(self, title: Text, kind: NoticeKind = NoticeKind.TELLING) -> None:
        self._services.notices.post(Notice(KEY, title, kind=kind))


def _version() -> str:
    from app.cli.overview import version

    return version()


def _title(form: FileForm) -> str:
    return {
        FileForm.PDF: translate("Saving", "Save the report"),
        FileForm.CSV: translate("Saving", "Save the table"),
        FileForm.JSON: translate("Saving", "Save the scans"),
    }[form]


def _running(form: FileForm) -> str:
    return {
        FileForm.PDF: translate("Saving", "Making the report…"),
        FileForm.CSV: translate("Saving", "Saving the table…"),
        FileForm.JSON: translate("Saving", "Saving the scans…"),
    }[form]


def _kind(form: FileForm) -> str:
    return {FileForm.PDF: "PDF (*.pdf)", FileForm.CSV: "CSV (*.csv)", FileForm.JSON: "JSON (*.json)"}[form]
