"""“Save as…” on the History page: the opened scan, the chosen ones, or all that the filter shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.history.ports import History
from app.history.records import Quality, Scan, ScanFilter
from app.history_page.list_area import ListArea
from app.history_page.scan_view import ScanView
from app.history_page.words import tag_text
from app.saving.request import FileForm, Selected, Stretch
from app.saving.saver import Saver

translate = QCoreApplication.translate


Ids = Callable[[Iterable[int]], tuple[str, ...]]


def connect_saving(saver: Saver, area: ListArea, view: ScanView, shown: Callable[[], ScanFilter], ids: Ids) -> None:
    """Has the page's buttons answered. shown: what the list shows now. ids: the scans of rows."""

    def save_chosen(form: FileForm, photos: bool) -> None:
        view.notes.flush()
        if rows := area.rows:
            saver.save(chosen_scans(ids(rows)), form, photos, area)

    def save_opened(form: FileForm, photos: bool) -> None:
        view.notes.flush()
        if view.opened is not None:
            saver.save(opened_scan(view.opened.scan), form, photos, view)

    area.save_shown.chosen.connect(lambda form, photos: saver.save(all_shown(shown()), form, photos, area))
    area.save_chosen.chosen.connect(save_chosen)
    view.save.chosen.connect(save_opened)


def opened_scan(scan: Scan) -> Selected:
    """A scan that is open."""
    ids = (scan.id,)
    return Selected(lambda history: ids, _stem(scan.taken))


def chosen_scans(ids: tuple[str, ...]) -> Selected:
    """Some scans of the list; those that are deleted by then are left out."""

    def find(history: History) -> tuple[str, ...]:
        there = frozenset(history.ids())
        return tuple(scan_id for scan_id in ids if scan_id in there)

    return Selected(find, "pibu-scans")


def all_shown(wanted: ScanFilter) -> Stretch:
    """Everything that a filter shows."""
    words = [tag_text(tag) for tag in wanted.tags]
    if wanted.quality is Quality.GOOD:
        words.append(translate("History", "Good pictures"))
    elif wanted.quality is Quality.FLAWED:
        words.append(translate("History", "Could be better"))
    return Stretch(wanted, tuple(words))


def _stem(taken: datetime) -> str:
    return f"pibu-{taken:%Y-%m-%d-%H%M}"
