"""Grades very many photos in worker processes and keeps a row of each; what was kept before is not done again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from tqdm import tqdm

from app.cli.many.rows import Asked, FinishedPhotos, RowKeeper
from ml.grading_pool import GradingPool
from ml.grading_process import Row
from ml.photo_grader import GradingOrder

COUNT = "{desc} {n_fmt} ({elapsed}, {rate_fmt})"

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Tally:
    """How many photos were graded, could not be, and had a row already."""

    graded: int = 0
    failed: int = 0
    kept: int = 0

    def with_row(self, row: Row | None) -> Tally:
        """One photo more; None: it had a row already."""
        return Tally(
            self.graded + (row is not None and row.graded),
            self.failed + (row is not None and not row.graded),
            self.kept + (row is None),
        )

    def said(self) -> str:
        """In one line."""
        text = translate("Cli", "{graded} of {all} photos graded")
        said = text.format(graded=self.graded, all=self.graded + self.failed)
        if not self.kept:
            return said
        return said + translate("Cli", "; {kept} had a row already").format(kept=self.kept)


def grade_many(
    photos: Iterable[Path],
    order: GradingOrder,
    workers: int,
    keep: Callable[[Asked], RowKeeper],
) -> Tally:
    """Grades photos in so many processes. keep: opens where the rows go, before anything is graded.

    Raises:
        PibuError: as GradingPool, and as RowKeeper.
    """
    asked = Asked(order.quality, order.region)
    keeper = keep(asked)
    try:
        with GradingPool(order, workers) as pool:
            finished = keeper.finished()
            known = FinishedPhotos(finished, asked, pool.model) if finished else None
            tally = Tally()
            for row in _with_count(pool.grade(photos, known)):
                tally = tally.with_row(row)
                if row is not None:
                    keeper.take(row)
            return tally
    finally:
        keeper.close()


def _with_count(rows: Iterator[Row | None]) -> Iterator[Row | None]:
    hidden = not sys.stderr.isatty()
    yield from tqdm(rows, desc=translate("Cli", "Grading"), bar_format=COUNT, disable=hidden, leave=False)
