"""Two processes that train as one: the same numbers as one process, to rounding."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from ml.types import Attribute
from tests.training.rank_process import exercise, train
from tests.training.tiny_bench import make_bench
from training.augment import Jitter
from training.loader import make_batch
from training.ranks import Ranks, open_ranks

ROOT = Path(__file__).parents[2]
TOLERANCE = 1e-9
"""Largest difference of any number, in double precision; measured: 3e-12."""


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where two processes have kept what they found."""
    made = tmp_path_factory.mktemp("ranks")
    make_bench(made / "t", 4, 6, 1)
    make_bench(made / "v", 2, 3, 2)
    start = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    subprocess.run(
        [*start, "-m", "tests.training.rank_process", str(made)], cwd=ROOT, check=True, capture_output=True, timeout=200
    )
    return made


def differences(found: dict[str, Tensor], expected: dict[str, Tensor]) -> dict[str, float]:
    """Every number that is off by more than the tolerance."""
    assert found.keys() == expected.keys()
    each = {name: float((found[name].double() - t.double()).abs().max()) for name, t in expected.items()}
    return {name: off for name, off in each.items() if not off <= TOLERANCE}


@pytest.mark.parametrize("number", [0, 1])
def test_layers_and_loss_over_spread_rows_equal_those_over_one_batch(folder: Path, number: int) -> None:
    """Batch norm, dropout and CORN, whose weight is no row count, with uneven shares and with none at all."""
    assert differences(torch.load(folder / f"exercise{number}.pt"), exercise(Ranks())) == {}


def test_two_processes_reach_the_weights_of_one(folder: Path) -> None:
    """Weights, their average and the figure on validation people, after a training with every part of it."""
    first, second = (torch.load(folder / f"train{number}.pt") for number in (0, 1))
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert differences(first, train(folder, folder / "one", Ranks())) == {}
    assert sorted(p.name for p in (folder / "two").iterdir()) == sorted(p.name for p in (folder / "one").iterdir())
    logs = [(folder / name / "log.jsonl").read_text("utf-8").count("\n") for name in ("one", "two")]
    assert logs[0] == logs[1]


def test_a_crop_looks_the_same_whichever_process_has_it(tmp_path: Path) -> None:
    bench = make_bench(tmp_path / "b", 3, 4, 1)
    wanted, indices = (Attribute.WRINKLE,), np.array([7, 2, 9, 4, 11])
    parts = [
        make_batch(bench, indices, wanted, Jitter(), np.random.default_rng(3), Ranks(number, 3)) for number in range(3)
    ]
    whole = make_batch(bench, indices, wanted, Jitter(), np.random.default_rng(3))
    assert torch.equal(torch.cat([p.inputs for p in parts]), whole.inputs)
    assert all(torch.equal(p.labels[0], whole.labels[0]) for p in parts)
    starts = np.cumsum([0, *(len(p.inputs) for p in parts)])
    spread = torch.cat([p.rows[0] + int(at) for p, at in zip(parts, starts, strict=False)])
    assert torch.equal(spread, whole.rows[0])


@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_every_row_is_somebodys(count: int) -> None:
    for rows in (0, 1, 5, 16):
        shares = [list(range(rows))[Ranks(number, count).share(rows)] for number in range(count)]
        assert [row for share in shares for row in share] == list(range(rows))
        assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_alone_nothing_is_connected() -> None:
    with open_ranks({}) as ranks:
        assert (ranks.alone, ranks.first) == (True, True)
        assert not torch.distributed.is_initialized()


def test_fewer_gpus_than_processes_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 1)
    started = {"WORLD_SIZE": "2", "RANK": "0", "LOCAL_RANK": "0", "LOCAL_WORLD_SIZE": "2"}
    with pytest.raises(ValueError, match="2 processes but 1 GPUs"), open_ranks(started):
        pass
