"""Benches: opened whole or refused with a reason; people never shared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ml.types import Attribute
from tests.training.tiny_bench import make_bench
from training.bench import BenchError, open_bench, refuse_hopeless, refuse_leaks


def test_a_bench_knows_its_graded_crops(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, people=4, faces=8, seed=1)
    rows = bench.rows(Attribute.WRINKLE)
    assert len(bench) == 24
    assert 0 < len(rows) < 24
    assert bench.counts(Attribute.WRINKLE).sum() == len(rows)
    assert bench.counts(Attribute.OIL).sum() == 0
    assert isinstance(bench.crops, np.memmap)


@pytest.mark.parametrize("name", ["crops", "person", "severity"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    make_bench(tmp_path, 2, 3, 1)
    (tmp_path / f"{name}.npy").unlink()
    with pytest.raises(BenchError, match=f"{name}.npy is missing"):
        open_bench(tmp_path)


def test_lengths_and_values_are_checked(tmp_path: Path) -> None:
    make_bench(tmp_path, 2, 3, 1)
    grades = np.load(tmp_path / "grades.npy")
    np.save(tmp_path / "grades.npy", grades[:-1])
    with pytest.raises(BenchError, match="grades has shape"):
        open_bench(tmp_path)
    grades[0, 0] = 5
    np.save(tmp_path / "grades.npy", grades)
    with pytest.raises(BenchError, match="outside"):
        open_bench(tmp_path)


def test_a_person_in_two_benches_is_a_leak(tmp_path: Path) -> None:
    one, same, other = (make_bench(tmp_path / n, 2, 3, s) for n, s in (("a", 1), ("b", 1), ("c", 2)))
    refuse_leaks((one, other))
    with pytest.raises(BenchError, match="1-0, 1-1"):
        refuse_leaks((one, other, same))


def test_hopeless_benches_are_refused(tmp_path: Path) -> None:
    bench = make_bench(tmp_path, 1, 6, 1)
    with pytest.raises(BenchError, match="oil has fewer than two different grades"):
        refuse_hopeless(bench, (Attribute.OIL,))
    with pytest.raises(BenchError, match="fewer than 2 people"):
        refuse_hopeless(bench, (Attribute.WRINKLE,))
