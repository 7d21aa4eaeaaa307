"""A Scan as one JSON object and back, without loss: for exports, backups and whoever reads them. Version 1.

Pictures are not in it; has_photo and has_heat say that there are some. Probabilities are those of grades 0-4. The
expected grade is the sum of grade x probability.
"""

from __future__ import annotations

import json
import math
from typing import Any

from app.history.records import Conditions, Scan
from app.history.scan_parts import scan_of
from app.history.strict_json import UnfitError, parsed
from ml.errors import PibuError, TroubleCode
from ml.types import Abstention, AttributeGrade, Region

VERSION = 1


def scan_to_json(scan: Scan) -> str:
    """One line. What isn't finite is left out (null), as in the database."""
    return json.dumps(scan_object(scan), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def scan_object(scan: Scan) -> dict[str, Any]:
    """The object itself, to be put into a larger JSON document: plain texts, numbers, lists and objects."""
    return {
        "pibu_scan": VERSION,
        "id": scan.id,
        "taken": scan.taken.isoformat(),
        "zone": scan.taken.tzname() or "",
        "source": {"kind": scan.source.kind.value, "file": scan.source.file, "camera": scan.source.camera},
        "conditions": _conditions_object(scan.conditions),
        "grades": [_grade_object(grade) for grade in scan.grades],
        "spread": [{"attribute": one.attribute.value, "value": one.value} for one in scan.spread],
        "model": {
            "version": scan.model.version,
            "checkpoints": [{"attribute": c.attribute.value, "sha256": c.sha256} for c in scan.model.checkpoints],
        },
        "frames": scan.frames,
        "notes": scan.notes,
        "tags": [{"kind": tag.kind.value, "text": tag.text} for tag in scan.tags],
        "regraded_from": scan.regraded_from,
        "has_photo": scan.has_photo,
        "has_heat": scan.has_heat,
    }


def scan_from_json(text: str | bytes, subject: str = "") -> Scan:
    """The Scan of one JSON object; nothing in it is taken on trust.

    subject: what is told when it is unfit, such as a file's name.

    Raises:
        PibuError: SCAN_UNFIT, its detail the place that is wrong ("conditions.width"); EXPORT_NEWER for a version
            that this Pibu doesn't know.
    """
    try:
        whole = parsed(text)
        version = whole.member("pibu_scan").whole(1, 2**31)
        if version != VERSION:
            raise PibuError(TroubleCode.EXPORT_NEWER, subject, f"version {version}")
        return scan_of(whole)
    except UnfitError as problem:
        raise PibuError(TroubleCode.SCAN_UNFIT, subject, str(problem)) from None


def _conditions_object(seen: Conditions) -> dict[str, Any]:
    pose = seen.pose
    angles = [] if pose is None else [_finite(pose.yaw), _finite(pose.pitch), _finite(pose.roll)]
    return {
        "width": seen.width,
        "height": seen.height,
        "mode": seen.mode.value,
        "faces": seen.faces,
        "issues": [
            {
                "code": one.code.value,
                "value": _finite(one.value) or 0.0,
                "limit": _finite(one.limit) or 0.0,
                "region": _name(one.region),
            }
            for one in seen.issues
        ],
        "pose": None if None in angles or not angles else dict(zip(("yaw", "pitch", "roll"), angles, strict=True)),
        "lightness": _finite(seen.lightness),
        "unevenness": _finite(seen.unevenness),
        "sharpness": _finite(seen.sharpness),
        "eye_distance": _finite(seen.eye_distance),
        "close_up": _name(seen.close_up),
    }


def _grade_object(grade: AttributeGrade) -> dict[str, Any]:
    return {
        "attribute": grade.attribute.value,
        "probabilities": None if grade.grade is None else list(grade.grade.probabilities),
        "abstained": _name(grade.abstained),
        "validated": grade.validated,
        "regions": [
            {
                "region": part.region.value,
                "probabilities": list(part.grade.probabilities),
                "weight": _finite(part.weight) or 0.0,
            }
            for part in grade.regions
        ],
    }


def _name(member: Region | Abstention | None) -> str | None:
    return None if member is None else member.value


def _finite(number: float | None) -> float | None:
    return None if number is None or not math.isfinite(number) else float(number)
