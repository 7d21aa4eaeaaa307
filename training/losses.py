"""Losses over five grade logits, each a function with its paper.

logits: (N, 5) float tensor; labels: (N,) int64, 0-4; severity: (N,) float, 0-4. Each returns the mean over N.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import torch
import torch.nn.functional as F
from torch import Tensor

from ml.types import GRADES

SMOOTHING = 0.1
GAMMA = 2.0
BETA = 0.9999
NEIGHBOUR_SHARE = 0.05

GradeLoss = Callable[[Tensor, Tensor, Tensor], Tensor]


class LossName(StrEnum):
    """A loss that a training can be told to use."""

    CROSS_ENTROPY = "cross_entropy"
    LABEL_SMOOTHING = "label_smoothing"
    FOCAL = "focal"
    CLASS_BALANCED = "class_balanced"
    CLASS_BALANCED_FOCAL = "class_balanced_focal"
    MASKED_LABEL_SMOOTHING = "masked_label_smoothing"
    CORN = "corn"
    EARTH_MOVER = "earth_mover"
    SOFT_ORDINAL = "soft_ordinal"


def cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    """-log p(label)."""
    return F.cross_entropy(logits, labels)


def _soft(logits: Tensor, targets: Tensor) -> Tensor:
    return -(targets * F.log_softmax(logits, dim=1)).sum(dim=1)


def label_smoothing(logits: Tensor, labels: Tensor, smoothing: float = SMOOTHING) -> Tensor:
    """Szegedy et al. 2016, arXiv:1512.00567, in the original's form: 0.9 on the label, 0.025 on each other grade."""
    targets = torch.full_like(logits, smoothing / (GRADES - 1))
    targets.scatter_(1, labels[:, None], 1 - smoothing)
    return _soft(logits, targets).mean()


def _focal_each(logits: Tensor, labels: Tensor, gamma: float) -> Tensor:
    log_chance = F.log_softmax(logits, dim=1).gather(1, labels[:, None])[:, 0]
    return -((1 - log_chance.exp()) ** gamma) * log_chance


def focal(logits: Tensor, labels: Tensor, gamma: float = GAMMA) -> Tensor:
    """Lin et al. 2017, arXiv:1708.02002: -(1 - p)^gamma log p, softmax form, no alpha."""
    return _focal_each(logits, labels, gamma).mean()


def class_balanced_weights(counts: Sequence[int], beta: float = BETA) -> Tensor:
    """(5,) weights (1 - beta) / (1 - beta^n), scaled to sum 5 (Cui et al. 2019, arXiv:1901.05555).

    counts: samples of each grade in the whole training set, not in a batch; a grade without samples gets 0.
    """
    n = torch.tensor(list(counts), dtype=torch.float64)
    weights = torch.where(n > 0, (1 - beta) / (1 - beta ** n.clamp(min=1)), torch.zeros_like(n))
    return (weights * GRADES / weights.sum()).float()


def class_balanced(logits: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    """Cui et al. 2019: softmax cross entropy times the label's class-balanced weight."""
    return (weights[labels] * F.cross_entropy(logits, labels, reduction="none")).mean()


def class_balanced_focal(logits: Tensor, labels: Tensor, weights: Tensor, gamma: float = GAMMA) -> Tensor:
    """Cui et al. 2019: focal loss times the label's class-balanced weight."""
    return (weights[labels] * _focal_each(logits, labels, gamma)).mean()


def masked_targets(labels: Tensor, share: float = NEIGHBOUR_SHARE) -> Tensor:
    """(N, 5) float32: each existing neighbour of the label gets `share`, the label keeps the rest."""
    grades = torch.arange(GRADES, device=labels.device)
    near = ((grades[None] - labels[:, None]).abs() == 1).float() * share
    return near + F.one_hot(labels, GRADES) * (1 - near.sum(dim=1, keepdim=True))


def masked_label_smoothing(logits: Tensor, labels: Tensor, share: float = NEIGHBOUR_SHARE) -> Tensor:
    """The original's Masked Label Smoothing: cross entropy to `masked_targets`, one softmax, natural logarithm."""
    return _soft(logits, masked_targets(labels, share)).mean()


def ordinal_logits(logits: Tensor) -> Tensor:
    """(N, 4) logits of "above k, given at least k" that five softmax logits imply (continuation ratios)."""
    above = torch.flip(torch.logcumsumexp(torch.flip(logits, [1]), dim=1), [1])
    return above[:, 1:] - logits[:, :-1]


def corn(steps: Tensor, labels: Tensor) -> Tensor:
    """Shi, Cao and Raschka 2021, arXiv:2111.08851: each step k learns from the samples with label >= k.

    steps: (N, 4) logits of "above k, given at least k", from four outputs of their own. Of `ordinal_logits` it is
    cross entropy, by the chain rule, but for one factor a batch: five softmax logits know no other likelihood. What
    makes those learn the order is a distance, as in `earth_mover` and `soft_ordinal`.
    """
    k = torch.arange(GRADES - 1, device=labels.device)
    asked = (labels[:, None] >= k).float()
    above = (labels[:, None] > k).float()
    each = F.binary_cross_entropy_with_logits(steps, above, reduction="none")
    return (each * asked).sum() / asked.sum()


def corn_probabilities(steps: Tensor) -> Tensor:
    """(N, 5) grade probabilities from CORN's four step logits."""
    above = torch.cumprod(torch.sigmoid(steps), dim=1)
    ones, zeros = torch.ones_like(above[:, :1]), torch.zeros_like(above[:, :1])
    return torch.cat([ones, above], dim=1) - torch.cat([above, zeros], dim=1)


def earth_mover(logits: Tensor, labels: Tensor) -> Tensor:
    """Hou, Yu and Samaras 2016, arXiv:1611.05916: squared distance of the cumulative distributions."""
    gap = torch.cumsum(F.softmax(logits, dim=1) - F.one_hot(labels, GRADES), dim=1)
    return (gap**2).sum(dim=1).mean()


def severity_targets(severity: Tensor) -> Tensor:
    """(N, 5) float32: a severity of 2.3 becomes 0.7 of grade 2 and 0.3 of grade 3; its mean is the severity."""
    grades = torch.arange(GRADES, device=severity.device)
    return (1 - (grades[None] - severity[:, None].clamp(0, GRADES - 1)).abs()).clamp(min=0)


def soft_ordinal(logits: Tensor, severity: Tensor, weights: Tensor, pull: float = 0.5) -> Tensor:
    """Cross entropy to `severity_targets` (soft labels of Diaz and Marathe 2019, CVPR, linear) plus `pull` times
    the ranked probability difference to them (as in `earth_mover`); each sample times its nearest grade's weight.
    """
    targets = severity_targets(severity)
    gap = torch.cumsum(F.softmax(logits, dim=1) - targets, dim=1)
    each = _soft(logits, targets) + pull * (gap**2).sum(dim=1)
    return (weights[severity.round().long().clamp(0, GRADES - 1)] * each).mean()


def grade_loss(name: LossName, counts: Sequence[int], weights: Tensor | None = None) -> GradeLoss:
    """The loss as a function of (logits, labels, severity).

    Args:
        counts: (5,) samples of each grade in the training set, for the class-balanced losses.
        weights: (5,) grade weights for `soft_ordinal`; all 1 when None.
    """
    balance = class_balanced_weights(counts)
    grade_weights = torch.ones(GRADES) if weights is None else weights
    table: dict[LossName, GradeLoss] = {
        LossName.CROSS_ENTROPY: lambda x, y, _: cross_entropy(x, y),
        LossName.LABEL_SMOOTHING: lambda x, y, _: label_smoothing(x, y),
        LossName.FOCAL: lambda x, y, _: focal(x, y),
        LossName.CLASS_BALANCED: lambda x, y, _: class_balanced(x, y, balance.to(x.device)),
        LossName.CLASS_BALANCED_FOCAL: lambda x, y, _: class_balanced_focal(x, y, balance.to(x.device)),
        LossName.MASKED_LABEL_SMOOTHING: lambda x, y, _: masked_label_smoothing(x, y),
        LossName.CORN: lambda x, y, _: corn(ordinal_logits(x), y),
        LossName.EARTH_MOVER: lambda x, y, _: earth_mover(x, y),
        LossName.SOFT_ORDINAL: lambda x, _, s: soft_ordinal(x, s, grade_weights.to(x.device)),
    }
    return table[name]
