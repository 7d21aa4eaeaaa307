"""The sentences of the Compare page that depend on scans."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.change.conditions import Difference
from app.change.words import difference_texts
from app.history.records import Scan, SourceKind, Timeline

translate = QCoreApplication.translate


def scan_text(timeline: Timeline, place: int) -> str:
    """When a scan was taken, and how."""
    moment = QDateTime.fromSecsSinceEpoch(round(timeline.taken[place]))
    words = [QLocale().toString(moment, QLocale.FormatType.ShortFormat), kind_text(timeline.kinds[place])]
    if timeline.regraded[place]:
        words.append(translate("Compare", "graded again"))
    return " · ".join(words)


def kind_text(kind: SourceKind) -> str:
    """What took the picture."""
    return {
        SourceKind.LIVE: translate("Compare", "Live"),
        SourceKind.PHOTO: translate("Compare", "Photo"),
    }[kind]


def caption_text(scan: Scan, other: Scan | None = None) -> str:
    """When a scan was taken, short: under its picture. With the time of day where the other one is of the same day."""
    moment, form = _moment(scan), QLocale.FormatType.ShortFormat
    if other is not None and _moment(other).date() == moment.date():
        return QLocale().toString(moment, form)
    return QLocale().toString(moment.date(), form)


def _moment(scan: Scan) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(round(scan.taken.timestamp()))


def warning_text(difference: Difference) -> str:
    """Why the two are hard to compare; empty where they aren't."""
    if difference is Difference.NONE:
        return ""
    text = translate("Compare", "Taken under other conditions ({reasons}): a difference may come from that.")
    return text.format(reasons=", ".join(difference_texts(difference)))
