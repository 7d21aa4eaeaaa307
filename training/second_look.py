"""A second look at some crops, as another frame would show them: both looks should give the same grade.

Consistency between two disturbed views of one input (Sajjadi et al. 2016, arXiv:1606.04586). It makes grades steady
from frame to frame, and on a mirrored photograph, whose landmarks lie a pixel or two elsewhere.
"""

from __future__ import annotations

import torch
from torch import Tensor

from training.augment import Jitter

ANOTHER_FRAME = Jitter(exposure=0.3, balance=0.05, contrast=0.03, skin=0.02, turn=2.0, smallest=0.95)
"""What differs between two frames of one face, beside the noise; every second one is mirrored."""

EVERY = 4
"""One crop in so many is looked at twice."""


NONE = torch.zeros(0, dtype=torch.int64)


def with_again(inputs: Tensor, again: Tensor) -> Tensor:
    """The batch (B, 6, S, S) followed by its second looks (Q, 6, S, S), if there are any."""
    return torch.cat([inputs, again]) if len(again) else inputs


def pairs(rows: Tensor, again: Tensor) -> tuple[Tensor, Tensor]:
    """Where both hold the same crop: positions (P,) in `rows` and in `again`, both int64 (N,) and (Q,)."""
    first, second = (rows[:, None] == again[None]).nonzero(as_tuple=True)
    return first, second


def gaps(first: Tensor, second: Tensor) -> Tensor:
    """(P, 2): the squared difference of the expected grades of two logits (P, 5), and 1 for every pair."""
    grades = torch.arange(first.shape[1], device=first.device, dtype=torch.float32)
    apart = (first.float().softmax(1) - second.float().softmax(1)) @ grades
    return torch.stack([apart.square(), torch.ones_like(apart)], dim=1)
