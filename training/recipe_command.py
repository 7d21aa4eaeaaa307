"""`python -m training train --recipe NAME`: the options of a recipe, and the training by it."""

from __future__ import annotations

import argparse
from dataclasses import replace

from training.backbones import BackboneName
from training.bench import open_bench
from training.original import RECIPES, recipe
from training.recipe import Recipe


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options that only a recipe has; `train` has the others."""
    told = parser.add_argument_group("the original's recipes, one attribute and any backbone each")
    told.add_argument("--recipe", choices=[r.name for r in RECIPES], help="train one attribute as the original did")
    told.add_argument("--backbone", choices=[b.value for b in BackboneName], help="another one than the recipe's")
    told.add_argument("--size", type=int, help="side of the input, pixels, a multiple of 32; the recipe's otherwise")
    told.add_argument("--steps", type=int, default=0, help="instead of epochs")
    told.add_argument("--rate", type=float, help="of AdamW; the recipe's otherwise")
    told.add_argument("--six-channels", action="store_true", help="absorbances beside RGB, as Pibu's own classifiers")


def chosen(arguments: argparse.Namespace) -> Recipe:
    """The named recipe with what the command line changes."""
    found = recipe(arguments.recipe)
    return replace(
        found,
        pipeline=found.pipeline.scaled(arguments.size) if arguments.size else found.pipeline,
        backbone=BackboneName(arguments.backbone) if arguments.backbone else found.backbone,
        channels=6 if arguments.six_channels else found.channels,
        start=not arguments.from_nothing,
        epochs=arguments.epochs or found.epochs,
        steps=arguments.steps,
        batch=arguments.batch or found.batch,
        rate=arguments.rate or found.rate,
        patience=arguments.patience,
        seed=arguments.seed,
        threads=arguments.threads,
        half=not arguments.full_precision,
    )


def run(arguments: argparse.Namespace) -> int:
    """Train; 0 when done."""
    from training.recipe_fit import fit

    wanted = chosen(arguments)
    reached = fit(wanted, open_bench(arguments.train), open_bench(arguments.val), arguments.out)
    print(f"{wanted.name}: best P-Recall on validation faces {reached:.4f}; weights in {arguments.out}")
    return 0
