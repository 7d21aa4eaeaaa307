"""A user's own graded pictures: a CSV or Parquet table, or the original's layout of one JSON file an image.

Table: columns file and person, at least one attribute's grades (0-4; empty, -1 or -2 = not graded), and perhaps
region: a region's name where the picture shows that region only, empty for a whole face.
JSON: part, oil, sensitive, pigmentation, wrinkle, hydration, file_name; one image shows one part of a face. It names
no person, so a regular expression has to find the person in the file's name.
What can't be used is listed with its reason; nothing is replaced or guessed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ml.regions import attributes_of, regions_of
from ml.types import GRADES, Attribute, Region
from training.bench import ATTRIBUTES, BenchError

NOT_GRADED = -1
WHOLE_FACE = ("", "face", "whole face")

JSON_KEYS: tuple[tuple[Attribute, str], ...] = (
    (Attribute.OIL, "oil"),
    (Attribute.HYDRATION, "hydration"),
    (Attribute.WRINKLE, "wrinkle"),
    (Attribute.PIGMENTATION, "pigmentation"),
    (Attribute.SENSITIVITY, "sensitive"),
)
PARTS = (Region.CHEEK_LEFT, Region.FOREHEAD, Region.CENTRE, Region.CHIN)
"""By the original's part number. It doesn't say which cheek; left and right are graded alike."""


@dataclass(frozen=True, slots=True)
class Row:
    """One picture. file: relative to the images' folder. region: the one it shows, None = a whole face. grades: five,
    in Attribute's order, -1 = not graded.
    """

    file: str
    person: str
    region: Region | None
    grades: tuple[int, ...]

    def grades_on(self, region: Region) -> tuple[int, ...]:
        """The grades that a crop of this region carries: of the attributes that read it."""
        read = attributes_of(region)
        return tuple(g if a in read else NOT_GRADED for a, g in zip(ATTRIBUTES, self.grades, strict=True))

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions that a graded attribute reads, or the one that is shown."""
        if self.region is not None:
            return (self.region,)
        graded = [a for a, g in zip(ATTRIBUTES, self.grades, strict=True) if g != NOT_GRADED]
        return tuple(r for r in Region if any(r in regions_of(a) for a in graded))


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row, or one region of its picture, that isn't used. where: the row's number or the JSON file's name."""

    where: str
    file: str
    region: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was read."""

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]


class _Unusable(Exception):
    """Why a row can't be used."""


def read_manifest(path: Path, person: str = "") -> Manifest:
    """Read a table (.csv, .parquet), a folder of JSON files, or one of them.

    person: regular expression with one group, searched in file_name; for the JSON layout only.

    Raises:
        BenchError: no such file, or nothing like a manifest; the reason in words.
    """
    if not path.exists():
        raise BenchError(f"{path} is missing")
    if path.is_dir() or path.suffix.lower() == ".json":
        files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
        if not files:
            raise BenchError(f"{path}: no JSON file in this folder")
        return _collected(_json_rows(files, _pattern(path, person)))
    return _collected(_table_rows(_table(path)))


_Raw = tuple[str, Mapping[str, str]]


def _collected(raw: Iterable[_Raw]) -> Manifest:
    rows: list[Row] = []
    rejected = []
    first: dict[str, str] = {}
    for where, cells in raw:
        try:
            if "trouble" in cells:
                raise _Unusable(cells["trouble"])
            row = _row(cells)
            if row.file in first:
                raise _Unusable(f"listed twice, first in {first[row.file]}")
        except _Unusable as why:
            rejected.append(Rejected(where, cells.get("file", ""), cells.get("region", ""), str(why)))
        else:
            first[row.file] = where
            rows.append(row)
    return Manifest(tuple(rows), tuple(rejected))


def _row(cells: Mapping[str, str]) -> Row:
    file, person = cells["file"].strip().replace("\\", "/"), cells["person"].strip()
    if not file or not person:
        raise _Unusable("no file named" if not file else "no person named")
    region = _region(cells.get("region", ""))
    row = Row(file, person, region, tuple(_grade(a, cells.get(a.value, "")) for a in ATTRIBUTES))
    graded = [a for a, g in zip(ATTRIBUTES, row.grades, strict=True) if g != NOT_GRADED]
    if not graded:
        raise _Unusable("nothing is graded")
    if region is not None and (odd := [a.value for a in graded if a not in attributes_of(region)]):
        raise _Unusable(f"{odd[0]} is not graded on {region.value}")
    return row


def _region(text: str) -> Region | None:
    name = text.strip().lower().replace(" ", "_")
    if name.replace("_", " ") in WHOLE_FACE:
        return None
    try:
        return Region(name)
    except ValueError:
        raise _Unusable(f"unknown region {text!r}; known: {', '.join(Region)}") from None


def _grade(attribute: Attribute, text: str) -> int:
    try:
        value = float(text) if text.strip() else math.nan
    except ValueError:
        value = math.inf
    if math.isnan(value) or value in (-1, -2):
        return NOT_GRADED
    if value not in range(GRADES):
        raise _Unusable(f"{attribute.value} is {text.strip()!r}; expected 0 to {GRADES - 1}, empty, -1 or -2")
    return int(value)


def _table(path: Path) -> list[Mapping[str, str]]:
    import pandas as pd

    try:
        if path.suffix.lower() == ".parquet":
            read = pd.read_parquet(path)
        else:
            read = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BenchError(f"{path} is not UTF-8; save it as UTF-8 CSV") from error
    except (ValueError, OSError) as error:
        raise BenchError(f"{path} can't be read as a table: {error}") from error
    columns = [str(name).strip().lower() for name in read.columns]
    if len(set(columns)) < len(columns):
        raise BenchError(f"{path} names a column twice")
    if missing := [name for name in ("file", "person") if name not in columns]:
        raise BenchError(f"{path} has no column {missing[0]!r}")
    if not set(columns) & {a.value for a in ATTRIBUTES}:
        raise BenchError(f"{path} has no column of grades: {', '.join(ATTRIBUTES)}")
    return [dict(zip(columns, map(_text, row), strict=True)) for row in read.itertuples(index=False)]


def _text(cell: object) -> str:
    empty = cell is None or (isinstance(cell, float) and math.isnan(cell)) or str(cell) in ("<NA>", "NaT")
    return "" if empty else str(cell)


def _table_rows(table: Iterable[Mapping[str, str]]) -> Iterator[_Raw]:
    """Rows are numbered as spreadsheets do: the heading is row 1."""
    return ((f"row {number}", cells) for number, cells in enumerate(table, start=2))


def _pattern(path: Path, person: str) -> re.Pattern[str]:
    if not person:
        raise BenchError(
            f"{path}: this layout names no person; say how the file names do, such as --person '^([^_]+)_'"
        )
    try:
        pattern = re.compile(person)
    except re.error as error:
        raise BenchError(f"--person {person!r}: {error}") from error
    if pattern.groups != 1:
        raise BenchError(f"--person {person!r}: expected one group in brackets")
    return pattern


def _json_rows(files: Iterable[Path], pattern: re.Pattern[str]) -> Iterator[_Raw]:
    return ((path.name, _json_cells(path, pattern)) for path in files)


def _json_cells(path: Path, pattern: re.Pattern[str]) -> Mapping[str, str]:
    try:
        told = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        return {"trouble": f"not readable as JSON: {error}"}
    if not isinstance(told, dict) or not isinstance(told.get("file_name"), str):
        return {"trouble": "no file_name"}
    file = told["file_name"]
    part = told.get("part")
    if type(part) is not int or not 0 <= part < len(PARTS):
        return {"file": file, "trouble": f"part is {part!r}; expected 0 cheek, 1 forehead, 2 centre, 3 chin"}
    found = pattern.search(file)
    if found is None or not found.group(1):
        return {"file": file, "trouble": "no person in the file's name"}
    grades = {a.value: _text(told.get(key)) for a, key in JSON_KEYS}
    return {"file": file, "person": found.group(1), "region": PARTS[part].value, **grades}
