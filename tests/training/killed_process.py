"""A tiny training for test_fit.py to kill: `python -m tests.training.killed_process BENCHES RUN`."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from ml.card import ClassifierSpec
from tests.training.test_fit import SHORT
from training.bench import open_bench
from training.fit import start
from training.run_folder import RunFolder

REST = 0.3

PLAN = replace(SHORT, epochs=2, keep_every=1, spec=ClassifierSpec(stages=2, shared_stages=1, head_width=16))


class SlowFolder(RunFolder):
    """Rests after each state that was kept, so that nobody needs luck to kill in the middle."""

    def save_state(self, state: Mapping[str, Any]) -> None:
        """See RunFolder."""
        super().save_state(state)
        time.sleep(REST)


def train(benches: Path, run: Path, slow: bool = False) -> None:
    """Train to the end, or go on with what was begun in `run`."""
    torch.set_num_threads(1)
    fit = start(PLAN, open_bench(benches / "t"), open_bench(benches / "v"), run, quiet=True)
    if slow:
        fit.folder = SlowFolder(run)
    fit.run()


if __name__ == "__main__":
    train(Path(sys.argv[1]), Path(sys.argv[2]), slow=True)
