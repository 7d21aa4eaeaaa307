"""Killed at any moment, a history loses nothing that was acknowledged, and a migration is whole or not begun."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import inspect

from app.history.database import check, open_file, reading
from app.history.migrating import SCAN_SCHEMA, Standing, standing, upgrade
from app.history.records import ScanFilter
from tests.app.history.conftest import Place
from tests.app.history.crash_child import ADDRESS_VARIABLE, OLD_KEY, PHOTO_BYTES
from tests.app.history.example_scans import PASSWORD
from tests.source_tree import ROOT

OLD = Path(__file__).parent / "golden" / "history-s0001.db"
OLD_SCANS = 3

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are POSIX's")


def child(command: str, folder: Path, address: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.app.history.crash_child", command, str(folder)],
        cwd=ROOT,
        env=os.environ | {ADDRESS_VARIABLE: address},
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_while_saving(files: Place, rounds: int) -> int:
    """Kills a saving process `rounds` times at random moments: how many scans it had acknowledged in all."""
    files.storage().profiles.create("Jimin", PASSWORD)
    files.close()
    acknowledged: set[str] = set()
    for number in range(rounds):
        with child("save", files.folder, files.address) as saver:
            assert saver.stdout is not None
            assert saver.stdout.readline() == "ready\n"
            time.sleep(random.Random(number).uniform(0.02, 0.5))
            saver.kill()
            acknowledged |= set(saver.stdout.read().split())
        assert_sound(files, acknowledged)
    return len(acknowledged)


def assert_sound(files: Place, acknowledged: set[str]) -> None:
    """Opens (every page is checked then): all acknowledged scans are there, at most one more in all; pictures open."""
    history = files.history("Jimin")
    kept = history.scans(ScanFilter(), limit=100_000)
    ids = {scan.id for scan in kept}
    assert acknowledged <= ids
    for scan in kept:
        photo = history.photo(scan.id)
        assert photo is not None
        assert len(photo) == PHOTO_BYTES
        assert history.heat(scan.id) is not None
    if not files.on_server:
        (photos,) = files.folder.glob("profiles/*/photos")
        assert len(list(photos.iterdir())) == 3 * len(ids), "no file without its scan"
    acknowledged |= ids
    files.close()


def test_killed_while_saving(files: Place) -> None:
    assert kill_while_saving(files, 10) > 0


def test_killed_while_saving_on_a_server(served: Place) -> None:
    assert kill_while_saving(served, 3) > 0


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_killed_while_saving_200_times(place: Place) -> None:
    """`python3 start.py test tests/app/history/test_crash.py -m slow`: about ten minutes for each place."""
    assert kill_while_saving(place, 200) > 200


def test_killed_at_each_statement_of_a_migration(tmp_path: Path) -> None:
    shutil.copy(OLD, tmp_path / "old.db")
    with child("migrate", tmp_path) as migrator:
        assert migrator.stdout is not None
        said = migrator.stdout.read()
    assert migrator.returncode == 0
    rounds = int(said)
    assert rounds >= 8
    standings = set()
    for number in range(rounds + 1):  # nobody died in the last one
        standings.add(how_it_stands(tmp_path / f"round{number}.db"))
    assert standings == {"s0001", "s0002"}


def how_it_stands(path: Path) -> str:
    """The schema that was found: the old or the new one, whole; either goes on to the new one with all its scans."""
    engine = open_file(path, OLD_KEY)
    check(engine, path)
    how = standing(engine, SCAN_SCHEMA)
    with reading(engine) as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("scan")}
        indexes = {index["name"] for index in inspect(connection).get_indexes("grade")}
    new = how is Standing.CURRENT
    assert how in (Standing.CURRENT, Standing.BEHIND)
    assert ("deleted" in columns, "grade_over_time" in indexes) == (new, new)
    upgrade(engine, SCAN_SCHEMA)
    check(engine, path)
    assert standing(engine, SCAN_SCHEMA) is Standing.CURRENT
    with reading(engine) as connection:
        assert len(connection.exec_driver_sql("SELECT id FROM scan").all()) == OLD_SCANS
        assert len(connection.exec_driver_sql("SELECT scan FROM grade").all()) > 20 * OLD_SCANS
    engine.dispose()
    return "s0002" if new else "s0001"
