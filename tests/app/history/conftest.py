"""Every test of the storage runs twice: on files and on a real PostgreSQL, where one can be had."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.history.ports import History, Storage
from app.history.storage import open_storage
from tests.app.history.example_scans import PASSWORD, QUICK, Clock
from tests.app.history.postgres import Server, start_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for all tests; skips, saying why, where there can't be one."""
    server = start_server()
    if isinstance(server, str):
        pytest.skip(server)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def database_numbers() -> Iterator[int]:
    """Names for databases."""
    return itertools.count()


@dataclass(slots=True)
class Place:
    """Where a test's history lies: opens it as often as the test likes, and closes what was left open."""

    folder: Path
    address: str
    clock: Clock = field(default_factory=Clock)
    _opened: list[Storage | History] = field(default_factory=list)

    def storage(self) -> Storage:
        """The storage, opened anew."""
        storage = open_storage(self.folder, self.address, QUICK, self.clock)
        self._opened.append(storage)
        return storage

    def history(self, name: str = "Jimin") -> History:
        """A profile's history; the profile is made when it isn't there. Close it before opening it again."""
        from ml.errors import PibuError

        storage = self.storage()
        try:
            vault = storage.profiles.sign_in(name, PASSWORD)
        except PibuError:
            vault = storage.profiles.create(name, PASSWORD)
        history = storage.open(vault)
        self._opened.append(history)
        return history

    def opened(self, history: History) -> None:
        """Closes this one too in the end."""
        self._opened.append(history)

    def all_opened(self) -> list[History]:
        """The histories that were opened and not closed here."""
        return [one for one in self._opened if hasattr(one, "profile")]  # type: ignore[misc]

    @property
    def on_server(self) -> bool:
        """Whether it is PostgreSQL."""
        return bool(self.address)

    def close(self) -> None:
        """Closes everything."""
        while self._opened:
            self._opened.pop().close()


@pytest.fixture(params=["files", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, database_numbers: Iterator[int]) -> Iterator[Place]:
    """An empty place, on files and on PostgreSQL."""
    address = ""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        address = server.make_database(f"pibu{next(database_numbers)}")
    place = Place(tmp_path / "kept", address)
    yield place
    place.close()


@pytest.fixture
def served(postgres: Server, tmp_path: Path, database_numbers: Iterator[int]) -> Iterator[Place]:
    """An empty place on PostgreSQL."""
    place = Place(tmp_path, postgres.make_database(f"pibu{next(database_numbers)}"))
    yield place
    place.close()


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Place]:
    """An empty place on files."""
    place = Place(tmp_path / "kept", "")
    yield place
    place.close()


@pytest.fixture
def history(place: Place) -> History:
    """An empty history."""
    return place.history()
