"""A scan survives its JSON form without loss, and nothing that doesn't fit is taken for a scan."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.history.records import Conditions, Scan, ScanDraft, Source, SourceKind, Spread, Tag, TagKind
from app.history.scan_json import scan_from_json, scan_to_json
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, Grade, ModelVersion, Pose, QualityCode, QualityIssue, QualityMode, Region
from tests.app.history.conftest import Place
from tests.app.history.example_scans import example_grades, example_scan
from tests.app.history.test_history import assert_same

ISSUES = (QualityIssue(QualityCode.TOO_DARK, 22.5, 25.0), QualityIssue(QualityCode.FRINGE, 0.1, 0.5, Region.FOREHEAD))
FULL = example_scan(
    3,
    notes='after a flight\n"창가" \\ 빛 🌞',
    tags=(Tag(TagKind.PRODUCT, "새 크림"), Tag(TagKind.SLEEP, "6 h")),
    issues=ISSUES,
)
ODD = (
    FULL,
    replace(FULL, taken=datetime(1969, 12, 31, 23, 59, 59, 999_999, UTC)),
    replace(FULL, taken=datetime(2200, 2, 28, tzinfo=timezone(timedelta(hours=-9, minutes=-30)))),
    replace(FULL, taken=datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(seconds=1172), "LMT"))),
    replace(FULL, source=Source(SourceKind.PHOTO, file="사진 ✿ (1).jpg"), spread=(), frames=1),
    replace(FULL, grades=(), spread=(), regraded_from=example_scan().id, has_photo=True),
    replace(FULL, conditions=Conditions(64, 64, QualityMode.OFF, 0, close_up=Region.CHIN), has_heat=True),
    replace(FULL, grades=example_grades(2.125), model=ModelVersion("v 2", ())),
)


def again(scan: Scan) -> Scan:
    return scan_from_json(scan_to_json(scan))


@pytest.mark.parametrize("scan", ODD)
def test_a_scan_comes_back_as_it_was(scan: Scan) -> None:
    back = again(scan)
    assert_same(back, scan)
    assert [g.grade for g in back.grades] == [g.grade for g in scan.grades], "to the last bit, not only as float32"
    assert "\n" not in scan_to_json(scan)
    assert scan_to_json(back) == scan_to_json(scan)


def test_a_kept_scan_comes_back_from_the_database_the_same(files: Place) -> None:
    kept = files.history().save(ScanDraft(FULL))
    assert scan_to_json(again(kept)) == scan_to_json(kept)
    other = files.history("Haru").save(ScanDraft(again(kept)))
    assert scan_to_json(other) == scan_to_json(kept)


@given(st.tuples(*[st.floats(0.125, 1, width=32)] * 5), st.floats(-90, 90), st.text(max_size=60), st.floats(0, 1e4))
def test_any_numbers_and_texts_come_back(weights: tuple[float, ...], yaw: float, notes: str, value: float) -> None:
    a, b, c, d, e = (weight / math.fsum(weights) for weight in weights)
    grades = (replace(FULL.grades[0], grade=Grade((a, b, c, d, e))), *FULL.grades[1:])
    seen = replace(FULL.conditions, pose=Pose(yaw, -yaw, 0.0), sharpness=value)
    clean = notes.replace("\0", "")
    scan = replace(FULL, grades=grades, conditions=seen, notes=clean, spread=(Spread(Attribute.OIL, value),))
    assert_same(again(scan), scan)
    assert again(scan).grades[0].grade == scan.grades[0].grade


def test_what_is_not_finite_is_left_out_as_in_the_database() -> None:
    seen = replace(FULL.conditions, sharpness=math.nan, pose=Pose(1.0, math.inf, 0.0))
    back = again(replace(FULL, conditions=seen))
    assert (back.conditions.sharpness, back.conditions.pose) == (None, None)


def changed(path: tuple[str | int, ...], value: object) -> str:
    """FULL's JSON with one value put in; ... takes it out."""
    whole: Any = json.loads(scan_to_json(FULL))
    place = whole
    for name in path[:-1]:
        place = place[name]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return json.dumps(whole)


UNFIT: list[tuple[tuple[str | int, ...], object]] = [
    (("id",), "../../etc/passwd"),
    (("id",), FULL.id.upper()),
    (("id",), 7),
    (("taken",), "2026-01-01T00:00:00"),
    (("taken",), "yesterday"),
    (("taken",), "0001-01-01T00:00:00+09:00"),
    (("zone",), "K" * 301),
    (("zone",), None),
    (("source", "kind"), "scanner"),
    (("source", "file"), "a\0b"),
    (("source", "more"), ""),
    (("conditions", "width"), 0),
    (("conditions", "width"), True),
    (("conditions", "width"), 640.0),
    (("conditions", "width"), 10**30),
    (("conditions", "lightness"), "60"),
    (("conditions", "lightness"), 1e300),
    (("conditions", "issues"), [{}]),
    (("conditions", "issues"), {}),
    (("conditions", "pose", "yaw"), None),
    (("conditions", "pose"), []),
    (("grades", 0, "probabilities"), [0.2, 0.2, 0.2, 0.2]),
    (("grades", 0, "probabilities"), [0.5, 0.5, 0.5, 0.5, 0.5]),
    (("grades", 0, "probabilities"), [2, -1, 0, 0, 0]),
    (("grades", 0, "attribute"), "wrinkle"),
    (("grades", 0, "validated"), 1),
    (("grades", 0, "regions", 0, "weight"), None),
    (("grades", 0, "regions", 0, "region"), FULL.grades[0].regions[1].region.value),
    (("grades",), None),
    (("spread", 0, "attribute"), "wrinkle"),
    (("model", "checkpoints", 0, "sha256"), "a b:c"),
    (("model", "checkpoints", 0, "sha256"), ""),
    (("frames",), 0),
    (("frames",), ...),
    (("notes",), "x" * 4001),
    (("notes",), "\ud800"),
    (("tags", 0, "text"), ""),
    (("tags", 0, "text"), " two  words "),
    (("tags", 1), {"kind": "product", "text": "새 크림"}),
    (("tags",), [{"kind": "free", "text": str(i)} for i in range(33)]),
    (("regraded_from",), "x"),
    (("has_photo",), 0),
    (("pibu_scan",), 0),
    (("pibu_scan",), "1"),
    (("pibu_scan",), ...),
    (("extra",), 1),
]


@pytest.mark.parametrize(("path", "value"), UNFIT, ids=range(len(UNFIT)))
def test_what_does_not_fit_is_refused_by_its_place(path: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(PibuError) as caught:
        scan_from_json(changed(path, value), "scans.jsonl")
    assert caught.value.code is TroubleCode.SCAN_UNFIT
    assert caught.value.subject == "scans.jsonl"
    assert "passwd" not in str(caught.value), "values are never told"


NO_JSON: tuple[str | bytes, ...] = (
    "",
    "null",
    "[]",
    "{",
    b"\xff\xfe",
    '{"pibu_scan": NaN}',
    "[" * 100_000,
    '{"pibu_scan": 1' + "0" * 5000 + "}",
    '{"pibu_scan":1,' + scan_to_json(FULL)[1:],
    " " * 3_000_000,
)


@pytest.mark.parametrize("text", NO_JSON, ids=range(len(NO_JSON)))
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    with pytest.raises(PibuError) as caught:
        scan_from_json(text)
    assert caught.value.code is TroubleCode.SCAN_UNFIT


def test_a_newer_form_is_named_so() -> None:
    with pytest.raises(PibuError) as caught:
        scan_from_json(changed(("pibu_scan",), 2))
    assert caught.value.code is TroubleCode.EXPORT_NEWER


STRANGE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just([]), st.just({}), st.just([None])
)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_what_is_taken_is_sound_whatever_is_put_in(data: st.DataObject) -> None:
    """One value anywhere is replaced by anything: it is refused with a code, or a scan that comes back the same."""
    whole = json.loads(scan_to_json(FULL))
    put = data.draw(st.sampled_from(putters(whole, [])))
    spoiled = copy.deepcopy(whole)
    put(spoiled, data.draw(STRANGE))
    try:
        scan = scan_from_json(json.dumps(spoiled))
    except PibuError as trouble:
        refused = trouble.code
    else:
        assert_same(again(scan), scan)
        return
    assert refused in (TroubleCode.SCAN_UNFIT, TroubleCode.EXPORT_NEWER)


def putters(value: Any, path: list[str | int]) -> list[Callable[[Any, object], None]]:
    """Functions that replace one value of a document, one for each place in it."""
    found: list[Callable[[Any, object], None]] = []
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inner:
        found += [_putter([*path, name]), *putters(part, [*path, name])]
    return found


def _putter(path: list[str | int]) -> Callable[[Any, object], None]:
    def put(whole: Any, value: object) -> None:
        place = whole
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value

    return put
