"""docs/benchmarks.md, written from one report. English only, as all of docs is."""

from __future__ import annotations

from collections.abc import Sequence

from app.cli.bench.markdown import listed, machine_table, spread, wrapped
from app.cli.bench.names import Stage
from app.cli.bench.report import BenchReport, Races, Stages
from ml.bench.agreement import Agreement
from ml.bench.growth import Axis, Step
from ml.bench.memory import Memory

HEAD = """# Benchmarks

Written by `pibu bench --markdown docs/benchmarks.md` (Pibu {pibu}, pack {pack}, device {device}, {threads} thread);
run it again instead of editing. Times are medians in milliseconds, quartiles in brackets. The machine is shared with
other work, so ratios, taken within one run and interleaved, say more than times; but the naive way moves far more
memory, busy neighbours slow it more than the engine, and a ratio is at its lowest on a quiet machine. What the
figures could be at best is in [roofline.md](roofline.md).
"""

RACE = """## Against the naive way

One whole analysis of a real face (scikit-image's portrait of an astronaut): {crops} crops, {pairs} grades, a
heat map for each. Both sides prepare the crops, grade them and make the heat maps. Both sides use {threads}.

The **naive way** is what the 2022 system did, with this pack's networks: five whole networks, torch in eager
mode, fp32, batch norms as they are, no shared trunk, one model after the other and one crop at a time, and
Grad-CAM by backward pass through the `grad-cam` package for the predicted class. It is kept better than the
original where in doubt: one forward pass gives grade and heat map (the original ran two), and the networks stay
loaded. {rounds} rounds, each one naive analysis between five of the engine; one call of each before that
doesn't count.
"""

ONE_CROP = """### One crop, all five attributes

The same face, but another question: one crop, graded by all {attributes} attributes with {attributes} heat maps,
one thread on both sides. The naive way prepares it and runs a whole network {attributes} times; the engine prepares
it once and runs the trunk once and {attributes} small heads. On the whole face a crop is asked for {asked:.1f}
attributes on average (no region is read by all five), so of {asked:.1f} passes through the trunk sharing leaves
one; here, of {attributes}. This figure says how fast five classifiers answer about one picture, the one above how
much faster the app grades a face; the app never asks for all five of one crop. {rounds} rounds, timed in turn as
above; at {other} px the same crop enlarged.
"""

STAGES = """## Stages of one live frame

A 1280 x 720 frame on one thread (MediaPipe chooses its own threads for the landmarks). The app looks at every
crop of a photograph twice, as it is and mirrored ([ADR 0009](adr/0009-mean-of-crop-and-mirror-image.md)), so its
network costs two passes; a video's frames are looked at in turns, one pass each; the comparison above looks once
on both sides. The whole analysis grades the {graded} crops of this frame that can be judged, with all heat maps;
the live page paints the heat of one attribute.
"""

MEMORY = """## Memory and cold start

Each way in a process of its own. *Added* is the most resident memory (RSS, Linux: VmHWM) the process ever held,
less what the interpreter with numpy, OpenCV and the crops held before: libraries, weights and work, which is
what having this way costs a computer. *While grading* is the peak less what the way held when it stood ready:
feature maps and gradients alone. The engine's graphs were in the cache already; the very first start writes
them once.
"""

AGREEMENT = """## Agreement

Against the naive way in fp32 on the processor, over {crops} crops ({pairs} grades) of the same face: panned,
zoomed 0.7 to 1.2 times, lit 0.5 to 1.5 times and with up to 9 levels of noise. Heat maps are compared where the
most probable grade is the same and there is any heat ({heat} pairs), by Pearson's correlation of their pixels.
"""

GROWTH = """## How the cost grows

*Grades* counts attributes times the crops each of them reads. Crops: the first so many of two faces' crops.
Attributes: the first so many, in the order of display. Crop side: the same crops enlarged or reduced (the
networks are convolutions up to the pooling, so they take any size; the app uses 160); preparing is left out
there on both sides. Threads: torch waits at every layer for its slowest thread, so with two of them on a machine
that does other work as well, the naive way's time says more of the neighbours than of the way.
"""


def benchmarks_page(report: BenchReport) -> str:
    """The page; parts that weren't measured are left out."""
    head = HEAD.format(pibu=report.pibu, pack=report.pack, device=report.device, threads=report.threads)
    parts = [head, machine_table(report.machine) + "\n"]
    if report.race is not None:
        parts.append(_race(report.race, report.threads))
    if report.stages is not None:
        parts.append(_stages(report.stages))
    if report.memory is not None:
        parts.append(_memory(report.memory))
    if report.agreement is not None:
        parts.append(_agreement(report.agreement))
    if report.growth is not None:
        parts.append(_growth(report.growth))
    return wrapped("\n".join(parts))


def _race(races: Races, threads: int) -> str:
    count = "one thread" if threads == 1 else f"{threads} threads"
    text = RACE.format(crops=races.crops, pairs=races.pairs, rounds=races.one_by_one.rounds, threads=count)
    rows = [
        ("engine", spread(races.one_by_one.fast), ""),
        ("naive way", spread(races.one_by_one.slow), f"**{spread(races.one_by_one.ratio)}**"),
        ("naive, all crops of an attribute in a batch", spread(races.batched.slow), spread(races.batched.ratio)),
        ("naive, forward pass only, no heat maps", spread(races.no_heat.slow), spread(races.no_heat.ratio)),
    ]
    whole = f"{text}\n{listed(('', 'ms', 'engine is faster by'), rows)}\n"
    return f"{whole}\n{_one_crop(races)}" if races.one_crop else whole


def _one_crop(races: Races) -> str:
    first, *others = races.one_crop
    text = ONE_CROP.format(
        attributes=first.attributes,
        asked=races.pairs / races.crops,
        rounds=first.race.rounds,
        other=" and ".join(str(one.size) for one in others),
    )
    rows = [
        (str(one.size), spread(one.race.slow), spread(one.race.fast), f"**{spread(one.race.ratio)}**")
        for one in races.one_crop
    ]
    return f"{text}\n{listed(('crop side, px', 'naive way, ms', 'engine, ms', 'engine is faster by'), rows)}\n"


def _stages(stages: Stages) -> str:
    names = {
        Stage.LANDMARKS: "landmarks",
        Stage.QUALITY: "quality checks",
        Stage.CROPS: "crops: cut, skin masks",
        Stage.NETWORK: "network: prepare and run, each crop once",
        Stage.NETWORK_MIRRORED: "network with mirror images, as the app grades",
        Stage.HEAT: "heat maps of all grades",
        Stage.PAINT: "paint: picture, heat of one attribute, outlines",
        Stage.WHOLE: "a whole analysis of a photograph: crops, network with mirror images, heat maps",
        Stage.LIVE: "a whole analysis of a live frame: crops, network once, heat maps",
    }
    rows = [(names[one.stage], spread(one.milliseconds, 2)) for one in stages.times]
    per_second = (
        f"That is {stages.per_second:.1f} whole analyses of live frames a second on one thread that does nothing else."
    )
    return f"{STAGES.format(graded=stages.graded)}\n{listed(('stage', 'ms'), rows)}\n\n{per_second}\n"


def _memory(memory: Memory) -> str:
    naive, engine = memory.naive, memory.engine
    rows = [
        ("before, MiB", f"{naive.bare:.0f}", f"{engine.bare:.0f}", ""),
        ("peak, MiB", f"{naive.peak:.0f}", f"{engine.peak:.0f}", f"{engine.peak / naive.peak:.3f}"),
        ("added, MiB", f"{naive.added:.0f}", f"{engine.added:.0f}", f"**{memory.share:.3f}**"),
        ("while grading, MiB", f"{naive.working:.0f}", f"{engine.working:.0f}", f"{memory.working_share:.3f}"),
        ("load libraries, ms", f"{naive.import_ms:.0f}", f"{engine.import_ms:.0f}", ""),
        ("open the pack, ms", f"{naive.open_ms:.0f}", f"{engine.open_ms:.0f}", ""),
        ("first analysis, ms", f"{naive.first_ms:.0f}", f"{engine.first_ms:.0f}", ""),
    ]
    return f"{MEMORY}\n{listed(('', 'naive way', 'engine', 'engine / naive'), rows)}\n"


def _agreement(found: Agreement) -> str:
    text = AGREEMENT.format(crops=found.crops, pairs=found.pairs, heat=found.heat_pairs)
    rows = [
        ("same most probable grade", f"{100 * found.same_grade:.2f} %"),
        ("expected grade differs by, 99% of grades", f"{found.expected_p99:.6f}"),
        ("expected grade differs by, most", f"{found.expected_most:.6f}"),
        ("heat maps correlate, median", f"{found.heat_median:.6f}"),
        ("heat maps correlate, 1% of pairs less than", f"{found.heat_p01:.6f}"),
        ("heat maps correlate, least", f"{found.heat_least:.6f}"),
    ]
    return f"{text}\n{listed(('', ''), rows)}\n"


def _growth(steps: Sequence[Step]) -> str:
    names = {
        Axis.CROPS: "crops",
        Axis.ATTRIBUTES: "attributes",
        Axis.RESOLUTION: "crop side, px",
        Axis.THREADS: "threads",
    }
    rows = [
        (
            f"{names[step.axis]} {step.value}",
            str(step.pairs),
            f"{step.naive.median:.1f}",
            f"{step.engine.median:.1f}",
            spread(step.ratio),
        )
        for step in steps
    ]
    return f"{GROWTH}\n{listed(('', 'grades', 'naive, ms', 'engine, ms', 'faster by'), rows)}\n"
