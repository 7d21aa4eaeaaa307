"""The commands that look and compare: backbones, eda and compare."""

from __future__ import annotations

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_kit_commands(commands: Commands) -> None:
    """Add the parsers."""
    _add_backbones(commands)


def _add_backbones(commands: Commands) -> None:
    listed = commands.add_parser("backbones", help="parameter counts of the backbones beside the original's")
    listed.add_argument("--size", type=int, default=224, help="side of the input, pixels; a multiple of 32")
    listed.set_defaults(command=_backbones)


def _backbones(arguments: argparse.Namespace) -> int:
    from training.backbones import table

    print(table(arguments.size))
    return 0
