"""Measuring the person's own repeat error: three scans kept one after the other get the repeat tag. No Qt."""

from __future__ import annotations

import numpy as np

from app.history.ports import History
from app.history.records import Timeline
from app.trends.series import OCCASION_SECONDS, REPEAT_TAG

WANTED = 3


def found_since(timeline: Timeline, since: float) -> tuple[str, ...]:
    """The newest run of good scans taken since a moment, at most ten minutes apart and under one set-up: their ids.

    since: seconds since 1970 UTC. Scans graded again don't count: they are no new pictures.
    """
    fits = timeline.good & ~timeline.regraded & (timeline.taken >= since)
    places = np.flatnonzero(fits)[::-1]
    run: list[int] = []
    for place in places.tolist():
        if run and (
            timeline.taken[run[-1]] - timeline.taken[place] > OCCASION_SECONDS
            or _set_up(timeline, place) != _set_up(timeline, run[-1])
        ):
            break
        run.append(place)
    return tuple(timeline.scans[place] for place in reversed(run))


def mark_repeats(history: History, scans: tuple[str, ...]) -> None:
    """Puts the repeat tag on scans, beside what is on them."""
    for scan_id in scans:
        scan = history.scan(scan_id)
        if REPEAT_TAG not in scan.tags:
            history.annotate(scan_id, scan.notes, (*scan.tags, REPEAT_TAG))


def _set_up(timeline: Timeline, place: int) -> tuple[str, str, str]:
    return (timeline.kinds[place].value, timeline.cameras[place], timeline.models[place])
