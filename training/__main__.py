"""`python -m training <command>`: train, evaluate, export and describe Pibu's classifiers."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ml.errors import PibuError
from ml.types import Attribute
from training import recipe_command
from training.bench import BenchError, open_bench
from training.commands import add_commands
from training.losses import LossName
from training.memory import keep_freed_memory
from training.plan import FitPlan
from training.tracking import Tracking


def _train(arguments: argparse.Namespace) -> int:
    if arguments.recipe:
        return recipe_command.run(arguments)
    from training.fit import start
    from training.ranks import open_ranks

    attributes = tuple(Attribute(a) for a in arguments.attributes)
    losses = tuple(LossName(name) for name in arguments.losses)
    plan = FitPlan(
        attributes=attributes,
        losses=losses * len(attributes) if len(losses) == 1 else losses,
        spec=replace(FitPlan().spec, shared_stages=arguments.shared_stages),
        epochs=arguments.epochs or FitPlan().epochs,
        minutes=arguments.minutes,
        epoch_crops=arguments.epoch_crops,
        batch=arguments.batch or FitPlan().batch,
        trunk_rate=arguments.trunk_rate,
        head_rate=arguments.head_rate,
        loss_balance=arguments.loss_balance,
        draw_balance=arguments.draw_balance,
        patience=arguments.patience,
        seed=arguments.seed,
        threads=arguments.threads,
        half=not arguments.full_precision,
        imagenet=not arguments.from_nothing,
        heat=arguments.heat,
        mirror=arguments.mirror,
        start=str(arguments.start or ""),
        val_crops=arguments.val_crops,
    )
    train, val = open_bench(arguments.train), open_bench(arguments.val)
    tracking = Tracking(arguments.tracking)
    with open_ranks() as ranks:
        reached = start(plan, train, val, arguments.out, ranks=ranks, tracking=tracking).run()
        if ranks.first:
            print(f"best mean P-Recall on validation faces: {reached:.4f}; weights in {arguments.out}")
    return 0


def _add_train(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    default = FitPlan()
    train = commands.add_parser("train", help="train the classifiers on a bench; run again to go on after a kill")
    train.set_defaults(command=_train)
    train.add_argument("--train", type=Path, required=True, help="bench folder to learn from")
    train.add_argument("--val", type=Path, required=True, help="bench folder of other people, to choose by")
    train.add_argument("--out", type=Path, required=True, help="folder for weights, state and log")
    train.add_argument(
        "--attributes", nargs="+", default=[a.value for a in Attribute], choices=[a.value for a in Attribute]
    )
    names = [n.value for n in LossName]
    train.add_argument("--losses", nargs="+", default=[LossName.SOFT_ORDINAL.value], choices=names, help="one, or five")
    train.add_argument("--epochs", type=int, default=0, help=f"0 = {default.epochs}, or the recipe's")
    train.add_argument("--minutes", type=float, default=0.0, help="fit the schedule to this much training time instead")
    train.add_argument("--epoch-crops", type=int, default=0, help="crops between two looks at val; 0 = all")
    train.add_argument("--batch", type=int, default=0, help=f"0 = {default.batch}, or the recipe's")
    train.add_argument("--trunk-rate", type=float, default=default.trunk_rate, help="0: only the heads learn")
    train.add_argument("--head-rate", type=float, default=default.head_rate)
    train.add_argument("--loss-balance", type=float, default=default.loss_balance)
    train.add_argument("--draw-balance", type=float, default=default.draw_balance)
    train.add_argument("--patience", type=int, default=0)
    train.add_argument("--seed", type=int, default=default.seed)
    train.add_argument("--threads", type=int, default=default.threads)
    kinds = [kind.value for kind in Tracking]
    train.add_argument(
        "--tracking", default=Tracking.MLFLOW.value, choices=kinds, help="keep settings and figures for comparing runs"
    )
    train.add_argument("--full-precision", action="store_true", help="float32 instead of bfloat16")
    train.add_argument("--mirror", type=float, default=default.mirror, help="weight of two looks at a crop agreeing")
    train.add_argument("--heat", type=float, default=default.heat, help="weight of heat off the rendered change")
    train.add_argument("--start", type=Path, help="folder of an earlier training whose best weights to start from")
    train.add_argument(
        "--shared-stages", type=int, default=default.spec.shared_stages, help="block stages common to all attributes"
    )
    train.add_argument("--val-crops", type=int, default=default.val_crops, help="crops of val at each look; 0 = all")
    train.add_argument("--from-nothing", action="store_true", help="don't start from ImageNet weights")
    recipe_command.add_arguments(train)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="command")
    _add_train(commands)
    add_commands(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 2 and one line on stderr when the files given don't fit."""
    arguments = parser().parse_args(argv)
    keep_freed_memory()
    try:
        code: int = arguments.command(arguments)
    except (BenchError, FileNotFoundError, ModuleNotFoundError, PibuError, ValueError) as error:
        if os.environ.get("RANK", "0") == "0":  # of several processes one speaks
            print(f"error: {error}", file=sys.stderr)
        return 2
    return code


if __name__ == "__main__":
    raise SystemExit(main())
