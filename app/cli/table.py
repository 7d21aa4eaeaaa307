"""What `pibu scan` prints for people: one short block a photo, columns that line up in Korean too."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QCoreApplication

from app.cli.parsing import shown, trouble_line
from app.text import SUREST, abstention_text, attribute_name, grade_word, number, percent, photo_hint
from ml.errors import PibuError
from ml.types import Abstention, Analysis, AttributeGrade, Grade

BARS = "▁▂▃▄▅▆▇█"

translate = QCoreApplication.translate


def photo_block(photo: str, analysis: Analysis) -> str:
    """The grades of one photo, a line an attribute, and what was wrong with the picture."""
    names = [attribute_name(each.attribute) for each in analysis.attributes]
    words = [_words(each) for each in analysis.attributes]
    wide_names, wide_words = max(map(width, names)), max(map(width, words))
    lines = [_title(photo, analysis)]
    lines += [f"  ! {hint}" for hint in dict.fromkeys(photo_hint(issue) for issue in analysis.issues)]
    for name, word, each in zip(names, words, analysis.attributes, strict=True):
        lines.append(f"  {padded(name, wide_names)}  {padded(word, wide_words)}  {_rest(each)}".rstrip())
    return "\n".join(lines)


def failed_block(photo: str, trouble: PibuError) -> str:
    """Why a photo could not be read."""
    return f"{shown(photo)}\n  ! {trouble_line(trouble)}"


def width(text: str) -> int:
    """How many columns a terminal needs for a text; a Korean syllable takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def padded(text: str, columns: int) -> str:
    """The text with spaces after it, so that it takes this many columns."""
    return text + " " * (columns - width(text))


def bars(grade: Grade) -> str:
    """The five probabilities as five small bars, grade 0 first."""
    return "".join(BARS[round(p * (len(BARS) - 1))] for p in grade.probabilities)


def _title(photo: str, analysis: Analysis) -> str:
    if analysis.faces > 1:
        return translate("Cli", "{photo}  ({number} faces; the largest one is graded)").format(
            photo=shown(photo), number=analysis.faces
        )
    return shown(photo)


def _words(graded: AttributeGrade) -> str:
    if graded.grade is None:
        return f"-  {abstention_text(graded.abstained or Abstention.NOT_ENOUGH_SKIN)}"
    return f"{graded.grade.value}  {grade_word(graded.attribute, graded.grade.value)}"


def _rest(graded: AttributeGrade) -> str:
    if graded.grade is None:
        return ""
    sure = translate("Cli", "within one grade {percent}").format(percent=percent(min(graded.grade.within_one, SUREST)))
    columns = [number(graded.grade.expected), bars(graded.grade), sure]
    if not graded.validated:
        columns.append(translate("Cli", "not validated on real photos"))
    return "  ".join(columns)
