"""What is said of a graded photo, as values that become JSON: see docs/json.md. No words, only codes and numbers."""

from __future__ import annotations

from dataclasses import dataclass

from ml.types import Abstention, Analysis, AttributeGrade, Face, Grade, ModelVersion, RegionGrade

Box = tuple[float, float, float, float]
Probabilities = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ModelReport:
    """Which weights graded: attribute -> sha256."""

    version: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class PoseReport:
    """Degrees, as in ml.types.Pose."""

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True, slots=True)
class FaceReport:
    """box: x, y, width, height in pixels. eye_distance: pixels between the irises."""

    box: Box
    pose: PoseReport
    eye_distance: float


@dataclass(frozen=True, slots=True)
class RegionReport:
    """One region's grade. heat_on_skin: share of the explanation's heat that lies on skin, 0-1."""

    grade: int
    expected: float
    probabilities: Probabilities
    heat_on_skin: float | None


@dataclass(frozen=True, slots=True)
class AttributeReport:
    """One attribute: a grade, or the code of the reason why there is none. regions: region -> its grade."""

    grade: int | None
    expected: float | None
    probabilities: Probabilities | None
    abstained: Abstention | None
    regions: dict[str, RegionReport]


@dataclass(frozen=True, slots=True)
class PhotoReport:
    """All that is printed of one graded photo. faces: how many were found. issues: codes, each once."""

    photo: str
    model: ModelReport
    faces: int
    face: FaceReport | None
    issues: tuple[str, ...]
    attributes: dict[str, AttributeReport]


def photo_report(photo: str, analysis: Analysis) -> PhotoReport:
    """The report of one analysis. photo: the path as it was given."""
    return PhotoReport(
        photo=photo,
        model=model_report(analysis.model),
        faces=analysis.faces,
        face=None if analysis.face is None else _face(analysis.face),
        issues=tuple(dict.fromkeys(issue.code.value for issue in analysis.issues)),
        attributes={grade.attribute.value: _attribute(grade) for grade in analysis.attributes},
    )


def model_report(model: ModelVersion) -> ModelReport:
    """The report of the weights that grade."""
    return ModelReport(model.version, {each.attribute.value: each.sha256 for each in model.checkpoints})


def _face(face: Face) -> FaceReport:
    box, pose = face.box, face.pose
    return FaceReport(
        box=(_px(box.x), _px(box.y), _px(box.width), _px(box.height)),
        pose=PoseReport(round(pose.yaw, 2), round(pose.pitch, 2), round(pose.roll, 2)),
        eye_distance=_px(face.eye_distance),
    )


def _px(value: float) -> float:
    return round(value, 1)


def _attribute(graded: AttributeGrade) -> AttributeReport:
    grade = graded.grade
    return AttributeReport(
        grade=None if grade is None else grade.value,
        expected=None if grade is None else round(grade.expected, 4),
        probabilities=None if grade is None else _probabilities(grade),
        abstained=graded.abstained,
        regions={each.region.value: _region(each) for each in graded.regions},
    )


def _region(graded: RegionGrade) -> RegionReport:
    return RegionReport(
        grade=graded.grade.value,
        expected=round(graded.grade.expected, 4),
        probabilities=_probabilities(graded.grade),
        heat_on_skin=None if graded.explanation is None else round(graded.explanation.heat_on_skin, 4),
    )


def _probabilities(grade: Grade) -> Probabilities:
    return tuple(round(p, 6) for p in grade.probabilities)
