"""The schema of a new database, of a migrated old one, and of the tables in the code are the same."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, text

from app.history.database import open_file, open_server, reading, writing
from app.history.history_store import HistoryStore
from app.history.migrating import PROFILE_SCHEMA, SCAN_SCHEMA, Schema, Standing, standing, step_of, upgrade
from app.history.scan_reads import ScanReader
from ml.errors import PibuError
from ml.types import Attribute
from tests.app.history.conftest import Place
from tests.app.history.crash_child import OLD_KEY
from tests.app.history.example_scans import FIRST_DAY, PASSWORD, draft
from tests.app.history.golden.make import PROFILE, fill
from tests.app.history.test_crash import OLD

SCHEMAS = [PROFILE_SCHEMA, SCAN_SCHEMA]


@pytest.mark.parametrize("schema", SCHEMAS, ids=["profiles", "scans"])
def test_every_step_has_its_script(schema: Schema) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.folder))
    config.set_main_option("path_separator", "os")
    scripts = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(scripts[::-1]) == schema.steps


@pytest.mark.parametrize("schema", SCHEMAS, ids=["profiles", "scans"])
def test_the_steps_lead_to_the_tables(place: Place, schema: Schema, tmp_path: Path) -> None:
    engine = open_server(place.address) if place.on_server else open_file(tmp_path / "new.db", OLD_KEY)
    upgrade(engine, schema)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": schema.version_table})
        differences = compare_metadata(context, schema.metadata)
    engine.dispose()
    assert differences == []


def test_an_old_release_s_history_is_read_after_migrating(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    shutil.copy(OLD, path)
    engine = open_file(path, OLD_KEY)
    upgrade(engine, SCAN_SCHEMA)
    reader = ScanReader(PROFILE)
    with reading(engine) as connection:
        scans = [reader.one(connection, row.id) for row in connection.execute(text("SELECT id FROM scan"))]
        (series,) = reader.series(connection, [Attribute.OIL], None)
    engine.dispose()
    assert sorted(scan.notes for scan in scans) == ["note 1", "note 2", "note 3"]
    assert all(scan.taken.date() > FIRST_DAY.date() and len(scan.grades) == 5 for scan in scans)
    assert series.expected.shape == (3,)


def test_an_old_release_s_scans_on_a_server_are_read_after_migrating(served: Place) -> None:
    """No copy is made there: whichever statement fails, all of the old schema stays."""
    engine = open_server(served.address)
    fill(engine)
    upgrade(engine, PROFILE_SCHEMA)
    statements = itertools.count()
    dying = [0]

    def fail(*_: object) -> None:
        if next(statements) == dying[0]:
            raise OSError("fails here")

    event.listen(engine, "before_cursor_execute", fail)
    while True:
        statements = itertools.count()
        try:
            upgrade(engine, SCAN_SCHEMA)
        except (OSError, PibuError):
            statements = itertools.count(10_000)
            assert step_of(engine, SCAN_SCHEMA) == "s0001"
            assert all_scans(engine) == 3
            dying[0] += 1
        else:
            break
    assert dying[0] > 5
    event.remove(engine, "before_cursor_execute", fail)
    assert standing(engine, SCAN_SCHEMA) is Standing.CURRENT
    reader = ScanReader(PROFILE)
    with reading(engine) as connection:
        scans = [reader.one(connection, row.id) for row in connection.execute(text("SELECT id FROM scan"))]
    engine.dispose()
    assert sorted(scan.notes for scan in scans) == ["note 1", "note 2", "note 3"]
    assert served.storage().profiles.is_empty()


def all_scans(engine: Engine) -> int:
    with reading(engine) as connection:
        return len(connection.execute(text("SELECT id FROM scan")).all())


def test_a_copy_is_kept_before_migrating_and_goes_when_scans_are_deleted(files: Place) -> None:
    history = files.history("Jimin")
    kept = history.save(draft())
    assert isinstance(history, HistoryStore)
    key = history._vault.database_key()
    history.close()
    (database,) = files.folder.glob("profiles/*/history.db")
    step_back(database, key)
    before = database.read_bytes()
    again = files.history("Jimin")
    (copy,) = database.parent.glob("backups/*")
    assert copy.name == "before-history-s0001.db"
    assert copy.read_bytes() == before
    assert again.scan(kept.id).id == kept.id
    again.delete([kept.id])
    again.purge()
    assert not copy.exists()


def step_back(database: Path, key: bytes) -> None:
    """Takes the newest step back, as if an older release had written the file."""
    engine = open_file(database, key)
    with writing(engine) as connection:
        connection.execute(text("DROP INDEX grade_over_time"))
        connection.execute(text("DROP INDEX scan_by_time"))
        connection.execute(text("ALTER TABLE scan DROP COLUMN deleted"))
        connection.execute(text("CREATE INDEX scan_by_time ON scan (profile, taken, number)"))
        connection.execute(text("UPDATE scans_version SET version_num = 's0001'"))
    engine.dispose()


def test_a_folder_with_odd_characters_is_no_matter(tmp_path: Path) -> None:
    from app.history.storage import open_storage
    from tests.app.history.example_scans import QUICK

    storage = open_storage(tmp_path / "100% 피부 ?#&", "", QUICK)
    history = storage.open(storage.profiles.create("Jimin", PASSWORD))
    assert history.save(draft()).id
    history.close()
    storage.close()
