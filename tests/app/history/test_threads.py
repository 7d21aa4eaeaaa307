"""Threads don't disturb each other: a history takes them one after another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from app.history.ports import History
from ml.types import Attribute
from tests.app.history.conftest import Place
from tests.app.history.example_scans import draft, example_pictures


def test_threads_take_turns(place: Place) -> None:
    history: History = place.history()

    def work(number: int) -> int:
        kept = history.save(draft(number, example_pictures(str(number).encode())))
        history.series(Attribute.OIL)
        assert history.photo(kept.id) == str(number).encode()
        return len(history.scans(limit=100))

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(work, range(12)))
    assert max(seen) == history.count() == 12
