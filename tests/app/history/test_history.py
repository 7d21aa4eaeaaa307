"""A history gives back what was saved, page by page, filtered, annotated, deleted and undone."""

from __future__ import annotations

import uuid
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from app.history.ports import History
from app.history.records import Conditions, Heat, Quality, Scan, ScanDraft, ScanFilter, Source, SourceKind, Tag, TagKind
from app.history.scan_rows import checkpoints_text
from ml.errors import PibuError, TroubleCode
from ml.regions import regions_of
from ml.types import (
    Attribute,
    AttributeGrade,
    CheckpointId,
    ModelVersion,
    QualityCode,
    QualityIssue,
    QualityMode,
    Region,
)
from tests.app.history.conftest import Place
from tests.app.history.example_scans import FIRST_DAY, MODEL, draft, example_heat, example_pictures, example_scan

NO_ID = "0bd0f1ee-6f0a-4a37-a3c5-0d5e6b7a8c9d"
DARK = QualityIssue(QualityCode.TOO_DARK, 22.5, 25.0)
FRINGE = QualityIssue(QualityCode.FRINGE, 0.25, 0.5, Region.FOREHEAD)
CREAM, NAP = Tag(TagKind.PRODUCT, "새 크림"), Tag(TagKind.SLEEP, "6 h")


def assert_same(kept: Scan, given: Scan) -> None:
    """Everything equal; probabilities and weights to the precision they are kept in."""
    for field in fields(Scan):
        if field.name not in ("grades", "taken"):
            assert getattr(kept, field.name) == getattr(given, field.name), field.name
    assert (kept.taken, kept.taken.utcoffset(), kept.taken.tzname()) == (
        given.taken,
        given.taken.utcoffset(),
        given.taken.tzname(),
    )
    assert [flat(grade) for grade in kept.grades] == [flat(grade) for grade in given.grades]


def flat(grade: AttributeGrade) -> tuple[object, ...]:
    """A grade as plain values; float32 of probabilities."""
    whole = None if grade.grade is None else np.array(grade.grade.probabilities, np.float32).tolist()
    parts = [
        (r.attribute, r.region, r.weight, np.array(r.grade.probabilities, np.float32).tolist()) for r in grade.regions
    ]
    return (grade.attribute, whole, grade.abstained, grade.validated, parts)


def ids(history: History, wanted: ScanFilter) -> list[str]:
    return [scan.id for scan in history.scans(wanted)]


def gone(code: TroubleCode, *calls: object) -> None:
    for call in calls:
        assert callable(call)
        with pytest.raises(PibuError) as caught:
            call()
        assert caught.value.code is code


def test_a_scan_comes_back_as_it_was(place: Place) -> None:
    given = example_scan(3, notes="after a flight\nwindow light", tags=(CREAM, NAP), issues=(DARK, FRINGE))
    history = place.history()
    assert_same(history.save(ScanDraft(given)), given)
    history.close()
    assert_same(place.history().scan(given.id), given)


@pytest.mark.parametrize(
    "scan",
    [
        replace(example_scan(), taken=datetime(1969, 12, 31, 23, 59, 59, 999_999, UTC)),
        replace(example_scan(), taken=datetime(2200, 2, 28, tzinfo=timezone(timedelta(hours=-9, minutes=-30)))),
        replace(example_scan(), source=Source(SourceKind.PHOTO, file="사진 ✿ (1).jpg"), spread=(), frames=1),
        replace(example_scan(), grades=(), spread=(), regraded_from=str(uuid.uuid4())),
        replace(example_scan(), conditions=Conditions(64, 64, QualityMode.OFF, 0, close_up=Region.CHIN)),
        example_scan(abstaining=None, model=ModelVersion("v 2", ())),
    ],
    ids=["before-1970", "odd-zone", "photo", "no-grades", "close-up", "all-graded"],
)
def test_unusual_scans_come_back_too(history: History, scan: Scan) -> None:
    history.save(ScanDraft(scan))
    assert_same(history.scan(scan.id), scan)


def test_odd_texts_are_cleaned_not_refused(history: History) -> None:
    odd = replace(
        example_scan(
            notes="a\0b" + "long " * 2000, tags=(Tag(TagKind.FREE, "  two \n words "), Tag(TagKind.FREE, " "))
        ),
        source=Source(SourceKind.PHOTO, file="bad\udcff\0.jpg"),
    )
    kept = history.save(ScanDraft(odd))
    assert kept.notes.startswith("ab" + "long ")
    assert len(kept.notes) == 4000
    assert kept.tags == (Tag(TagKind.FREE, "two words"),)
    assert kept.source.file == "bad?.jpg"


def test_pictures_come_back(history: History) -> None:
    given = draft(pictures=example_pictures(b"photo bytes", b"small bytes"))
    kept = history.save(given)
    assert (kept.has_photo, kept.has_heat) == (True, True)
    assert history.photo(kept.id) == b"photo bytes"
    assert history.thumbnail(kept.id) == b"small bytes"
    assert_same_heat(history.heat(kept.id), example_heat())


def assert_same_heat(kept: Heat | None, given: Heat) -> None:
    assert kept is not None
    assert kept.face is not None
    assert given.face is not None
    assert np.array_equal(kept.face.landmarks, given.face.landmarks)
    assert (kept.face.pose, kept.face.expression) == (given.face.pose, given.face.expression)
    for mine, theirs in zip(kept.crops, given.crops, strict=True):
        assert (mine.region, mine.abstained) == (theirs.region, theirs.abstained)
        assert np.array_equal(mine.mask, theirs.mask)
        assert np.array_equal(mine.to_image, theirs.to_image)
        assert np.array_equal(mine.skin, theirs.skin)
    for one, other in zip(kept.maps, given.maps, strict=True):
        assert (one.attribute, one.region, one.heat_on_skin) == (other.attribute, other.region, other.heat_on_skin)
        assert np.abs(one.heat - other.heat).max() <= 0.5 / 255 + 1e-6


def test_without_consent_there_are_no_pictures(history: History) -> None:
    kept = history.save(draft())
    assert (kept.has_photo, kept.has_heat) == (False, False)
    assert (history.photo(kept.id), history.thumbnail(kept.id), history.heat(kept.id)) == (None, None, None)


def test_newest_first_in_pages(history: History) -> None:
    days = [5, 1, 9, 3, 7, 7]
    history.save_many(draft(day) for day in days)
    taken = [scan.taken for offset in (0, 2, 4, 6) for scan in history.scans(offset=offset, limit=2)]
    assert taken == sorted((FIRST_DAY + timedelta(days=day) for day in days), reverse=True)
    assert history.count() == 6


def test_filters(history: History) -> None:
    good, dark, tagged = (example_scan(day, **about) for day, about in ((0, {}), (1, {"issues": (DARK,)}), (2, {})))  # type: ignore[arg-type]
    tagged = replace(tagged, tags=(CREAM, NAP))
    for scan in (good, dark, tagged):
        history.save(ScanDraft(scan))
    assert ids(history, ScanFilter(quality=Quality.GOOD)) == [tagged.id, good.id]
    assert ids(history, ScanFilter(quality=Quality.FLAWED)) == [dark.id]
    assert ids(history, ScanFilter(tags=(CREAM,))) == [tagged.id]
    assert ids(history, ScanFilter(tags=(CREAM, NAP))) == [tagged.id]
    assert ids(history, ScanFilter(tags=(CREAM, Tag(TagKind.FREE, "새 크림")))) == []
    assert ids(history, ScanFilter(since=dark.taken)) == [tagged.id, dark.id]
    assert ids(history, ScanFilter(until=dark.taken)) == [good.id]
    assert ids(history, ScanFilter(since=dark.taken, until=tagged.taken)) == [dark.id]
    assert history.count(ScanFilter(quality=Quality.GOOD, tags=(NAP,))) == 1


def test_notes_and_tags_are_replaced(history: History) -> None:
    kept = history.save(ScanDraft(example_scan(notes="old", tags=(CREAM,))))
    other = history.save(ScanDraft(example_scan(1, tags=(CREAM,))))
    changed = history.annotate(kept.id, "new", [NAP, NAP])
    assert (changed.notes, changed.tags) == ("new", (NAP,))
    assert history.scan(other.id).tags == (CREAM,)
    assert history.tags() == (CREAM, NAP)
    assert history.annotate(kept.id, "", []).tags == ()


def test_deleting_can_be_undone_until_purged(history: History) -> None:
    kept, going, back = (history.save(draft(day, example_pictures())) for day in range(3))
    history.delete([going.id, back.id, str(uuid.uuid4())])
    assert ids(history, ScanFilter()) == [kept.id]
    assert history.count() == len(history.timeline().scans) == len(history.series(Attribute.OIL).taken) == 1
    gone(
        TroubleCode.SCAN_GONE,
        lambda: history.scan(going.id),
        lambda: history.photo(going.id),
        lambda: history.annotate(going.id, "", []),
    )
    history.undelete([back.id])
    assert history.photo(back.id) == history.photo(kept.id)
    assert history.purge() == (going.id,)
    history.undelete([going.id])
    gone(TroubleCode.SCAN_GONE, lambda: history.scan(going.id))
    assert ids(history, ScanFilter()) == [back.id, kept.id]


def test_what_was_deleted_is_purged_at_the_next_opening(place: Place) -> None:
    history = place.history()
    kept, going = (history.save(draft(day, example_pictures())) for day in range(2))
    history.delete([going.id])
    history.close()
    again = place.history()
    again.undelete([going.id])
    assert ids(again, ScanFilter()) == [kept.id]


def test_clear_leaves_an_empty_history(history: History) -> None:
    for day in range(3):
        history.save(draft(day, example_pictures()))
    history.clear()
    assert history.count() == 0
    assert history.tags() == ()
    assert history.timeline().scans == ()
    assert history.save(draft()).id


def test_the_same_scan_is_not_kept_twice(history: History) -> None:
    once = draft(pictures=example_pictures(b"first"))
    history.save(once)
    again = ScanDraft(once.scan, example_pictures(b"second"))
    gone(TroubleCode.SCAN_EXISTS, lambda: history.save(again))
    assert history.photo(once.scan.id) == b"first"
    history.delete([once.scan.id])
    gone(TroubleCode.SCAN_EXISTS, lambda: history.save(again))


def test_many_are_kept_or_none(history: History) -> None:
    there = draft(0)
    history.save(there)
    gone(TroubleCode.SCAN_EXISTS, lambda: history.save_many([draft(1, example_pictures()), draft(2), there, draft(3)]))
    assert history.count() == 1
    assert len(history.save_many([draft(1), draft(2)])) == 2


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a", NO_ID.upper(), "{" + NO_ID + "}"])
def test_an_id_is_never_a_path(history: History, name: str) -> None:
    with pytest.raises(ValueError):
        history.save(ScanDraft(replace(example_scan(), id=name)))
    with pytest.raises(ValueError):
        history.save(ScanDraft(replace(example_scan(), regraded_from=name)))
    gone(TroubleCode.SCAN_GONE, lambda: history.photo(name), lambda: history.scan(name), lambda: history.heat(name))
    assert history.count() == 0


def test_series_and_timeline_stand_in_step(history: History) -> None:
    days = [4, 0, 2]
    scans = [example_scan(day) for day in days]
    for scan in scans:
        history.save(ScanDraft(scan))
    in_order = sorted(scans, key=lambda scan: scan.taken)
    timeline = history.timeline()
    assert timeline.scans == tuple(scan.id for scan in in_order)
    oil, hydration = history.series_of([Attribute.OIL, Attribute.HYDRATION])
    assert np.array_equal(oil.taken, timeline.taken)
    assert oil.taken.tolist() == [scan.taken.timestamp() for scan in in_order]
    expected = [grade.grade.expected for scan in in_order if (grade := scan.grades[0]).grade is not None]
    assert oil.expected == pytest.approx(expected, abs=1e-6)
    assert oil.spread.tolist() == [0.125] * 3
    assert np.isnan(hydration.expected).all()
    region = regions_of(Attribute.OIL)[1]
    part = history.series(Attribute.OIL, region)
    assert part.expected == pytest.approx([scan.grades[0].regions[1].grade.expected for scan in in_order], abs=1e-6)
    assert np.isnan(part.spread).all()
    assert np.isnan(history.series(Attribute.OIL, Region.LIPS).expected).all()


def test_timeline_tells_conditions_and_marks(history: History) -> None:
    newer = ModelVersion("test-2", (CheckpointId(Attribute.OIL, "f" * 64),))
    first = example_scan(0, notes="slept badly", tags=(NAP,))
    unknown = Conditions(640, 480, QualityMode.NORMAL, 1, (DARK,))
    second = replace(
        example_scan(1, model=newer),
        conditions=unknown,
        source=Source(SourceKind.PHOTO, "a.jpg"),
        regraded_from=first.id,
    )
    history.save_many([ScanDraft(second), ScanDraft(first)])
    timeline = history.timeline()
    assert timeline.lightness[0] == 61.5
    assert np.isnan([timeline.lightness[1], timeline.sharpness[1], timeline.eye_distance[1]]).all()
    assert timeline.good.tolist() == [True, False]
    assert timeline.regraded.tolist() == [False, True]
    assert timeline.kinds == (SourceKind.LIVE, SourceKind.PHOTO)
    assert timeline.cameras == ("HD Webcam", "")
    assert timeline.models == ("test-1", "test-2")
    (mark,) = timeline.marks
    assert (mark.scan, mark.taken, mark.notes, mark.tags) == (first.id, first.taken, "slept badly", (NAP,))


def test_an_empty_history_has_empty_arrays(history: History) -> None:
    assert history.timeline().taken.shape == (0,)
    assert history.series(Attribute.OIL).expected.shape == (0,)
    assert history.scans() == ()
    assert history.purge() == ()


def test_a_closed_history_is_locked(history: History) -> None:
    kept = history.save(draft())
    history.close()
    history.close()
    gone(TroubleCode.LOCKED, lambda: history.scan(kept.id), lambda: history.save(draft()), history.timeline)


def test_checkpoints_are_kept_whole() -> None:
    assert checkpoints_text(MODEL).count(":") == 5
