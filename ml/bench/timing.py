"""Times work on a noisy machine: interleaved, medians of many, quartiles beside every figure."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The median of repeated measurements and their quartiles, in the measurement's own unit."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Race:
    """Two ways timed in turn, milliseconds. ratio: slow / fast of the same round, over the rounds."""

    rounds: int
    slow: Quartiles
    fast: Quartiles
    ratio: Quartiles


def quartiles_of(values: Sequence[float]) -> Quartiles:
    """Median and quartiles (inclusive method).

    Raises:
        ValueError: there are no values.
    """
    if len(values) < 2:
        (only,) = values
        return Quartiles(only, only, only)
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Quartiles(median, low, high)


def milliseconds(work: Work) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def timed(work: Work, times: int, warm_up: int = 1) -> Quartiles:
    """Milliseconds of one call, over so many calls, after some that don't count."""
    for _ in range(warm_up):
        work()
    return quartiles_of([milliseconds(work) for _ in range(times)])


def race(slow: Work, fast: Work, rounds: int, fast_calls: int = 5) -> Race:
    """Times two ways in turn, so that what else the machine does hits both.

    A round is one call of the slow way between two halves of the fast way's calls; the round's fast time is the median
    of those. Each way has one call before that doesn't count.
    """
    slow(), fast()
    slow_times, fast_times = [], []
    for _ in range(rounds):
        before = [milliseconds(fast) for _ in range(fast_calls // 2)]
        slow_times.append(milliseconds(slow))
        after = [milliseconds(fast) for _ in range(fast_calls - fast_calls // 2)]
        fast_times.append(statistics.median(before + after))
    ratios = [a / b for a, b in zip(slow_times, fast_times, strict=True)]
    return Race(rounds, quartiles_of(slow_times), quartiles_of(fast_times), quartiles_of(ratios))
