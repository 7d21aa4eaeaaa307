"""Rows as Parquet: a folder of parts, each written whole or not at all. Needs pyarrow, which is no part of a bundle."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from app.cli.many.rows import TROUBLE, Asked, graded_mark, key_of
from ml.errors import PibuError, TroubleCode
from ml.grading_process import Row
from ml.types import Attribute, QualityMode, Region

PART_ROWS = 1000
PART = re.compile(r"rows-(\d{6})\.parquet")
COLUMNS = pa.schema(
    [
        *((name, pa.string()) for name in ("photo", "sha256", "quality", "region", "trouble", "model", "weights")),
        ("faces", pa.int32()),
        ("issues", pa.list_(pa.string())),
        *((f"{each}_grade", pa.int8()) for each in Attribute),
        *((f"{each}_expected", pa.float64()) for each in Attribute),
        *((f"{each}_probabilities", pa.list_(pa.float64())) for each in Attribute),
        *((f"{each}_abstained", pa.string()) for each in Attribute),
        ("report", pa.string()),
    ]
)
"""report: the whole object of docs/json.md as JSON. weights: attribute -> sha256, as JSON."""
KNOWN_BY = ["photo", "sha256", "quality", "region", "trouble", "model", "weights"]


class ParquetParts:
    """The rows of one folder, from construction to close(); PART_ROWS at most are in memory.

    Raises:
        PibuError: CANNOT_WRITE; FILE_TAKEN parts are there and resume is False; ROWS_DAMAGED they are none of ours.
    """

    def __init__(self, folder: Path, asked: Asked, resume: bool) -> None:
        self._folder, self._asked = folder, asked
        self._rows: list[dict[str, Any]] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            parts = sorted(path for path in folder.iterdir() if PART.fullmatch(path.name))
        except OSError as error:
            raise self._failed(error) from error
        if parts and not resume:
            raise PibuError(TroubleCode.FILE_TAKEN, str(folder), "--resume goes on with it")
        self._keys = b"".join(_keys_of(part) for part in parts)
        self._next = int(parts[-1].stem[5:]) + 1 if parts else 0

    def finished(self) -> bytes:
        """See RowKeeper."""
        return self._keys

    def take(self, row: Row) -> None:
        """See RowKeeper; a row is safe from a kill of the program when its part is full, or after close()."""
        self._rows.append(_values(row, self._asked))
        if len(self._rows) >= PART_ROWS:
            self._write()

    def close(self) -> None:
        """See RowKeeper."""
        if self._rows:
            self._write()

    def _write(self) -> None:
        part = self._folder / f"rows-{self._next:06}.parquet"
        unfinished = part.with_suffix(".part")
        try:
            with unfinished.open("wb") as file:
                pq.write_table(pa.Table.from_pylist(self._rows, COLUMNS), file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, part)
        except OSError as error:
            raise self._failed(error) from error
        self._rows = []
        self._next += 1

    def _failed(self, error: OSError) -> PibuError:
        return PibuError(TroubleCode.CANNOT_WRITE, str(self._folder), str(error))


def _values(row: Row, asked: Asked) -> dict[str, Any]:
    values: dict[str, Any] = {
        "photo": _text(row.photo),
        "sha256": row.sha256,
        "quality": asked.quality.value,
        "region": None if asked.region is None else asked.region.value,
        "trouble": None if row.trouble is None else row.trouble.value,
    }
    report = row.report
    if report is None:
        return values
    values |= {"model": report["model"]["version"], "weights": json.dumps(report["model"]["attributes"])}
    values |= {"faces": report["faces"], "issues": list(report["issues"]), "report": json.dumps(report)}
    for name, graded in report["attributes"].items():
        values |= {f"{name}_{part}": graded[part] for part in ("grade", "expected", "probabilities", "abstained")}
    return values


def _text(path: str) -> str:
    """A path as Unicode: bytes of a name that are none, as escapes."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _keys_of(part: Path) -> bytes:
    try:
        rows = pq.read_table(part, columns=KNOWN_BY, schema=None).to_pylist()
        return b"".join(_key(row) for row in rows)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        raise PibuError(TroubleCode.ROWS_DAMAGED, str(part), repr(error)) from error


def _key(row: dict[str, Any]) -> bytes:
    if row["trouble"] is not None:
        return key_of(row["photo"], row["sha256"], TROUBLE)
    region = None if row["region"] is None else Region(row["region"])
    model = {"version": row["model"], "attributes": json.loads(row["weights"])}
    return key_of(row["photo"], row["sha256"], graded_mark(QualityMode(row["quality"]), region, model))
