"""How history-s0001.db was made: `python -m tests.app.history.golden.make`, run when step s0001 was the newest.

It holds three scans of tests/app/history/example_scans.py under the first schema, encrypted with crash_child.OLD_KEY.
Make it again only to add a file for another schema: this one stands for what people have on their disks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import Engine, Table, insert

from app.history.database import open_file, outside_transaction, writing
from app.history.migrating import SCAN_SCHEMA, upgrade
from app.history.scan_rows import checkpoints_text, grade_rows, issue_rows, scan_values, tag_rows
from app.history.tables import grade, issue, model, scan, tag
from tests.app.history.crash_child import OLD_KEY
from tests.app.history.example_scans import MODEL, example_scan

PROFILE = "11111111-2222-4333-8444-555555555555"


def make(path: Path) -> None:
    """Writes the file."""
    engine = open_file(path, OLD_KEY)
    fill(engine)
    outside_transaction(engine, "VACUUM")
    outside_transaction(engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def fill(engine: Engine) -> None:
    """Makes the first schema and puts the scans into it."""
    upgrade(engine, SCAN_SCHEMA, "s0001")
    with writing(engine) as connection:
        values = {"profile": PROFILE, "version": MODEL.version, "checkpoints": checkpoints_text(MODEL)}
        connection.execute(insert(model).values(number=1, **values))
        for number in range(1, 4):
            kept = example_scan(number, notes=f"note {number}")
            connection.execute(insert(scan).values(number=number, **scan_values(kept, (), PROFILE, 1)))
            children: tuple[tuple[Table, list[dict[str, object]]], ...] = (
                (issue, issue_rows(number, kept)),
                (tag, tag_rows(number, kept.tags)),
                (grade, grade_rows(number, kept)),
            )
            for table, rows in children:
                if rows:
                    connection.execute(insert(table), rows)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
