"""Writes what was asked for, whole or not at all. For a worker thread: reads the history, paints pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from app.history.backup_records import Progress
from app.history.ports import History
from app.history.records import Scan
from app.saving.request import FileForm, Request, Selected

AT_ONCE = 200


def write_file(history: History, request: Request, step: Progress) -> int:
    """How many scans are in the file; for none there is no file. What is there is replaced: the person was asked.

    step: told pages, or scans; what it raises ends the work, and nothing is written.

    Raises:
        PibuError: CANNOT_WRITE, HISTORY_FULL, and what the history raises.
    """
    from app.history.whole_files import written_whole

    if not _count(history, request):
        return 0
    if request.form is FileForm.PDF:
        count, content = _report(history, request, step)
        with written_whole(request.target, replace=True) as stream:
            stream.write(content)
        return count
    with written_whole(request.target, replace=True) as stream:
        return _table(stream, history, request, step)


def _count(history: History, request: Request) -> int:
    if isinstance(request.scans, Selected):
        return len(request.scans.find(history))
    return history.count(request.scans.wanted)


def _scans(history: History, request: Request, step: Progress) -> Iterator[Scan]:
    """Newest first."""
    of = _count(history, request)
    if isinstance(request.scans, Selected):
        for done, scan_id in enumerate(request.scans.find(history), start=1):
            yield history.scan(scan_id)
            step(done, of)
        return
    done = 0
    while page := history.scans(request.scans.wanted, done, AT_ONCE):
        yield from page
        done += len(page)
        step(done, max(of, done))


def _table(stream: IO[bytes], history: History, request: Request, step: Progress) -> int:
    from app.saving.scans_csv import write_csv
    from app.saving.scans_json import write_json

    counted = _Counted(_scans(history, request, step))
    if request.form is FileForm.CSV:
        write_csv(stream, counted)
    else:
        write_json(stream, counted, request.version)
    return counted.count


class _Counted:
    """Passes scans on and counts them."""

    def __init__(self, scans: Iterator[Scan]) -> None:
        self._scans = scans
        self.count = 0

    def __iter__(self) -> Iterator[Scan]:
        for scan in self._scans:
            self.count += 1
            yield scan


def _report(history: History, request: Request, step: Progress) -> tuple[int, bytes]:
    """How many scans, and the PDF."""
    from PySide6.QtCore import QLocale

    from app.report.lettering import usual_hand
    from app.report.paper import paper_of
    from app.report.pdf import as_pdf
    from app.report.period_report import Period, history_document, window_of
    from app.report.scan_report import PhotoWish, scan_document

    hand, paper, writer = usual_hand(), paper_of(QLocale.system()), f"Pibu {request.version}"
    if isinstance(request.scans, Selected):
        look = request.settings
        wish = PhotoWish(request.photos, look.overlay, look.colormap, look.opacity)
        ids = request.scans.find(history)
        document = scan_document(history, ids, wish, hand, writer, step)
        return len(ids), as_pdf(document, paper, hand, step)
    scans = tuple(_scans(history, request, step))
    wanted = request.scans.wanted
    period = Period(scans, window_of(scans, wanted.since, wanted.until), request.scans.chosen, history.profile.name)
    return len(scans), as_pdf(history_document(period, history, paper, hand, writer), paper, hand, step)
