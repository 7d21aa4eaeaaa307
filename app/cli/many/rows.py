"""What is kept of each of very many photos: a line of JSON lines, and by what it is known again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np

from app.cli.report import failed_report, plain
from ml.errors import PibuError, TroubleCode
from ml.grading_process import Row
from ml.photo_report import ModelReport
from ml.types import QualityMode, Region

KEY_BYTES = 16
TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Asked:
    """How photos are graded, as far as their grades depend on it."""

    quality: QualityMode
    region: Region | None


class RowKeeper(Protocol):
    """Keeps rows, one photo after the other."""

    def finished(self) -> bytes:
        """The keys of the rows that are kept already, KEY_BYTES each."""

    def take(self, row: Row) -> None:
        """Keep one row. Raises PibuError CANNOT_WRITE."""

    def close(self) -> None:
        """Keep what is still in hand. Raises PibuError CANNOT_WRITE."""


class FinishedPhotos:
    """Which photos have a row already; KEY_BYTES of memory each."""

    def __init__(self, keys: bytes, asked: Asked, model: ModelReport) -> None:
        self._keys = np.sort(np.frombuffer(keys, f"S{KEY_BYTES}"))
        self._graded = graded_mark(asked.quality, asked.region, asdict(model))

    def __call__(self, photo: str, sha256: str | None) -> bool:
        """Whether a photo with this content has a row of these classifiers and options, or a row of its trouble."""
        return self._has(key_of(photo, sha256, self._graded)) or self._has(key_of(photo, sha256, TROUBLE))

    def _has(self, key: bytes) -> bool:
        at = int(np.searchsorted(self._keys, np.bytes_(key)))
        return at < len(self._keys) and bool(self._keys[at] == np.bytes_(key))


def line_of(row: Row, asked: Asked) -> dict[str, Any]:
    """A row as what json.dumps takes: the report of docs/json.md, and by what the photo is known again."""
    if row.report is not None:
        report = row.report
    else:
        report = plain(failed_report(row.photo, PibuError(row.trouble or TroubleCode.GRADING_ENDED, row.photo)))
    return {**report, **known_by(row.sha256, asked)}


def known_by(sha256: str | None, asked: Asked) -> dict[str, str | None]:
    """What a line says beside the report. sha256: of the photo's content; None when that could not be read."""
    region = None if asked.region is None else asked.region.value
    return {"sha256": sha256, "quality": asked.quality.value, "region": region}


def key_of_line(line: bytes) -> bytes:
    """The key of a kept line. Raises ValueError, KeyError or TypeError when it is no line of ours."""
    said = json.loads(line)
    if "error" in said:
        return key_of(said["photo"], said["sha256"], TROUBLE)
    region = None if said["region"] is None else Region(said["region"])
    return key_of(said["photo"], said["sha256"], graded_mark(QualityMode(said["quality"]), region, said["model"]))


def graded_mark(quality: QualityMode, region: Region | None, model: dict[str, Any]) -> str:
    """What grades depend on beside the photo, as one text. model: as ModelReport becomes JSON."""
    return json.dumps([quality, region, model["version"], model["attributes"]], sort_keys=True)


def key_of(photo: str, sha256: str | None, mark: str) -> bytes:
    """KEY_BYTES of BLAKE2b over path, content and mark."""
    named = photo.encode("utf-8", "backslashreplace").decode("utf-8")  # as a Parquet file can hold it
    text = json.dumps([named, sha256, mark])
    return hashlib.blake2b(text.encode("ascii"), digest_size=KEY_BYTES).digest()
