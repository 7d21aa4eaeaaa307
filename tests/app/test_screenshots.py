"""The command that takes the README's pictures: none of an ungraded page, and never with the user's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_without_classifiers_no_picture_is_taken(tmp_path: Path, config_home: Path) -> None:
    """Says what is missing and exits with 1; a picture without grades would be a wrong picture."""
    out, empty = tmp_path / "out", tmp_path / "empty"
    empty.mkdir()
    finished = subprocess.run(
        [sys.executable, "-m", "app.screenshots", "--out", str(out)],
        env={**os.environ, "PIBU_MODELS": str(empty), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert finished.returncode == 1, finished.stderr
    assert "no pictures: checkpoint_missing" in finished.stderr
    assert list(out.iterdir()) == []
    assert list(config_home.iterdir()) == []
