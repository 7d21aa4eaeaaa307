"""Sentences of the photo page that depend on a photo's state or on a check."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.photo.album import PhotoEntry, PhotoState
from app.photo.background import RegionCheck
from app.text import number, region_name
from ml.types import Analysis, QualityCode

translate = QCoreApplication.translate


def running_text(entry: PhotoEntry) -> str:
    """What the page waits for."""
    if entry.state is PhotoState.CANCELLED:
        return translate("PhotoPage", "Cancelled. Choose the photo again to grade it.")
    return translate("PhotoPage", "Grading…")


def check_note(checks: tuple[RegionCheck, ...]) -> str:
    """The deletion check's answer, region by region."""
    if not checks:
        return translate("PhotoPage", "There is nothing to check here.")
    fell = sum(check.after < check.before for check in checks)
    head = translate(
        "PhotoPage", "With the hottest fifth blurred, the expected grade falls in {fell} of {count} regions:"
    ).format(fell=fell, count=len(checks))
    return "\n".join([head, *(_check_line(check) for check in checks)])


def _check_line(check: RegionCheck) -> str:
    return f"{region_name(check.region)}: {number(check.before, 2)} → {number(check.after, 2)}"


def several_faces_hint(analysis: Analysis) -> str:
    """How another face is chosen; empty where there is one only."""
    told = any(i.code is QualityCode.SEVERAL_FACES for i in analysis.issues)
    if analysis.faces < 2 and not told:
        return ""
    if told and not analysis.graded:  # the list of issues has said that there are several, and to choose one
        return translate("PhotoPage", "Click a face, or reach it with Tab and press Enter.")
    return translate("PhotoPage", "Several faces: click the one to grade, or reach it with Tab and press Enter.")
