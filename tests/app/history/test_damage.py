"""Any byte that changes in a database, and any cut, is noticed when it is opened."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from app.history.database import check, open_file
from app.history.file_storage import OPEN_KEY
from app.history.history_store import HistoryStore
from ml.errors import PibuError, TroubleCode
from tests.app.history.conftest import Place
from tests.app.history.example_scans import PASSWORD, draft, example_pictures
from tests.app.history.test_file_storage import code_of

PAGE = 4096


def flipped(content: bytes, rng: random.Random) -> bytes:
    """One byte changed anywhere: salt, text, nonce or HMAC of any page."""
    changed = bytearray(content)
    changed[rng.randrange(len(content))] ^= rng.randrange(1, 256)
    return bytes(changed)


def cut(content: bytes, rng: random.Random) -> bytes:
    """Cut somewhere, or between two pages."""
    length = rng.randrange(1, len(content))
    return content[: length - length % PAGE if rng.random() < 0.5 and length > PAGE else length]


def swapped(content: bytes, rng: random.Random) -> bytes:
    """Two pages in each other's place."""
    pages = [content[i : i + PAGE] for i in range(0, len(content), PAGE)]
    one, other = rng.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


def is_noticed(path: Path, key: bytes, content: bytes) -> bool:
    path.write_bytes(content)
    try:
        engine = open_file(path, key)
    except PibuError as trouble:
        return trouble.code is TroubleCode.HISTORY_DAMAGED
    try:
        check(engine, path)
    except PibuError as trouble:
        return trouble.code is TroubleCode.HISTORY_DAMAGED
    finally:
        engine.dispose()
        for name in ("-wal", "-shm"):
            path.with_name(path.name + name).unlink(missing_ok=True)
    return False


def unnoticed(files: Place, rounds: int) -> list[str]:
    """Damages both databases `rounds` times in all: what was not noticed."""
    history = files.history("Jimin")
    history.save_many(draft(day) for day in range(30))
    assert isinstance(history, HistoryStore)
    key = history._vault.database_key()
    files.close()
    (scans,) = files.folder.glob("profiles/*/history.db")
    sound = ((scans.read_bytes(), key), (files.folder.joinpath("profiles.db").read_bytes(), OPEN_KEY))
    copy = files.folder / "copy.db"
    ways: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, flipped, cut, flipped, swapped)
    missed = []
    for content, secret in sound:
        assert not is_noticed(copy, secret, content), "sound files are sound"
    for number in range(rounds):
        rng = random.Random(number)
        content, secret = sound[number % 3 == 2]
        way = ways[number % len(ways)]
        if not is_noticed(copy, secret, way(content, rng)):
            missed.append(f"{way.__name__} {number}")
    return missed


def test_60_damages_are_noticed(files: Place) -> None:
    assert unnoticed(files, 60) == []


@pytest.mark.slow
def test_500_damages_are_noticed(files: Place) -> None:
    """`python3 start.py test tests/app/history/test_damage.py -m slow`."""
    assert unnoticed(files, 500) == []


def test_damage_behind_a_sound_sign_in_is_told(files: Place) -> None:
    """Through the front door: the profile opens, its history is damaged, the other profile's is not."""
    files.history("Haru").save(draft())
    history = files.history("Jimin")
    history.save(draft(pictures=example_pictures()))
    assert isinstance(history, HistoryStore)
    folder = history.profile.id
    files.close()
    path = files.folder / "profiles" / folder / "history.db"
    path.write_bytes(flipped(path.read_bytes(), random.Random(1)))
    storage = files.storage()
    vault = storage.profiles.sign_in("Jimin", PASSWORD)
    assert code_of(lambda: storage.open(vault)) is TroubleCode.HISTORY_DAMAGED
    assert code_of(lambda: storage.open(vault)) is TroubleCode.HISTORY_DAMAGED, "the lock was let go"
    assert files.history("Haru").count() == 1
