"""Killed in the middle of a backup, a restore or a purge: what was acknowledged holds, nothing is half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.source_tree import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are POSIX's")


def rounds(kind: str, folder: Path, count: int) -> int:
    """Kills so many times: how many pieces of work had been acknowledged."""
    call = [sys.executable, "-m", "tests.app.history.crash_copies", kind, str(folder), str(count)]
    ended = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    done, acknowledged = (int(word) for word in ended.stdout.split())
    assert done == count
    return acknowledged


@pytest.mark.parametrize("kind", ["backup", "restore", "purge"])
def test_killed(tmp_path: Path, kind: str) -> None:
    assert rounds(kind, tmp_path, 8) > 0


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["backup", "restore", "purge"])
def test_killed_200_times(tmp_path: Path, kind: str) -> None:
    """`python3 start.py test tests/app/history/test_crash_copies.py -m slow`: about six minutes."""
    assert rounds(kind, tmp_path, 200) > 20
