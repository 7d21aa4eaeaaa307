"""Manifests: both layouts read; what can't be used is listed with its reason, never replaced."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from ml.types import Attribute, Region
from training.bench import BenchError
from training.manifest import Row, read_manifest


def table(folder: Path, *lines: str) -> Path:
    path = folder / "graded.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def label(folder: Path, name: str, **told: object) -> None:
    usual = {"part": 1, "oil": 2, "sensitive": 0, "pigmentation": -2, "wrinkle": 3, "hydration": -1}
    (folder / f"{name}.json").write_text(json.dumps(usual | {"file_name": f"{name}.jpg"} | told), "utf-8")


def test_a_table_is_read(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "file,person,region,oil,hydration,wrinkle,pigmentation,sensitivity",
        "a.jpg,Kim,,1,-1,2.0,,-2",
        "sub\\b.jpg,Lee,Eye corner left,,,4,,",
    )
    found = read_manifest(path)
    assert found.rejected == ()
    assert found.rows == (
        Row("a.jpg", "Kim", None, (1, -1, 2, -1, -1)),
        Row("sub/b.jpg", "Lee", Region.EYE_CORNER_LEFT, (-1, -1, 4, -1, -1)),
    )


def test_grades_of_a_face_go_to_the_regions_that_are_read() -> None:
    row = Row("a.jpg", "Kim", None, (1, -1, 2, -1, -1))
    assert Region.LIPS not in row.regions
    assert Region.CHIN in row.regions
    assert row.grades_on(Region.CHIN) == (-1, -1, 2, -1, -1)
    assert row.grades_on(Region.FOREHEAD) == (1, -1, 2, -1, -1)
    assert row.grades_on(Region.CHEEK_LEFT) == (1, -1, -1, -1, -1)


def test_parquet_and_a_table_with_one_attribute(tmp_path: Path) -> None:
    frame = pd.DataFrame({"File": ["a.jpg", "b.jpg"], "Person": [1, 2], "Wrinkle": [3.0, None]})
    frame.to_parquet(tmp_path / "graded.parquet")
    found = read_manifest(tmp_path / "graded.parquet")
    assert found.rows == (Row("a.jpg", "1", None, (-1, -1, 3, -1, -1)),)
    assert [(r.where, r.reason) for r in found.rejected] == [("row 3", "nothing is graded")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",Kim,,1,2", "no file named"),
        ("a.jpg,,,1,2", "no person named"),
        ("a.jpg,Kim,nose,1,2", "unknown region 'nose'; known: forehead"),
        ("a.jpg,Kim,,5,2", "oil is '5'; expected 0 to 4"),
        ("a.jpg,Kim,,-3,2", "oil is '-3'"),
        ("a.jpg,Kim,,1.5,2", "oil is '1.5'"),
        ("a.jpg,Kim,,much,2", "oil is 'much'"),
        ("a.jpg,Kim,,,-1", "nothing is graded"),
        ("a.jpg,Kim,cheek_left,1,2", "wrinkle is not graded on cheek_left"),
        ("good.jpg,Kim,,1,2", "listed twice, first in row 2"),
    ],
)
def test_a_bad_row_is_listed_with_its_reason(tmp_path: Path, line: str, reason: str) -> None:
    found = read_manifest(table(tmp_path, "file,person,region,oil,wrinkle", "good.jpg,Lee,,0,4", line))
    assert [row.file for row in found.rows] == ["good.jpg"]
    assert [r.where for r in found.rejected] == ["row 3"]
    assert found.rejected[0].reason.startswith(reason)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("file,oil", "a.jpg,1"), "no column 'person'"),
        (("file,person", "a.jpg,A"), "no column of grades"),
        (("file,person,oil,Oil", "a.jpg,A,1,2"), "names a column twice"),
        (("",), "can't be read as a table"),
    ],
)
def test_a_table_without_the_columns_is_refused(tmp_path: Path, lines: tuple[str, ...], reason: str) -> None:
    with pytest.raises(BenchError, match=reason):
        read_manifest(table(tmp_path, *lines))


def test_other_encodings_and_missing_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "graded.csv").write_bytes("file,person,oil\n김.jpg,김,1\n".encode("cp949"))
    with pytest.raises(BenchError, match="not UTF-8"):
        read_manifest(tmp_path / "graded.csv")
    with pytest.raises(BenchError, match="is missing"):
        read_manifest(tmp_path / "none.csv")


def test_the_original_s_layout_is_read(tmp_path: Path) -> None:
    label(tmp_path, "p07_forehead")
    label(tmp_path, "p07_chin", part=3, oil=-1, hydration=1)
    label(tmp_path, "p09_cheek", part=0, wrinkle=-2)
    found = read_manifest(tmp_path, r"^(p\d+)_")
    assert found.rejected == ()
    assert {row.file: (row.person, row.region) for row in found.rows} == {
        "p07_forehead.jpg": ("p07", Region.FOREHEAD),
        "p07_chin.jpg": ("p07", Region.CHIN),
        "p09_cheek.jpg": ("p09", Region.CHEEK_LEFT),
    }
    chin = next(row for row in found.rows if row.region is Region.CHIN)
    assert dict(zip(Attribute, chin.grades, strict=True)) == {
        Attribute.OIL: -1,
        Attribute.HYDRATION: 1,
        Attribute.WRINKLE: 3,
        Attribute.PIGMENTATION: -1,
        Attribute.SENSITIVITY: 0,
    }


def test_bad_json_files_are_listed(tmp_path: Path) -> None:
    label(tmp_path, "p1_good")
    label(tmp_path, "p2_part", part=4)
    label(tmp_path, "p3_grade", oil=9)
    label(tmp_path, "nobody")
    label(tmp_path, "p4_unnamed", file_name=None)
    (tmp_path / "p5_broken.json").write_text("{", "utf-8")
    found = read_manifest(tmp_path, r"^(p\d+)_")
    reasons = {r.where: r.reason for r in found.rejected}
    assert [row.person for row in found.rows] == ["p1"]
    assert reasons["p2_part.json"].startswith("part is 4")
    assert reasons["p3_grade.json"].startswith("oil is '9'")
    assert reasons["nobody.json"] == "no person in the file's name"
    assert reasons["p4_unnamed.json"] == "no file_name"
    assert reasons["p5_broken.json"].startswith("not readable as JSON")


@pytest.mark.parametrize(("person", "reason"), [("", "names no person"), ("(", "--person"), ("p", "one group")])
def test_json_needs_a_way_to_tell_people_apart(tmp_path: Path, person: str, reason: str) -> None:
    label(tmp_path, "p1_good")
    with pytest.raises(BenchError, match=reason):
        read_manifest(tmp_path, person)
