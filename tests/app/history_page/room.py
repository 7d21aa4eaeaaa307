"""A History page with services around it, over a real encrypted storage, and seven scans for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pytestqt.qtbot import QtBot

from app.history.draft import Capture, draft_scan
from app.history.records import Scan, ScanDraft, Source, SourceKind, Spread, Tag, TagKind
from app.history_page.history_page import HistoryPage
from app.models import AnalyzerSource
from app.notices import Notice, Notices
from app.services import Services
from app.settings import SettingsStore
from app.tasks import Tasks
from ml.types import Analysis, Attribute, CheckpointId, ModelVersion, QualityCode, QualityIssue, QualityMode, RgbImage
from tests.app.analyses import usual_analysis
from tests.app.history.example_scans import FIRST_DAY, draft
from tests.app.members import guest
from tests.app.photo.fakes import FakeAnalyzer, fake_face, plain_photo

if TYPE_CHECKING:
    from ml.analyzer import Analyzer

WAIT = 60_000
SERUM = Tag(TagKind.PRODUCT, "serum <b>")


class LaterAnalyzer(FakeAnalyzer):
    """Of another version than the scans."""

    version = ModelVersion("later-2", tuple(CheckpointId(a, "9" * 64) for a in Attribute))

    def analyze_photo(
        self, image: RgbImage, mode: QualityMode = QualityMode.NORMAL, face_index: int | None = None
    ) -> Analysis:
        """As its parent, under its own version."""
        return replace(super().analyze_photo(image, mode, face_index), model=self.version)


class Room:
    """A history page with services around it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.tasks, self.model_tasks = Tasks("background"), Tasks("models")
        analyzers = AnalyzerSource(self.model_tasks, lambda: cast("Analyzer", LaterAnalyzer()))
        self.sign_in = guest(folder / "kept")
        store = SettingsStore(folder / "settings.json")
        self.services = Services(store, self.tasks, analyzers, Notices(), self.sign_in)
        self.notices: list[Notice] = []
        self.services.notices.posted.connect(self.notices.append)
        self.page = HistoryPage(self.services)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 700)
        self.page.show()
        self.page.enter()

    def close(self) -> None:
        """As the window does."""
        self.page.close_down()
        self.sign_in.close()
        self.tasks.close()
        self.model_tasks.close()
        self.services.analyzers.close()


def of_day(day: int) -> ScanDraft:
    """Day 3 with a tag and notes, day 5 flawed."""
    if day == 3:
        return draft(day, tags=(SERUM,), notes="a new one")
    if day == 5:
        return draft(day, issues=(QualityIssue(QualityCode.BLURRED),))
    return draft(day)


def with_photo() -> ScanDraft:
    """What draft_scan makes of hand-made grades on a plain photo."""
    analysis = usual_analysis(face=fake_face(320, 240, 300))
    capture = Capture(
        FIRST_DAY + timedelta(days=6),
        Source(SourceKind.PHOTO, file="portrait.jpg"),
        QualityMode.NORMAL,
        True,
        spread=(Spread(Attribute.OIL, 0.25),),
    )
    return draft_scan(analysis, plain_photo(), capture)


def open_row(room: Room, qtbot: QtBot, row: int) -> None:
    """Opens the scan of a row, and waits until it is shown."""

    def opened() -> bool:
        scan: Scan | None = room.page.model.scan(row)
        shown = room.page.view.opened
        return scan is not None and shown is not None and shown.scan.id == scan.id and room.page.part is room.page.view

    qtbot.waitUntil(lambda: room.page.model.scan(row) is not None, timeout=WAIT)
    room.page.open_row(row)
    qtbot.waitUntil(opened, timeout=WAIT)
