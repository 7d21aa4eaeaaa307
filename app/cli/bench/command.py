"""`pibu bench`: measures the engine against the naive way on this machine; prints a table or JSON, writes pages."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.cli.bench.names import Part, part_name
from app.cli.parsing import GRADED, Parser, run_command, say
from ml.device import Device, has_torch
from ml.errors import PibuError, TroubleCode

if TYPE_CHECKING:
    from app.cli.bench.report import BenchReport

MOST_THREADS = 64
LEAST_CROPS, MOST_CROPS = 8, 100_000
MOST_ROUNDS = 1000
DEVICES = (Device.CPU, Device.CUDA, Device.TORCH)

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Order:
    """What the call asks for. markdown, roofline: pages to write."""

    model: Path | None
    device: Device
    threads: int
    parts: tuple[Part, ...]
    crops: int
    rounds: int
    json: bool
    markdown: Path | None
    roofline: Path | None


def run(argv: Sequence[str], application: QCoreApplication | None = None) -> int:
    """The command. Returns the exit status: 0 measured, 2 nothing was measured or a page couldn't be written."""
    return run_command(argv, application, lambda: _bench(_order(argv)))


def _parser() -> Parser:
    parser = Parser(
        "bench",
        translate("Cli", "Measure how fast, how small and how faithful grading is on this machine."),
        translate("Cli", "Exit status: 0 measured, 2 nothing was measured or a page could not be written."),
    )
    parser.add_argument(
        "--device",
        metavar="{" + ",".join(DEVICES) + "}",
        default=Device.CPU.value,
        help=translate("Cli", "what to grade on (default: cpu)"),
    )
    parser.add_argument(
        "--threads", type=int, default=1, help=translate("Cli", "threads on both sides of the comparison (default: 1)")
    )
    parser.add_argument(
        "--only",
        metavar="PART,...",
        help=translate("Cli", "measure only these parts: {names}").format(names=", ".join(Part)),
    )
    parser.add_argument(
        "--crops", type=int, default=512, help=translate("Cli", "crops to compare the grades of (default: 512)")
    )
    parser.add_argument(
        "--rounds",
        type=int,
        default=15,
        help=translate("Cli", "how often the two ways are timed in turn (default: 15)"),
    )
    parser.add_argument("--json", action="store_true", help=translate("Cli", "print JSON instead of a table"))
    parser.add_argument(
        "--markdown", metavar="FILE", type=Path, help=translate("Cli", "write the benchmark page of the docs")
    )
    parser.add_argument(
        "--roofline", metavar="FILE", type=Path, help=translate("Cli", "write the roofline page of the docs")
    )
    parser.add_model()
    return parser


def _order(argv: Sequence[str]) -> Order:
    parser = _parser()
    arguments = parser.parse(argv)
    _within(parser, "--threads", arguments.threads, 1, MOST_THREADS)
    _within(parser, "--crops", arguments.crops, LEAST_CROPS, MOST_CROPS)
    _within(parser, "--rounds", arguments.rounds, 1, MOST_ROUNDS)
    device = parser.one_of(Device, arguments.device)
    if device not in DEVICES:
        parser.error(translate("Cli", "name the device to measure, not “{word}”").format(word=device))
    parts = _parts(parser, arguments)
    if arguments.roofline is not None and (Part.ROOFLINE not in parts or device is not Device.CPU):
        parser.error(translate("Cli", "--roofline needs the part roofline and the device cpu"))
    return Order(
        arguments.model,
        device,
        arguments.threads,
        parts,
        arguments.crops,
        arguments.rounds,
        arguments.json,
        arguments.markdown,
        arguments.roofline,
    )


def _parts(parser: Parser, arguments: argparse.Namespace) -> tuple[Part, ...]:
    if arguments.only is None:
        return tuple(Part)
    return tuple(parser.one_of(Part, word) for word in arguments.only.split(","))


def _within(parser: Parser, option: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        text = translate("Cli", "{option} must be a number from {least} to {most}")
        parser.error(text.format(option=option, least=least, most=most))


def _bench(order: Order) -> int:
    if not has_torch():
        raise PibuError(TroubleCode.NOT_IN_EDITION, "bench", "the naive way needs torch")
    from app.cli.bench.measuring import Wanted, measure
    from app.cli.bench.pages import benchmarks_page
    from app.cli.bench.report import as_json
    from app.cli.bench.roofline_page import roofline_page
    from app.cli.bench.table import table
    from app.packs import chosen_folder
    from app.settings import read_settings, settings_file
    from ml.open import chosen_pack

    pack = order.model or chosen_folder(read_settings(settings_file()).model) or chosen_pack()
    wanted = Wanted(pack, order.device, order.threads, order.parts, order.crops, order.rounds)
    report = measure(wanted, _tell)
    print(as_json(report) if order.json else table(report), flush=True)
    _write(order.markdown, report, benchmarks_page)
    _write(order.roofline, report, roofline_page)
    return GRADED


def _tell(part: Part) -> None:
    if sys.stderr.isatty():
        say(translate("Cli", "Measuring: {part}…").format(part=part_name(part)))


def _write(path: Path | None, report: BenchReport, page: Callable[[BenchReport], str]) -> None:
    """Writes a page, if it is asked for.

    Raises:
        PibuError: CANNOT_WRITE.
    """
    if path is None:
        return
    try:
        path.write_text(page(report), encoding="utf-8")
    except OSError as error:
        raise PibuError(TroubleCode.CANNOT_WRITE, str(path), str(error)) from error
