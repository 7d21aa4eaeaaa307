"""The folder of one training: plan, log, resumable state, best weights. Every file is replaced whole."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from ml.classifier import JointClassifier
from training.plan import FitPlan, load_plan, save_plan

STATE_FILE, BEST_FILE, LOG_FILE = "state.pt", "best.safetensors", "log.jsonl"


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Where a training keeps its files. writes: False for all but one of the processes that train together."""

    path: Path
    writes: bool = True

    def save_state(self, state: Mapping[str, Any]) -> None:
        """Keep all that resuming needs: tensors, numbers and dicts of these."""
        if not self.writes:
            return
        temporary = self.path / (STATE_FILE + ".part")
        torch.save(dict(state), temporary)
        os.replace(temporary, self.path / STATE_FILE)

    def save_plan(self, plan: FitPlan) -> None:
        """Keep what the training was told."""
        if self.writes:
            save_plan(self.path, plan)

    def load_state(self) -> dict[str, Any] | None:
        """What was kept last, or None."""
        if not (self.path / STATE_FILE).is_file():
            return None
        state: dict[str, Any] = torch.load(self.path / STATE_FILE, map_location="cpu", weights_only=True)
        return state

    def save_best(self, weights: Mapping[str, Tensor]) -> None:
        """Keep the joint network's best weights."""
        if not self.writes:
            return
        temporary = self.path / (BEST_FILE + ".part")
        save_file({name: t.detach().cpu().contiguous() for name, t in weights.items()}, temporary)
        os.replace(temporary, self.path / BEST_FILE)

    def best_weights(self) -> dict[str, Tensor]:
        """The best weights so far, whatever plan led to them.

        Raises:
            FileNotFoundError: nothing was trained here yet.
        """
        return load_file(self.path / BEST_FILE)

    def take_last(self) -> None:
        """Make the weights of the last step, averaged, the best ones: P-Recall on few people is a noisy judge.

        Raises:
            FileNotFoundError: nothing was trained here yet.
        """
        state = self.load_state()
        if state is None:
            raise FileNotFoundError(self.path / STATE_FILE)
        self.save_best({name: kept for name, kept in state["average"].items() if isinstance(kept, Tensor)})

    def best(self) -> tuple[JointClassifier, FitPlan]:
        """The best network so far, in evaluation mode, and its plan.

        Raises:
            FileNotFoundError: nothing was trained here yet.
        """
        plan = load_plan(self.path)
        network = JointClassifier(plan.spec, plan.attributes, 0.0)
        network.load_state_dict(self.best_weights())
        return network.to(memory_format=torch.channels_last).eval(), plan

    def note(self, **facts: float | int | str) -> None:
        """Append one line of JSON to the log."""
        if not self.writes:
            return
        with (self.path / LOG_FILE).open("a", encoding="utf-8") as log:
            log.write(json.dumps(facts) + "\n")
