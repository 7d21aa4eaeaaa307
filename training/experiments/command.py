"""`python -m training compare`: run the tables that are asked for and write them to their page."""

from __future__ import annotations

import argparse
from pathlib import Path

from ml.checkpoints import shipped_pack
from training.bench import open_bench
from training.experiments.document import write
from training.experiments.plan import Budget, Table
from training.experiments.rows import Comparison
from training.experiments.sections import Page, section


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `compare`."""
    default = Budget()
    for name, told in (("train", "bench to learn from"), ("val", "bench to calibrate the trees on"), ("test", "bench")):
        parser.add_argument(f"--{name}", type=Path, required=True, help=told)
    parser.add_argument(
        "--out", type=Path, required=True, help="the page; its charts go to images/<its name> beside it"
    )
    parser.add_argument("--table", action="append", choices=[t.value for t in Table], help="all when left out; repeat")
    parser.add_argument("--work", type=Path, default=Path("runs/compare"), help="folder where finished rows are kept")
    parser.add_argument("--pack", type=Path, default=shipped_pack(), help="pack for the final table; the shipped one")
    parser.add_argument("--tree-train", type=Path, help="larger bench for the trees; --train when left out")
    parser.add_argument("--fine-tune", action="store_true", help="train the trunks too, not only linear layers")
    parser.add_argument("--heavy", action="store_true", help="and the heavy backbones, for a GPU")
    for name in ("crops", "steps", "batch", "size", "rate", "seed", "each", "rounds", "threads"):
        value = getattr(default, name)
        parser.add_argument(f"--{name}", type=type(value), default=value)


def run(arguments: argparse.Namespace) -> int:
    """Compare and write; 0 when done. Each section is written as soon as its rows are there."""
    a = arguments
    budget = Budget(
        a.steps, a.batch, a.size, a.rate, a.seed, a.each, a.rounds, a.threads, a.crops, a.fine_tune, a.heavy
    )
    train, val, test = open_bench(a.train), open_bench(a.val), open_bench(a.test)
    page = Page(a.out, a.pack, open_bench(a.tree_train) if a.tree_train else train, val)
    comparison = Comparison(train, test, budget, a.work)
    for table in [Table(name) for name in a.table] if a.table else list(Table):
        write(page.path, [section(table, comparison, page)])
        print(f"{table.value}: written to {page.path}")
    return 0
