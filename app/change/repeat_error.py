"""How far apart two scans of unchanged skin may lie, and so what may be called a change. No Qt, no database.

Sources: J. M. Bland, D. G. Altman, "Measurement error", BMJ 1996;313:744 (within-subject standard deviation, pooled
over repeats; two repeats differ by less than 2.77 of it in 95%); J. P. Weir, J Strength Cond Res 2005;19:231 (minimal
detectable change = 1.96 sqrt(2) SEM); J. von Neumann et al., Ann Math Stat 1941;12:153 (successive differences).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.floating]
Sets = NDArray[np.int64]

NORMAL_95 = 1.96
CHANGE_FACTOR = NORMAL_95 * math.sqrt(2)
"""Minimal detectable change in standard errors of one scan: 2.77."""
ASSUMED_SEM = 1 / CHANGE_FACTOR
"""While nothing is known of a person's repeats, only a whole grade is called a change."""
SMALLEST_SEM = 0.05
"""Grades are written with one decimal: three pictures that happen to agree don't prove more than that."""
FREEDOM_AT_LEAST = 2
"""Degrees of freedom of repeats: three pictures taken once."""
REPEATS_WANTED = 3
"""Pictures of one round of repeats."""
OCCASION_SECONDS = 600.0
"""Scans at most that far from the one before are of one occasion."""
NEIGHBOURS_AT_LEAST = 5
NEIGHBOUR_SECONDS = 3 * 86400.0


class Origin(StrEnum):
    """Where a repeat error comes from, the best first."""

    REPEATS = "repeats"
    NEIGHBOURS = "neighbours"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class RepeatError:
    """sem: standard error of one scan's expected grade, in grades.

    count: degrees of freedom of the repeats, or pairs of neighbouring scans; 0 where it is assumed.
    """

    sem: float
    origin: Origin
    count: int = 0

    @property
    def limit(self) -> float:
        """The minimal detectable change between two scans, in grades."""
        return CHANGE_FACTOR * self.sem


ASSUMED = RepeatError(ASSUMED_SEM, Origin.ASSUMED)


class Direction(StrEnum):
    """What a difference may be called."""

    UNCLEAR = "unclear"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of two expected grades, and how large it must be to be called one. Both in grades."""

    difference: float
    limit: float

    @property
    def direction(self) -> Direction:
        """UNCLEAR up to and at the limit."""
        if abs(self.difference) <= self.limit:
            return Direction.UNCLEAR
        return Direction.HIGHER if self.difference > 0 else Direction.LOWER


def change_between(before: float, after: float, before_sem: float, after_sem: float) -> Change:
    """after - before against 1.96 standard errors of that difference: 2.77 SEM where both are alike."""
    return Change(after - before, NORMAL_95 * math.hypot(before_sem, after_sem))


def error_of_repeats(values: Values, sets: Sets) -> RepeatError | None:
    """The within-person standard deviation, pooled over sets of repeats; None for fewer than FREEDOM_AT_LEAST.

    values: (N,) expected grades, NaN where there is none. sets: (N,) which set a scan belongs to, -1 for none.
    """
    used = (sets >= 0) & np.isfinite(values)
    numbers, places = np.unique(sets[used], return_inverse=True)
    freedom = int(used.sum()) - len(numbers)
    if freedom < FREEDOM_AT_LEAST:
        return None
    kept = values[used].astype(np.float64)
    means = np.bincount(places, kept) / np.bincount(places)
    squares = float(((kept - means[places]) ** 2).sum())
    return RepeatError(max(SMALLEST_SEM, math.sqrt(squares / freedom)), Origin.REPEATS, freedom)


def error_of_neighbours(taken: Values, values: Values) -> RepeatError | None:
    """From differences of scans at most three days apart. They hold real changes too, so it is rather too large.

    taken: (N,) seconds, rising. values: (N,) expected grades without NaN. None for fewer than NEIGHBOURS_AT_LEAST.
    """
    near = np.diff(taken) <= NEIGHBOUR_SECONDS
    steps = np.diff(values.astype(np.float64))[near]
    if len(steps) < NEIGHBOURS_AT_LEAST:
        return None
    return RepeatError(max(SMALLEST_SEM, math.sqrt(float((steps**2).mean()) / 2)), Origin.NEIGHBOURS, len(steps))
