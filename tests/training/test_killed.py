"""A training that is killed with the hardest signal ends with the weights that it would have had; seeds decide all."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from tests.training.killed_process import PLAN, train
from tests.training.tiny_bench import make_bench
from training.bench import open_bench
from training.fit import start
from training.run_folder import BEST_FILE, STATE_FILE, RunFolder

ROOT = Path(__file__).parents[2]
PATIENCE = 200


@pytest.fixture(autouse=True)
def _threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with a train bench t of 24 crops and a val bench v."""
    folder = tmp_path_factory.mktemp("benches")
    make_bench(folder / "t", 4, 8, 1)
    make_bench(folder / "v", 3, 5, 2)
    return folder


def weights(run: Path) -> dict[str, Tensor]:
    """The last weights of a training, their average, and how well they did."""
    state = RunFolder(run).load_state()
    assert state is not None
    best = torch.tensor(state["progress"]["best"])
    return {**state["network"], **{f"average {n}": torch.as_tensor(t) for n, t in state["average"].items()}, "b": best}


def kill_at(benches: Path, run: Path, steps: int) -> int:
    """Start a training in a process of its own and kill it once it has kept so many steps. Returns what is kept."""
    words = [sys.executable, "-m", "tests.training.killed_process", str(benches), str(run)]
    with subprocess.Popen(words, cwd=ROOT) as process:
        deadline = time.monotonic() + PATIENCE
        while kept(run) < steps:
            assert process.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < deadline
            time.sleep(0.1)
        process.kill()
    assert process.returncode != 0
    return kept(run)


def kept(run: Path) -> int:
    """Steps that the kept state holds; it can be read at any moment."""
    state = RunFolder(run).load_state()
    return 0 if state is None else int(state["progress"]["total_steps"])


def test_killed_twice_it_ends_with_the_weights_of_an_undisturbed_training(benches: Path, tmp_path: Path) -> None:
    train(benches, tmp_path / "whole")
    first = kill_at(benches, tmp_path / "cut", 2)
    second = kill_at(benches, tmp_path / "cut", 4)
    assert 2 <= first < second < 8
    train(benches, tmp_path / "cut")
    whole, cut = weights(tmp_path / "whole"), weights(tmp_path / "cut")
    assert [name for name in whole if not torch.equal(whole[name], cut[name])] == []
    assert (tmp_path / "whole" / BEST_FILE).read_bytes() == (tmp_path / "cut" / BEST_FILE).read_bytes()
    assert sorted(p.name for p in (tmp_path / "cut").glob("*.part")) in ([], [f"{STATE_FILE}.part"])


def test_seeds_decide_all(benches: Path, tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("again", 3), ("other", 4)):
        plan = replace(PLAN, seed=seed, epochs=1, epoch_crops=12)
        start(plan, open_bench(benches / "t"), open_bench(benches / "v"), tmp_path / name, quiet=True).run()
    one, again, other = (weights(tmp_path / name) for name in ("one", "again", "other"))
    assert all(torch.equal(one[name], again[name]) for name in one)
    assert not all(torch.equal(one[name], other[name]) for name in one)
