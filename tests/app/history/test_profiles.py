"""Signing in: right passwords open, wrong ones and unknown names are told apart by nothing; keys are wrapped anew."""

from __future__ import annotations

import json
import statistics
import time
import unicodedata
from collections.abc import Callable

import pytest

from app.history.ports import Profiles
from app.history.storage import open_storage
from app.history.throttle import FREE, pause_after
from app.history.wrapping import USUAL, Cost
from ml.errors import PibuError, TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import PASSWORD, QUICK, draft

OTHER = "another long password"


@pytest.fixture
def profiles(place: Place) -> Profiles:
    return place.storage().profiles


def code_of(call: Callable[[], object]) -> TroubleCode:
    with pytest.raises(PibuError) as caught:
        call()
    return caught.value.code


def test_the_right_password_opens_the_same_key(place: Place) -> None:
    profiles = place.storage().profiles
    assert profiles.is_empty()
    made = profiles.create("지민", PASSWORD)
    again = place.storage().profiles.sign_in(" 지민 ", unicodedata.normalize("NFD", PASSWORD))
    assert again.profile == made.profile
    assert again.data_key() == made.data_key()
    assert not profiles.is_empty()


def test_a_wrong_password_and_an_unknown_name_are_the_same_words(profiles: Profiles) -> None:
    profiles.create("Jimin", PASSWORD)
    messages = set()
    for name, password in (("Jimin", "wrong password"), ("Nobody", PASSWORD), ("", ""), ("Jimin\0", PASSWORD)):
        with pytest.raises(PibuError) as caught:
            profiles.sign_in(name, password)
        messages.add((str(caught.value), caught.value.subject, caught.value.detail))
    assert messages == {("sign_in_refused:", "", "")}


def test_an_unknown_name_takes_as_long_as_a_wrong_password(files: Place) -> None:
    costly = Cost(memory_kib=16 * 1024, passes=2, lanes=1)
    files.clock.time = 0.0
    storage = open_storage(files.folder, "", costly, files.clock)
    storage.profiles.create("Jimin", PASSWORD)
    took: dict[str, list[float]] = {"Jimin": [], "Nobody": []}
    for _ in range(12):
        for name, times in took.items():
            files.clock.time += 10_000
            began = time.process_time()
            code_of(lambda name=name: storage.profiles.sign_in(name, "wrong password"))  # type: ignore[misc]
            times.append(time.process_time() - began)
    storage.close()
    known, unknown = (statistics.median(times) for times in took.values())
    assert known == pytest.approx(unknown, rel=0.35)


def test_names_are_taken_whatever_their_case(profiles: Profiles) -> None:
    profiles.create("Jimin", PASSWORD)
    assert code_of(lambda: profiles.create("JIMIN ", OTHER)) is TroubleCode.PROFILE_NAME_TAKEN
    assert profiles.sign_in("jimin", PASSWORD).profile.name == "Jimin"


def test_weak_passwords_and_odd_names_make_no_profile(profiles: Profiles) -> None:
    assert code_of(lambda: profiles.create("Jimin", "password1")) is TroubleCode.PASSWORD_COMMON
    assert code_of(lambda: profiles.create(" ", PASSWORD)) is TroubleCode.PROFILE_NAME_UNFIT
    assert profiles.is_empty()


def test_changing_the_password_keeps_the_key(profiles: Profiles) -> None:
    vault = profiles.create("Jimin", PASSWORD)
    assert code_of(lambda: profiles.change_password(vault, "not the old one", OTHER)) is TroubleCode.SIGN_IN_REFUSED
    assert code_of(lambda: profiles.change_password(vault, PASSWORD, "short")) is TroubleCode.PASSWORD_SHORT
    profiles.change_password(vault, PASSWORD, OTHER)
    assert code_of(lambda: profiles.sign_in("Jimin", PASSWORD)) is TroubleCode.SIGN_IN_REFUSED
    assert profiles.sign_in("Jimin", OTHER).data_key() == vault.data_key()


def test_the_recovery_key_sets_a_new_password(profiles: Profiles) -> None:
    vault = profiles.create("Jimin", PASSWORD)
    assert not profiles.has_recovery_key(vault)
    void = profiles.make_recovery_key(vault, PASSWORD)
    key = profiles.make_recovery_key(vault, PASSWORD)
    assert profiles.has_recovery_key(vault)
    assert key != void
    assert set(key) <= set("23456789ABCDEFGHJKMNPQRSTUVWXYZ-")
    refused = [
        code_of(lambda: profiles.recover("Jimin", void, OTHER)),
        code_of(lambda: profiles.recover("Nobody", key, OTHER)),
        code_of(lambda: profiles.recover("Jimin", "", OTHER)),
    ]
    assert set(refused) == {TroubleCode.RECOVERY_REFUSED}
    typed = key.lower().replace("-", " ")
    assert profiles.recover("Jimin", typed, OTHER).data_key() == vault.data_key()
    assert profiles.sign_in("Jimin", OTHER).data_key() == vault.data_key()
    assert code_of(lambda: profiles.recover("Jimin", key, "password1")) is TroubleCode.PASSWORD_COMMON


def test_a_profile_without_recovery_key_can_not_be_recovered(profiles: Profiles) -> None:
    profiles.create("Jimin", PASSWORD)
    assert code_of(lambda: profiles.recover("Jimin", "2" * 32, OTHER)) is TroubleCode.RECOVERY_REFUSED


def test_five_tries_are_free_then_each_waits_longer(place: Place) -> None:
    profiles = place.storage().profiles
    profiles.create("Jimin", PASSWORD)
    for name in ("Jimin", "Nobody"):
        for _ in range(FREE):
            assert code_of(lambda name=name: profiles.sign_in(name, "wrong")) is TroubleCode.SIGN_IN_REFUSED  # type: ignore[misc]
        for expected in (1, 2, 4, 8):
            with pytest.raises(PibuError) as caught:
                profiles.sign_in(name, PASSWORD)
            assert (caught.value.code, caught.value.subject) == (TroubleCode.SIGN_IN_WAIT, str(expected))
            place.clock.time += expected
            assert code_of(lambda name=name: profiles.sign_in(name, "wrong")) is TroubleCode.SIGN_IN_REFUSED  # type: ignore[misc]
    again = place.storage().profiles
    assert code_of(lambda: again.sign_in("Jimin", PASSWORD)) is TroubleCode.SIGN_IN_WAIT
    place.clock.time -= 10_000_000
    with pytest.raises(PibuError) as caught:
        again.sign_in("Jimin", PASSWORD)
    assert int(caught.value.subject) <= 900, "a clock set back locks nobody out"
    place.clock.time += 10_000_000 + 3600
    assert again.sign_in("Jimin", PASSWORD).profile.name == "Jimin"
    assert code_of(lambda: again.sign_in("Jimin", "wrong")) is TroubleCode.SIGN_IN_REFUSED


def test_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    assert [pause_after(n) for n in (0, 4, 5, 6, 14, 15, 10_000)] == [0, 0, 1, 2, 512, 900, 900]


def test_a_try_counts_even_when_the_program_ends_before_the_answer(place: Place) -> None:
    profiles = place.storage().profiles
    profiles.create("Jimin", PASSWORD)

    def cut_off(*_: object) -> bytes:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.history.wrapping.unwrap", cut_off)
        for _ in range(FREE):
            with pytest.raises(KeyboardInterrupt):
                profiles.sign_in("Jimin", "a guess")
    assert code_of(lambda: profiles.sign_in("Jimin", PASSWORD)) is TroubleCode.SIGN_IN_WAIT


def test_many_names_tried_do_not_fill_the_disk(files: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.history.throttle.MOST_NAMES", 20)
    profiles = files.storage().profiles
    for i in range(60):
        code_of(lambda i=i: profiles.sign_in(f"name {i}", "wrong"))  # type: ignore[misc]
    assert (files.folder / "profiles.db").stat().st_size < 60_000


def test_a_quickly_hashed_password_is_hashed_anew(place: Place) -> None:
    place.storage().profiles.create("Jimin", PASSWORD)
    place.close()
    stronger = Cost(memory_kib=128, passes=2, lanes=1)
    storage = open_storage(place.folder, place.address, stronger, place.clock)
    vault = storage.profiles.sign_in("Jimin", PASSWORD)
    assert json.loads(storage.profiles.envelope(vault))["memory_kib"] == 128
    assert storage.profiles.sign_in("Jimin", PASSWORD).data_key() == vault.data_key()
    storage.close()


def test_a_weaker_program_does_not_weaken_a_hash(place: Place) -> None:
    """One parameter is larger there, another here: the larger one of each is taken, and a smaller program keeps it."""
    place.storage().profiles.create("Jimin", PASSWORD)
    place.close()
    for cost in (Cost(memory_kib=128, passes=1, lanes=1), Cost(memory_kib=64, passes=2, lanes=1), Cost(64, 1, 1)):
        storage = open_storage(place.folder, place.address, cost, place.clock)
        vault = storage.profiles.sign_in("Jimin", PASSWORD)
        envelope = json.loads(storage.profiles.envelope(vault))
        storage.close()
        assert envelope["memory_kib"] == 128
    assert envelope["passes"] == 2


def test_the_usual_cost_is_what_was_promised() -> None:
    assert Cost(64 * 1024, 3, 4) == USUAL
    with pytest.raises(ValueError, match="never end"):
        Cost(memory_kib=2**40)


def test_renaming(profiles: Profiles) -> None:
    vault = profiles.create("Jimin", PASSWORD)
    profiles.create("Haru", OTHER)
    assert code_of(lambda: profiles.rename(vault, "haru")) is TroubleCode.PROFILE_NAME_TAKEN
    assert profiles.rename(vault, "지민").profile.name == "지민"
    assert profiles.sign_in("지민", PASSWORD).data_key() == vault.data_key()
    assert code_of(lambda: profiles.sign_in("Jimin", PASSWORD)) is TroubleCode.SIGN_IN_REFUSED


def test_deleting_a_profile_takes_everything_along(place: Place) -> None:
    history = place.history("Jimin")
    history.save(draft())
    other = place.history("Haru")
    kept = other.save(draft())
    storage = place.storage()
    vault = storage.profiles.sign_in("Jimin", PASSWORD)
    history.close()
    assert code_of(lambda: storage.profiles.delete(vault, "wrong")) is TroubleCode.SIGN_IN_REFUSED
    storage.profiles.delete(vault, PASSWORD)
    assert vault.locked
    assert code_of(lambda: storage.profiles.sign_in("Jimin", PASSWORD)) is TroubleCode.SIGN_IN_REFUSED
    assert other.scan(kept.id).id == kept.id
    storage.profiles.create("Jimin", PASSWORD)
    assert place.history("Jimin").count() == 0


def test_an_envelope_moves_a_profile(place: Place) -> None:
    history = place.history("Jimin")
    storage = place.storage()
    vault = storage.profiles.sign_in("Jimin", PASSWORD)
    envelope = storage.profiles.envelope(vault)
    history.close()
    elsewhere = open_storage(place.folder.with_name("other"), "", QUICK, place.clock)
    assert code_of(lambda: elsewhere.profiles.adopt(envelope, "Jimin", "wrong")) is TroubleCode.SIGN_IN_REFUSED
    adopted = elsewhere.profiles.adopt(envelope, "지민", PASSWORD)
    assert adopted.data_key() == vault.data_key()
    assert elsewhere.profiles.sign_in("지민", PASSWORD).profile.id == vault.profile.id
    elsewhere.close()
    assert PASSWORD.encode() not in envelope
    assert vault.data_key() not in envelope


@pytest.mark.parametrize("envelope", [b"", b"{}", b"[]", b"null", b'{"envelope": 2}', b"\xff"])
def test_what_is_no_envelope_is_refused(profiles: Profiles, envelope: bytes) -> None:
    assert code_of(lambda: profiles.adopt(envelope, "Jimin", PASSWORD)) is TroubleCode.PROFILES_DAMAGED


def test_an_envelope_that_would_take_for_ever_is_refused(profiles: Profiles) -> None:
    envelope = json.loads(profiles.envelope(profiles.create("Jimin", PASSWORD)))
    envelope["memory_kib"] = 2**31
    assert code_of(lambda: profiles.adopt(json.dumps(envelope).encode(), "X", PASSWORD)) is TroubleCode.PROFILES_DAMAGED
