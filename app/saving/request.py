"""What is to be saved: which scans, in which form, where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.history.ports import History
from app.history.records import ScanFilter
from app.settings import Settings


class FileForm(StrEnum):
    """What a file is; its value is how its name ends."""

    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Selected:
    """Some scans. find: their ids, newest first; asked on a worker thread. stem: what a file of them may be called."""

    find: Callable[[History], tuple[str, ...]]
    stem: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """All scans of a stretch of time, or of all times. chosen: by what else they were chosen, in words."""

    wanted: ScanFilter
    chosen: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """What a file of them may be called."""
        days = [day.date().isoformat() for day in (self.wanted.since, self.wanted.until) if day is not None]
        return "-".join(("pibu", *(days or ["all"])))


@dataclass(frozen=True, slots=True)
class Request:
    """All that the worker needs. photos: whether a report shows them. settings: whose heat and colours."""

    scans: Selected | Stretch
    form: FileForm
    photos: bool
    target: Path
    settings: Settings
    version: str
