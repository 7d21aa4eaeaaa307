"""What the Trends page reads of the history, at one moment, on the worker thread."""

from __future__ import annotations

from dataclasses import dataclass

from app.history.ports import History
from app.history.records import Mark
from app.trends.series import Circumstances, Trend, circumstances, trend
from ml.types import Attribute, Region


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """All five trends of the whole face, or those of one region."""

    around: Circumstances
    trends: tuple[Trend, ...]

    def of(self, attribute: Attribute) -> Trend:
        """One attribute's trend."""
        return next(one for one in self.trends if one.attribute is attribute)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Scans with notes or tags, oldest first."""
        return self.around.timeline.marks


def read(history: History) -> Reading:
    """Everything for the whole face. A scan saved between the two reads is left for the next time."""
    while True:
        timeline = history.timeline()
        series = history.series_of(tuple(Attribute))
        if len(series[0].taken) == len(timeline.scans):
            break
    around = circumstances(timeline)
    return Reading(around, tuple(trend(around, one) for one in series))


def read_region(history: History, around: Circumstances, attribute: Attribute, region: Region) -> Trend | None:
    """One attribute on one region; None when the history has changed since."""
    series = history.series(attribute, region)
    if len(series.taken) != len(around.timeline.scans):
        return None
    return trend(around, series)
