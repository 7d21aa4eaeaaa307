"""The optimiser of a training, and its rate over time."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ml.classifier import JointClassifier
from training.plan import FitPlan


def optimiser_of(network: JointClassifier, plan: FitPlan) -> torch.optim.AdamW:
    """AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101); biases and norms are not decayed.

    Each group's full rate stands in it as "base".
    """
    groups = []
    for part, rate in ((network.trunk, plan.trunk_rate), (network.heads, plan.head_rate)):
        named = list(part.named_parameters())
        decayed: list[Tensor] = [p for _, p in named if p.ndim > 1]
        free: list[Tensor] = [p for _, p in named if p.ndim <= 1]
        groups.append({"params": decayed, "base": rate, "weight_decay": plan.weight_decay})
        groups.append({"params": free, "base": rate, "weight_decay": 0.0})
    return torch.optim.AdamW(groups, lr=plan.head_rate)


def rate_at(share: float, warm_up: float) -> float:
    """Share of the full rate: linear warm-up, then half a cosine down to nothing."""
    if share < warm_up:
        return max(share / warm_up, 0.01)
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (share - warm_up) / (1 - warm_up))))
