"""Scans as a table for spreadsheets: one row each, columns named in English so that programs find them again.

UTF-8 with a byte order mark (Excel takes it for another code page without), commas, CRLF, decimal points. Numbers are
numbers; every text that a spreadsheet would run as a formula gets an apostrophe before it (app.spreadsheet). What each
column means stands in docs/report.md.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from app.history.records import Conditions, Scan
from app.spreadsheet import harmless
from ml.regions import regions_of
from ml.types import GRADES, Attribute, AttributeGrade, Region

Cell = str | int | float | None
MARK = b"\xef\xbb\xbf"
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column. cell: of a scan; texts are made harmless when they are written, None is an empty cell."""

    name: str
    cell: Callable[[Scan], Cell]


def write_csv(stream: IO[bytes], scans: Iterable[Scan]) -> None:
    """Writes heading and rows, in the order given."""
    table = columns()
    stream.write(MARK + _line(column.name for column in table))
    for scan in scans:
        stream.write(_line(_written(column.cell(scan)) for column in table))


def columns() -> tuple[Column, ...]:
    """All columns, in order."""
    return (
        *_of_the_scan(),
        *_of_the_conditions(),
        *(column for attribute in Attribute for column in _of_an_attribute(attribute)),
        Column("tags", lambda scan: "; ".join(f"{tag.kind.value}: {tag.text}" for tag in scan.tags)),
        Column("notes", lambda scan: scan.notes),
        Column("id", lambda scan: scan.id),
    )


def _of_the_scan() -> Iterator[Column]:
    yield Column("taken", lambda scan: scan.taken.isoformat(timespec="seconds"))
    yield Column("source", lambda scan: scan.source.kind.value)
    yield Column("camera", lambda scan: scan.source.camera)
    yield Column("file", lambda scan: scan.source.file)
    yield Column("frames", lambda scan: scan.frames)
    yield Column("model", lambda scan: scan.model.version)
    yield Column("regraded_from", lambda scan: scan.regraded_from)
    yield Column("photo_kept", lambda scan: int(scan.has_photo))


def _of_the_conditions() -> Iterator[Column]:
    def seen(name: str, cell: Callable[[Conditions], Cell]) -> Column:
        return Column(name, lambda scan: cell(scan.conditions))

    yield seen("width", lambda c: c.width)
    yield seen("height", lambda c: c.height)
    yield seen("quality_check", lambda c: c.mode.value)
    yield seen("issues", lambda c: "; ".join(dict.fromkeys(issue.code.value for issue in c.issues)))
    yield seen("faces", lambda c: c.faces)
    yield seen("yaw", lambda c: None if c.pose is None else c.pose.yaw)
    yield seen("pitch", lambda c: None if c.pose is None else c.pose.pitch)
    yield seen("roll", lambda c: None if c.pose is None else c.pose.roll)
    yield seen("lightness", lambda c: c.lightness)
    yield seen("unevenness", lambda c: c.unevenness)
    yield seen("sharpness", lambda c: c.sharpness)
    yield seen("eye_distance", lambda c: c.eye_distance)


def _of_an_attribute(attribute: Attribute) -> Iterator[Column]:
    name = attribute.value

    def graded(ending: str, cell: Callable[[AttributeGrade], Cell]) -> Column:
        def of_scan(scan: Scan) -> Cell:
            grade = scan.of(attribute)
            return None if grade is None else cell(grade)

        return Column(f"{name}{ending}", of_scan)

    yield graded("", lambda g: None if g.grade is None else g.grade.value)
    yield graded("_expected", lambda g: None if g.grade is None else g.grade.expected)
    yield Column(f"{name}_spread", lambda scan: _spread(scan, attribute))
    yield graded("_abstained", lambda g: None if g.abstained is None else g.abstained.value)
    for place in range(GRADES):
        yield graded(f"_p{place}", lambda g, place=place: None if g.grade is None else g.grade.probabilities[place])  # type: ignore[misc]
    for region in regions_of(attribute):
        yield graded(f"_{region.value}_expected", lambda g, region=region: _on_region(g, region))  # type: ignore[misc]


def _spread(scan: Scan, attribute: Attribute) -> float | None:
    return next((one.value for one in scan.spread if one.attribute is attribute), None)


def _on_region(grade: AttributeGrade, region: Region) -> float | None:
    return next((part.grade.expected for part in grade.regions if part.region is region), None)


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, float):
        return repr(round(cell, DIGITS) + 0.0) if math.isfinite(cell) else ""
    return "" if cell is None else str(cell)


def _line(cells: Iterable[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode("utf-8")
