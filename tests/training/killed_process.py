"""A tiny training for test_fit.py to kill: `python -m tests.training.killed_process BENCHES RUN`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import torch

from ml.card import ClassifierSpec
from tests.training.test_fit import SHORT
from training.bench import open_bench
from training.fit import start

PLAN = replace(SHORT, epochs=2, keep_every=1, spec=ClassifierSpec(stages=2, shared_stages=1, head_width=16))


def train(benches: Path, run: Path) -> None:
    """Train to the end, or go on with what was begun in `run`."""
    torch.set_num_threads(1)
    start(PLAN, open_bench(benches / "t"), open_bench(benches / "v"), run, quiet=True).run()


if __name__ == "__main__":
    train(Path(sys.argv[1]), Path(sys.argv[2]))
