"""What is said when the chosen model pack can't be used, and that Pibu's own then grades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.model_help import ModelHelp
from app.models import AnalyzerSource, ModelState
from app.notices import Notice, Notices
from app.services import Services
from app.settings import SettingsStore
from app.sign_in import SignIn
from app.tasks import Tasks
from ml.errors import PibuError, TroubleCode
from tests.app.shells import fake_analyzer


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    """A worker that is closed at the end."""
    worker = Tasks("test")
    yield worker
    worker.close()


@pytest.mark.parametrize("code", [TroubleCode.PACK_UNKNOWN, TroubleCode.PACK_DAMAGED, TroubleCode.PACK_FOREIGN])
def test_a_chosen_pack_that_fails_is_given_up_for_the_shipped_one(
    code: TroubleCode, qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    settings = SettingsStore(tmp_path / "settings.json")
    settings.put(replace(settings.current, model="mine-1"))

    def load() -> object:
        if settings.current.model:
            raise PibuError(code, settings.current.model, "oil.json: sha256 differs")
        return fake_analyzer()

    services = Services(settings, tasks, AnalyzerSource(tasks, load), Notices(), SignIn(Tasks("history")))  # type: ignore[arg-type]
    helper = ModelHelp(services)
    posted: list[Notice] = []
    dropped: list[str] = []
    services.notices.posted.connect(posted.append)
    services.notices.dropped.connect(dropped.append)
    with qtbot.waitSignal(services.analyzers.failed):
        services.analyzers.start()
    (notice,) = posted
    assert "mine-1" in notice.title()
    assert notice.action is not None
    assert notice.action.label() == "Use Pibu's own"
    with qtbot.waitSignal(services.analyzers.ready):
        notice.action.run()
    assert (settings.current.model, services.analyzers.state) == ("", ModelState.READY)
    assert dropped == [notice.key]
    settings.flush()
    services.analyzers.close()
    assert helper is not None
