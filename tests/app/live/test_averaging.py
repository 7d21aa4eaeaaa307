"""Smoothed grades and bursts, with numbers worked by hand."""

from __future__ import annotations

import math

import pytest

from app.live.averaging import FORGET_SECONDS, HOLD_SECONDS, TIME_CONSTANT, GradeSmoother, average, summed_up
from app.live.frames import Graded, Tracked
from ml.types import Abstention, Analysis, Attribute, Frame, Grade, Region
from tests.fakes import fake_analysis, fake_face, fake_grade, fake_image


def expected(analysis: Analysis, attribute: Attribute = Attribute.OIL) -> float:
    grade = analysis.of(attribute).grade
    assert grade is not None
    return grade.expected


def graded(number: int, value: float, without: tuple[tuple[Attribute, Abstention], ...] = ()) -> Graded:
    tracked = Tracked(Frame(fake_image(), number, number / 30), (fake_face(),), (), True)
    return Graded(tracked, fake_analysis(value, without))


def test_average_is_weighted() -> None:
    mean = average([Grade((1, 0, 0, 0, 0)), Grade((0, 0, 0, 0, 1))], [3.0, 1.0])
    assert mean.probabilities == (0.75, 0, 0, 0, 0.25)
    assert mean.expected == pytest.approx(1.0)


def test_first_analysis_is_shown_as_it_is() -> None:
    assert expected(GradeSmoother().smooth(fake_analysis(3.5), 0.0)) == pytest.approx(3.5)


def test_a_jump_is_followed_with_the_time_constant() -> None:
    smoother = GradeSmoother()
    smoother.smooth(fake_analysis(1.0), 0.0)
    after = smoother.smooth(fake_analysis(3.0), TIME_CONSTANT)
    assert expected(after) == pytest.approx(3.0 - 2.0 * math.exp(-1))
    region = after.of(Attribute.OIL).regions[0]
    assert region.region is Region.CHIN
    assert region.grade.expected == pytest.approx(3.0 - 2.0 * math.exp(-1))


def test_steps_do_not_matter_only_time_does() -> None:
    few, many = GradeSmoother(), GradeSmoother()
    few.smooth(fake_analysis(0.0), 0.0)
    many.smooth(fake_analysis(0.0), 0.0)
    for tenth in range(1, 10):
        many.smooth(fake_analysis(4.0), tenth / 10)
    assert expected(few.smooth(fake_analysis(4.0), 1.0)) == pytest.approx(
        expected(many.smooth(fake_analysis(4.0), 1.0))
    )


def test_the_past_is_forgotten_after_a_pause() -> None:
    smoother = GradeSmoother()
    smoother.smooth(fake_analysis(0.0), 0.0)
    assert expected(smoother.smooth(fake_analysis(4.0), FORGET_SECONDS + 0.1)) == pytest.approx(4.0)


def test_one_bad_frame_is_no_news_but_many_are() -> None:
    smoother = GradeSmoother()
    smoother.smooth(fake_analysis(2.0), 0.0)
    covered = fake_analysis(2.0, without=((Attribute.OIL, Abstention.COVERED),))
    assert expected(smoother.smooth(covered, 0.3)) == pytest.approx(2.0)
    late = smoother.smooth(covered, HOLD_SECONDS + 0.1).of(Attribute.OIL)
    assert late.grade is None
    assert late.abstained is Abstention.COVERED


def test_cleared_smoother_starts_anew() -> None:
    smoother = GradeSmoother()
    smoother.smooth(fake_analysis(0.0), 0.0)
    smoother.clear()
    assert expected(smoother.smooth(fake_analysis(4.0), 0.1)) == pytest.approx(4.0)


def test_burst_gives_mean_and_spread_and_the_sharpest_frame() -> None:
    burst = [graded(number, value) for number, value in enumerate((1.0, 2.0, 3.0))]
    outcome = summed_up(burst, burst[1])
    assert outcome.frames == 3
    assert outcome.kept.frame.index == 1
    assert expected(outcome.analysis) == pytest.approx(2.0)
    assert outcome.analysis.of(Attribute.OIL).regions[0].grade.expected == pytest.approx(2.0)
    assert dict(outcome.spread) == {attribute: pytest.approx(1.0) for attribute in Attribute}


def test_a_single_frame_has_no_spread() -> None:
    outcome = summed_up([graded(0, 2.0)], graded(0, 2.0))
    assert {spread for _, spread in outcome.spread} == {0.0}


def test_an_attribute_that_abstains_in_most_frames_abstains() -> None:
    covered = ((Attribute.WRINKLE, Abstention.COVERED),)
    burst = [graded(0, 2.0), graded(1, 2.0, covered), graded(2, 2.0, covered)]
    outcome = summed_up(burst, burst[0])
    wrinkle = outcome.analysis.of(Attribute.WRINKLE)
    assert wrinkle.grade is None
    assert wrinkle.abstained is Abstention.COVERED
    assert Attribute.WRINKLE not in dict(outcome.spread)


def test_an_attribute_that_abstains_in_few_frames_is_graded_from_the_others() -> None:
    covered = ((Attribute.WRINKLE, Abstention.COVERED),)
    burst = [graded(0, 1.0), graded(1, 3.0), graded(2, 2.0, covered)]
    outcome = summed_up(burst, burst[2])
    assert expected(outcome.analysis, Attribute.WRINKLE) == pytest.approx(2.0)
    assert outcome.analysis.of(Attribute.WRINKLE).abstained is None


def test_fake_grades_are_what_they_say() -> None:
    assert [fake_grade(value).expected for value in (0.0, 0.3, 2.0, 4.0)] == pytest.approx([0.0, 0.3, 2.0, 4.0])
