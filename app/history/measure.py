"""Measures the history: `python -m app.history.measure [--scans 100 1000 10000]` prints one line for each size.

Scans are made up, without pictures. Times are milliseconds of one run on this machine, medians of five where a question
can be asked again. Needs no display and changes nothing of yours: it works in a temporary folder.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from app.history.backup_records import Backup
from app.history.ports import History, Storage
from app.history.records import Conditions, Scan, ScanDraft, Source, SourceKind, Spread
from app.history.storage import open_storage
from app.history.wrapping import Cost
from ml.regions import regions_of
from ml.types import Attribute, AttributeGrade, CheckpointId, Grade, ModelVersion, Pose, QualityMode, RegionGrade

PASSWORD = "measured with a made-up password"
MODEL = ModelVersion("made-up", tuple(CheckpointId(attribute, "0" * 64) for attribute in Attribute))
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
AGAIN = 5


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one size costs. megabytes: of the database, without pictures; the rest in milliseconds.

    opening: checking every page included, the password's hash not. save: of one more scan. page: of 50 scans.
    backup: today's, read back. restore: of it, what is there put aside first.
    """

    scans: int
    megabytes: float
    opening: float
    save: float
    page: float
    last_page: float
    timeline: float
    series_of_all: float
    backup: float
    backup_megabytes: float
    restore: float


def measure(count: int, folder: Path) -> Measurement:
    """Fills a history in folder with made-up scans, opens it anew and asks what pages ask."""
    storage = open_storage(folder, "", CHEAP)
    vault = storage.profiles.create("measured", PASSWORD)
    history = storage.open(vault)
    history.save_many(made_up(count))
    history.close()
    vault = storage.profiles.sign_in("measured", PASSWORD)
    began = time.perf_counter()
    history = storage.open(vault)
    opening = _since(began)
    backing_up, backup = _backed_up(storage, history)
    found = Measurement(
        scans=count,
        megabytes=sum(path.stat().st_size for path in folder.rglob("history.db")) / 1e6,
        opening=opening,
        save=_median(lambda: history.save(next(made_up(1)))),
        page=_median(lambda: history.scans()),
        last_page=_median(lambda: history.scans(offset=max(0, count - 50))),
        timeline=_median(history.timeline),
        series_of_all=_median(lambda: history.series_of(tuple(Attribute))),
        backup=backing_up,
        backup_megabytes=backup.size / 1e6,
        restore=0.0,
    )
    history.close()
    found = replace(found, restore=_restored(storage, backup))
    storage.close()
    return found


def _backed_up(storage: Storage, history: History) -> tuple[float, Backup]:
    """How long today's backup takes, read back and parsed, and the backup."""
    vault = storage.profiles.sign_in("measured", PASSWORD)
    began = time.perf_counter()
    backup = storage.backups(vault).keep_daily(history, datetime.now().astimezone())
    assert backup is not None, "there are scans"
    return _since(began), backup


def _restored(storage: Storage, backup: Backup) -> float:
    """How long it takes to put it back, what is there put aside first."""
    vault = storage.profiles.sign_in("measured", PASSWORD)
    began = time.perf_counter()
    storage.backups(vault).restore(backup.path, datetime.now().astimezone())
    return _since(began)


def made_up(count: int) -> Iterator[ScanDraft]:
    """One scan a day, backwards from today, with grades that wander."""
    rng = np.random.default_rng(0)
    today = datetime.now(UTC)
    for day in range(count):
        yield ScanDraft(_scan(today - timedelta(days=day), rng))


def _scan(taken: datetime, rng: np.random.Generator) -> Scan:
    def grade() -> Grade:
        a, b, c, d, e = (float(p) for p in rng.dirichlet([1.0] * 5))
        return Grade((a, b, c, d, e))

    grades = tuple(
        AttributeGrade(a, grade(), None, tuple(RegionGrade(a, r, grade(), 0.25) for r in regions_of(a)))
        for a in Attribute
    )
    seen = Conditions(1280, 720, QualityMode.NORMAL, 1, (), Pose(1.0, 2.0, 0.5), 60.0, 2.0, 1.0, 150.0)
    source = Source(SourceKind.LIVE, camera="made-up camera")
    spread = tuple(Spread(attribute, 0.1) for attribute in Attribute)
    return Scan(str(uuid.uuid4()), taken, source, seen, grades, MODEL, spread, 9)


def _median(question: Callable[[], object]) -> float:
    times = []
    for _ in range(AGAIN):
        began = time.perf_counter()
        question()
        times.append(_since(began))
    return statistics.median(times)


def _since(began: float) -> float:
    return 1000 * (time.perf_counter() - began)


def line_of(found: Measurement) -> str:
    """A measurement in one line."""
    size = f"{found.scans:>6} scans: {found.megabytes:.1f} MB, opening {found.opening:.0f} ms, save {found.save:.0f} ms"
    pages = f"page {found.page:.0f} ms, last page {found.last_page:.0f} ms, timeline {found.timeline:.0f} ms"
    copies = f"backup {found.backup:.0f} ms, {found.backup_megabytes:.1f} MB, restore {found.restore:.0f} ms"
    return f"{size}, {pages}, five series {found.series_of_all:.0f} ms, {copies}"


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m app.history.measure", description=__doc__)
    parser.add_argument("--scans", type=int, nargs="+", default=[100, 1000, 10_000])
    for count in parser.parse_args(argv).scans:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(count, Path(folder))
        print(line_of(found), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
