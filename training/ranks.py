"""Several processes that train as one: who is who, and the few things they tell each other.

Started by torchrun, which sets RANK, WORLD_SIZE and LOCAL_RANK. Every process holds the whole network and computes its
share of each batch's rows (data parallel training: Li et al. 2020, arXiv:2006.15704). Alone, nothing is sent.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch import Tensor, nn

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ranks:
    """This process's number among `count` that train together; local: its number on this machine."""

    number: int = 0
    count: int = 1
    local: int = 0

    @property
    def first(self) -> bool:
        """Whether this one writes files and speaks."""
        return self.number == 0

    @property
    def alone(self) -> bool:
        """Whether there is only one process."""
        return self.count == 1

    def share(self, rows: int) -> slice:
        """This process's rows out of so many: slices in the order of the numbers, as even as can be."""
        return slice(rows * self.number // self.count, rows * (self.number + 1) // self.count)

    def gather(self, tensor: Tensor) -> Tensor:
        """(count, *shape): the tensor of every process, all of one shape."""
        if self.alone:
            return tensor[None]
        parts = [torch.empty_like(tensor) for _ in range(self.count)]
        dist.all_gather(parts, tensor.contiguous())
        return torch.stack(parts)

    def counts(self, rows: int, device: torch.device) -> list[int]:
        """How many rows every process has."""
        found: list[int] = self.gather(torch.tensor(rows, device=device)).tolist()
        return found

    def whole(self, logits: Tensor) -> Tensor:
        """(sum of N, K): the (N, K) rows of every process, in the order of the numbers; gradients flow to the own ones.

        Any loss of them is then the loss of the whole batch, however its rows are spread, and the gradients of the
        weights need only be summed.
        """
        if self.alone:
            return logits
        gathered: Tensor = _Whole.apply(logits, self)
        return gathered

    def sum_gradients(self, network: nn.Module) -> None:
        """Replace every gradient by its sum over the processes, in one message."""
        if self.alone:
            return
        grads = [p.grad for p in network.parameters() if p.grad is not None]
        flat = torch.cat([g.reshape(-1) for g in grads])
        dist.all_reduce(flat)
        for grad, summed in zip(grads, torch.split(flat, [g.numel() for g in grads]), strict=True):
            grad.copy_(summed.view_as(grad))

    def agreed(self, value: T) -> T:
        """The first process's value, a small picklable one."""
        if self.alone:
            return value
        box = [value]
        dist.broadcast_object_list(box, src=0)
        return box[0]

    def every(self, value: T) -> list[T]:
        """The picklable value of every process, in the order of the numbers."""
        if self.alone:
            return [value]
        found: list[Any] = [None] * self.count
        dist.all_gather_object(found, value)
        return found

    def wait(self) -> None:
        """Go on when all have come here."""
        if not self.alone:
            dist.barrier()


class _Whole(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, logits: Tensor, ranks: Ranks) -> Tensor:
        counts = ranks.counts(len(logits), logits.device)
        padded = logits.new_zeros(max(counts), logits.shape[1])
        padded[: len(logits)] = logits
        before = sum(counts[: ranks.number])
        ctx.own = slice(before, before + len(logits))
        return torch.cat([part[:n] for part, n in zip(ranks.gather(padded), counts, strict=True)])

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None]:
        (grad,) = grads
        return grad[ctx.own], None


def training_device(ranks: Ranks) -> torch.device:
    """The GPU of this process where there is one for each, else the CPU."""
    if torch.cuda.is_available() and torch.cuda.device_count() > ranks.local:
        return torch.device("cuda", ranks.local)
    return torch.device("cpu")


@contextmanager
def open_ranks(environment: Mapping[str, str] = os.environ) -> Iterator[Ranks]:
    """The processes that torchrun started, connected until the end of the block: NCCL between GPUs, else gloo.

    Raises:
        ValueError: some processes of this machine have a GPU and others don't.
    """
    count = int(environment.get("WORLD_SIZE", "1"))
    if count == 1:
        yield Ranks()
        return
    ranks = Ranks(int(environment["RANK"]), count, int(environment["LOCAL_RANK"]))
    gpus, here = torch.cuda.device_count(), int(environment.get("LOCAL_WORLD_SIZE", count))
    if 0 < gpus < here:
        advice = "start as many as there are GPUs, or set CUDA_VISIBLE_DEVICES= to train on CPUs"
        raise ValueError(f"{here} processes but {gpus} GPUs: {advice}")
    if gpus:
        torch.cuda.set_device(ranks.local)
    dist.init_process_group("nccl" if gpus else "gloo")
    try:
        yield ranks
    finally:
        dist.destroy_process_group()
