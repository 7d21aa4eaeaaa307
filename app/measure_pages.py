"""Measures the pages of a long history: `python -m app.measure_pages [--scans 100 1000 10000]`, one line for each size.

Opens real pages over an encrypted history of example scans without pictures, in a temporary folder. "painted" is from
signing in until the trends are on the screen, but for the password's hash (the cheapest there is is used) and with
everything that is imported on the way. Frames are the whole graph painted anew, moved or zoomed by a step each. The
wait is how long the window's thread stood still at most while a report of all scans was written.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.example_history import example_days
from app.garbage import WindowThreadGarbage
from app.history.records import ScanFilter
from app.history.storage import open_storage
from app.history.wrapping import Cost
from app.history_page.history_page import HistoryPage
from app.models import AnalyzerSource
from app.notices import Notices
from app.page import Page
from app.pages import PageKind, all_pages
from app.saving.request import FileForm, Request, Stretch
from app.saving.writing import write_file
from app.services import Services
from app.settings import SettingsStore
from app.sign_in import SignIn
from app.tasks import Tasks
from app.trends.trends_page import SPANS, TrendsPage
from ml.errors import PibuError, TroubleCode

if TYPE_CHECKING:
    from ml.analyzer import Analyzer

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
NAME, PASSWORD = "measured", "measured with a made-up password"
SIZE = (1148, 760)
FRAMES = 120
STEPS = 60
POLL_MS = 4
PATIENCE_S = 600.0

Waits = Iterator[int]


@dataclass(frozen=True, slots=True)
class Measurement:
    """Milliseconds but for megabytes and frames a second. pan, zoom: frames a second, medians. slowest: worst frame.

    table, listing: the longest step while the table behind the graph, the History page's list, is scrolled through.
    report: the longest wait for the event loop while a PDF of all scans is written.
    """

    scans: int
    megabytes: float
    painted: float
    pan: float
    zoom: float
    slowest: float
    table: float
    listing: float
    report: float


class PageMeasurer:
    """Runs as steps of the event loop; each yields milliseconds to wait. `found` is there at the end."""

    def __init__(self, count: int, folder: Path, done: Callable[[], None]) -> None:
        self._count, self._folder, self._done = count, folder, done
        self._tasks = Tasks("background")
        sign_in = SignIn(Tasks("history"), lambda: open_storage(folder / "kept", "", CHEAP))
        analyzers = AnalyzerSource(self._tasks, _no_classifiers)
        settings = SettingsStore(folder / "settings.json")
        self._services = Services(settings, self._tasks, analyzers, Notices(), sign_in)
        self._pages: list[Page] = []
        self._script = self._all()
        self._ready = False
        self._slowest_list = 0.0
        self._longest_gap = 0.0
        self.found: Measurement | None = None

    def step(self) -> None:
        """The next step."""
        try:
            wait = next(self._script)
        except StopIteration:
            self._close()
            self._done()
        except BaseException:
            self._close()
            self._done()
            raise
        else:
            QTimer.singleShot(wait, self.step)

    def _all(self) -> Waits:
        sign_in = self._services.sign_in
        sign_in.by_new_profile(NAME, PASSWORD, self._fill, _fail)
        yield from self._until(lambda: self._ready)
        sign_in.lock()
        yield 100
        page = self._open(PageKind.TRENDS)
        assert isinstance(page, TrendsPage)
        yield 200
        began = time.perf_counter()
        sign_in.by_password(NAME, PASSWORD, lambda: None, _fail)
        yield from self._until(lambda: page.card is not None and page.card.graph.isVisible())
        page.repaint()
        painted = _since(began)
        yield 300
        frames = self._frames(page)
        table = self._table(page)
        yield 50
        yield from self._scroll_list()
        yield from self._write_report()
        size = sum(path.stat().st_size for path in self._folder.rglob("history.db")) / 1e6
        self.found = Measurement(self._count, size, painted, *frames, table, self._slowest_list, self._longest_gap)

    def _fill(self) -> None:
        history = self._services.sign_in.history
        assert history is not None
        drafts = example_days(self._count, datetime.now().astimezone())
        self._services.sign_in.tasks.run(lambda: history.save_many(drafts), self._note_filled, _fail)

    def _note_filled(self, saved: tuple[str, ...]) -> None:
        self._ready = True

    def _open(self, kind: PageKind) -> Page:
        row = next(row for row in all_pages() if row.kind is kind)
        page = row.build(self._services, None)  # type: ignore[arg-type]
        self._pages.append(page)
        page.resize(*SIZE)
        page.show()
        page.enter()
        return page

    def _frames(self, page: TrendsPage) -> tuple[float, float, float]:
        """Frames a second while panning and zooming all of the history, and the slowest frame."""
        assert page.card is not None
        graph = page.card.graph
        page.spans.button(len(SPANS) - 1).click()
        graph.zoom(4)
        pans, zooms = [], []
        for number in range(FRAMES):
            share = 0.02 if number < FRAMES / 2 else -0.02
            pans.append(_timed(partial(graph.pan, share), graph.plot.viewport().repaint))
        for number in range(FRAMES):
            factor = 1.05 if number < FRAMES / 2 else 1 / 1.05
            zooms.append(_timed(partial(graph.zoom, factor), graph.plot.viewport().repaint))
        return 1000 / statistics.median(pans), 1000 / statistics.median(zooms), max(*pans, *zooms)

    def _table(self, page: TrendsPage) -> float:
        assert page.card is not None
        page.spans.button(len(SPANS) - 1).click()
        page.kind.button(1).click()
        return _scrolled(page.card.table)

    def _scroll_list(self) -> Waits:
        page = self._open(PageKind.HISTORY)
        assert isinstance(page, HistoryPage)
        view = page.area.view
        yield from self._until(lambda: page.model.rowCount() >= min(self._count, 50))
        yield 300
        _step(view, 0)
        for place in _places(view):
            self._slowest_list = max(self._slowest_list, _step(view, place))
            yield 5

    def _write_report(self) -> Waits:
        history = self._services.sign_in.history
        assert history is not None
        target = self._folder / "report.pdf"
        request = Request(Stretch(ScanFilter()), FileForm.PDF, False, target, self._services.settings.current, "0")
        written: list[int] = []
        self._tasks.run(lambda: write_file(history, request, lambda done, of: None), written.append, _fail)
        last = time.perf_counter()
        for wait in self._until(lambda: bool(written)):
            yield wait
            now = time.perf_counter()
            self._longest_gap, last = max(self._longest_gap, 1000 * (now - last) - wait), now

    def _until(self, ready: Callable[[], bool]) -> Waits:
        began = time.perf_counter()
        while not ready():
            if time.perf_counter() - began > PATIENCE_S:
                raise TimeoutError("a page didn't get ready")
            yield POLL_MS

    def _close(self) -> None:
        for page in self._pages:
            page.close_down()
            page.close()
            page.deleteLater()
        self._pages.clear()
        self._tasks.close()
        self._services.sign_in.close()


class MeasuringAll:
    """Measures each size in turn. Keep it until the event loop ends: Qt keeps a timer's slot, but not its object."""

    def __init__(self, counts: Sequence[int], tell: Callable[[Measurement], None]) -> None:
        self._left, self._tell = list(counts), tell
        self._measurer: PageMeasurer | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def following(self) -> None:
        """Begins with the next size, or ends the event loop."""
        if not self._left:
            QApplication.exit(0)
            return
        self._folder = tempfile.TemporaryDirectory()
        self._measurer = PageMeasurer(self._left.pop(0), Path(self._folder.name), self._ended)
        self._measurer.step()

    def _ended(self) -> None:
        assert self._measurer is not None
        assert self._folder is not None
        self._folder.cleanup()
        if self._measurer.found is None:
            QApplication.exit(1)
            return
        self._tell(self._measurer.found)
        QTimer.singleShot(0, self.following)


def line_of(found: Measurement) -> str:
    """A measurement in one line."""
    frames = f"pan {found.pan:.0f} frames/s, zoom {found.zoom:.0f} frames/s, slowest frame {found.slowest:.0f} ms"
    scrolls = f"table's longest step {found.table:.0f} ms, list's {found.listing:.0f} ms"
    scrolls += f", longest wait while a report is written {found.report:.0f} ms"
    return f"{found.scans:>6} scans: {found.megabytes:.1f} MB, painted {found.painted:.0f} ms, {frames}, {scrolls}"


def _scrolled(view: QAbstractItemView) -> float:
    """The longest step, once it has been painted."""
    _step(view, 0)
    return max(_step(view, place) for place in _places(view))


def _places(view: QAbstractItemView) -> list[int]:
    end = view.verticalScrollBar().maximum()
    return [end * number // (STEPS - 1) for number in range(STEPS)]


def _step(view: QAbstractItemView, place: int) -> float:
    return _timed(partial(view.verticalScrollBar().setValue, place), view.viewport().repaint)


def _timed(*works: Callable[[], object]) -> float:
    began = time.perf_counter()
    for work in works:
        work()
    return _since(began)


def _since(began: float) -> float:
    return 1000 * (time.perf_counter() - began)


def _no_classifiers() -> Analyzer:
    raise PibuError(TroubleCode.CHECKPOINT_MISSING, "not needed here")


def _fail(trouble: PibuError) -> None:
    raise trouble


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m app.measure_pages", description=__doc__)
    parser.add_argument("--scans", type=int, nargs="+", default=[100, 1000, 10_000])
    counts = parser.parse_args(argv).scans
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    garbage = WindowThreadGarbage()
    measuring = MeasuringAll(counts, lambda found: print(line_of(found), flush=True))
    QTimer.singleShot(0, measuring.following)
    code = application.exec()
    garbage.stop()
    return code


if __name__ == "__main__":
    raise SystemExit(main())
