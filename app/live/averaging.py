"""Averages grades: over the recent past for the live display, over its frames for a burst. No Qt."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.live.frames import BurstOutcome, Graded
from ml.types import Analysis, Attribute, AttributeGrade, Grade, Region, RegionGrade

TIME_CONSTANT = 1.2
"""Seconds after which an analysis counts 1/e of a new one in the smoothed grades."""
FORGET_SECONDS = 3.0
"""After a longer pause (nobody there) the smoothed grades start anew."""
HOLD_SECONDS = 0.8
"""How long a grade stays when the attribute suddenly can't be judged: one bad frame is no news."""
BURST_SHARE = 0.5
"""An attribute needs more than this share of the burst's frames to be graded."""


def average(grades: Sequence[Grade], weights: Sequence[float]) -> Grade:
    """The weighted mean of the probabilities. Weights are positive."""
    whole = sum(weights)
    columns = zip(*(grade.probabilities for grade in grades), strict=True)
    a, b, c, d, e = (sum(w * p for w, p in zip(weights, column, strict=True)) / whole for column in columns)
    return Grade((a, b, c, d, e))


@dataclass(frozen=True, slots=True)
class _Key:
    """What is smoothed: an attribute, as a whole (region None) or on one region."""

    attribute: Attribute
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class _Remembered:
    grade: Grade
    time: float


class GradeSmoother:
    """Exponential smoothing of the probabilities, so that the cards move calmly.

    With a step dt the new probabilities count 1 - exp(-dt / TIME_CONSTANT), the old ones the rest.
    """

    def __init__(self) -> None:
        self._past: dict[_Key, _Remembered] = {}

    def clear(self) -> None:
        """Forgets the past: another person, another camera."""
        self._past.clear()

    def smooth(self, analysis: Analysis, now: float) -> Analysis:
        """The analysis with smoothed grades; explanations and crops stay the new ones. now: seconds, rising."""
        attributes = tuple(self._smooth_attribute(attribute, now) for attribute in analysis.attributes)
        return replace(analysis, attributes=attributes)

    def _smooth_attribute(self, new: AttributeGrade, now: float) -> AttributeGrade:
        regions = tuple(self._smooth_region(region, now) for region in new.regions)
        key = _Key(new.attribute)
        if new.grade is not None:
            return replace(new, grade=self._blend(key, new.grade, now), regions=regions)
        past = self._past.get(key)
        if past is not None and now - past.time <= HOLD_SECONDS:
            return replace(new, grade=past.grade, abstained=None, regions=regions)
        self._past.pop(key, None)
        return replace(new, regions=regions)

    def _smooth_region(self, new: RegionGrade, now: float) -> RegionGrade:
        return replace(new, grade=self._blend(_Key(new.attribute, new.region), new.grade, now))

    def _blend(self, key: _Key, new: Grade, now: float) -> Grade:
        past = self._past.get(key)
        blended = new
        if past is not None and now - past.time <= FORGET_SECONDS:
            old_share = math.exp(-(now - past.time) / TIME_CONSTANT)
            blended = average((past.grade, new), (old_share, 1.0 - old_share)) if old_share < 1.0 else past.grade
        self._past[key] = _Remembered(blended, now)
        return blended


def summed_up(burst: Sequence[Graded], sharpest: Graded) -> BurstOutcome:
    """What a burst of at least one frame gave: the sharpest frame with the grades averaged over all frames."""
    from statistics import stdev

    attributes = tuple(_of_burst(burst, attribute) for attribute in sharpest.analysis.attributes)
    spread = tuple(
        (attribute.attribute, stdev(grade.expected for grade in grades) if len(grades) > 1 else 0.0)
        for attribute in attributes
        if attribute.grade is not None and (grades := _grades(burst, attribute.attribute))
    )
    analysis = replace(sharpest.analysis, attributes=attributes)
    return BurstOutcome(sharpest.tracked, analysis, spread, len(burst))


def _grades(burst: Sequence[Graded], attribute: Attribute) -> list[Grade]:
    found = (graded.analysis.of(attribute).grade for graded in burst)
    return [grade for grade in found if grade is not None]


def _of_burst(burst: Sequence[Graded], kept: AttributeGrade) -> AttributeGrade:
    grades = _grades(burst, kept.attribute)
    regions = tuple(_region_of_burst(burst, region) for region in kept.regions)
    if len(grades) > BURST_SHARE * len(burst):
        return replace(kept, grade=average(grades, [1.0] * len(grades)), abstained=None, regions=regions)
    reasons = Counter(graded.analysis.of(kept.attribute).abstained for graded in burst)
    reasons.pop(None, None)
    return replace(kept, grade=None, abstained=reasons.most_common(1)[0][0], regions=regions)


def _region_of_burst(burst: Sequence[Graded], kept: RegionGrade) -> RegionGrade:
    grades = [
        region.grade
        for graded in burst
        for region in graded.analysis.of(kept.attribute).regions
        if region.region is kept.region
    ]
    return replace(kept, grade=average(grades, [1.0] * len(grades)))
