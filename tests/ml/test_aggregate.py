"""The rule that turns region grades into an attribute's grade, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ml.aggregate import (
    EYE_DISTANCE_FLOORS,
    common_reason,
    eye_distance_floor,
    judged,
    skin_weights,
    too_little,
    weighted,
)
from ml.evidence import Evidence
from ml.grading import grade_of
from ml.regions import regions_of
from ml.types import Abstention, Attribute, Grade, QualityMode, Region, RegionGrade, SkinCrop
from tests.support import random_crop


def _crops(*abstained: tuple[Region, Abstention]) -> tuple[SkinCrop, ...]:
    return tuple(replace(random_crop(r), abstained=dict(abstained).get(r)) for r in Region)


def _visible(crop: SkinCrop, rows: int) -> SkinCrop:
    mask = np.zeros((160, 160), bool)
    mask[:rows] = True
    return replace(crop, mask=mask)


def test_regions_count_by_visible_skin() -> None:
    crops = (_visible(random_crop(Region.LIPS), 40), _visible(random_crop(Region.CHIN), 120))
    weights = skin_weights(crops)
    assert weights == pytest.approx((0.25, 0.75))
    grades = (Grade((0, 1, 0, 0, 0)), Grade((0, 0, 0.4, 0.6, 0)))
    regions = [RegionGrade(Attribute.HYDRATION, c.region, g, w) for c, g, w in zip(crops, grades, weights, strict=True)]
    whole = weighted(Attribute.HYDRATION, regions, validated=False)
    assert whole.grade is not None
    assert whole.grade.probabilities == pytest.approx((0, 0, 0.7, 0.3, 0)), "1 and 2 give 1.75, 1 and 3 give 2.5"
    assert whole.grade.value == 2
    assert whole.regions == tuple(regions)
    assert not whole.validated
    assert whole.abstained is None


def test_no_visible_skin_gives_equal_weights_and_no_regions_nothing() -> None:
    assert skin_weights([_visible(random_crop(r), 0) for r in (Region.LIPS, Region.CHIN)]) == (0.5, 0.5)
    assert skin_weights([]) == ()
    with pytest.raises(ValueError, match="nothing to average"):
        weighted(Attribute.OIL, [], validated=True)


@pytest.mark.parametrize("attribute", list(Attribute))
def test_two_fifths_of_the_regions_are_enough(attribute: Attribute) -> None:
    regions = regions_of(attribute)
    for count in range(len(regions) + 1):
        crops = _crops(*((r, Abstention.COVERED) for r in regions[count:]))
        enough = count / len(regions) >= 0.4
        assert too_little(attribute, crops) is (None if enough else Abstention.COVERED)
        assert [c.region for c in judged(attribute, crops)] == sorted(regions[:count], key=list(Region).index)


def test_the_most_common_reason_is_given() -> None:
    covered, turned, outside = Abstention.COVERED, Abstention.TURNED_AWAY, Abstention.OUTSIDE_IMAGE
    crops = _crops(
        (Region.FOREHEAD, covered), (Region.CHEEK_LEFT, turned), (Region.CHEEK_RIGHT, turned), (Region.CENTRE, covered),
        (Region.EYE_CORNER_LEFT, outside), (Region.LIPS, outside),
    )  # fmt: skip
    assert too_little(Attribute.OIL, crops) is covered, "a tie: the first in order of Region"
    assert too_little(Attribute.SENSITIVITY, crops) is covered
    only_turned = tuple(replace(c, abstained=turned) if c.region is Region.CENTRE else c for c in crops)
    assert too_little(Attribute.OIL, only_turned) is turned
    assert common_reason(Attribute.HYDRATION, crops) is outside
    assert common_reason(Attribute.OIL, ()) is Abstention.NOT_SHOWN


def test_eye_distance_floors_rise_with_the_mode() -> None:
    for attribute in Attribute:
        off, normal, strict = (eye_distance_floor(attribute, mode) for mode in QualityMode)
        assert off == 0
        assert normal <= strict
    assert eye_distance_floor(Attribute.WRINKLE, QualityMode.NORMAL) == 70
    assert eye_distance_floor(Attribute.WRINKLE, QualityMode.STRICT) == 160
    assert len({(mode, attribute) for mode, attribute, _ in EYE_DISTANCE_FLOORS}) == len(EYE_DISTANCE_FLOORS)


def test_temperature_divides_the_logits() -> None:
    logits = np.array([0, 2, 0, -1000, 0], np.float32)
    evidence = Evidence(Attribute.OIL, Region.CHIN, logits, np.zeros((5, 2, 2), np.float32))
    e = np.exp(1.0)
    assert grade_of(evidence, 2.0).probabilities == pytest.approx(
        [1 / (3 + e), e / (3 + e), 1 / (3 + e), 0, 1 / (3 + e)]
    )
    assert sum(grade_of(evidence, 0.1).probabilities) == pytest.approx(1)
    assert grade_of(evidence, 0.1).value == grade_of(evidence, 50).value == 1
