"""Run by test_crash.py in a process of its own: is killed, or kills itself, in the middle of writing.

    python -m tests.app.history.crash_child save FOLDER      saves scans for ever; prints the id of each once it is kept
    python -m tests.app.history.crash_child migrate FOLDER   copies FOLDER/old.db for every statement of the migration
                                                             and kills itself just before that statement

It imports once and forks for each round, so that hundreds of rounds take seconds.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, event

from app.history import database
from app.history.database import open_file
from app.history.migrating import SCAN_SCHEMA, upgrade
from app.history.storage import open_storage
from tests.app.history.example_scans import PASSWORD, QUICK, draft, example_pictures

OLD_KEY = b"a key for tests, all its 32 bytes"[:32]
PHOTO_BYTES = 200_000
ADDRESS_VARIABLE = "PIBU_CRASH_ADDRESS"
"""The server whose history is written; none for files."""


def save_for_ever(folder: Path) -> None:
    """Saves scans with pictures; an id is printed only after save() has returned."""
    storage = open_storage(folder, os.environ.get(ADDRESS_VARIABLE, ""), QUICK)
    history = storage.open(storage.profiles.sign_in("Jimin", PASSWORD))
    print("ready", flush=True)
    for day in itertools.count():
        kept = history.save(draft(day, example_pictures(os.urandom(PHOTO_BYTES))))
        if day % 3 == 2:
            history.delete([kept.id])
            history.purge()
        else:
            print(kept.id, flush=True)


def migrate_and_die(folder: Path) -> None:
    """One round for each statement; prints how many there were."""
    for number in itertools.count():
        copy = folder / f"round{number}.db"
        shutil.copy(folder / "old.db", copy)
        if not forked(lambda copy=copy, number=number: _upgrade(copy, number)):  # type: ignore[misc]
            print(number, flush=True)
            return


def forked(work: Callable[[], None]) -> bool:
    """Runs work in a child: whether it killed itself. Any other end than a clean one is an error."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    if status:
        raise RuntimeError("the round failed")
    return False


def _upgrade(path: Path, dying_before: int) -> None:
    engine = open_file(path, OLD_KEY)
    left = itertools.count()

    def die(*_: object) -> None:
        if next(left) == dying_before:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "before_cursor_execute", die)
    event.listen(engine, "commit", die)
    fold = database.fold

    def die_or_fold(engine: Engine) -> None:
        die()
        fold(engine)

    database.fold = die_or_fold
    upgrade(engine, SCAN_SCHEMA)
    engine.dispose()


if __name__ == "__main__":
    {"save": save_for_ever, "migrate": migrate_and_die}[sys.argv[1]](Path(sys.argv[2]))
