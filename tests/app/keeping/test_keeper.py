"""From a page into the real encrypted history: as a guest, with and without the photo, and when saving fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.history.records import SourceKind
from app.keeping.keep_bar import KeepBar
from app.keeping.keepable import Keepable
from app.keeping.keeper import Keeper, KeepState
from app.keeping.time_taken import time_taken
from app.notices import Notice, Notices
from app.profiles.photo_consent import PhotoConsent
from app.sign_in import SignIn
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, QualityMode
from tests.app.analyses import usual_analysis
from tests.app.history.example_scans import FIRST_DAY
from tests.app.members import enter, guest
from tests.app.photo.fakes import plain_photo

WAIT = 60_000


class Desk:
    """A keeper with its bar over a real storage."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.sign_in: SignIn = guest(folder)
        self.notices = Notices()
        self.posted: list[Notice] = []
        self.notices.posted.connect(self.posted.append)
        self.consent = PhotoConsent()
        self.keeper = Keeper(self.sign_in, self.notices, self.consent)
        self.sign_in.changed.connect(self.keeper.follow)
        self.sign_in.declined.connect(self.keeper.give_up)
        self.bar = KeepBar(self.keeper)
        qtbot.addWidget(self.bar)

    def agree(self, pictures: bool) -> None:
        """Whoever is signed in has answered before."""
        assert self.sign_in.profile is not None
        self.consent.put(self.sign_in.profile.id, pictures)

    def reaches(self, qtbot: QtBot, state: KeepState) -> None:
        """Waits for it."""
        qtbot.waitUntil(lambda: self.keeper.state is state, timeout=WAIT)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A guest, nothing offered."""
    made = Desk(qtbot, tmp_path / "kept")
    yield made
    made.sign_in.close()


def live_scan(key: int = 0) -> Keepable:
    """Nine frames' mean."""
    return Keepable(
        key=key,
        analysis=usual_analysis(),
        image=plain_photo(),
        mode=QualityMode.STRICT,
        taken=lambda: FIRST_DAY,
        camera="HD Webcam",
        live=True,
        spread=((Attribute.OIL, 0.25),),
        frames=9,
    )


def test_a_guest_keeps_a_scan_by_signing_in(desk: Desk, qtbot: QtBot) -> None:
    """Nothing is kept, and the bar says so; after sign-in and answer the very scan is in the history, whole."""
    assert desk.bar.isHidden()
    desk.keeper.offer(live_scan())
    assert not desk.bar.isHidden()
    assert desk.bar.words.text() == "Nothing is kept."
    with qtbot.waitSignal(desk.sign_in.asked):
        desk.bar.keep.click()
    assert desk.keeper.state is KeepState.SIGNING_IN
    history = enter(qtbot, desk.sign_in)
    assert "photo" in desk.bar.words.text()
    desk.bar.whole.click()
    desk.reaches(qtbot, KeepState.KEPT)
    assert "Kept in your history" in desk.bar.words.text()
    [scan] = history.scans()
    assert scan.taken == FIRST_DAY
    assert (scan.source.kind, scan.source.camera, scan.frames) == (SourceKind.LIVE, "HD Webcam", 9)
    assert [(spread.attribute, spread.value) for spread in scan.spread] == [(Attribute.OIL, 0.25)]
    assert scan.conditions.mode is QualityMode.STRICT
    assert history.photo(scan.id) is not None
    assert scan.has_heat


def test_without_consent_only_grades_are_kept(desk: Desk, qtbot: QtBot) -> None:
    """Asked once; the answer holds for the next scan."""
    history = enter(qtbot, desk.sign_in)
    desk.keeper.offer(live_scan(1))
    desk.bar.keep.click()
    desk.bar.plain.click()
    desk.reaches(qtbot, KeepState.KEPT)
    desk.keeper.offer(live_scan(2))
    assert desk.keeper.state is KeepState.OFFERED
    desk.bar.keep.click()
    desk.reaches(qtbot, KeepState.KEPT)
    assert [scan.has_photo or scan.has_heat for scan in history.scans()] == [False, False]
    assert [history.thumbnail(scan.id) for scan in history.scans()] == [None, None]


def test_declining_leaves_the_scan_unkept(desk: Desk, qtbot: QtBot) -> None:
    """And a later sign-in keeps nothing by itself."""
    desk.keeper.offer(live_scan())
    desk.keeper.keep()
    desk.sign_in.decline()
    assert desk.keeper.state is KeepState.OFFERED
    history = enter(qtbot, desk.sign_in)
    assert desk.keeper.state is KeepState.OFFERED
    assert history.count() == 0


def test_locking_takes_the_question_back(desk: Desk, qtbot: QtBot) -> None:
    """The scan can be kept afterwards as by any guest."""
    enter(qtbot, desk.sign_in)
    desk.keeper.offer(live_scan())
    desk.keeper.keep()
    assert desk.keeper.state is KeepState.ASKING
    desk.sign_in.lock()
    assert desk.keeper.state is KeepState.OFFERED
    assert desk.bar.keep.isEnabled()


def test_a_scan_is_kept_once(desk: Desk, qtbot: QtBot) -> None:
    """Shown again later, it is still known as kept; for another person it is not."""
    history = enter(qtbot, desk.sign_in)
    desk.agree(False)
    for _ in range(2):
        desk.keeper.offer(live_scan(7))
        desk.keeper.keep()
        desk.keeper.keep()
        desk.reaches(qtbot, KeepState.KEPT)
        desk.keeper.offer(None)
    assert history.count() == 1
    enter(qtbot, desk.sign_in, "Minseo")
    desk.keeper.offer(live_scan(7))
    assert desk.keeper.state is KeepState.OFFERED


def test_a_failed_save_says_why_and_can_be_tried_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even after the scan has left the page: the notice holds it."""
    history = enter(qtbot, desk.sign_in)
    desk.agree(True)

    def full(*_: object) -> None:
        raise PibuError(TroubleCode.HISTORY_FULL)

    with monkeypatch.context() as patch:
        patch.setattr("app.history.history_store.HistoryStore.save", full)
        desk.keeper.offer(live_scan())
        desk.keeper.keep()
        desk.reaches(qtbot, KeepState.FAILED)
    assert "still here" in desk.bar.words.text()
    assert desk.posted[-1].title() == "The disk is full"
    desk.keeper.offer(None)
    action = desk.posted[-1].action
    assert action is not None
    action.run()
    qtbot.waitUntil(lambda: history.count() == 1, timeout=WAIT)


@pytest.mark.parametrize(
    ("written", "offset", "expected"),
    [
        ("2019:05:04 08:15:00", "+09:00", "2019-05-04T08:15:00+09:00"),
        ("2019:05:04 08:15:00", "-03:30", "2019-05-04T08:15:00-03:30"),
        ("0000:00:00 00:00:00", "+09:00", None),
        ("2999:01:01 00:00:00", "+09:00", None),
        ("yesterday", "", None),
    ],
)
def test_a_photo_is_dated_by_its_camera(tmp_path: Path, written: str, offset: str, expected: str | None) -> None:
    """Nonsense is left aside."""
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({36867: written, 36881: offset})
    Image.new("RGB", (8, 8)).save(path, exif=exif)
    now = datetime.now().astimezone()
    assert time_taken(path, now) == (now if expected is None else datetime.fromisoformat(expected))


def test_a_picture_without_a_file_is_of_now(tmp_path: Path) -> None:
    """So is a file that isn't a picture."""
    now = datetime.now().astimezone()
    (tmp_path / "text.jpg").write_text("no picture")
    assert time_taken(None, now) == time_taken(tmp_path / "text.jpg", now) == now
