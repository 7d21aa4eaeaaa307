"""Signing in over a real encrypted storage: who is in, locking, deleting, and that nothing is lost or left open."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.history.records import Profile
from app.sign_in import SignIn
from ml.errors import PibuError, TroubleCode
from tests.app.history.example_scans import PASSWORD, Clock, draft
from tests.app.history.test_damage import cut, flipped, swapped
from tests.app.members import NAME, enter, fail, guest

OTHER = "another one, 다른 말"


@pytest.fixture
def clock() -> Clock:
    """Time for the throttle."""
    return Clock()


@pytest.fixture
def sign_in(qtbot: QtBot, tmp_path: Path, clock: Clock) -> Iterator[SignIn]:
    """Nobody is signed in."""
    made = guest(tmp_path / "kept", clock)
    yield made
    made.close()


class Answer:
    """Notes how a call was answered."""

    def __init__(self) -> None:
        self.done = False
        self.trouble: PibuError | None = None
        self.key = ""

    def good(self, key: str = "") -> None:
        self.done, self.key = True, key

    def bad(self, trouble: PibuError) -> None:
        self.trouble = trouble

    @property
    def came(self) -> bool:
        return self.done or self.trouble is not None


def test_a_guest_has_no_history(sign_in: SignIn) -> None:
    """And what needs somebody is LOCKED."""
    assert sign_in.history is None
    assert sign_in.profile is None
    with pytest.raises(PibuError) as caught:
        sign_in.make_recovery_key(PASSWORD, lambda _: None, fail)
    assert caught.value.code is TroubleCode.LOCKED


def test_a_new_profile_is_signed_in_and_comes_back(sign_in: SignIn, qtbot: QtBot) -> None:
    """What was kept is there after lock and sign-in; the old history is closed."""
    before = enter(qtbot, sign_in)
    kept = before.save(draft())
    assert sign_in.profile is not None
    assert sign_in.profile.name == NAME
    with qtbot.waitSignal(sign_in.changed):
        sign_in.lock()
    assert sign_in.history is None
    after = enter(qtbot, sign_in, new=False)
    assert after.scan(kept.id).taken == kept.taken
    with pytest.raises(PibuError) as caught:
        before.count()
    assert caught.value.code is TroubleCode.LOCKED


def test_work_handed_over_while_locking_is_still_done(sign_in: SignIn, qtbot: QtBot) -> None:
    """As a page does that saves what was typed last."""
    history = enter(qtbot, sign_in)
    sign_in.changed.connect(lambda: sign_in.tasks.run(lambda: history.save(draft()), lambda _: None, fail, saves=True))
    sign_in.lock()
    sign_in.changed.disconnect()
    assert enter(qtbot, sign_in, new=False).count() == 1


def test_closing_waits_for_a_save(tmp_path: Path, qtbot: QtBot) -> None:
    """Begun before the window closed."""
    first = guest(tmp_path / "kept")
    history = enter(qtbot, first)
    first.tasks.run(lambda: history.save(draft()), lambda _: None, fail, saves=True)
    first.close()
    first.close()
    second = guest(tmp_path / "kept")
    assert enter(qtbot, second, new=False).count() == 1
    second.close()


@pytest.mark.parametrize(("name", "password"), [(NAME, OTHER), ("Nobody", PASSWORD)])
def test_unknown_and_wrong_are_refused_alike(sign_in: SignIn, qtbot: QtBot, name: str, password: str) -> None:
    """Then there is a pause, which the answer tells."""
    enter(qtbot, sign_in)
    sign_in.lock()
    codes = []
    for _ in range(7):
        answer = Answer()
        sign_in.by_password(name, password, answer.good, answer.bad)
        codes.append(_answered(qtbot, answer))
    assert codes[:5] == [(TroubleCode.SIGN_IN_REFUSED, "")] * 5
    assert codes[-1][0] is TroubleCode.SIGN_IN_WAIT
    assert int(codes[-1][1]) >= 1
    assert sign_in.profile is None


def test_another_profile_takes_the_place(sign_in: SignIn, qtbot: QtBot) -> None:
    """Listeners never see the two mixed."""
    enter(qtbot, sign_in)
    seen: list[Profile | None] = []
    sign_in.changed.connect(lambda: seen.append(sign_in.profile))
    sign_in.by_new_profile("Minseo", PASSWORD, lambda: None, fail)
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=60_000)
    assert [who.name if who is not None else None for who in seen] == [None, "Minseo"]


def test_recovery_key_opens_when_the_password_is_lost(sign_in: SignIn, qtbot: QtBot) -> None:
    """And sets the new one."""
    enter(qtbot, sign_in)
    made = Answer()
    sign_in.make_recovery_key(PASSWORD, made.good, fail)
    qtbot.waitUntil(lambda: made.came, timeout=60_000)
    sign_in.lock()
    with qtbot.waitSignal(sign_in.changed, timeout=60_000):
        sign_in.by_recovery_key(NAME, made.key, OTHER, lambda: None, fail)
    changed = Answer()
    sign_in.change_password(OTHER, PASSWORD, changed.good, fail)
    qtbot.waitUntil(lambda: changed.done, timeout=60_000)
    sign_in.lock()
    enter(qtbot, sign_in, new=False)


def test_deleting_a_profile_needs_its_password(sign_in: SignIn, qtbot: QtBot) -> None:
    """A wrong one changes nothing; the right one leaves a guest and no such profile."""
    enter(qtbot, sign_in)
    wrong, right = Answer(), Answer()
    sign_in.delete_profile(OTHER, wrong.good, wrong.bad)
    qtbot.waitUntil(lambda: wrong.came, timeout=60_000)
    assert wrong.trouble is not None
    assert _is_in(sign_in)
    sign_in.delete_profile(PASSWORD, right.good, fail)
    qtbot.waitUntil(lambda: right.done, timeout=60_000)
    assert not _is_in(sign_in)
    again = Answer()
    sign_in.by_password(NAME, PASSWORD, again.good, again.bad)
    qtbot.waitUntil(lambda: again.came, timeout=60_000)
    assert again.trouble is not None


@pytest.mark.parametrize("number", range(5))
def test_whose_history_is_damaged_is_stranded_and_may_restore(
    sign_in: SignIn, qtbot: QtBot, tmp_path: Path, number: int
) -> None:
    """Anywhere in the file: one answer, no traceback, and the way to the backups is open."""
    enter(qtbot, sign_in).save(draft())
    sign_in.close()
    (database,) = tmp_path.glob("kept/profiles/*/history.db")
    way = (flipped, cut, swapped)[number % 3]
    database.write_bytes(way(database.read_bytes(), random.Random(number)))
    again = guest(tmp_path / "kept")
    answer = Answer()
    again.by_password(NAME, PASSWORD, answer.good, answer.bad)
    assert _answered(qtbot, answer)[0] is TroubleCode.HISTORY_DAMAGED
    assert again.stranded
    assert not _is_in(again)
    assert again.backups()().kept() == ()
    again.close()


def _answered(qtbot: QtBot, answer: Answer) -> tuple[TroubleCode, str]:
    qtbot.waitUntil(lambda: answer.came, timeout=60_000)
    assert answer.trouble is not None
    return answer.trouble.code, answer.trouble.subject


def _is_in(sign_in: SignIn) -> bool:
    return sign_in.profile is not None
