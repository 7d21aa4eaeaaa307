"""How much memory and disk a training will take, told from its plan alone, before anything is allocated."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from ml.classifier import JointClassifier
from ml.preprocess import INPUT
from training.plan import FitPlan

QUEUED = 5
"""Batches that wait ready, are being made, or are in use."""
WEIGHT_COPIES = 5
"""float32 numbers a weight: itself, its gradient, AdamW's two moments, its running average."""
KEPT_COPIES = 4
SLACK = 1.25
"""Measured against the real growth of a process: see tests/training/test_preflight.py."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """Bytes. fixed: whatever the batch; each_row: for every row of a batch; disk: in the run's folder."""

    fixed: int
    each_row: int
    disk: int
    queued_row: int

    def without_network(self) -> Footprint:
        """What stays in the computer's own memory when the network is on a GPU."""
        return replace(self, fixed=0, each_row=self.queued_row)


def footprint(plan: FitPlan) -> Footprint:
    """What a training by this plan takes.

    Each layer's output is kept for the backward pass (activations work in place), in half precision where the plan
    says so; the widest layers are for a moment there in single precision as well.
    """
    with torch.device("meta"):
        network = JointClassifier(plan.spec, plan.attributes, plan.dropout)
        sizes = _outputs(network, torch.empty(2, INPUT.channels, INPUT.size, INPUT.size))
    weights = sum(t.numel() for t in network.state_dict().values())
    queued = QUEUED * INPUT.channels * INPUT.size**2 * 4
    kept = sum(sizes) * (2 if plan.half else 4)
    passing = 3 * max(sizes) * 4
    return Footprint(
        fixed=int(SLACK * weights * 4 * WEIGHT_COPIES),
        each_row=int(SLACK * (kept + passing)) + queued,
        disk=2 * weights * 4 * (KEPT_COPIES + 1) + 2**24,
        queued_row=queued,
    )


def _outputs(network: JointClassifier, x: Tensor) -> list[int]:
    """Numbers a row in the output of every layer that doesn't work in place."""
    sizes: list[int] = []

    def note(layer: nn.Module, _: object, out: object) -> None:
        if isinstance(out, Tensor) and not getattr(layer, "inplace", False):
            sizes.append(out.numel() // len(x))

    hooks = [m.register_forward_hook(note) for m in network.modules() if not list(m.children()) or _normalises(m)]
    network.train()(x, network.attributes)
    for hook in hooks:
        hook.remove()
    return sizes


def _normalises(layer: nn.Module) -> bool:
    return isinstance(layer, nn.BatchNorm2d)
