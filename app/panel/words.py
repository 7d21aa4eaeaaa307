"""The sentences of the report panel, in the language of the app."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.panel.question import Direction
from app.text import SUREST, abstention_text, attribute_name, grade_word, number, percent
from ml.types import Abstention, Attribute, AttributeGrade, Grade


def expected_line(grade: Grade, spread: float | None) -> str:
    """'expected 2.1' or 'expected 2.1 ± 0.2' (spread in grades); no line ends between a number and its spread."""
    if spread is None:
        text = QCoreApplication.translate("ReportPanel", "expected {expected}")
        return text.format(expected=number(grade.expected))
    text = QCoreApplication.translate("ReportPanel", "expected {expected} ± {spread}")
    return text.replace(" ± ", "\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}").format(
        expected=number(grade.expected), spread=number(spread)
    )


def confidence_line(grade: Grade) -> str:
    """'within one grade: 93%'."""
    text = QCoreApplication.translate("ReportPanel", "within one grade: {percent}")
    return text.format(percent=percent(min(grade.within_one, SUREST)))


def abstained_line(reason: Abstention | None) -> str:
    """Why there is no grade; always a sentence."""
    return abstention_text(reason if reason is not None else Abstention.QUALITY)


def not_enough() -> str:
    """The headline of an attribute without a grade."""
    return QCoreApplication.translate("ReportPanel", "Not enough to judge")


def not_validated() -> str:
    """The mark of an attribute whose grades were never checked on photographs of people."""
    return QCoreApplication.translate("ReportPanel", "not validated")


def not_validated_hint() -> str:
    """What the mark means."""
    return QCoreApplication.translate(
        "ReportPanel",
        "This grade was never compared with grades that experts gave to real photographs. Read it as a rough guess.",
    )


def question_text(direction: Direction) -> str:
    """The button that asks for the other map."""
    if direction is Direction.HIGHER:
        return QCoreApplication.translate("ReportPanel", "Why not one grade higher?")
    return QCoreApplication.translate("ReportPanel", "Why not one grade lower?")


def check_text() -> str:
    """The button of the deletion check."""
    return QCoreApplication.translate("ReportPanel", "Blur test")


def check_hint() -> str:
    """What the deletion check does."""
    return QCoreApplication.translate(
        "ReportPanel", "Blurs the hottest fifth of each region and grades again: does the expected grade fall?"
    )


def detail_text() -> str:
    """The button of the detailed view."""
    return QCoreApplication.translate("ReportPanel", "Other methods…")


def spoken(graded: AttributeGrade, spread: float | None) -> str:
    """The whole card in one sentence, for a screen reader."""
    name = attribute_name(graded.attribute)
    if graded.grade is None:
        return f"{name}: {not_enough()}. {abstained_line(graded.abstained)}"
    text = QCoreApplication.translate("ReportPanel", "{name}: grade {grade} of 4, {word}, {expected}, {confidence}")
    return text.format(
        name=name,
        grade=graded.grade.value,
        word=grade_word(graded.attribute, graded.grade.value),
        expected=expected_line(graded.grade, spread),
        confidence=confidence_line(graded.grade),
    )


def no_grade_yet(attribute: Attribute) -> str:
    """The card before anything was graded, for a screen reader."""
    text = QCoreApplication.translate("ReportPanel", "{name}: no grade yet")
    return text.format(name=attribute_name(attribute))
