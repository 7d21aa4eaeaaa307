"""The commands that look and compare: backbones, eda and compare."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_kit_commands(commands: Commands) -> None:
    """Add the parsers."""
    _add_backbones(commands)
    _add_eda(commands)
    _add_compare(commands)


def _add_backbones(commands: Commands) -> None:
    listed = commands.add_parser("backbones", help="parameter counts of the backbones beside the original's")
    listed.add_argument("--size", type=int, default=224, help="side of the input, pixels; a multiple of 32")
    listed.set_defaults(command=_backbones)


def _backbones(arguments: argparse.Namespace) -> int:
    from training.backbones import table

    print(table(arguments.size))
    return 0


def _add_compare(commands: Commands) -> None:
    from training.experiments import command

    compared = commands.add_parser("compare", help="the original's tables on a bench, every row with the same budget")
    command.add_arguments(compared)
    compared.set_defaults(command=command.run)


def _add_eda(commands: Commands) -> None:
    from training.eda import command

    looked_at = commands.add_parser("eda", help="grades, sharpness, tone and examples of a data set, as one page")
    command.add_arguments(looked_at)
    looked_at.set_defaults(command=command.run)
