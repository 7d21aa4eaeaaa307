"""docs/roofline.md, written from one report: what an analysis must cost, and how close the engine comes."""

from __future__ import annotations

from app.cli.bench.left import what_is_left
from app.cli.bench.markdown import listed, machine_table, spread, wrapped
from app.cli.bench.report import BenchReport, Closeness
from ml.bench.roofline import LEVEL, Limit, Roofline

HEAD = """# Roofline: how fast an analysis can be on this machine

Written by `pibu bench --only race,roofline --roofline docs/roofline.md` (Pibu {pibu}, pack {pack}, ONNX
Runtime, one thread, fp32); run it again instead of editing. After Williams, Waterman and Patterson 2009: a
layer takes at least as long as its operations do at the processor's highest rate, and at least as long as its
bytes do at the rate of the memory they lie in. Operations and bytes are counted by `ml/bench/operations.py`
from the networks' shapes; rates are measured by `ml/bench/peaks.py`; the layers' times are the runtime's own
profile.
"""

COST = """## What one analysis must cost

{crops} crops through {trunks}, {pairs} heads, each crop looked at once, as live; photographs are looked at twice
(mirror images), which doubles operations. Folded batch norms, activations and sums ride along with the
convolutions. The linear layer is counted on every cell, for that is what gives the heat maps.
"""

PEAKS = """## What this machine can do

The best of many tries. Rates of a matrix product (numpy's and torch's libraries, sides 512 to 1536), one
thread; bytes of a copy, read and written both counted.
"""

LAYERS = """## Layer by layer

All crops of one analysis together. *Bound* is the longer of operations / rate and bytes / rate of {level},
where the feature maps of the two to five crops that run together lie; *share* is bound / measured. Shares a
little over 100% mean that the layer's kernel beats the matrix products that the rate was taken from.
"""


def roofline_page(report: BenchReport) -> str:
    """The page.

    Raises:
        ValueError: the roofline wasn't measured.
    """
    closeness = report.roofline
    if closeness is None:
        raise ValueError("no roofline was measured")
    roofline = closeness.roofline
    faster = None if report.race is None else report.race.one_by_one.ratio.median
    parts = (
        HEAD.format(pibu=report.pibu, pack=report.pack),
        machine_table(report.machine) + "\n",
        _cost(roofline),
        _peaks(roofline),
        _layers(roofline),
        _close(closeness, faster),
        what_is_left(closeness),
    )
    return wrapped("\n".join(parts))


def _cost(roofline: Roofline) -> str:
    trunks = "one trunk they share" if roofline.trunks == 1 else f"{roofline.trunks} trunks"
    text = COST.format(crops=roofline.crops, trunks=trunks, pairs=roofline.pairs)
    rows = (
        ("operations, trunk", f"{_gflop(roofline, 'trunk.'):.2f} GFLOP"),
        ("operations, heads", f"{_gflop(roofline, 'head.'):.2f} GFLOP"),
        ("operations, all", f"**{roofline.gflop:.2f} GFLOP**"),
        ("operations of the naive way, backward pass included", f"{roofline.naive_gflop:.1f} GFLOP"),
        ("weights", f"{roofline.weights_megabytes:.1f} MB"),
        ("weights, input and output: no order of work moves less", f"{roofline.least_megabytes:.1f} MB"),
        ("every layer reading its input and writing its output", f"{roofline.moved_megabytes:.0f} MB"),
    )
    return f"{text}\n{listed(('', ''), rows)}\n"


def _peaks(roofline: Roofline) -> str:
    peaks = roofline.peaks
    rows = [
        ("fp32", f"{peaks.fp32_gflops:.0f} GFLOP/s"),
        ("bf16", f"{peaks.bf16_gflops:.0f} GFLOP/s"),
        *(
            (f"{one.level}, buffers of {_size(one.buffer_bytes)}", f"{one.gigabytes_per_second:.0f} GB/s")
            for one in peaks.bandwidths
        ),
    ]
    ridge = peaks.fp32_gflops / peaks.bandwidth(LEVEL)
    far = peaks.fp32_gflops / peaks.bandwidth("memory")
    text = (
        f"A layer with more than {ridge:.1f} operations a byte is limited by computing as long as its bytes come from "
        f"{LEVEL}; from memory it would take {far:.1f}."
    )
    return f"{PEAKS}\n{listed(('', ''), rows)}\n\n{text}\n"


def _layers(roofline: Roofline) -> str:
    rows = [
        (
            one.layer.replace("conv_", ""),
            one.shape,
            str(one.times),
            f"{one.gflop:.3f}",
            f"{one.megabytes:.1f}",
            f"{one.intensity:.1f}",
            one.limit.value,
            f"{one.bound_ms:.2f}",
            f"{one.measured_ms:.2f}",
            f"{100 * one.bound_ms / one.measured_ms:.0f}%",
        )
        for one in roofline.layers
    ]
    head = ("layer", "what", "crops", "GFLOP", "MB", "op/byte", "limit", "bound ms", "measured ms", "share")
    limited = sum(1 for one in roofline.layers if one.limit is Limit.MEMORY)
    text = (
        f"{limited} of {len(rows)} layers are limited by {LEVEL}, the others by computing. Changing layouts between "
        f"graphs takes {roofline.layout_ms:.2f} ms more."
    )
    return f"{LAYERS.format(level=LEVEL)}\n{listed(head, rows)}\n\n{text}\n"


def _close(closeness: Closeness, faster: float | None) -> str:
    roofline, engine = closeness.roofline, closeness.engine.median
    rest = engine - roofline.measured_ms - closeness.prepare.median
    rows = [
        ("bound: the sum over the layers", f"{roofline.bound_ms:.1f}", _share(roofline.bound_ms, engine)),
        (
            "lost within layers",
            f"{roofline.measured_ms - roofline.bound_ms:.1f}",
            _share(roofline.measured_ms - roofline.bound_ms, engine),
        ),
        ("preparing the crops", spread(closeness.prepare), _share(closeness.prepare.median, engine)),
        ("around the layers: copies, memory, logits, heat maps", f"{rest:.1f}", _share(rest, engine)),
        ("the engine, crops to heat maps", spread(closeness.engine), "100%"),
    ]
    text = f"The engine runs at **{_share(roofline.bound_ms, engine)} of the bound**."
    if faster is not None:
        most = faster * engine / roofline.bound_ms
        text += (
            f" It is {faster:.1f} times as fast as the naive way; in fp32, on one thread of this machine and without "
            f"computing less, no engine can be more than {most:.1f} times as fast."
        )
    return f"## How close the engine is\n\n{listed(('', 'ms', 'share'), rows)}\n\n{text}\n"


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}%"


def _gflop(roofline: Roofline, prefix: str) -> float:
    return sum(one.gflop for one in roofline.layers if one.layer.startswith(prefix))


def _size(count: int) -> str:
    return f"{count // 2**20} MiB" if count >= 2**20 else f"{count // 2**10} KiB"
