"""Counts what the live scan does: frames shown and dropped, their age, analyses, memory."""

from __future__ import annotations

import sys
import threading
from collections import deque
from dataclasses import dataclass

LONGEST_RECORD = 20_000
FEW = 20


@dataclass(frozen=True, slots=True)
class LiveStatistics:
    """What a live scan achieved. Ages in milliseconds: from the camera's delivery to the display, memory in MiB.

    dropped_frames: captured but never displayed. missed_frames: captured between the first and the last tracked one,
    but never tracked themselves; frames that wait for their landmarks are none of them.
    """

    seconds: float
    captured_frames: int
    displayed_fps: float
    tracked_fps: float
    analyses_per_second: float
    dropped_frames: int
    missed_frames: int
    frame_age_p50_ms: float
    frame_age_p95_ms: float
    peak_memory_mb: float


class LiveMeter:
    """Takes the times of what happens. Any thread may call anything. All times in seconds, one monotonic clock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        """Starts anew."""
        with self._lock:
            self._captured = _Tally()
            self._displayed = _Tally()
            self._tracked = _Tally()
            self._graded = _Tally()
            self._ages: deque[float] = deque(maxlen=LONGEST_RECORD)
            self._missed = _Gaps()

    def captured(self, now: float) -> None:
        """A frame came from the camera."""
        with self._lock:
            self._captured.count(now)

    def displayed(self, taken: float, now: float) -> None:
        """A frame of the time `taken` was shown for the first time."""
        with self._lock:
            self._displayed.count(now)
            self._ages.append(now - taken)

    def tracked(self, index: int, now: float) -> None:
        """The frame of this index got its landmarks. Frames come in the order of their indices."""
        with self._lock:
            self._tracked.count(now)
            self._missed.count(index)

    def graded(self, now: float) -> None:
        """A frame got its analysis."""
        with self._lock:
            self._graded.count(now)

    @property
    def last_missed(self) -> tuple[int, ...]:
        """The indices of the newest FEW missed frames."""
        with self._lock:
            return tuple(self._missed.last)

    def statistics(self) -> LiveStatistics:
        """The numbers up to now."""
        with self._lock:
            ages = sorted(self._ages)
            captured, displayed = self._captured.number, self._displayed.number
            return LiveStatistics(
                seconds=self._captured.seconds,
                captured_frames=captured,
                displayed_fps=self._displayed.rate,
                tracked_fps=self._tracked.rate,
                analyses_per_second=self._graded.rate,
                dropped_frames=max(0, captured - displayed),
                missed_frames=self._missed.number,
                frame_age_p50_ms=1000 * percentile(ages, 0.50),
                frame_age_p95_ms=1000 * percentile(ages, 0.95),
                peak_memory_mb=peak_memory() / 2**20,
            )


class _Tally:
    """How often something happened, and how often a second between the first time and the last."""

    def __init__(self) -> None:
        self.number = 0
        self._first = 0.0
        self._last = 0.0

    def count(self, now: float) -> None:
        self._first = now if self.number == 0 else self._first
        self._last = now
        self.number += 1

    @property
    def seconds(self) -> float:
        return self._last - self._first

    @property
    def rate(self) -> float:
        return (self.number - 1) / self.seconds if self.number > 1 and self.seconds > 0 else 0.0


class _Gaps:
    """Which indices were left out between the first and the last one."""

    def __init__(self) -> None:
        self.number = 0
        self.last: deque[int] = deque(maxlen=FEW)
        self._before: int | None = None

    def count(self, index: int) -> None:
        if self._before is not None:
            left_out = range(self._before + 1, index)
            self.number += len(left_out)
            self.last.extend(left_out[-FEW:])
        self._before = index


def percentile(rising: list[float], share: float) -> float:
    """The value under which a share (0-1) of rising values lie (nearest rank); 0 for none."""
    if not rising:
        return 0.0
    return rising[min(len(rising) - 1, int(share * len(rising)))]


def peak_memory() -> int:
    """The most memory this process has ever held, bytes."""
    if sys.platform == "win32":
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
