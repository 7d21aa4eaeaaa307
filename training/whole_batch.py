"""Layers that see a whole batch although its rows are spread over several processes: batch norm and dropout.

torch.nn.SyncBatchNorm does this for batch norm, but on GPUs only; this one runs on CPUs too (gloo), so that a test can
show that two processes reach the numbers of one. The mathematics is the same: Ioffe and Szegedy 2015,
arXiv:1502.03167, with the moments of the parts joined as in Chan, Golub and LeVeque 1983.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from training.ranks import Ranks

ACROSS = (0, 2, 3)


def spread(network: nn.Module, ranks: Ranks) -> None:
    """Exchange every batch norm and dropout of a network, in place, for one over all processes' rows.

    Parameters, buffers and their names stay. Alone, nothing is exchanged.
    """
    if ranks.alone:
        return
    for name, child in list(network.named_children()):
        if isinstance(child, nn.BatchNorm2d):
            setattr(network, name, WholeBatchNorm(child, ranks))
        elif isinstance(child, nn.Dropout):
            setattr(network, name, WholeDropout(child.p, ranks))
        else:
            spread(child, ranks)


class WholeBatchNorm(nn.Module):
    """Batch norm over the rows of all processes, and the activation that timm keeps inside its batch norms.

    A process may have no rows at all; it still takes part.
    """

    def __init__(self, old: nn.BatchNorm2d, ranks: Ranks) -> None:
        super().__init__()
        self.weight, self.bias = old.weight, old.bias
        for name, buffer in old.named_buffers(recurse=False):
            self.register_buffer(name, buffer)
        self.act: nn.Module = getattr(old, "act", nn.Identity())
        self._eps, self._momentum, self._ranks = old.eps, old.momentum or 0.1, ranks

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) to the same shape and type."""
        mean, var = self.get_buffer("running_mean"), self.get_buffer("running_var")
        if not self.training:
            normed = nn.functional.batch_norm(x, mean, var, self.weight, self.bias, eps=self._eps)
        else:
            normed, batch_mean, batch_var, count = _Norm.apply(x, self.weight, self.bias, self._eps, self._ranks)
            with torch.no_grad():
                mean.lerp_(batch_mean.to(mean.dtype), self._momentum)
                var.lerp_((batch_var * count / (count - 1)).to(var.dtype), self._momentum)
                self.get_buffer("num_batches_tracked").add_(1)
        out: Tensor = self.act(normed)
        return out


class WholeDropout(nn.Module):
    """Dropout whose mask is drawn for the rows of all processes from equal generators; each takes its own rows.

    On a CPU the mask is the one that torch.nn.Dropout draws for the whole batch.
    """

    def __init__(self, chance: float, ranks: Ranks) -> None:
        super().__init__()
        self._chance, self._ranks = chance, ranks

    def forward(self, x: Tensor) -> Tensor:
        """(N, C) to (N, C)."""
        if not self.training or self._chance == 0:
            return x
        counts = self._ranks.counts(len(x), x.device)
        before = sum(counts[: self._ranks.number])
        mask = x.new_empty(sum(counts), x.shape[1]).bernoulli_(1 - self._chance).div_(1 - self._chance)
        return x * mask[before : before + len(x)]


class _Norm(torch.autograd.Function):
    """Returns the normed rows, and mean, variance and number of the batch's pixels over all processes (float64)."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor, eps: float, ranks: Ranks) -> tuple[Tensor, ...]:
        mean, var, count = _moments(_real(x), ranks)
        scale = (var + eps).rsqrt()
        ctx.save_for_backward(x, weight, mean, scale, count)
        ctx.ranks = ranks
        ctx.mark_non_differentiable(mean, var, count)
        normed = _centred(x, mean, scale) * _wide(weight) + _wide(bias)
        return normed.to(x.dtype), mean, var, count

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        x, weight, mean, scale, count = ctx.saved_tensors
        grad, centred = _real(grads[0]), _centred(x, mean, scale)
        to_bias, to_weight = grad.sum(ACROSS), (grad * centred).sum(ACROSS)
        both = ctx.ranks.gather(torch.stack([to_bias, to_weight]).double()).sum(0) / count
        pull, turn = both.to(grad.dtype)
        to_x = (grad - _wide(pull) - centred * _wide(turn)) * _wide(weight * scale.to(weight.dtype))
        return to_x.to(x.dtype), to_weight.to(weight.dtype), to_bias.to(weight.dtype), None, None


def _moments(x: Tensor, ranks: Ranks) -> tuple[Tensor, Tensor, Tensor]:
    """Mean (C,), variance (C,) and count () over all processes, float64, from each process's own moments."""
    count = torch.tensor([x.numel() // x.shape[1]], device=x.device, dtype=torch.float64)
    if len(x):
        var, mean = torch.var_mean(x, ACROSS, correction=0)
    else:
        var = mean = x.new_zeros(x.shape[1])
    parts = ranks.gather(torch.cat([mean.double(), var.double(), count]))
    means, variances, counts = torch.split(parts, [x.shape[1], x.shape[1], 1], dim=1)
    total = counts.sum()
    whole = (means * counts).sum(0) / total
    return whole, ((variances + (means - whole) ** 2) * counts).sum(0) / total, total


def _centred(x: Tensor, mean: Tensor, scale: Tensor) -> Tensor:
    real = _real(x)
    return (real - _wide(mean.to(real.dtype))) * _wide(scale.to(real.dtype))


def _real(x: Tensor) -> Tensor:
    """At least single precision."""
    return x if x.dtype == torch.float64 else x.float()


def _wide(channels: Tensor) -> Tensor:
    return channels[:, None, None]
