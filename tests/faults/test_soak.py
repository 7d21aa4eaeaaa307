"""The window stays as it is however long it scans: memory, threads, handles.

`python3 start.py test tests/faults/test_soak.py -m slow -s` takes ten minutes, with a scan kept every ten seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.soak_flow import Sample, Soak, slope
from tests.source_tree import ROOT

MOST_MB_AN_HOUR = 1.0


def soaked(seconds: float, every: float) -> Soak:
    """In a process of its own."""
    call = [sys.executable, "-m", "tests.faults.soak_flow", str(seconds), str(every)]
    finished = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=seconds + 200)
    assert finished.returncode == 0, finished.stderr[-3000:]
    print(finished.stdout)
    told = json.loads(finished.stdout.splitlines()[-1])
    return Soak(**told | {"threads": tuple(told["threads"]), "handles": tuple(told["handles"])})


def test_threads_and_handles_stay_the_same() -> None:
    """A few scans; memory is still warming up then, so that only a leak of whole frames would show."""
    soak = soaked(seconds=1, every=0.1)
    assert soak.scans == 3
    assert soak.threads[1] - soak.threads[0] <= 1
    assert soak.handles[1] - soak.handles[0] <= 1
    assert soak.resident < 1_500_000_000


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_ten_minutes_of_scans_cost_nothing(tmp_path: Path) -> None:
    soak = soaked(seconds=600, every=10)
    assert soak.scans >= 50
    assert soak.threads[1] - soak.threads[0] <= 1
    assert soak.handles[1] - soak.handles[0] <= 1
    assert soak.slope < MOST_MB_AN_HOUR


def test_the_slope_is_told_from_noise() -> None:
    samples = [Sample(10.0 * n, 500_000_000 + 28_000 * n + (3_000_000 if n == 7 else 0), 20, 40) for n in range(30)]
    assert slope(samples) == pytest.approx(28_000 * 360 / 1e6, rel=0.05)
