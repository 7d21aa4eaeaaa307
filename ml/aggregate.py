"""From the grades of regions to the grade of an attribute: the visible rule, and when there is no grade.

The rule. The grade of an attribute is the mean of its judged regions' grades, weighted by how much visible skin each
region's crop shows, and rounded; its five probabilities are those of that mean (ml/face_grade.py, ADR 0010).
Checked in this order, an attribute abstains:

1. no face in the image                                                        -> NO_FACE
2. the quality gate is closed (modes normal and strict)                        -> QUALITY
3. a close-up of a region that the attribute doesn't read                      -> NOT_SHOWN
4. the eyes are nearer to each other than EYE_DISTANCE_FLOORS asks             -> TOO_FEW_PIXELS
5. fewer than JUDGED_SHARE of its regions can be judged                        -> their most common reason
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ml.face_grade import face_probabilities
from ml.regions import regions_of
from ml.types import Abstention, Attribute, AttributeGrade, Grade, QualityMode, RegionGrade, SkinCrop

JUDGED_SHARE = 0.4

_A, _M = Attribute, QualityMode

EYE_DISTANCE_FLOORS: tuple[tuple[QualityMode, Attribute, float], ...] = (
    # Pixels between the iris centres. A line is about 0.3 mm wide and a spot 1-2 mm; eyes are about 63 mm apart, so
    # at 70 px a line covers a third of a pixel: it still darkens it, thinner ones are gone. Live webcams and common
    # portraits have 100-130 px. Strict follows limits.md: 160 px for lines, ISO/IEC 19794-5's 90 px otherwise.
    (_M.NORMAL, _A.WRINKLE, 70.0),
    (_M.NORMAL, _A.PIGMENTATION, 60.0),
    (_M.STRICT, _A.WRINKLE, 160.0),
    (_M.STRICT, _A.PIGMENTATION, 90.0),
    (_M.STRICT, _A.OIL, 90.0),
    (_M.STRICT, _A.HYDRATION, 90.0),
    (_M.STRICT, _A.SENSITIVITY, 90.0),
)


def eye_distance_floor(attribute: Attribute, mode: QualityMode) -> float:
    """Pixels between the iris centres under which an attribute is not graded; 0 where there is no such floor."""
    return next((floor for m, a, floor in EYE_DISTANCE_FLOORS if (m, a) == (mode, attribute)), 0.0)


def judged(attribute: Attribute, crops: Sequence[SkinCrop]) -> tuple[SkinCrop, ...]:
    """The crops that an attribute is graded on: of its regions, not abstained."""
    return tuple(c for c in crops if c.abstained is None and c.region in regions_of(attribute))


def too_little(attribute: Attribute, crops: Sequence[SkinCrop]) -> Abstention | None:
    """Why the regions left of a face are too few to grade an attribute, or None if they are enough."""
    regions = regions_of(attribute)
    if len(judged(attribute, crops)) >= JUDGED_SHARE * len(regions):
        return None
    return common_reason(attribute, crops)


def common_reason(attribute: Attribute, crops: Sequence[SkinCrop]) -> Abstention:
    """The most common reason why an attribute's regions can't be judged; the first one in a tie."""
    reasons = [c.abstained for c in crops if c.abstained is not None and c.region in regions_of(attribute)]
    return Counter(reasons).most_common(1)[0][0] if reasons else Abstention.NOT_SHOWN


def skin_weights(crops: Sequence[SkinCrop]) -> tuple[float, ...]:
    """Each crop's share of the visible skin, sum 1; equal shares when no skin is visible at all."""
    visible = np.array([crop.visible for crop in crops], np.float64)
    shares = visible / visible.sum() if visible.sum() > 0 else np.full(len(crops), 1 / max(1, len(crops)))
    return tuple(float(share) for share in shares)


def weighted(attribute: Attribute, regions: Sequence[RegionGrade], validated: bool) -> AttributeGrade:
    """The attribute's grade: that of the regions' mean grade by their weights (sum 1).

    Raises:
        ValueError: no regions.
    """
    if not regions:
        raise ValueError(f"{attribute.value}: nothing to average")
    weights = np.array([r.weight for r in regions], np.float64)
    chances = face_probabilities(np.array([r.grade.probabilities for r in regions]), weights / weights.sum())
    a, b, c, d, e = (float(p) for p in chances)
    return AttributeGrade(attribute, Grade((a, b, c, d, e)), None, tuple(regions), validated)


def abstaining(attribute: Attribute, reason: Abstention, validated: bool) -> AttributeGrade:
    """An attribute without a grade, and why."""
    return AttributeGrade(attribute, None, reason, (), validated)
