"""The commands around training: prepare, synthesize, sheet, evaluate, baseline, export, card and robustness."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

from ml.types import Attribute
from training.bench import open_bench, refuse_leaks
from training.kit_commands import add_kit_commands

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_commands(commands: Commands) -> None:
    """Add the parsers."""
    _add_prepare(commands)
    _add_evaluate(commands)
    _add_baseline(commands)
    _add_export(commands)
    _add_card(commands)
    _add_synthesis(commands)
    _add_robustness(commands)
    add_kit_commands(commands)


def _add_prepare(commands: Commands) -> None:
    from training import prepare

    told = "cut own graded pictures into benches for training, validation and test"
    prepared = commands.add_parser("prepare", help=told)
    prepare.add_arguments(prepared)
    prepared.set_defaults(command=prepare.run)


def _add_synthesis(commands: Commands) -> None:
    from training.skin_synthesis import command, sheet

    synthesize = commands.add_parser("synthesize", help="render a bench of graded skin on photographs of faces")
    command.add_arguments(synthesize)
    synthesize.set_defaults(command=command.run)
    looked_at = commands.add_parser("sheet", help="draw one attribute at grades 0 to 4 on several people")
    sheet.add_arguments(looked_at)
    looked_at.set_defaults(command=sheet.run)


def _add_evaluate(commands: Commands) -> None:
    told = "calibrate on validation people, then measure on test people"
    evaluate = commands.add_parser("evaluate", help=told)
    evaluate.set_defaults(command=_evaluate)
    evaluate.add_argument("--run", type=Path, required=True, help="folder of the training")
    evaluate.add_argument("--val", type=Path, required=True, help="bench to calibrate on")
    evaluate.add_argument("--test", type=Path, required=True, help="bench to measure on; the val bench while tuning")
    evaluate.add_argument(
        "--json", type=Path, help="where to write all figures; report.json in the run's folder if left out"
    )
    evaluate.add_argument("--last", action="store_true", help="first make the last averaged weights the run's best")
    evaluate.add_argument("--rounds", type=int, default=500, help="bootstrap rounds")
    evaluate.add_argument("--threads", type=int, default=2)


def _evaluate(arguments: argparse.Namespace) -> int:
    import torch

    from training import judge
    from training.evaluate import table
    from training.recipe_fit import evaluate, is_recipe_run
    from training.run_folder import RunFolder

    torch.set_num_threads(arguments.threads)
    val, test = open_bench(arguments.val), open_bench(arguments.test)
    if arguments.val != arguments.test:
        refuse_leaks((val, test))
    if is_recipe_run(arguments.run):
        report = evaluate(arguments.run, val, test, arguments.rounds)
        judge.keep_report(arguments.json or arguments.run / judge.REPORT_FILE, report)
        print(table(report))
        return 0
    if arguments.last:
        RunFolder(arguments.run).take_last()
    network, plan = RunFolder(arguments.run).best()
    calibrations = judge.calibrate(network, plan, val)
    judge.keep_calibrations(arguments.run, calibrations)
    report = judge.evaluate(network, calibrations, test, arguments.rounds)
    judge.keep_report(arguments.json or arguments.run / judge.REPORT_FILE, report)
    print(table(report))
    return 0


def _add_baseline(commands: Commands) -> None:
    baseline = commands.add_parser(
        "baseline", help="gradient-boosted trees on colour and texture indices, to be beaten"
    )
    baseline.set_defaults(command=_baseline)
    for name in ("train", "val", "test"):
        baseline.add_argument(f"--{name}", type=Path, required=True, help=f"{name} bench")
    baseline.add_argument("--json", type=Path, required=True, help="where to write all figures")


def _baseline(arguments: argparse.Namespace) -> int:
    from training import judge
    from training.evaluate import table

    train, val, test = (open_bench(getattr(arguments, name)) for name in ("train", "val", "test"))
    present = [a for a in Attribute if len(train.rows(a))]
    report = judge.baseline_report(train, val, test, present)
    judge.keep_report(arguments.json, report)
    print(table(report))
    return 0


def _add_export(commands: Commands) -> None:
    export = commands.add_parser("export", help="write a model pack from an evaluated training")
    export.set_defaults(command=_export)
    export.add_argument("--run", type=Path, required=True, help="folder of the training, evaluated")
    export.add_argument(
        "--report", type=Path, help="the report for the cards; report.json in the run's folder if left out"
    )
    export.add_argument("--version", required=True, help="such as pibu-1")
    export.add_argument("--out", type=Path, required=True, help="folder of the pack")
    export.add_argument("--source", action="append", default=[], help="where own pictures come from; repeat as needed")
    export.add_argument("--licence", action="append", default=[], help="one for each source")
    export.add_argument("--note", action="append", default=[], help="a limit to state in the cards, with own sources")


def _export(arguments: argparse.Namespace) -> int:
    from training import judge
    from training.export import Origin, export_pack, ready
    from training.recipe_fit import is_recipe_run, refuse_export
    from training.run_folder import RunFolder

    if is_recipe_run(arguments.run):
        refuse_export(arguments.run)
    if len(arguments.source) != len(arguments.licence):
        raise ValueError("give one --licence for each --source")
    own = Origin(tuple(arguments.source), tuple(arguments.licence), tuple(arguments.note))
    network, plan = RunFolder(arguments.run).best()
    calibrations = judge.kept_calibrations(arguments.run, plan).attributes
    report = judge.kept_report(arguments.report or arguments.run / judge.REPORT_FILE)
    origin = own if arguments.source else Origin()
    pack = export_pack(ready(network, calibrations), calibrations, report, arguments.version, arguments.out, origin)
    print(f"wrote {pack}")
    return 0


def _add_card(commands: Commands) -> None:
    card = commands.add_parser("card", help="write a model pack's card as Markdown")
    card.set_defaults(command=_card)
    card.add_argument("--pack", type=Path, required=True, help="folder of the pack")
    card.add_argument("--out", type=Path, help="Markdown file; printed if left out")


def _card(arguments: argparse.Namespace) -> int:
    from ml.checkpoints import load_pack
    from training.card import model_card

    text = model_card(load_pack(arguments.pack))
    if arguments.out is None:
        print(text)
    else:
        arguments.out.write_text(text, "utf-8")
    return 0


def _add_robustness(commands: Commands) -> None:
    from training import robustness

    steady = commands.add_parser("robustness", help="how steady a pack's grades of real photographs are")
    robustness.add_arguments(steady)
    steady.set_defaults(command=robustness.run)
