"""Run by test_crash_copies.py: kills itself, round after round, in the middle of backups, restores and purges.

    python -m tests.app.history.crash_copies backup|restore|purge FOLDER ROUNDS

It imports once (alembic, too, which a restore needs) and forks for each round; after each it looks whether all is
whole, and prints how many rounds it did. What was acknowledged is told through a pipe.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import alembic.command

from app.history.backup_file import read_scans
from app.history.ports import Storage
from app.history.storage import open_storage
from app.history.vault import Vault
from tests.app.history.crash_child import forked
from tests.app.history.example_scans import PASSWORD, QUICK, SEOUL, draft, example_pictures

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=SEOUL)
PHOTO_BYTES = 100_000
FEW, MORE = 3, 6
BEGUN = "begun"

assert alembic.command
Told = Callable[[str], None]


class Rounds:
    """One kind of work, killed again and again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def opened(self) -> tuple[Storage, Vault]:
        storage = open_storage(self._folder / "kept", "", QUICK)
        if storage.profiles.is_empty():
            return storage, storage.profiles.create("Jimin", PASSWORD)
        return storage, storage.profiles.sign_in("Jimin", PASSWORD)

    def prepare(self) -> None:
        """Two backup files with few and with more scans; the history holds more."""
        storage, vault = self.opened()
        history, backups = storage.open(vault), storage.backups(vault)
        for day in range(MORE):
            history.save(draft(day, example_pictures(os.urandom(PHOTO_BYTES))))
            if day + 1 in (FEW, MORE):
                backups.write(history, self._folder / f"{day + 1}.pibu", NOW)
        history.close()
        storage.close()

    def work(self, told: Told, number: int) -> None:
        """Goes on until it is killed."""
        raise NotImplementedError

    def check(self, said: list[str]) -> None:
        """Everything is whole."""
        storage, vault = self.opened()
        history, backups = storage.open(vault), storage.backups(vault)
        scans = history.scans(limit=1000)
        for scan in scans:
            photo = history.photo(scan.id)
            assert photo is not None
            assert len(photo) == PHOTO_BYTES
        for backup in backups.kept():
            assert backup.sound, backup.path.name
        self.check_more(len(scans), {backup.path.name for backup in backups.kept()}, said)
        history.close()
        storage.close()

    def check_more(self, scans: int, backups: set[str], said: list[str]) -> None:
        """What this work has acknowledged."""


class Backing(Rounds):
    """A day passes with every backup."""

    def work(self, told: Told, number: int) -> None:
        storage, vault = self.opened()
        history, backups = storage.open(vault), storage.backups(vault)
        told(BEGUN)
        for day in itertools.count(1000 * number):
            made = backups.keep_daily(history, NOW + timedelta(days=day))
            assert made is not None
            told(made.path.name)

    def check_more(self, scans: int, backups: set[str], said: list[str]) -> None:
        assert scans == MORE
        assert set(said[-1:]) <= backups


class Restoring(Rounds):
    """Few, more, few, more."""

    def work(self, told: Told, number: int) -> None:
        told(BEGUN)
        for count in itertools.cycle((FEW, MORE)):
            storage, vault = self.opened()
            storage.backups(vault).restore(self._folder / f"{count}.pibu", NOW + timedelta(minutes=number))
            storage.close()
            told(str(count))

    def check_more(self, scans: int, backups: set[str], said: list[str]) -> None:
        assert scans in (FEW, MORE)


class Purging(Rounds):
    """Deletes a scan that stands in every backup and purges it; acknowledged ones are in no backup any more."""

    def work(self, told: Told, number: int) -> None:
        storage, vault = self.opened()
        history, backups = storage.open(vault), storage.backups(vault)
        told(BEGUN)
        for step in itertools.count():
            kept = history.save(draft(number, example_pictures(os.urandom(PHOTO_BYTES))))
            backups.keep_daily(history, NOW + timedelta(days=1000 * number + step))
            history.delete([kept.id])
            history.purge()
            told(kept.id)

    def check_more(self, scans: int, backups: set[str], said: list[str]) -> None:
        assert scans >= MORE, "one more for each kill before its deletion"
        storage, vault = self.opened()
        for backup in storage.backups(vault).kept():
            ids = {one.scan.id for one in read_scans(backup.path, vault)}
            assert ids.isdisjoint(said), "a purged scan is in a backup"
        storage.close()


def killed(rounds: Rounds, number: int) -> list[str]:
    """One round: what had been acknowledged before the kill."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(rounds, number, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        begun = pipe.readline().strip()
        said = [pipe.readline().strip()] if number % 3 == 0 else []  # however slow the machine is, some work is done
        time.sleep(random.Random(number).uniform(0.0, 0.4))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        said += pipe.read().split()
    if begun != BEGUN:
        raise RuntimeError("the work could not begin")
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the work ended by itself")
    return said


def _work(rounds: Rounds, number: int, pipe: int) -> None:
    """Never returns."""

    def told(word: str) -> None:
        os.write(pipe, f"{word}\n".encode())

    try:
        rounds.work(told, number)
    except BaseException:
        traceback.print_exc()
    os._exit(1)


def main(kind: str, folder: Path, count: int) -> None:
    """All rounds."""
    rounds = {"backup": Backing, "restore": Restoring, "purge": Purging}[kind](folder)
    forked(rounds.prepare)
    acknowledged = 0
    for number in range(1, count + 1):
        said = killed(rounds, number)
        acknowledged += len(said)
        forked(lambda said=said: rounds.check(said))  # type: ignore[misc]
    print(count, acknowledged, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
