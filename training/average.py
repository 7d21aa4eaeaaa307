"""A running average of a network's weights: steadier than the last step's (Polyak and Juditsky 1992)."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import torch
from torch import Tensor

from ml.classifier import JointClassifier


class WeightAverage:
    """An exponential moving average of weights and batch-norm statistics, faster at the start."""

    def __init__(self, network: JointClassifier, decay: float) -> None:
        self.network = copy.deepcopy(network).eval().requires_grad_(False)
        self._decay = decay
        self._updates = 0

    @torch.no_grad()
    def update(self, network: JointClassifier) -> None:
        """Take in the network's present weights."""
        self._updates += 1
        decay = min(self._decay, (1 + self._updates) / (10 + self._updates))
        own = self.network.state_dict()
        averaged = [(t, new) for name, new in network.state_dict().items() if (t := own[name]).is_floating_point()]
        torch._foreach_lerp_([t for t, _ in averaged], [new for _, new in averaged], 1 - decay)

    def state(self) -> dict[str, Tensor | int]:
        """All that `load` needs."""
        return {**self.network.state_dict(), "updates": self._updates}

    def load(self, state: Mapping[str, Tensor | int]) -> None:
        """Go on from a kept state."""
        self._updates = int(state["updates"])
        self.network.load_state_dict({k: v for k, v in state.items() if isinstance(v, Tensor)})
