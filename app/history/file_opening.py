"""Opens, makes and migrates an encrypted database file so that it is never found half made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from app.history.database import check, fold, open_file
from app.history.folders import make_private, rename_whole, write_whole
from app.history.migrating import Schema, Standing, standing, step_of, upgrade
from app.history.troubles import told
from ml.errors import PibuError, TroubleCode

LOG_ENDINGS = ("-wal", "-shm")
BEFORE = "before-"
"""What copies made before migrations are called."""


def opened_file(path: Path, key: bytes, schema: Schema, backups: Path, must_exist: bool) -> Engine:
    """An intact database of this Pibu's schema; steps that are missing are taken after a copy into `backups`.

    must_exist: a file that is gone is damage then, not a reason to make one.
    """
    with told(str(path)):
        remove_unfinished(path)
        there = path.exists()
        if (there and path.stat().st_size == 0) or (must_exist and not there):
            raise PibuError(TroubleCode.HISTORY_DAMAGED, str(path), "the file is gone or empty")
        if not there:
            make_file(path, key, schema)
    engine = open_file(path, key)
    try:
        check(engine, path)
        _bring_up(engine, path, schema, backups)
    except BaseException:
        engine.dispose()
        raise
    return engine


def make_file(path: Path, key: bytes, schema: Schema, fill: Callable[[Engine], None] | None = None) -> None:
    """Makes a database under another name, so that under its own it is never found half made.

    fill: puts into it what it is to hold; the file is checked then, and takes the place of one that is there. That
    one's log goes first: it would be played back into the new one.
    """
    new = unfinished(path)
    remove_unfinished(path)
    engine = open_file(new, key)
    try:
        upgrade(engine, schema)
        if fill is not None:
            fill(engine)
            check(engine, new)
    finally:
        engine.dispose()
    for ending in LOG_ENDINGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    rename_whole(new, path)


def unfinished(path: Path) -> Path:
    """The name of a database that is not whole yet."""
    return path.with_name(path.name + ".new")


def remove_unfinished(path: Path) -> None:
    """Removes what an earlier try left, with its log."""
    for left in path.parent.glob(unfinished(path).name + "*"):
        left.unlink()


def _bring_up(engine: Engine, path: Path, schema: Schema, backups: Path) -> None:
    """Takes missing schema steps, after a copy of the file."""
    how = standing(engine, schema)
    if how is Standing.CURRENT:
        return
    if how is Standing.NEWER:
        raise PibuError(TroubleCode.HISTORY_NEWER, str(path))
    if how is Standing.EMPTY:
        raise PibuError(TroubleCode.HISTORY_DAMAGED, str(path), "the tables are gone")
    with told(str(path)):
        fold(engine)
        make_private(backups)
        write_whole(backups / f"{BEFORE}{path.stem}-{step_of(engine, schema)}.db", path.read_bytes())
    upgrade(engine, schema)
