"""From the parts of a JSON object to a Scan, each checked: what app.history.scan_json reads."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from app.history.folders import checked_id
from app.history.records import (
    NOTES_AT_MOST,
    TAG_AT_MOST,
    TAGS_AT_MOST,
    Conditions,
    Scan,
    Source,
    SourceKind,
    Spread,
    Tag,
    TagKind,
)
from app.history.strict_json import Part, UnfitError
from ml.types import (
    GRADES,
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

TEXT_AT_MOST = 300
_LARGEST_SIDE = 2**16
_MOST = 1000
_YEARS = (1900, 2999)
_SUM_OFF = 1e-3
_HASH = re.compile(r"[0-9A-Za-z_.-]{1,128}")


def scan_of(whole: Part) -> Scan:
    """The Scan; every member must be there and fit.

    Raises:
        UnfitError: one doesn't; its text is the place.
    """
    (
        _, identifier, taken, zone, source, conditions, grades, spread, model,
        frames, notes, tags, regraded_from, has_photo, has_heat,
    ) = whole.members(
        "pibu_scan", "id", "taken", "zone", "source", "conditions", "grades", "spread", "model",
        "frames", "notes", "tags", "regraded_from", "has_photo", "has_heat",
    )  # fmt: skip
    graded = grades.each(_attribute_grade, len(Attribute))
    _unique([one.attribute for one in graded], grades)
    spreads = spread.each(_spread, len(Attribute))
    _unique([one.attribute for one in spreads], spread)
    _within([one.attribute for one in spreads], [one.attribute for one in graded], spread)
    tagged = tags.each(_tag, TAGS_AT_MOST)
    _unique(tagged, tags)
    return Scan(
        id=_id(identifier),
        taken=_time(taken, zone),
        source=_source(source),
        conditions=_conditions(conditions),
        grades=graded,
        model=_model(model),
        spread=spreads,
        frames=frames.whole(1, _MOST),
        notes=notes.text(NOTES_AT_MOST),
        tags=tagged,
        regraded_from=regraded_from.optional(_id),
        has_photo=has_photo.flag(),
        has_heat=has_heat.flag(),
    )


def _id(part: Part) -> str:
    try:
        return checked_id(part.text(36))
    except UnfitError:
        raise
    except ValueError:
        raise part.unfit() from None


def _time(taken: Part, zone: Part) -> datetime:
    name = zone.text(TEXT_AT_MOST)
    try:
        time = datetime.fromisoformat(taken.text(40))
        offset = time.utcoffset()
        if offset is None or offset % timedelta(seconds=1) or not _YEARS[0] <= time.year <= _YEARS[1]:
            raise ValueError("no time with its zone")
        return time.replace(tzinfo=timezone(offset, name) if name else timezone(offset))
    except ValueError:
        raise taken.unfit() from None


def _source(part: Part) -> Source:
    kind, file, camera = part.members("kind", "file", "camera")
    return Source(kind.one_of(SourceKind), file.text(TEXT_AT_MOST), camera.text(TEXT_AT_MOST))


def _conditions(part: Part) -> Conditions:
    width, height, mode, faces, issues, pose, lightness, unevenness, sharpness, eye_distance, close_up = part.members(
        "width", "height", "mode", "faces", "issues", "pose",
        "lightness", "unevenness", "sharpness", "eye_distance", "close_up",
    )  # fmt: skip
    return Conditions(
        width=width.whole(1, _LARGEST_SIDE),
        height=height.whole(1, _LARGEST_SIDE),
        mode=mode.one_of(QualityMode),
        faces=faces.whole(0, _MOST),
        issues=issues.each(_issue, _MOST),
        pose=pose.optional(_pose),
        lightness=lightness.optional(Part.number),
        unevenness=unevenness.optional(Part.number),
        sharpness=sharpness.optional(Part.number),
        eye_distance=eye_distance.optional(Part.number),
        close_up=close_up.optional(_region),
    )


def _pose(part: Part) -> Pose:
    yaw, pitch, roll = part.members("yaw", "pitch", "roll")
    return Pose(yaw.number(), pitch.number(), roll.number())


def _issue(part: Part) -> QualityIssue:
    code, value, limit, region = part.members("code", "value", "limit", "region")
    return QualityIssue(code.one_of(QualityCode), value.number(), limit.number(), region.optional(_region))


def _attribute_grade(part: Part) -> AttributeGrade:
    attribute, probabilities, abstained, validated, regions = part.members(
        "attribute", "probabilities", "abstained", "validated", "regions"
    )
    kind = attribute.one_of(Attribute)
    parts = regions.each(lambda one: _region_grade(one, kind), len(Region))
    _unique([one.region for one in parts], regions)
    why = abstained.optional(lambda one: one.one_of(Abstention))
    return AttributeGrade(kind, probabilities.optional(_grade), why, parts, validated.flag())


def _region_grade(part: Part, attribute: Attribute) -> RegionGrade:
    region, probabilities, weight = part.members("region", "probabilities", "weight")
    return RegionGrade(attribute, _region(region), _grade(probabilities), weight.number())


def _grade(part: Part) -> Grade:
    chances = part.numbers(GRADES, 0.0, 1.0 + _SUM_OFF)
    if not math.isclose(sum(chances), 1.0, abs_tol=_SUM_OFF):
        raise part.unfit()
    a, b, c, d, e = chances
    return Grade((a, b, c, d, e))


def _spread(part: Part) -> Spread:
    attribute, value = part.members("attribute", "value")
    return Spread(attribute.one_of(Attribute), value.number())


def _model(part: Part) -> ModelVersion:
    version, checkpoints = part.members("version", "checkpoints")
    return ModelVersion(version.text(TEXT_AT_MOST), checkpoints.each(_checkpoint, len(Attribute)))


def _checkpoint(part: Part) -> CheckpointId:
    attribute, sha256 = part.members("attribute", "sha256")
    if not _HASH.fullmatch(sha256.text(128)):
        raise sha256.unfit()
    return CheckpointId(attribute.one_of(Attribute), sha256.text(128))


def _tag(part: Part) -> Tag:
    kind, text = part.members("kind", "text")
    word = text.text(TAG_AT_MOST, 1)
    if " ".join(word.split()) != word:
        raise text.unfit()
    return Tag(kind.one_of(TagKind), word)


def _region(part: Part) -> Region:
    return part.one_of(Region)


def _unique(values: Sequence[object], part: Part) -> None:
    if len(set(values)) != len(values):
        raise part.unfit()


def _within(values: Sequence[object], known: Sequence[object], part: Part) -> None:
    if not set(values) <= set(known):
        raise part.unfit()
