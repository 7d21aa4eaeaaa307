"""A round of repeats: counted for the person who began it, tagged at once, over when three pictures are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.history.ports import History
from app.history.records import REPEAT_TAG, Profile, Scan
from app.keeping.keepable import Keepable
from app.keeping.keeper import Keeper, KeepState
from app.keeping.repeat_round import RepeatRound
from app.notices import Notices
from app.profiles.photo_consent import PhotoConsent
from app.sign_in import SignIn
from ml.errors import PibuError, TroubleCode
from ml.types import QualityCode, QualityIssue, QualityMode
from tests.app.analyses import usual_analysis
from tests.app.history.example_scans import FIRST_DAY, example_scan
from tests.app.members import NAME, enter, guest
from tests.app.photo.fakes import plain_photo

WAIT = 60_000
OWNER, OTHER = Profile("owner", NAME, FIRST_DAY), Profile("other", NAME, FIRST_DAY)


def _scan(minute: float, camera: str = "HD Webcam") -> Scan:
    scan = example_scan()
    source = replace(scan.source, camera=camera)
    return replace(scan, taken=FIRST_DAY + timedelta(minutes=minute), source=source)


def test_three_pictures_end_it(qtbot: QtBot) -> None:
    """Of another person nothing is counted or shown."""
    repeats = RepeatRound()
    assert repeats.kept_by(OWNER) is None
    repeats.begin(OWNER)
    repeats.count(OTHER, _scan(0))
    assert (repeats.kept_by(OWNER), repeats.kept_by(OTHER), repeats.kept_by(None)) == (0, None, None)
    repeats.count(OWNER, _scan(0))
    repeats.count(OWNER, _scan(9))
    assert repeats.kept_by(OWNER) == 2
    with qtbot.waitSignal(repeats.finished, timeout=1000):
        repeats.count(OWNER, _scan(18))
    assert repeats.kept_by(OWNER) is None


@pytest.mark.parametrize("second", [_scan(11), _scan(1, camera="Desk")], ids=["too late", "another camera"])
def test_what_does_not_belong_together_starts_over(second: Scan) -> None:
    """The new picture is the first one then."""
    repeats = RepeatRound()
    repeats.begin(OWNER)
    repeats.count(OWNER, _scan(0))
    repeats.count(OWNER, second)
    assert repeats.kept_by(OWNER) == 1


def test_waiting_too_long_starts_over_and_says_so(qtbot: QtBot) -> None:
    """Until the next picture."""
    repeats = RepeatRound(seconds=0.05)
    repeats.begin(OWNER)
    repeats.count(OWNER, _scan(0))
    qtbot.waitUntil(lambda: repeats.lapsed, timeout=5000)
    assert repeats.kept_by(OWNER) == 0
    repeats.count(OWNER, _scan(0))
    assert not repeats.lapsed


class Desk:
    """A keeper that counts repeats, over a real storage."""

    def __init__(self, folder: Path) -> None:
        self.sign_in: SignIn = guest(folder)
        self.repeats, self.consent = RepeatRound(), PhotoConsent()
        self.keeper = Keeper(self.sign_in, Notices(), self.consent, self.repeats)
        self.sign_in.changed.connect(self.keeper.follow)

    def begin(self, qtbot: QtBot) -> History:
        """Somebody is signed in, has agreed to photos, and measures."""
        history = enter(qtbot, self.sign_in)
        self.consent.put(history.profile.id, True)
        self.repeats.begin(history.profile)
        return history

    def offer(self, key: int, *issues: QualityIssue) -> None:
        """A live picture, taken now."""
        analysis = replace(usual_analysis(), issues=issues)
        moment = FIRST_DAY + timedelta(minutes=key)
        one = Keepable(key, analysis, plain_photo(), QualityMode.NORMAL, lambda: moment, camera="HD Webcam", live=True)
        self.keeper.offer(one)
        self.keeper.keep_repeat()

    def keep(self, qtbot: QtBot, key: int) -> None:
        """Waits until it is kept."""
        self.offer(key)
        qtbot.waitUntil(lambda: self.keeper.state is KeepState.KEPT, timeout=WAIT)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A guest."""
    made = Desk(tmp_path / "kept")
    yield made
    made.sign_in.close()


def test_pictures_are_kept_by_themselves_and_tagged_at_once(desk: Desk, qtbot: QtBot) -> None:
    """Also when it is locked in between; the picture after the third is no repeat any more."""
    history = desk.begin(qtbot)
    desk.keep(qtbot, 0)
    assert [scan.tags for scan in history.scans()] == [(REPEAT_TAG,)]
    desk.sign_in.lock()
    assert desk.repeats.kept_by(desk.sign_in.profile) is None
    history = enter(qtbot, desk.sign_in, NAME, new=False)
    assert desk.repeats.kept_by(desk.sign_in.profile) == 1
    desk.keep(qtbot, 1)
    with qtbot.waitSignal(desk.repeats.finished, timeout=WAIT):
        desk.offer(2)
    desk.offer(3)
    assert desk.keeper.state is KeepState.OFFERED
    desk.keeper.keep()
    qtbot.waitUntil(lambda: desk.keeper.state is KeepState.KEPT, timeout=WAIT)
    assert [bool(scan.tags) for scan in history.scans()] == [False, True, True, True]


def test_a_bad_picture_is_no_repeat(desk: Desk, qtbot: QtBot) -> None:
    """It waits to be kept by hand, like any other."""
    history = desk.begin(qtbot)
    desk.offer(0, QualityIssue(QualityCode.TOO_DARK))
    assert desk.keeper.state is KeepState.OFFERED
    desk.keeper.keep()
    qtbot.waitUntil(lambda: desk.keeper.state is KeepState.KEPT, timeout=WAIT)
    assert desk.repeats.kept_by(history.profile) == 0
    assert [scan.tags for scan in history.scans()] == [()]


def test_what_was_not_kept_does_not_count(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried again, it does."""
    history = desk.begin(qtbot)

    def full(*_: object) -> None:
        raise PibuError(TroubleCode.HISTORY_FULL)

    with monkeypatch.context() as patch:
        patch.setattr("app.history.history_store.HistoryStore.save", full)
        desk.offer(0)
        qtbot.waitUntil(lambda: desk.keeper.state is KeepState.FAILED, timeout=WAIT)
    assert desk.repeats.kept_by(history.profile) == 0
    desk.keeper.keep()
    qtbot.waitUntil(lambda: desk.repeats.kept_by(history.profile) == 1, timeout=WAIT)
