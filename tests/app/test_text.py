"""Texts: every member of every enum has words, five different grade words, and nothing left to fill in."""

from __future__ import annotations

from enum import StrEnum

import pytest

from app import text
from ml.errors import PibuError, TroubleCode
from ml.types import GRADES, Abstention, Attribute, QualityCode, QualityIssue, QualityMode, Region


@pytest.mark.parametrize("attribute", list(Attribute))
def test_attribute_has_name_sign_and_five_words(attribute: Attribute) -> None:
    """A new attribute can't be forgotten."""
    words = [text.grade_word(attribute, grade) for grade in range(GRADES)]
    assert text.attribute_name(attribute)
    assert text.attribute_sign(attribute)
    assert len(set(words)) == GRADES
    assert all(words)


def test_only_the_demo_is_renamed() -> None:
    """Cameras are called what they call themselves."""
    assert text.camera_text("demo") == "Demo"
    assert text.camera_text("USB camera") == "USB camera"


@pytest.mark.parametrize(
    ("enum", "name"),
    [(Region, text.region_name), (QualityMode, text.quality_mode_name), (Abstention, text.abstention_text)],
)
def test_every_member_has_its_own_words(enum: type[StrEnum], name: object) -> None:
    """Regions, modes and abstentions all have words, no two the same."""
    assert callable(name)
    words = [name(member) for member in enum]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("code", list(QualityCode))
def test_hint_says_what_to_do_and_where(code: QualityCode) -> None:
    """Each issue has a hint; one about a region names it."""
    plain = text.issue_hint(QualityIssue(code))
    local = text.issue_hint(QualityIssue(code, region=Region.CHIN))
    assert plain
    assert plain in local
    assert text.region_name(Region.CHIN) in local


def test_a_photograph_is_not_told_to_come_closer() -> None:
    """Its hints are its own, no two the same, none of them the camera's; a region is named."""
    live = {text.issue_hint(QualityIssue(code)) for code in QualityCode}
    photo = {text.photo_hint(QualityIssue(code)) for code in QualityCode}
    assert len(photo) == len(QualityCode)
    assert not live & photo
    assert text.photo_hint(QualityIssue(QualityCode.TOO_FAR)) == "The face is too small. Use a photo taken from nearer."
    local = text.photo_hint(QualityIssue(QualityCode.GLASSES, region=Region.CHIN))
    assert text.region_name(Region.CHIN) in local


@pytest.mark.parametrize("code", list(TroubleCode))
def test_trouble_has_title_and_advice(code: TroubleCode) -> None:
    """Each trouble says what and what to do, with the file's name, not its folder, and nothing unfilled."""
    title, advice = text.trouble_text(PibuError(code, "/home/someone/{name}.jpg"))
    assert title
    assert advice
    assert "/home" not in title + advice
    plain = text.trouble_text(PibuError(code, "face.jpg"))
    assert "{" not in plain.title + plain.advice


def test_numbers() -> None:
    """Shares become whole per cent."""
    assert text.percent(0.934).startswith("93")
    assert text.number(2.345, 2) in ("2.35", "2.34", "2,35", "2,34")
