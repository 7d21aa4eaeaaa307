"""What the history costs: imports that a window may do at once, and the size of many scans."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.history.measure import made_up, measure
from app.history.records import deviation
from app.history.storage import open_storage
from ml.types import Attribute, Grade
from tests.app.history.example_scans import PASSWORD, QUICK
from tests.source_tree import ROOT

pytestmark = pytest.mark.alone


@pytest.mark.parametrize("module", ["records", "ports", "draft", "vault", "storage", "passwords", "reopening"])
def test_what_pages_import_is_cheap(module: str) -> None:
    heavy = "sqlalchemy", "alembic", "cryptography", "sqlcipher3", "zxcvbn", "PySide6", "torch", "cv2", "PIL"
    line = f"import sys, app.history.{module}; print(*(name for name in {heavy!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", line], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_thousand_scans_are_small_and_quick(tmp_path: Path) -> None:
    """A tenth of the promise of 60 MB and 150 ms of computing for 10,000 scans, with room for a busy machine."""
    found = measure(1000, tmp_path)
    assert found.megabytes < 6
    storage = open_storage(tmp_path / "other", "", QUICK)
    history = storage.open(storage.profiles.create("Jimin", PASSWORD))
    history.save_many(made_up(1000))
    history.series_of(tuple(Attribute))
    began = time.process_time()
    series = history.series_of(tuple(Attribute))
    assert time.process_time() - began < 0.06
    assert [len(one.expected) for one in series] == [1000] * 5
    history.close()
    storage.close()


def test_deviation_of_a_grade() -> None:
    assert deviation(Grade((0.0, 0.0, 1.0, 0.0, 0.0))) == 0.0
    assert deviation(Grade((0.5, 0.0, 0.0, 0.0, 0.5))) == pytest.approx(2.0)
