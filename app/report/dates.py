"""Where a chart's time axis is marked, and what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.trends.series import DAY, Window

translate = QCoreApplication.translate
MARKS_AT_MOST = 8
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True, slots=True)
class DateMark:
    """taken: seconds since 1970 UTC, midnight where the computer is."""

    taken: float
    text: str


def date_marks(window: Window) -> tuple[DateMark, ...]:
    """At most MARKS_AT_MOST days, or first days of months, at even distances; the finest that are few enough."""
    length = (window.end - window.start) / DAY
    days = next((step for step in _DAYS if length / step <= MARKS_AT_MOST), None)
    if days is not None:
        return tuple(_named(window, _every_days(window, days), _day_pattern()))
    months = next((step for step in _MONTHS if length / (30.4 * step) <= MARKS_AT_MOST), _MONTHS[-1])
    pattern = translate("Report", "yyyy") if months >= 12 else _month_pattern()
    return tuple(_named(window, _every_months(window, months), pattern))


def _named(window: Window, days: Iterator[date], pattern: str) -> Iterator[DateMark]:
    for day in days:
        taken = datetime(day.year, day.month, day.day).astimezone().timestamp()
        if window.start <= taken <= window.end:
            yield DateMark(taken, QLocale().toString(QDate(day.year, day.month, day.day), pattern))


def _every_days(window: Window, step: int) -> Iterator[date]:
    day = datetime.fromtimestamp(window.start).date()
    day -= timedelta(days=day.toordinal() % step)
    last = datetime.fromtimestamp(window.end).date()
    while day <= last:
        yield day
        day += timedelta(days=step)


def _every_months(window: Window, step: int) -> Iterator[date]:
    first = datetime.fromtimestamp(window.start).date()
    last = datetime.fromtimestamp(window.end).date()
    month = (first.year * 12 + first.month - 1) // step * step
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step


def _day_pattern() -> str:
    return translate("Report", "d MMM", "a day on a chart's axis")


def _month_pattern() -> str:
    return translate("Report", "MMM yyyy", "a month on a chart's axis")
