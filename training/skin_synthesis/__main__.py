"""`python -m training.skin_synthesis synthesize|sheet`: render a bench, or look at the renderers."""

from __future__ import annotations

import argparse

from training.skin_synthesis import command, sheet


def main() -> int:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(prog="python -m training.skin_synthesis")
    commands = parser.add_subparsers(dest="command", required=True)
    command.add_arguments(commands.add_parser("synthesize"))
    sheet.add_arguments(commands.add_parser("sheet"))
    args = parser.parse_args()
    return command.run(args) if args.command == "synthesize" else sheet.run(args)


if __name__ == "__main__":
    raise SystemExit(main())
