"""The JSON that scripts rely on: its exact form is a golden file, and nothing in it is made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from app.cli.report import failed_report, photo_report, plain
from ml.errors import PibuError, TroubleCode
from ml.types import Abstention, Attribute, QualityCode, QualityIssue, Region
from tests.app.analyses import analysis_of, attribute_grade, grade_around, usual_analysis
from tests.fakes import fake_face

# Written by this test's first run and read by eye: json.dumps(plain(...), indent=2).
GOLDEN = Path(__file__).parents[2] / "golden" / "scan.json"


def through_json(value: object) -> Any:
    """As a program that reads the output sees it."""
    return json.loads(json.dumps(value))


def test_the_form_is_the_golden_one() -> None:
    """A graded photo with one abstaining attribute, exactly."""
    report = through_json(plain(photo_report("photos/anna.jpg", usual_analysis(face=fake_face()))))
    assert report == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_every_attribute_is_there_and_keeps_the_order() -> None:
    """Five attributes, in the order of display, each with the same keys."""
    attributes = plain(photo_report("a.jpg", usual_analysis()))["attributes"]
    assert list(attributes) == [attribute.value for attribute in Attribute]
    keys = {"grade", "expected", "probabilities", "abstained", "regions"}
    assert all(set(attribute) == keys for attribute in attributes.values())


def test_probabilities_belong_to_the_grade() -> None:
    """They sum to 1, peak at the grade, and give the expected grade."""
    wrinkle = plain(photo_report("a.jpg", usual_analysis()))["attributes"]["wrinkle"]
    probabilities = wrinkle["probabilities"]
    assert abs(sum(probabilities) - 1) < 1e-5
    assert probabilities[wrinkle["grade"]] == max(probabilities)
    assert abs(sum(i * p for i, p in enumerate(probabilities)) - wrinkle["expected"]) < 1e-3


def test_what_was_not_graded_has_a_reason_and_no_numbers() -> None:
    """An attribute that abstains has nulls and a code, never a number."""
    hydration = plain(photo_report("a.jpg", usual_analysis()))["attributes"]["hydration"]
    assert hydration["abstained"] == Abstention.NOT_ENOUGH_SKIN.value
    assert hydration["grade"] is hydration["expected"] is hydration["probabilities"] is None
    assert hydration["regions"] == {}


def test_each_issue_is_told_once() -> None:
    """Two covered regions are one code; no face is null."""
    issues = (
        QualityIssue(QualityCode.GLASSES, region=Region.EYE_CORNER_LEFT),
        QualityIssue(QualityCode.GLASSES, region=Region.EYE_CORNER_RIGHT),
        QualityIssue(QualityCode.TOO_DARK),
    )
    grades = [attribute_grade(attribute, grade_around(1)) for attribute in Attribute]
    report = through_json(plain(photo_report("a.jpg", analysis_of(grades, faces=0, issues=issues))))
    assert report["issues"] == ["glasses", "too_dark"]
    assert report["face"] is None
    assert report["faces"] == 0


def test_a_photo_that_cannot_be_read_has_a_code_and_words(qapp: QApplication) -> None:
    """The code is for programs, the message for people."""
    report = through_json(plain(failed_report("a/b.jpg", PibuError(TroubleCode.PHOTO_EMPTY, "a/b.jpg"))))
    assert report["photo"] == "a/b.jpg"
    assert report["error"]["code"] == "photo_empty"
    assert "b.jpg" in report["error"]["message"]
    assert set(report) == {"photo", "error"}
