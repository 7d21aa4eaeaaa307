"""Which automatic backups are kept: seven days, four weeks before them, and what was put aside for a while."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.history.backup_records import Backup, BackupKind

DAYS = 7
WEEKS = 4
ASIDE = 3
OLDEST = timedelta(days=7 * (WEEKS + 1))


def outdated(backups: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """Those that may go. now: aware.

    Only sound ones count: of the DAYS newest days each one, then the newest one of each of the WEEKS newest weeks
    (Monday to Sunday) before. So a good one never goes for a damaged one's sake. Damaged ones go when they are OLDEST.
    Of what was put aside before restores the newest ASIDE stay, for as long.
    """
    newest_first = sorted(backups, key=lambda one: one.made, reverse=True)
    daily = [one for one in newest_first if one.kind is BackupKind.DAILY and one.sound]
    aside = [one for one in newest_first if one.kind is BackupKind.ASIDE and one.sound and not _is_old(one, now)]
    damaged = [one for one in newest_first if not one.sound and not _is_old(one, now)]
    staying = {one.path for one in (*_days_and_weeks(daily), *aside[:ASIDE], *damaged)}
    return tuple(one for one in newest_first if one.path not in staying)


def _days_and_weeks(daily: Sequence[Backup]) -> list[Backup]:
    days: dict[object, Backup] = {}
    for one in daily:
        days.setdefault(one.made.date(), one)
    staying = list(days.values())[:DAYS]
    weeks: dict[object, Backup] = {}
    for one in list(days.values())[DAYS:]:
        weeks.setdefault(one.made.isocalendar()[:2], one)
    return [*staying, *list(weeks.values())[:WEEKS]]


def _is_old(backup: Backup, now: datetime) -> bool:
    return now - backup.made > OLDEST
