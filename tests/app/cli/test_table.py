"""The table for people: its columns line up in both languages and it says what is not known."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.cli.parsing import Voice
from app.cli.table import bars, failed_block, padded, photo_block, width
from ml.errors import PibuError, TroubleCode
from ml.types import Attribute, Grade, QualityCode, QualityIssue, Region
from tests.app.analyses import analysis_of, attribute_grade, grade_around, usual_analysis


@pytest.mark.parametrize(("text", "columns"), [("oil", 3), ("피부", 4), ("유분 2", 6), ("", 0)])
def test_width_counts_terminal_columns(text: str, columns: int) -> None:
    """A Korean syllable takes two columns."""
    assert width(text) == columns
    assert width(padded(text, 10)) == 10


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_columns_line_up(qapp: QApplication, language: str) -> None:
    """The distribution starts in the same column on every line that has one."""
    voice = Voice(["--language", language], qapp)
    lines = photo_block("a.jpg", usual_analysis()).splitlines()
    voice.close()
    starts = {width(line[: line.index(bars(grade))]) for line in lines for grade in _grades() if bars(grade) in line}
    assert len(starts) == 1
    assert len(lines) == 1 + len(Attribute)


def test_no_grade_is_called_certain(qapp: QApplication) -> None:
    """As on the cards of the window: at most 99%."""
    sure = analysis_of([attribute_grade(attribute, Grade((1.0, 0.0, 0.0, 0.0, 0.0))) for attribute in Attribute])
    assert "within one grade 99%" in photo_block("a.jpg", sure)


def _grades() -> list[Grade]:
    return [each.grade for each in usual_analysis().attributes if each.grade is not None]


def test_the_table_says_what_is_not_known(qapp: QApplication) -> None:
    """An abstention has its reason and no number; an attribute that was not validated says so."""
    lines = photo_block("a.jpg", usual_analysis()).splitlines()
    by_name = {line.split()[0]: line for line in lines[1:]}
    assert "Not enough visible skin" in by_name["Hydration"]
    assert "%" not in by_name["Hydration"]
    assert "not validated" in by_name["Pigmentation"]
    assert "not validated" not in by_name["Wrinkles"]


def test_hints_and_other_faces_are_told(qapp: QApplication) -> None:
    """Each hint once, and that only one of several faces is graded."""
    issues = (QualityIssue(QualityCode.TOO_FAR), QualityIssue(QualityCode.TOO_FAR, region=Region.CHIN))
    grades = [attribute_grade(attribute, grade_around(1)) for attribute in Attribute]
    block = photo_block("a.jpg", analysis_of(grades, faces=3, issues=(*issues, *issues)))
    assert "3 faces" in block
    assert block.count("face is too small") == 2
    assert block.count("Chin: The face is too small") == 1


def test_a_refused_photo_has_its_reason(qapp: QApplication) -> None:
    """What is wrong and what to do."""
    block = failed_block("x/words.jpg", PibuError(TroubleCode.PHOTO_NOT_AN_IMAGE, "x/words.jpg"))
    assert block.startswith("x/words.jpg\n")
    assert "not a picture" in block


def test_bars_show_the_distribution() -> None:
    """The tallest bar is the most probable grade; nothing probable is the lowest bar."""
    assert bars(Grade((0.0, 0.0, 1.0, 0.0, 0.0))) == "▁▁█▁▁"
