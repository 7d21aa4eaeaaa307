"""The sentences of the History page."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.history.records import Scan, SourceKind, Tag, TagKind
from app.moments import clock_text, day_text, short_day_text
from app.text import attribute_name, camera_text

translate = QCoreApplication.translate


class ListState(StrEnum):
    """Why there is no list to see."""

    GUEST = "guest"
    READING = "reading"
    EMPTY = "empty"
    TROUBLE = "trouble"


class MessageWords(NamedTuple):
    """What the page says instead."""

    title: str
    text: str = ""
    action: str = ""


def message_words(state: ListState) -> MessageWords:
    """Words for a page without a list."""
    return {
        ListState.GUEST: MessageWords(
            translate("History", "Your scans, kept for you alone"),
            translate(
                "History",
                "Sign in to see the scans you kept. They lie encrypted on this computer. "
                "Without a profile nothing is kept.",
            ),
            translate("History", "Sign in"),
        ),
        ListState.READING: MessageWords(translate("History", "Reading…")),
        ListState.EMPTY: MessageWords(
            translate("History", "No scans yet"),
            translate("History", "Take a picture on the Live page or grade a photo, then press “Keep this scan”."),
        ),
        ListState.TROUBLE: MessageWords(
            translate("History", "The history can't be read"), "", translate("History", "Try again")
        ),
    }[state]


def moment_text(moment: datetime) -> str:
    """Day and time of day, as they were where the scan was taken."""
    return _day_and_time(day_text(moment), moment)


def short_moment_text(moment: datetime) -> str:
    """The same with the day in figures, where there is little room."""
    return _day_and_time(short_day_text(moment), moment)


def _day_and_time(day: str, moment: datetime) -> str:
    return translate("History", "{day}, {time}").format(day=day, time=clock_text(moment))


def source_text(scan: Scan) -> str:
    """Live or photo, and which camera or file."""
    live = scan.source.kind is SourceKind.LIVE
    kind = translate("History", "Live") if live else translate("History", "Photo")
    name = camera_text(scan.source.camera) if live else scan.source.file
    return f"{kind} · {name}" if name else kind


def tag_kind_name(kind: TagKind) -> str:
    """What a tag is about."""
    return {
        TagKind.PRODUCT: translate("Tag", "Product"),
        TagKind.SLEEP: translate("Tag", "Sleep"),
        TagKind.STRESS: translate("Tag", "Stress"),
        TagKind.FREE: translate("Tag", "Other"),
    }[kind]


def tag_text(tag: Tag) -> str:
    """A tag with what it is about, but for a free one."""
    if tag.kind is TagKind.FREE:
        return tag.text
    return translate("Tag", "{kind}: {text}").format(kind=tag_kind_name(tag.kind), text=tag.text)


def under_line(scan: Scan) -> str:
    """The second line of a row: source, tags, the beginning of the notes."""
    parts = [source_text(scan), *(tag_text(tag) for tag in scan.tags)]
    if scan.notes:
        parts.append(scan.notes.replace("\n", " "))
    return "  ·  ".join(parts)


def regraded_text() -> str:
    """The mark of a scan whose picture was graded a second time."""
    return translate("History", "graded again")


def flawed_text() -> str:
    """The mark of a scan with quality issues."""
    return translate("History", "picture could be better")


def spoken(scan: Scan) -> str:
    """A row in one sentence."""
    grades = ", ".join(
        f"{attribute_name(grade.attribute)} {grade.grade.value if grade.grade is not None else '–'}"
        for grade in scan.grades
    )
    marks = [regraded_text()] if scan.regraded_from is not None else []
    marks += [flawed_text()] if scan.conditions.issues else []
    return ". ".join([moment_text(scan.taken), *marks, grades, under_line(scan)])
