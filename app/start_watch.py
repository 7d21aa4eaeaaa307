"""Notes when the window can be used and when the classifiers are ready, where PIBU_START_TIMES names a file for it.

A line for each moment, `word seconds`, by the system's monotonic clock, which every process of a computer shares; see
app/measure_start.py. Nothing of this is loaded without the variable.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.live.live_page import LivePage
from app.main_window import MainWindow
from app.models import AnalyzerSource
from app.widgets.model_status import StateDot
from ml.types import Attribute

TICK_MS = 10


class Moment(StrEnum):
    """What is noted. The last three need the Live page and a camera that films a face.

    built: everything imported, the window made. painted: the window. usable: the window with its page. ready: the
    dot that says so. graded: the cards with the first grades of a live frame. Each but the first is noted by an
    event that came after the painting and was answered. stalled: no moment but seconds, the longest that the event
    loop kept anything waiting between usable and graded; the last line.
    """

    BUILT = "built"
    PAINTED = "painted"
    USABLE = "usable"
    READY = "ready"
    GRADED = "graded"
    STALLED = "stalled"


class _FirstPaint(QObject):
    """Calls once, after a widget's next painting is over and the event loop has come to other things."""

    def __init__(self, widget: QWidget, then: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._widget, self._then = widget, then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks at every event of the widget, and takes none."""
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self, self._then)
        return False


class StartWatch(QObject):
    """Make it before the window is shown, and call look() when the page is there."""

    def __init__(self, window: MainWindow, analyzers: AnalyzerSource, path: Path) -> None:
        super().__init__(window)
        self._window, self._path = window, path
        self._last, self._longest = 0.0, 0.0
        self._pulse = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._pulse.timeout.connect(self._tick)
        self._note(Moment.BUILT)
        _FirstPaint(window, lambda: self._note(Moment.PAINTED), self)
        analyzers.ready.connect(self._loaded)

    def look(self) -> None:
        """The page has been made; it has not been painted yet."""
        page = self._window.page
        if page is None:
            return
        _FirstPaint(page, self._begin, self)
        if isinstance(page, LivePage):
            page.director.graded.connect(self._graded)

    def _begin(self) -> None:
        self._note(Moment.USABLE)
        self._last = time.monotonic()
        self._pulse.start()

    def _loaded(self) -> None:
        dot = self._window.findChild(StateDot)
        assert isinstance(dot, StateDot)
        _FirstPaint(dot, lambda: self._note(Moment.READY), self)

    def _graded(self) -> None:
        page = self._window.page
        if isinstance(page, LivePage):
            page.director.graded.disconnect(self._graded)
            _FirstPaint(page.panel.card(next(iter(Attribute))), self._end, self)

    def _end(self) -> None:
        self._note(Moment.GRADED)
        self._pulse.stop()
        self._write(Moment.STALLED, self._longest)

    def _tick(self) -> None:
        now = time.monotonic()
        self._longest = max(self._longest, now - self._last - TICK_MS / 1000)
        self._last = now

    def _note(self, moment: Moment) -> None:
        self._write(moment, time.monotonic())

    def _write(self, moment: Moment, seconds: float) -> None:
        with self._path.open("a", encoding="ascii") as file:
            file.write(f"{moment.value} {seconds:.6f}\n")
