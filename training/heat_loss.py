"""A small extra loss that keeps heat where something was rendered: the share of a grade's heat that lies elsewhere."""

from __future__ import annotations

import torch
from torch import Tensor

LEAST_GRADE = 2
_EMPTY = 1e-3


def heat_off_change(features: Tensor, weight: Tensor, labels: Tensor, cells: Tensor) -> Tensor:
    """(N, 2): the share (0-1) of the closed-form Grad-CAM of the true grade that lies off the rendered change, and
    whether the crop counts (1 or 0; the share is 0 then): it is of grade 2 or more and something was rendered.

    The map is the one that the pack's linear layer gives, against grades 0 and 1 (ADR 0016). An empty map counts as
    off. features: (N, C, h, w); weight: (5, C) of the linear layer; labels: (N,) int64; cells: (N, h, w) 0-1, how much
    of each cell the change covers.
    """
    counts = ((labels >= LEAST_GRADE) & (cells.amax(dim=(1, 2)) > 0)).float()
    shown = (weight - weight[:2].mean(dim=0))[labels].float()
    heat = torch.einsum("nc,nchw->nhw", shown, features.float()).clamp_min(0)
    off = 1 - (heat * cells).sum(dim=(1, 2)) / (heat.sum(dim=(1, 2)) + _EMPTY)
    return torch.stack([off * counts, counts], dim=1)


def mean_counted(rows: Tensor) -> Tensor:
    """The mean (scalar) of column 0 over the rows (N, 2) that count in column 1; 0 when none does."""
    return rows[:, 0].sum() / rows[:, 1].sum().clamp_min(1)
