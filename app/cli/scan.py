"""`pibu scan`: grades photos and folders of photos, and prints a table, JSON, or JSON lines."""

from __future__ import annotations

import importlib.util
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from tqdm import tqdm

from app.cli.many.rows import Asked, RowKeeper
from app.cli.overlays import OverlayFolder
from app.cli.parsing import GRADED, SOME_NOT_GRADED, Parser, run_command, say, say_trouble
from app.cli.printers import STDOUT, Outcome, Read, Refused, printer_for
from app.settings import read_settings, settings_file
from ml.device import Device
from ml.errors import PibuError
from ml.photo_decoder import PhotoDecoder
from ml.types import Analysis, QualityMode, Region, RgbImage

if TYPE_CHECKING:
    from ml.analyzer import Analyzer

MANY = 1000
"""Photos from which on rows alone are written, by as many processes as suit the machine."""
FEW = 64
"""Photos up to which one process is enough."""
MOST_WORKERS = 256
BAR = "{desc} {n_fmt}/{total_fmt} |{bar}| {elapsed}<{remaining}"

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Order:
    """What the call asks for. jsonl: a path, or "-" for stdout."""

    photos: tuple[Path, ...]
    region: Region | None
    quality: QualityMode
    json: bool
    jsonl: str | None
    out: Path | None
    model: Path | None
    device: Device


@dataclass(frozen=True, slots=True, eq=False)
class ManyOrder:
    """The call for very many photos: rows into a file, by so many processes. photos: drawn as they are needed."""

    photos: Iterable[Path]
    region: Region | None
    quality: QualityMode
    rows: Path
    parquet: bool
    resume: bool
    workers: int
    model: Path | None
    device: Device


def run(argv: Sequence[str], application: QCoreApplication | None = None) -> int:
    """The command. Returns the exit status: 0 all graded, 1 some photo not graded, 2 nothing done."""
    return run_command(argv, application, lambda: _done(_order(argv)))


def _parser() -> Parser:
    parser = Parser(
        "scan",
        translate("Cli", "Grade five skin attributes (0-4) in photos. Pibu is not a medical device."),
        translate("Cli", "Exit status: 0 all graded, 1 some photo could not be graded, 2 nothing was done."),
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help=translate("Cli", "photos, and folders of photos"))
    parser.add_argument(
        "--region",
        metavar="NAME",
        help=translate("Cli", "the photos are close-ups of this region only: {names}").format(names=", ".join(Region)),
    )
    parser.add_quality()
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=translate("Cli", "print JSON instead of a table"))
    form.add_argument(
        "--jsonl",
        metavar="FILE",
        help=translate(
            "Cli", "write JSON lines into this file as photos are graded, beside the table; - prints only them"
        ),
    )
    form.add_argument(
        "--parquet",
        metavar="DIR",
        type=Path,
        help=translate("Cli", "write Parquet files into this folder, and print only how many photos were graded"),
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, help=translate("Cli", "write the photos with heat maps into this folder")
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        type=int,
        help=translate(
            "Cli", "grade in so many processes and print only how many were graded; needs --jsonl FILE or --parquet DIR"
        ),
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help=translate("Cli", "go on with the rows of --jsonl or --parquet: photos that have one are not graded again"),
    )
    parser.add_model()
    parser.add_device()
    return parser


def _order(argv: Sequence[str]) -> Order | ManyOrder:
    from ml.photo_bytes import photos_in, photos_walked

    parser = _parser()
    arguments = parser.parse(argv)
    if not arguments.paths:
        parser.error(translate("Cli", "name at least one photo or folder"))
    walked = photos_walked(Path(path) for path in arguments.paths)
    first = list(islice(walked, MANY))
    if not first:
        parser.error(translate("Cli", "there are no photos in {places}").format(places=", ".join(arguments.paths)))
    if _is_for_many(parser, arguments, len(first)):
        return _many_order(parser, arguments, chain(first, walked), len(first))
    photos = photos_in(Path(path) for path in arguments.paths)
    return Order(
        photos=tuple(photos),
        region=None if arguments.region is None else parser.one_of(Region, arguments.region),
        quality=parser.one_of(QualityMode, arguments.quality),
        json=arguments.json,
        jsonl=arguments.jsonl,
        out=arguments.out,
        model=arguments.model,
        device=parser.one_of(Device, arguments.device),
    )


def _is_for_many(parser: Parser, arguments: Namespace, photos: int) -> bool:
    """Whether rows alone are wanted. photos: how many there are, at most MANY."""
    asked = arguments.workers is not None or arguments.resume or arguments.parquet is not None
    into_a_file = arguments.jsonl not in (None, STDOUT) or arguments.parquet is not None
    if asked and (not into_a_file or arguments.out is not None):
        parser.error(translate("Cli", "--workers and --resume need --jsonl FILE or --parquet DIR, and no --out"))
    if arguments.parquet is not None and importlib.util.find_spec("pyarrow") is None:
        parser.error(translate("Cli", "--parquet needs the Python package pyarrow, which is not here; use --jsonl"))
    if arguments.workers is not None and not 1 <= arguments.workers <= MOST_WORKERS:
        text = translate("Cli", "{option} must be a number from {least} to {most}")
        parser.error(text.format(option="--workers", least=1, most=MOST_WORKERS))
    return asked or (into_a_file and arguments.out is None and photos >= MANY)


def _many_order(parser: Parser, arguments: Namespace, photos: Iterable[Path], at_least: int) -> ManyOrder:
    from ml.grading_pool import sensible_workers

    device = parser.one_of(Device, arguments.device)
    workers = arguments.workers
    if workers is None:
        workers = 1 if at_least <= FEW or device in (Device.CUDA, Device.TORCH) else sensible_workers()
    return ManyOrder(
        photos=photos,
        region=None if arguments.region is None else parser.one_of(Region, arguments.region),
        quality=parser.one_of(QualityMode, arguments.quality),
        rows=arguments.parquet or Path(arguments.jsonl),
        parquet=arguments.parquet is not None,
        resume=arguments.resume,
        workers=workers,
        model=arguments.model,
        device=Device.CPU if device is Device.AUTO else device,  # many processes don't share a card by themselves
    )


def _done(order: Order | ManyOrder) -> int:
    return _scan(order) if isinstance(order, Order) else _scan_many(order)


def _scan_many(order: ManyOrder) -> int:
    from app.cli.many.grading import grade_many
    from app.packs import chosen_folder
    from ml.photo_grader import GradingOrder

    pack = order.model or chosen_folder(read_settings(settings_file()).model)
    grading = GradingOrder(pack, order.quality, order.region, order.device)
    tally = grade_many(order.photos, grading, order.workers, lambda asked: _keeper(order, asked))
    print(tally.said(), flush=True)
    return SOME_NOT_GRADED if tally.failed else GRADED


def _keeper(order: ManyOrder, asked: Asked) -> RowKeeper:
    if order.parquet:
        from app.cli.many.parquet_rows import ParquetParts

        return ParquetParts(order.rows, asked, order.resume)
    from app.cli.many.jsonl_rows import JsonLines

    return JsonLines(order.rows, asked, order.resume)


def _scan(order: Order) -> int:
    overlays = None if order.out is None else OverlayFolder(order.out, order.photos)
    with ExitStack() as stack:
        decoder = stack.enter_context(PhotoDecoder())
        decoder.start()  # gets ready while the classifiers do
        asked = Asked(order.quality, order.region)
        printer = stack.enter_context(printer_for(order.json, order.jsonl, len(order.photos) > 1, asked))
        analyzer = _analyzer(order)
        stack.callback(analyzer.close)
        all_well = True
        for photo in _with_progress(order.photos):
            outcome, saved = _grade(photo, order, analyzer, overlays, decoder)
            printer.take(outcome)
            all_well &= outcome.graded and saved
    return GRADED if all_well else SOME_NOT_GRADED


def _analyzer(order: Order) -> Analyzer:
    if sys.stderr.isatty():
        say(translate("Cli", "Loading the classifiers…"))
    from app.models import threads
    from app.packs import chosen_folder
    from ml.open import open_analyzer

    pack = order.model or chosen_folder(read_settings(settings_file()).model)
    return open_analyzer(pack, order.device, threads(), told=say_trouble)


def _with_progress(photos: Sequence[Path]) -> Iterator[Path]:
    hidden = len(photos) < 2 or not sys.stderr.isatty()
    yield from tqdm(photos, desc=translate("Cli", "Grading"), bar_format=BAR, disable=hidden, leave=False)


def _grade(
    photo: Path, order: Order, analyzer: Analyzer, overlays: OverlayFolder | None, decoder: PhotoDecoder
) -> tuple[Outcome, bool]:
    """What became of one photo, and whether its overlays were written (yes when none were asked for)."""
    try:
        image = decoder.read(photo)
    except PibuError as trouble:
        return Refused(photo, trouble), True
    analysis = _analysis(image, order, analyzer)
    try:
        if overlays is not None:
            overlays.write(photo, image, analysis)
    except PibuError as trouble:
        say_trouble(trouble)
        return Read(photo, analysis), False
    return Read(photo, analysis), True


def _analysis(image: RgbImage, order: Order, analyzer: Analyzer) -> Analysis:
    if order.region is None:
        return analyzer.analyze_photo(image, order.quality)
    return analyzer.analyze_close_up(image, order.region, order.quality)
