"""A SignIn over a real, empty storage in a folder of the test, quick to hash, and how to get somebody signed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.history.ports import History, Storage
from app.history.storage import open_storage
from app.sign_in import SignIn
from app.tasks import Tasks
from ml.errors import PibuError
from tests.app.history.example_scans import PASSWORD, QUICK, Clock

NAME = "Jimin"


def quick_storage(folder: Path, clock: Clock | None = None) -> Callable[[], Storage]:
    """Opens files under a folder, with parameters of argon2id that only tests may use."""
    now = clock or Clock()
    return lambda: open_storage(folder, "", QUICK, now)


def guest(folder: Path, clock: Clock | None = None) -> SignIn:
    """Nobody is signed in yet. Close it in the end."""
    return SignIn(Tasks("history"), quick_storage(folder, clock), lambda: folder)


def fail(trouble: PibuError) -> None:
    """For what must not fail."""
    raise AssertionError(trouble)


def enter(qtbot: QtBot, sign_in: SignIn, name: str = NAME, *, new: bool = True) -> History:
    """Signs somebody in and waits for the open history."""
    way = sign_in.by_new_profile if new else sign_in.by_password
    done: list[bool] = []
    way(name, PASSWORD, lambda: done.append(True), fail)
    qtbot.waitUntil(lambda: bool(done), timeout=60_000)
    assert sign_in.history is not None
    return sign_in.history
