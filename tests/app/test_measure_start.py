"""The measurement of the start itself: a real start off-screen, what it prints, and programs that never come up."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.measure_start import PROGRAM, Measurement, Start, StartMeasurer, line_of, main, measure, table_of

MEMORY_BUDGET_MIB = 900
FIRST = Start(0.8, 1.0, 1.25, 2.5, 3.5, 0.09, 1.25, 400.0, 380.0, 360.0)


@pytest.mark.alone
def test_a_real_start_tells_its_moments_in_order_and_stays_small(tmp_path: Path) -> None:
    """How long they take depends on the neighbours, so only the memory has its real limit here."""
    found = StartMeasurer(PROGRAM, tmp_path, 1.0).measured()
    assert 0 < found.built < found.painted <= found.usable < found.ready < found.graded < 60
    assert found.grading == pytest.approx(found.ready - found.usable)
    assert 0 <= found.stalled < found.graded
    assert 100 < found.uss <= found.rss < MEMORY_BUDGET_MIB
    assert list((tmp_path / "graphs").rglob("*")), "the graphs go into the folder of the measurement"


def test_a_program_that_ends_is_said(tmp_path: Path) -> None:
    """No waiting for what can't come."""
    with pytest.raises(ChildProcessError, match="3"):
        StartMeasurer((sys.executable, "-c", "raise SystemExit(3)"), tmp_path, 1.0).measured()


class _Made(StartMeasurer):
    """Gives made-up starts instead."""

    def __init__(self, starts: list[Start]) -> None:
        self._starts = starts

    def measured(self) -> Start:
        return self._starts.pop(0)


def _measured() -> tuple[Measurement, list[str]]:
    later = [replace(FIRST, usable=usable, rss=rss) for usable, rss in ((0.5, 310.0), (0.7, 300.0), (0.6, 330.0))]
    told: list[str] = []
    found = measure(_Made([FIRST, *later]), 3, lambda name, start: told.append(line_of(name, start)))
    return found, told


def test_medians_and_worst_leave_the_first_start_out() -> None:
    """Each figure by itself."""
    found, told = _measured()
    assert found.first == FIRST
    assert len(found.runs) == 3
    assert (found.median.usable, found.worst.usable) == (0.6, 0.7)
    assert (found.median.rss, found.worst.rss) == (310.0, 330.0)
    assert [line.split(":")[0].strip() for line in told] == ["first", "1", "2", "3"]
    assert "usable 1.25 s, ready 1.25 s later" in told[0]
    assert "wait meanwhile 90 ms" in told[0]


def test_the_table_has_every_figure() -> None:
    """As docs/start.md shows it."""
    table = table_of(_measured()[0])
    assert "| 3 starts | median | worst | very first |" in table
    assert "| **window usable, s** | 0.60 | 0.70 | 1.25 |" in table
    assert "| **most resident memory in live mode (RSS), MiB** | 310 | 330 | 400 |" in table


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """And measures nothing."""
    monkeypatch.setattr("app.measure_start.has_display", lambda: False)
    assert main([]) == 2
    assert "display" in capsys.readouterr().err
