"""AnalyzerSource: loads once behind the window, tells ready or failed, can be tried again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from app.models import AnalyzerSource, EngineNews, ModelState
from app.tasks import Tasks
from ml.device import Device
from ml.errors import PibuError, TroubleCode

if TYPE_CHECKING:
    from ml.analyzer import Analyzer


class FakeAnalyzer:
    """Counts how often it is closed."""

    def __init__(self) -> None:
        self.closed = 0
        self.device = Device.CPU

    def close(self) -> None:
        """As the real one."""
        self.closed += 1


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """A worker that is closed at the end."""
    worker = Tasks("test")
    yield worker
    worker.close()


def _loads(analyzer: FakeAnalyzer, calls: list[str]) -> Callable[[], Analyzer]:
    def load() -> Analyzer:
        calls.append("load")
        return cast("Analyzer", analyzer)

    return load


def test_news_from_any_thread_reach_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    """Progress and a fallen device are noted and announced on the window's thread, whichever thread told them."""
    analyzer, news, states = FakeAnalyzer(), EngineNews(), list[ModelState]()
    threads = list[QThread]()

    def load() -> Analyzer:
        news.progressed.emit(0.5)
        news.fell_back.emit(PibuError(TroubleCode.DEVICE_MISSING, "CUDA"))
        return cast("Analyzer", analyzer)

    source = AnalyzerSource(tasks, load, news)
    source.state_changed.connect(states.append)
    source.state_changed.connect(lambda _: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(source.ready):
        source.start()
        assert (source.progress, source.device) == (None, None)
    assert states == [ModelState.LOADING] * 3 + [ModelState.READY]
    assert set(map(id, threads)) == {id(QThread.currentThread())}
    assert (source.progress, source.device) == (0.5, Device.CPU)
    analyzer.device = Device.CUDA
    news.fell_back.emit(PibuError(TroubleCode.DEVICE_FAILED, "CUDA"))
    qtbot.waitUntil(lambda: len(states) == 5)
    assert source.device is Device.CUDA
    source.close()
    assert source.device is None


def test_ready_once(qtbot: QtBot, tasks: Tasks) -> None:
    """Starting again while loading or when ready loads nothing; close frees the analyzer once."""
    analyzer, calls, states = FakeAnalyzer(), list[str](), list[ModelState]()
    source = AnalyzerSource(tasks, _loads(analyzer, calls))
    source.state_changed.connect(states.append)
    with qtbot.waitSignal(source.ready) as ready:
        source.start()
        source.start()
    source.start()
    assert ready.args == [analyzer]
    assert cast("object", source.analyzer) is analyzer
    assert (calls, states) == (["load"], [ModelState.LOADING, ModelState.READY])
    source.close()
    source.close()
    assert analyzer.closed == 1
    assert source.analyzer is None


def test_failure_is_told_and_can_be_tried_again(qtbot: QtBot, tasks: Tasks) -> None:
    """A missing face model is a trouble with a code; after the repair the same source gets ready."""
    answers: list[FakeAnalyzer] = []

    def load() -> Analyzer:
        if not answers:
            raise PibuError(TroubleCode.FACE_MODEL_MISSING)
        return cast("Analyzer", answers[0])

    source = AnalyzerSource(tasks, load)
    with qtbot.waitSignal(source.failed):
        source.start()
    assert [source.state, source.trouble and source.trouble.code] == [
        ModelState.FAILED,
        TroubleCode.FACE_MODEL_MISSING,
    ]
    answers.append(FakeAnalyzer())
    with qtbot.waitSignal(source.ready):
        source.start()
    assert [source.state, source.trouble] == [ModelState.READY, None]


def test_bug_while_loading_is_not_loading_for_ever(qtbot: QtBot, tasks: Tasks) -> None:
    """A bug surfaces in the crash hook, and the source says that it failed."""

    def load() -> Analyzer:
        raise KeyError("bug")

    source = AnalyzerSource(tasks, load)
    with qtbot.captureExceptions() as caught:
        source.start()
        qtbot.waitUntil(lambda: source.state is ModelState.FAILED)
    assert [kind for kind, _, _ in caught] == [KeyError]
    assert source.trouble is None
