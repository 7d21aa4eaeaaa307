"""The window stays as it is however long it scans: memory, threads, handles.

`python3 start.py test tests/faults/test_soak.py -m slow -s` takes ten minutes, with a scan kept every ten seconds.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.soak_flow import Sample, Soak, slopes
from tests.source_tree import ROOT

MOST_MB_AN_HOUR = 1.0
HELPERS = 2
"""Threads that each run of the engine starts and ends; a look may fall between two runs."""


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
    assert soak.threads[1] - soak.threads[0] <= HELPERS
    assert soak.handles[1] - soak.handles[0] <= 1
    assert soak.held < 1_000_000_000


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_ten_minutes_of_scans_cost_nothing(tmp_path: Path) -> None:
    soak = soaked(seconds=600, every=10)
    assert soak.scans >= 50
    assert soak.threads[1] - soak.threads[0] <= HELPERS
    assert soak.handles[1] - soak.handles[0] <= 1
    assert soak.surely < MOST_MB_AN_HOUR


def test_a_leak_is_told_from_noise() -> None:
    """Scatter of 20 MB: a leak of 0.3 MB a scan is sure after ten minutes; without one nothing is sure."""
    chance = random.Random(1)
    for leak in (0, 300_000):
        held = [300_000_000 + leak * n + chance.randint(-10_000_000, 10_000_000) for n in range(60)]
        likely, surely = slopes([Sample(10.0 * n, each, 20, 40) for n, each in enumerate(held)])
        assert surely < likely
        assert (surely > MOST_MB_AN_HOUR) is (leak > 0)
