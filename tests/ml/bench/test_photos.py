"""The benchmark of photos a second measures what it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ml.bench import photos as bench
from ml.bench.photos import main, throughputs
from ml.photo_grader import GradingOrder
from tests.support import random_pack


def test_real_processes_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    random_pack(tmp_path)
    (tmp_path / "photos").mkdir()
    for number in range(3):
        Image.fromarray(np.full((100, 100 + number, 3), 128, np.uint8)).save(tmp_path / "photos" / f"{number}.png")
    words = [str(tmp_path / "photos"), "--workers", "1", "--rounds", "1", "--model", str(tmp_path / "pack")]
    assert main(words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["this one alone", "1 workers"]
    assert main([str(tmp_path / "pack")]) == 2


def test_rates_and_ratios_are_of_the_same_round(monkeypatch: pytest.MonkeyPatch) -> None:
    spent = iter([8.0, 4.0, 2.0, 4.0, 1.0, 1.0])
    monkeypatch.setattr(bench, "alone", lambda order, photos: next(spent))
    monkeypatch.setattr(bench, "together", lambda order, workers, photos: next(spent))
    one, two, four = throughputs(GradingOrder(), [Path("a"), Path("b")], (2, 4), 2)
    assert (one.workers, one.ratio.median) == (0, 1.0)
    assert two.ratio.median == pytest.approx((8 / 4 + 4 / 1) / 2)
    assert four.per_second.median == pytest.approx((2 / 2 + 2 / 1) / 2)
