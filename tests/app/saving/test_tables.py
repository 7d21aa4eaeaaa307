"""CSV and JSON of scans: read back by other means than they were written with, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from app.history.records import Scan, Source, SourceKind, Tag, TagKind
from app.history.scan_json import scan_from_json
from app.saving.scans_csv import MARK, columns, write_csv
from app.saving.scans_json import write_json
from app.spreadsheet import harmless
from ml.types import Attribute
from tests.app.history.example_scans import example_scan


def _rows(*scans: Scan) -> list[dict[str, str]]:
    stream = io.BytesIO()
    write_csv(stream, scans)
    assert stream.getvalue().startswith(MARK)
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+82 10", "'+82 10"),
        ("-", "'-"),
        ("-3", "'-3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\n=1", "'\n'=1"),
        ("well;=1+1", "well;'=1+1"),
        ('well\t "-1', "well\t \"'-1"),
        ("well; on the left", "well; on the left"),
        ("＝1+1", "'＝1+1"),
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("new lamp, on the left", "new lamp, on the left"),
        ("'quoted'", "'quoted'"),
        ("a = b", "a = b"),
        ('두 줄\n"따옴표"', '두 줄\n"따옴표"'),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(typed: str, cell: str) -> None:
    """Whatever was typed as a note, or is a file's or a camera's name, comes back as it was, or after an apostrophe."""
    assert harmless(typed) == cell
    scan = replace(example_scan(notes=typed), source=Source(SourceKind.PHOTO, file=typed, camera=typed))
    [row] = _rows(scan)
    assert (row["notes"], row["file"], row["camera"]) == (cell, cell, cell)


@pytest.mark.parametrize("separator", [",", ";", "\t", "\n", '"; "'])
def test_no_separator_makes_a_formula(separator: str) -> None:
    """A spreadsheet may separate by semicolons or tabs: what was typed after one doesn't begin a cell."""
    typed = f"well{separator}=1+1"
    scan = replace(example_scan(notes=typed), source=Source(SourceKind.PHOTO, file=typed, camera=typed))
    stream = io.BytesIO()
    write_csv(stream, [scan])
    text = stream.getvalue().decode("utf-8-sig")
    for other in (",", ";", "\t"):
        cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=other) for cell in row]
        assert not [cell for cell in cells if cell.lstrip('"').startswith("=")]


def test_numbers_are_numbers() -> None:
    """A negative angle has no apostrophe; grades are what the scan has; what abstained is empty, with its reason."""
    scan = example_scan(tags=(Tag(TagKind.PRODUCT, "크림"), Tag(TagKind.SLEEP, "short")))
    [row] = _rows(scan)
    assert float(row["pitch"]) == -2.0
    for attribute in Attribute:
        graded = scan.of(attribute)
        assert graded is not None
        if graded.grade is None:
            assert row[attribute.value] == row[f"{attribute.value}_expected"] == ""
            assert row[f"{attribute.value}_abstained"] == "not_enough_skin"
            continue
        assert int(row[attribute.value]) == graded.grade.value
        assert float(row[f"{attribute.value}_expected"]) == pytest.approx(graded.grade.expected, abs=1e-4)
        assert sum(float(row[f"{attribute.value}_p{place}"]) for place in range(5)) == pytest.approx(1, abs=1e-3)
    assert row["tags"] == "product: 크림; sleep: short"
    assert row["taken"] == "2026-01-01T07:30:00+09:00"
    assert row["wrinkle_chin_expected"] != ""
    names = [column.name for column in columns()]
    assert len(names) == len(set(names))


def test_json_holds_every_scan_whole() -> None:
    """Each as app.history.scan_json reads it."""
    scans = (example_scan(0, notes='"quotes" und\nZeilen'), example_scan(1))
    stream = io.BytesIO()
    write_json(stream, scans, "1.2")
    document = json.loads(stream.getvalue())
    assert (document["pibu_scans"], document["written_by"]) == (1, "1.2")
    back = [scan_from_json(json.dumps(one)) for one in document["scans"]]
    assert [scan.id for scan in back] == [scan.id for scan in scans]
    assert back[0].notes == scans[0].notes
    assert back[1].taken == scans[1].taken
    empty = io.BytesIO()
    write_json(empty, (), "1.2")
    assert json.loads(empty.getvalue())["scans"] == []
