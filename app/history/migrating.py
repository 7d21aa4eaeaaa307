"""Brings a database's tables to this Pibu's schema, all steps in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, MetaData, String, column, func, inspect, select, table

from app.history.database import is_file, outside_transaction, reading, writing
from app.history.tables import PROFILES, SCANS
from ml.errors import PibuError, TroubleCode

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 0x50494255
"""PostgreSQL's lock for schema steps ("PIBU"), so that two computers don't take the same step."""


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """A set of tables and its steps, oldest first, one script in folder/versions each.

    version_table: where a database notes its step.
    """

    metadata: MetaData
    folder: Path
    version_table: str
    steps: tuple[str, ...]


PROFILE_SCHEMA = Schema(PROFILES, _FOLDER / "profiles", "profiles_version", ("p0001",))
SCAN_SCHEMA = Schema(SCANS, _FOLDER / "scans", "scans_version", ("s0001", "s0002"))


class Standing(StrEnum):
    """How a database's schema stands to this Pibu's."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    NEWER = "newer"


def standing(engine: Engine, schema: Schema) -> Standing:
    """How it stands; a step that this Pibu doesn't know is a newer one."""
    found = step_of(engine, schema)
    if found is None:
        return Standing.EMPTY
    if found not in schema.steps:
        return Standing.NEWER
    return Standing.CURRENT if found == schema.steps[-1] else Standing.BEHIND


def step_of(engine: Engine, schema: Schema) -> str | None:
    """The step a database is at; None when it has no tables yet. Without alembic, whose import takes long."""
    noted = table(schema.version_table, column("version_num", String))
    with reading(engine) as connection:
        if not inspect(connection).has_table(schema.version_table):
            return None
        return connection.execute(select(noted.c.version_num)).scalar()


def upgrade(engine: Engine, schema: Schema, step: str = "head") -> None:
    """Takes every missing step up to `step`, in one transaction: old or new schema, never between.

    Raises:
        PibuError: HISTORY_NEWER, and what writing raises.
    """
    if standing(engine, schema) is Standing.NEWER:
        raise PibuError(TroubleCode.HISTORY_NEWER)
    if not is_file(engine):
        with writing(engine) as connection:
            connection.execute(select(func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
            _run(connection, schema, step)
        return
    outside_transaction(engine, "PRAGMA foreign_keys = OFF")
    try:
        with writing(engine) as connection:
            _run(connection, schema, step)
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if orphans:
                raise PibuError(TroubleCode.HISTORY_DAMAGED, "", f"{len(orphans)} rows without their scan")
    finally:
        outside_transaction(engine, "PRAGMA foreign_keys = ON")


def _run(connection: Connection, schema: Schema, step: str) -> None:
    from alembic import command

    config = _config(schema)
    config.attributes["connection"] = connection
    config.attributes["metadata"] = schema.metadata
    config.attributes["version_table"] = schema.version_table
    command.upgrade(config, step)


def _config(schema: Schema) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
