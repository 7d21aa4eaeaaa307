"""Days and times of day as the language writes them, in the zone they were kept in."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QTime


def day_text(moment: datetime) -> str:
    """The day in words, such as "Monday, 23 November 2026"."""
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), QLocale.FormatType.LongFormat)


def short_day_text(moment: datetime) -> str:
    """The day in figures, such as "23/11/2026"."""
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), QLocale.FormatType.ShortFormat)


def clock_text(moment: datetime) -> str:
    """Hours and minutes."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def is_today(moment: datetime) -> bool:
    """Whether it is today, where the moment was."""
    return moment.date() == datetime.now(moment.tzinfo).date()
