"""Agreement of repeats, against published and hand-worked numbers."""

from __future__ import annotations

import numpy as np
import pytest

from training.agreement import agreement, icc_a1, within_person

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Six people by four judges: table 2 of Shrout & Fleiss 1979, whose ICC(2,1) = ICC(A,1) is .29."""


def test_the_published_example() -> None:
    assert icc_a1(SHROUT_FLEISS) == pytest.approx(0.29, abs=0.001)


def test_a_hand_worked_example() -> None:
    # Rows 1 2, 2 3, 4 4: grand mean 8/3, row means 1.5 2.5 4, column means 7/3 and 3.
    # SSR = 2 (49 + 1 + 64) / 36 = 19/3, MSR = 19/6; SSC = 3 * 2 / 9 = 2/3 = MSC; SST = 22/3, SSE = 1/3, MSE = 1/6.
    # (19/6 - 1/6) / (19/6 + 1/6 + 2/3 (2/3 - 1/6)) = 3 / (11/3) = 9/11.
    assert icc_a1([[1, 2], [2, 3], [4, 4]]) == pytest.approx(9 / 11)


def test_a_constant_shift_is_no_absolute_agreement() -> None:
    """ICC(A,1), unlike ICC(C,1), counts it."""
    first = np.array([0.0, 1, 2, 3])
    assert icc_a1(np.column_stack([first, first])) == pytest.approx(1)
    assert icc_a1(np.column_stack([first, first + 1])) == pytest.approx(10 / 13)


def test_no_spread_is_no_agreement() -> None:
    assert icc_a1(np.ones((5, 2))) == 0
    with pytest.raises(ValueError, match="two people"):
        icc_a1([[1, 2]])


def test_spread_within_a_person() -> None:
    assert within_person([[1, 3], [2, 2]]) == pytest.approx(1)
    assert within_person([[0, 1, 2]]) == pytest.approx(1)


def test_pairs_are_described() -> None:
    found = agreement([[0, 0.2], [1, 0.8], [2, 2.3], [3, 3.1]])
    assert found is not None
    assert found.people == 4
    assert found.difference == pytest.approx(0.2)
    assert found.shift == pytest.approx(0.1)
    assert found.within_person == pytest.approx(np.sqrt((0.02 + 0.02 + 0.045 + 0.005) / 4))
    assert found.between_people == pytest.approx(np.std([0.1, 0.9, 2.15, 3.05], ddof=1))
    assert found.icc_low <= found.icc <= found.icc_high <= 1
    assert agreement([[0, 1], [1, 2]]) is None
