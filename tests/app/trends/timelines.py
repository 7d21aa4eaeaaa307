"""Hand-made timelines and series for tests of trends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from app.history.records import REPEAT_TAG, Mark, Series, SourceKind, Tag, Timeline
from ml.types import Attribute

START = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
DAY = 86400.0


def timeline_of(
    days: Sequence[float],
    *,
    cameras: Sequence[str] | None = None,
    models: Sequence[str] | None = None,
    lightness: Sequence[float] | None = None,
    good: Sequence[bool] | None = None,
    repeats: Sequence[int] = (),
) -> Timeline:
    """Scans on the days given, all alike but for what is given; repeats: places that carry the repeat tag."""
    count = len(days)
    taken = START + np.array(days, np.float64) * DAY
    marks = tuple(_mark(place, taken[place], REPEAT_TAG) for place in repeats)
    return Timeline(
        scans=tuple(str(place) for place in range(count)),
        taken=taken,
        lightness=np.array(lightness if lightness is not None else [60.0] * count, np.float32),
        unevenness=np.full(count, 2.0, np.float32),
        sharpness=np.ones(count, np.float32),
        eye_distance=np.full(count, 150.0, np.float32),
        good=np.array(good if good is not None else [True] * count, bool),
        regraded=np.zeros(count, bool),
        kinds=(SourceKind.LIVE,) * count,
        cameras=tuple(cameras if cameras is not None else ["HD"] * count),
        models=tuple(models if models is not None else ["1"] * count),
        marks=marks,
    )


def series_of(
    timeline: Timeline,
    expected: Sequence[float],
    spread: Sequence[float] | None = None,
    attribute: Attribute = Attribute.OIL,
) -> Series:
    """Grades for the scans of a timeline."""
    count = len(timeline.scans)
    return Series(
        attribute,
        None,
        timeline.taken,
        np.array(expected, np.float32),
        np.full(count, 0.6, np.float32),
        np.array(spread, np.float32) if spread is not None else np.full(count, np.nan, np.float32),
    )


def _mark(place: int, taken: float, tag: Tag) -> Mark:
    return Mark(str(place), datetime.fromtimestamp(taken, UTC), "", (tag,))
