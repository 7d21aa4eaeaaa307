"""What `pibu bench` prints for people: a block of aligned lines for each part that was measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from app.cli.bench.names import Part, part_name, stage_name
from app.cli.bench.report import BenchReport, Closeness, Races, Stages
from app.cli.table import padded, width
from ml.bench.agreement import Agreement
from ml.bench.growth import Axis, Step
from ml.bench.memory import Memory, ProcessMemory
from ml.bench.one_crop import OneCrop
from ml.bench.timing import Quartiles, Race

Row = tuple[str, ...]

translate = QCoreApplication.translate


def table(report: BenchReport) -> str:
    """All parts that were measured. Times are medians, with quartiles in brackets."""
    machine = report.machine
    where = translate("Cli", "{processor}, {cores} cores; {device}, {threads} thread(s); pack {pack}").format(
        processor=machine.processor,
        cores=machine.cores,
        device=report.device,
        threads=report.threads,
        pack=report.pack,
    )
    blocks = [where]
    if report.race is not None:
        blocks.append(_block(Part.RACE, _races(report.race)))
    if report.stages is not None:
        blocks.append(_block(Part.STAGES, _stages(report.stages)))
    if report.memory is not None:
        blocks.append(_block(Part.MEMORY, _memory(report.memory)))
    if report.agreement is not None:
        blocks.append(_block(Part.AGREEMENT, _agreement(report.agreement)))
    if report.growth is not None:
        blocks.append(_block(Part.GROWTH, _growth(report.growth)))
    if report.roofline is not None:
        blocks.append(_block(Part.ROOFLINE, _roofline(report.roofline)))
    return "\n\n".join(blocks)


def _block(part: Part, rows: Sequence[Row]) -> str:
    columns = [max(width(row[i]) for row in rows if i < len(row)) for i in range(max(map(len, rows)))]
    lines = ["  " + "  ".join(padded(cell, columns[i]) for i, cell in enumerate(row)).rstrip() for row in rows]
    return "\n".join([part_name(part), *lines])


def _races(races: Races) -> list[Row]:
    return [
        (translate("Cli", "crops, grades with heat maps"), f"{races.crops}, {races.pairs}"),
        (translate("Cli", "naive way"), _ms(races.one_by_one.slow)),
        (translate("Cli", "engine"), _ms(races.one_by_one.fast)),
        (translate("Cli", "times faster than the naive way"), _times(races.one_by_one)),
        (translate("Cli", "… than the naive way in batches"), _times(races.batched)),
        (translate("Cli", "… than the naive way without heat maps"), _times(races.no_heat)),
        *(row for one in races.one_crop for row in _one_crop(one)),
    ]


def _one_crop(one: OneCrop) -> list[Row]:
    name = translate("Cli", "one crop of {size} px, all {n} attributes: naive way, engine")
    both = f"{_short(one.race.slow.median)}, {_short(one.race.fast.median)}"
    return [
        (name.format(size=one.size, n=one.attributes), both),
        (translate("Cli", "… there times faster than the naive way"), _times(one.race)),
    ]


def _stages(stages: Stages) -> list[Row]:
    rows = [(stage_name(one.stage), _ms(one.milliseconds)) for one in stages.times]
    return [*rows, (translate("Cli", "analyses a second"), f"{stages.per_second:.1f}")]


def _memory(memory: Memory) -> list[Row]:
    return [
        ("", translate("Cli", "naive way"), translate("Cli", "engine"), ""),
        _both(translate("Cli", "most memory added"), memory, lambda f: f.added, "MiB", memory.share),
        _both(translate("Cli", "… of it while grading"), memory, lambda f: f.working, "MiB", memory.working_share),
        _both(translate("Cli", "load libraries"), memory, lambda f: f.import_ms, "ms"),
        _both(translate("Cli", "open the pack"), memory, lambda f: f.open_ms, "ms"),
        _both(translate("Cli", "first analysis"), memory, lambda f: f.first_ms, "ms"),
    ]


def _agreement(found: Agreement) -> list[Row]:
    return [
        (translate("Cli", "crops, grades"), f"{found.crops}, {found.pairs}"),
        (translate("Cli", "same grade"), f"{100 * found.same_grade:.2f} %"),
        (
            translate("Cli", "expected grade differs by (99%, most)"),
            f"{found.expected_p99:.4f}, {found.expected_most:.4f}",
        ),
        (
            translate("Cli", "heat maps correlate (median, 1%, least)"),
            f"{found.heat_median:.5f}, {found.heat_p01:.5f}, {found.heat_least:.5f}",
        ),
    ]


def _growth(steps: Sequence[Step]) -> list[Row]:
    head = ("", translate("Cli", "naive way"), translate("Cli", "engine"), translate("Cli", "times faster"))
    rows = [
        (_axis(step), _short(step.naive.median), _short(step.engine.median), f"{step.ratio.median:.1f}")
        for step in steps
    ]
    return [head, *rows]


def _roofline(closeness: Closeness) -> list[Row]:
    roofline = closeness.roofline
    share = roofline.bound_ms / closeness.engine.median
    return [
        (translate("Cli", "operations of one analysis"), f"{roofline.gflop:.2f} GFLOP"),
        (translate("Cli", "highest rate of this processor, one thread"), f"{roofline.peaks.fp32_gflops:.0f} GFLOP/s"),
        (translate("Cli", "least time on this machine"), f"{roofline.bound_ms:.1f} ms"),
        (translate("Cli", "the layers take"), f"{roofline.measured_ms:.1f} ms"),
        (translate("Cli", "the engine takes"), f"{_ms(closeness.engine)}  {100 * share:.0f} %"),
    ]


def _axis(step: Step) -> str:
    text = {
        Axis.CROPS: translate("Cli", "crops: {n}"),
        Axis.ATTRIBUTES: translate("Cli", "attributes: {n}"),
        Axis.RESOLUTION: translate("Cli", "crop side: {n} px"),
        Axis.THREADS: translate("Cli", "threads: {n}"),
    }[step.axis]
    return text.format(n=step.value)


def _both(
    name: str, memory: Memory, value: Callable[[ProcessMemory], float], unit: str, share: float | None = None
) -> Row:
    row = (name, f"{value(memory.naive):.0f} {unit}", f"{value(memory.engine):.0f} {unit}")
    return row if share is None else (*row, f"{100 * share:.1f} %")


def _ms(spread: Quartiles) -> str:
    return f"{_short(spread.median)}  ({spread.low:.1f} - {spread.high:.1f})"


def _short(milliseconds: float) -> str:
    return f"{milliseconds:.1f} ms"


def _times(race: Race) -> str:
    return f"{race.ratio.median:.1f}  ({race.ratio.low:.1f} - {race.ratio.high:.1f})"
