"""Loads the classifiers once, behind the window, and says when they are ready, on what they run, or what is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.tasks import Tasks
from ml.device import Device
from ml.errors import PibuError

if TYPE_CHECKING:
    from ml.analyzer import Analyzer


class ModelState(StrEnum):
    """How far the classifiers are."""

    IDLE = "idle"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


MOST_THREADS = 4


def threads() -> int:
    """How many work on one analysis: half the cores, for following faces and painting want the others.

    On two cores (of one core's two threads) one grades 11 to 13 live frames a second and two 9 to 11.
    """
    return max(1, min(MOST_THREADS, (os.cpu_count() or 1) // 2))


class EngineNews(QObject):
    """What an engine says while it is opened and later, from any thread.

    progressed(float): how much of what is derived from the weights is written, 0-1; only at a pack's first start.
    fell_back(PibuError): another device grades than the one asked for, and why.
    """

    progressed = Signal(float)
    fell_back = Signal(object)


def open_chosen(device: Device, model: str, news: EngineNews) -> Analyzer:
    """The analyzer with the chosen model pack; imports mediapipe and an engine, so never on the window's thread.

    Raises:
        PibuError: PACK_UNKNOWN, PACK_DAMAGED, PACK_FOREIGN the chosen pack can't be used; else see open_analyzer.
    """
    from app.packs import chosen_folder
    from ml.open import open_analyzer

    return open_analyzer(chosen_folder(model), device, threads(), news.fell_back.emit, news.progressed.emit)


class AnalyzerSource(QObject):
    """The one analyzer that live and photo share.

    ready(Analyzer) and failed(PibuError) are emitted on the window's thread; state_changed(ModelState) before them,
    and whenever progress or device changed. A page that comes later asks `analyzer` (None until ready).
    """

    ready = Signal(object)
    failed = Signal(object)
    state_changed = Signal(object)

    def __init__(
        self, tasks: Tasks, load: Callable[[], Analyzer], news: EngineNews | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._load = load
        self._state = ModelState.IDLE
        self._analyzer: Analyzer | None = None
        self._trouble: PibuError | None = None
        self._progress: float | None = None
        if news is not None:
            news.progressed.connect(self._note_progress)
            news.fell_back.connect(self._note_device)
        self._unstuck = QTimer(self, singleShot=True, interval=0)
        self._unstuck.timeout.connect(self._give_up)

    @property
    def state(self) -> ModelState:
        """How far the classifiers are."""
        return self._state

    @property
    def analyzer(self) -> Analyzer | None:
        """The analyzer, once it is ready."""
        return self._analyzer

    @property
    def trouble(self) -> PibuError | None:
        """Why loading failed, if it did."""
        return self._trouble

    @property
    def device(self) -> Device | None:
        """What the classifiers run on, once they are ready."""
        return None if self._analyzer is None else self._analyzer.device

    @property
    def progress(self) -> float | None:
        """How much of what is derived from the weights is written, 0-1; None when nothing had to be."""
        return self._progress

    def start(self) -> None:
        """Loads in the background, unless that is done or under way; after a failure, tries again."""
        if self._state in (ModelState.LOADING, ModelState.READY):
            return
        self._trouble = self._progress = None
        self._enter(ModelState.LOADING)
        self._tasks.run(self._load, self._loaded, self._not_loaded, always=lambda: self._unstuck.start())

    def close(self) -> None:
        """Frees the analyzer. Call after every worker that uses it has stopped. Safe to call twice."""
        analyzer, self._analyzer = self._analyzer, None
        self._state = ModelState.IDLE
        if analyzer is not None:
            analyzer.close()

    def _loaded(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._enter(ModelState.READY)
        self.ready.emit(analyzer)

    def _not_loaded(self, trouble: PibuError) -> None:
        self._trouble = trouble
        self._enter(ModelState.FAILED)
        self.failed.emit(trouble)

    def _note_progress(self, progress: float) -> None:
        self._progress = progress
        self.state_changed.emit(self._state)

    def _note_device(self, _: PibuError) -> None:
        self.state_changed.emit(self._state)

    def _give_up(self) -> None:
        """A bug while loading reaches neither _loaded nor _not_loaded: don't claim to be loading for ever."""
        if self._state is ModelState.LOADING:
            self._enter(ModelState.FAILED)

    def _enter(self, state: ModelState) -> None:
        self._state = state
        self.state_changed.emit(state)
