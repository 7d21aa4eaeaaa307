"""A Scan as rows and back. The only place that knows how a grade lies in the database."""

from __future__ import annotations

import math
import struct
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TypeAlias

from sqlalchemy import Row

from app.history.profile_rows import from_micros, micros
from app.history.records import (
    NOTES_AT_MOST,
    TAG_AT_MOST,
    TAGS_AT_MOST,
    Conditions,
    Kind,
    Scan,
    Source,
    SourceKind,
    Spread,
    Tag,
    TagKind,
    deviation,
)
from ml.types import (
    Abstention,
    Attribute,
    AttributeGrade,
    CheckpointId,
    Grade,
    ModelVersion,
    Pose,
    QualityCode,
    QualityIssue,
    QualityMode,
    Region,
    RegionGrade,
)

WHOLE = ""
"""The region of an attribute's own row."""
_FIVE = struct.Struct("<5f")
_TEXT_AT_MOST = 300

Values = dict[str, Any]
AnyRow: TypeAlias = Row[*tuple[Any, ...]]


def storable(text: str, at_most: int = _TEXT_AT_MOST) -> str:
    """The text as every database takes it: without NUL, and with "?" for what is no character (odd file names)."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")[:at_most]


def scan_values(scan: Scan, kinds: Collection[Kind], profile: str, model: int) -> Values:
    """The row of `scan`. kinds: of the pictures that were kept."""
    offset, seen = scan.taken.utcoffset(), scan.conditions
    if offset is None:
        raise ValueError("a scan's time needs its zone")
    pose = seen.pose
    return {
        "profile": profile,
        "id": scan.id,
        "taken": micros(scan.taken),
        "zone_seconds": round(offset.total_seconds()),
        "zone": storable(scan.taken.tzname() or ""),
        "source": scan.source.kind.value,
        "file": storable(scan.source.file),
        "camera": storable(scan.source.camera),
        "width": seen.width,
        "height": seen.height,
        "mode": seen.mode.value,
        "faces": seen.faces,
        "close_up": None if seen.close_up is None else seen.close_up.value,
        "yaw": None if pose is None else _finite(pose.yaw),
        "pitch": None if pose is None else _finite(pose.pitch),
        "roll": None if pose is None else _finite(pose.roll),
        "lightness": _finite(seen.lightness),
        "unevenness": _finite(seen.unevenness),
        "sharpness": _finite(seen.sharpness),
        "eye_distance": _finite(seen.eye_distance),
        "good": not seen.issues,
        "model": model,
        "frames": scan.frames,
        "notes": storable(scan.notes, NOTES_AT_MOST),
        "regraded_from": scan.regraded_from,
        "has_photo": Kind.PHOTO in kinds,
        "has_thumbnail": Kind.THUMBNAIL in kinds,
        "has_heat": Kind.HEAT in kinds,
    }


def checkpoints_text(model: ModelVersion) -> str:
    """The checkpoints as one text."""
    return " ".join(f"{c.attribute.value}:{c.sha256}" for c in model.checkpoints)


def issue_rows(number: int, scan: Scan) -> list[Values]:
    """The rows of `issue`."""
    return [
        {
            "scan": number,
            "position": i,
            "code": one.code.value,
            "value": _finite(one.value) or 0.0,
            "limit": _finite(one.limit) or 0.0,
            "region": None if one.region is None else one.region.value,
        }
        for i, one in enumerate(scan.conditions.issues)
    ]


def tag_rows(number: int, tags: Sequence[Tag]) -> list[Values]:
    """The rows of `tag`: each once, empty ones left out, the first TAGS_AT_MOST of them."""
    texts = ((one.kind, " ".join(storable(one.text, TAG_AT_MOST).split())) for one in tags)
    unique = dict.fromkeys((kind.value, text) for kind, text in texts if text)
    return [{"scan": number, "kind": kind, "text": text} for kind, text in list(unique)[:TAGS_AT_MOST]]


def grade_rows(number: int, scan: Scan) -> list[Values]:
    """The rows of `grade`: an attribute's own, then those of its regions."""
    spread = {one.attribute: one.value for one in scan.spread}
    rows = []
    for i, grade in enumerate(scan.grades):
        about = {
            "abstained": None if grade.abstained is None else grade.abstained.value,
            "validated": grade.validated,
            "spread": _finite(spread.get(grade.attribute)),
            "weight": None,
        }
        rows.append(_grade_row(number, grade.attribute, WHOLE, i, grade.grade) | about)
        for j, part in enumerate(grade.regions):
            about = {"abstained": None, "validated": None, "spread": None, "weight": _finite(part.weight)}
            rows.append(_grade_row(number, grade.attribute, part.region.value, j, part.grade) | about)
    return rows


def scan_of(row: AnyRow, issues: Sequence[AnyRow], tags: Sequence[AnyRow], grades: Sequence[AnyRow]) -> Scan:
    """The Scan of a row of `scan` joined with `model`, and its children in order of position."""
    whole = [one for one in grades if one.region == WHOLE]
    return Scan(
        id=row.id,
        taken=taken_of(row),
        source=Source(SourceKind(row.source), row.file, row.camera),
        conditions=_conditions(row, issues),
        grades=tuple(_attribute_grade(one, grades) for one in whole),
        model=ModelVersion(row.version, _checkpoints(row.checkpoints)),
        spread=tuple(Spread(Attribute(one.attribute), one.spread) for one in whole if one.spread is not None),
        frames=row.frames,
        notes=row.notes,
        tags=tuple(tag_of(one) for one in tags),
        regraded_from=row.regraded_from,
        has_photo=row.has_photo,
        has_heat=row.has_heat,
    )


def taken_of(row: AnyRow) -> datetime:
    """When, in the zone of then and there."""
    offset = timedelta(seconds=row.zone_seconds)
    zone = timezone(offset, row.zone) if row.zone else timezone(offset)
    return from_micros(row.taken).astimezone(UTC if (offset, row.zone) == (timedelta(0), "UTC") else zone)


def tag_of(row: AnyRow) -> Tag:
    """One tag."""
    return Tag(TagKind(row.kind), row.text)


def _grade_row(number: int, attribute: Attribute, region: str, position: int, grade: Grade | None) -> Values:
    return {
        "scan": number,
        "attribute": attribute.value,
        "region": region,
        "position": position,
        "expected": None if grade is None else grade.expected,
        "deviation": None if grade is None else deviation(grade),
        "probabilities": None if grade is None else _FIVE.pack(*grade.probabilities),
    }


def _conditions(row: AnyRow, issues: Sequence[AnyRow]) -> Conditions:
    return Conditions(
        width=row.width,
        height=row.height,
        mode=QualityMode(row.mode),
        faces=row.faces,
        issues=tuple(_issue(one) for one in issues),
        pose=None if row.yaw is None else Pose(row.yaw, row.pitch, row.roll),
        lightness=row.lightness,
        unevenness=row.unevenness,
        sharpness=row.sharpness,
        eye_distance=row.eye_distance,
        close_up=None if row.close_up is None else Region(row.close_up),
    )


def _issue(row: AnyRow) -> QualityIssue:
    region = None if row.region is None else Region(row.region)
    return QualityIssue(QualityCode(row.code), row.value, row.limit, region)


def _attribute_grade(whole: AnyRow, grades: Sequence[AnyRow]) -> AttributeGrade:
    attribute = Attribute(whole.attribute)
    parts = (one for one in grades if one.attribute == whole.attribute and one.region != WHOLE)
    return AttributeGrade(
        attribute=attribute,
        grade=_grade(whole),
        abstained=None if whole.abstained is None else Abstention(whole.abstained),
        regions=tuple(_region_grade(attribute, one) for one in parts),
        validated=whole.validated,
    )


def _region_grade(attribute: Attribute, row: AnyRow) -> RegionGrade:
    grade = _grade(row)
    assert grade is not None, "only attributes abstain"
    return RegionGrade(attribute, Region(row.region), grade, row.weight)


def _grade(row: AnyRow) -> Grade | None:
    if row.probabilities is None:
        return None
    a, b, c, d, e = _FIVE.unpack(bytes(row.probabilities))
    return Grade((a, b, c, d, e))


def _checkpoints(text: str) -> tuple[CheckpointId, ...]:
    pairs = (one.split(":") for one in text.split())
    return tuple(CheckpointId(Attribute(attribute), sha256) for attribute, sha256 in pairs)


def _finite(number: float | None) -> float | None:
    return None if number is None or not math.isfinite(number) else float(number)
