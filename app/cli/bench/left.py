"""The last part of the roofline page: what keeps the engine from its bound, and what would lower the bound itself."""

from __future__ import annotations

from collections.abc import Sequence

from app.cli.bench.markdown import listed
from app.cli.bench.report import Closeness
from ml.bench.roofline import LEVEL, Roofline, Standing

MOST_LOST = 6
BLOCK = 16
"""Channels the runtime computes at once with AVX-512; widths are padded to a multiple."""

LEFT = """## What is left, and what it would take

Inside layers {lost:.1f} ms are lost against the bound, most of them here:
"""

WHY = """- **Depthwise layers** run at {depthwise:.0f}% of their bound and take {depthwise_ms:.1f} ms. Each reads what
  the 1x1 layer before it has just written; the runtime runs them one after the other. A kernel that does both
  together would save up to {depthwise_lost:.1f} ms. {odd}
- **Around the layers** preparing, copies and heat maps take {around:.1f} ms: the next thing to shorten after
  that.

What would lower the bound itself ({bound:.1f} ms):

- **bf16.** This processor multiplies {bf16:.1f} times as fast in bf16; bound {bf16_bound:.1f} ms. It takes a
  runtime that convolves in bf16 on this kind of processor (the one used computes in fp32), and grades that
  still agree.
- **Sharing more.** The heads do {heads:.0f}% of the operations. If all block stages are shared and only the last
  1x1 layer is each attribute's own, an analysis costs {shared:.2f} GFLOP (now {gflop:.2f}); bound
  {shared_bound:.1f} ms.
- **Looking once.** A photograph's crops are graded together with their mirror images, which doubles everything
  here. Steadier grades were worth that ([ADR 0009](adr/0009-mean-of-crop-and-mirror-image.md)).
- **Not looking at all** at regions that haven't changed since the last frame costs nothing and lowers no bound
  here.
"""


def what_is_left(closeness: Closeness) -> str:
    """The part, with this run's figures."""
    roofline = closeness.roofline
    losers = sorted(roofline.layers, key=_lost, reverse=True)[:MOST_LOST]
    rows = [
        (one.layer, one.shape, f"{_lost(one):.2f}", f"{100 * one.bound_ms / one.measured_ms:.0f}%") for one in losers
    ]
    depthwise = [one for one in roofline.layers if one.shape.startswith("depthwise")]
    spent, least = sum(one.measured_ms for one in depthwise), sum(one.bound_ms for one in depthwise)
    shared = _all_shared(roofline)
    rate = roofline.peaks.fp32_gflops
    text = WHY.format(
        depthwise=100 * least / spent,
        depthwise_ms=spent,
        depthwise_lost=spent - least,
        odd=_odd_widths(roofline.layers),
        around=closeness.engine.median - roofline.measured_ms,
        bound=roofline.bound_ms,
        bf16=roofline.peaks.bf16_gflops / rate,
        bf16_bound=_bf16_bound(roofline),
        heads=100 * sum(one.gflop for one in roofline.layers if one.layer.startswith("head.")) / roofline.gflop,
        shared=shared,
        gflop=roofline.gflop,
        shared_bound=1000 * shared / rate,
    )
    lost = sum(_lost(one) for one in roofline.layers)
    return f"{LEFT.format(lost=lost)}\n{listed(('layer', 'what', 'lost, ms', 'share'), rows)}\n\n{text}"


def _lost(one: Standing) -> float:
    return max(0.0, one.measured_ms - one.bound_ms)


def _odd_widths(layers: Sequence[Standing]) -> str:
    odd = sorted({one.channels for one in layers[1:] if one.channels % BLOCK})
    if not odd:
        return ""
    names = " and ".join(map(str, odd))
    padded = " and ".join(str(-(-width // BLOCK) * BLOCK) for width in odd)
    return (
        f"Widths of {names} are computed as {padded}, for the runtime works on {BLOCK} channels at once: choose "
        "multiples at the next training."
    )


def _bf16_bound(roofline: Roofline) -> float:
    """Every layer at the bf16 rate, with half the bytes; milliseconds."""
    rate, bandwidth = roofline.peaks.bf16_gflops, roofline.peaks.bandwidth(LEVEL)
    return sum(max(1000 * one.gflop / rate, one.megabytes / 2 / bandwidth) for one in roofline.layers)


def _all_shared(roofline: Roofline) -> float:
    """GFLOP of an analysis whose heads keep nothing but the last convolution and the class maps."""
    common = roofline.crops / roofline.pairs
    return sum(one.gflop * (common if one.layer.startswith("head.blocks.") else 1) for one in roofline.layers)
