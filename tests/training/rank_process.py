"""What torchrun starts in two processes for test_ranks.py: layers and a loss over spread rows, then a tiny training.

    torchrun --nproc-per-node 2 -m tests.training.rank_process FOLDER

The same functions run alone in the test's own process. Everything that is compared lands in FOLDER.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import torch
from timm.layers.norm_act import BatchNormAct2d
from torch import Tensor, nn

from ml.card import ClassifierSpec
from tests.training.test_fit import SHORT
from training.bench import open_bench
from training.fit import start
from training.losses import LossName, grade_loss
from training.ranks import Ranks, open_ranks
from training.whole_batch import spread

PLAN = replace(
    SHORT,
    batch=6,
    epochs=1,
    epoch_crops=12,
    spec=ClassifierSpec(stages=2, shared_stages=1, head_width=16),
    threads=1,
    mirror=0.0,
)
"""Without second looks: they stand behind each process's own rows, so dropout would fall on other rows than alone."""


def small_network(ranks: Ranks) -> nn.Module:
    """Both kinds of batch norm, dropout and a linear layer, in double precision."""
    torch.manual_seed(7)
    network = nn.Sequential(
        nn.Conv2d(3, 8, 3, bias=False),
        BatchNormAct2d(8, act_layer=nn.ReLU6),
        nn.Conv2d(8, 8, 3, bias=False),
        nn.BatchNorm2d(8, eps=1e-3),
        nn.Flatten(),
        nn.Dropout(0.3),
        nn.Linear(8 * 36, 5),
    ).double()
    spread(network, ranks)
    return network


def exercise(ranks: Ranks) -> dict[str, Tensor]:
    """Loss, gradients and batch-norm statistics after batches of which the first process may have all rows."""
    network = small_network(ranks)
    loss_of = grade_loss(LossName.CORN, (1, 1, 1, 1, 1))
    source = torch.Generator().manual_seed(1)
    kept: dict[str, Tensor] = {}
    for turn, (rows, mine_first) in enumerate(((6, 4), (5, 5), (7, 2))):
        x = torch.randn(rows, 3, 10, 10, generator=source, dtype=torch.float64) * 3 + 1
        labels = torch.randint(0, 5, (rows,), generator=source)
        own = x if ranks.alone else x[:mine_first] if ranks.first else x[mine_first:]
        loss = loss_of(ranks.whole(network(own)), labels, labels.double())
        network.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        ranks.sum_gradients(network)
        kept[f"loss {turn}"] = loss.detach()
        kept |= {f"gradient {turn} {n}": p.grad.clone() for n, p in network.named_parameters() if p.grad is not None}
        kept |= {f"state {turn} {n}": b.clone() for n, b in network.state_dict().items()}
    return kept


def train(folder: Path, out: Path, ranks: Ranks) -> dict[str, Tensor]:
    """The weights and their average after a short training on the benches in `folder`.

    In double precision: in single, AdamW turns roundings of near-zero gradients into steps, on one process as on two.
    """
    fit = start(PLAN, open_bench(folder / "t"), open_bench(folder / "v"), out, quiet=True, ranks=ranks)
    for network in (fit.network, fit.average.network):
        network.double().register_forward_pre_hook(lambda _, given: (given[0].double(), *given[1:]))
    reached = torch.tensor(fit.run(), dtype=torch.float64)
    return {**fit.network.state_dict(), **{f"average {n}": t for n, t in fit.average.network.state_dict().items()}} | {
        "reached": reached
    }


def main() -> None:
    """Run both and keep what this process found."""
    folder = Path(sys.argv[1])
    torch.set_num_threads(1)
    with open_ranks() as ranks:
        torch.save(exercise(ranks), folder / f"exercise{ranks.number}.pt")
        torch.save(train(folder, folder / "two", ranks), folder / f"train{ranks.number}.pt")


if __name__ == "__main__":
    main()
