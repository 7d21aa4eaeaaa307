"""How close each layer of the CPU engine is to what this machine can do (Williams et al. 2009, the roofline model).

A layer can't take less time than its operations at the highest measured rate, nor than its bytes at the measured rate
of the memory they lie in: the longer of both is its bound, and says what limits it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ml.bench.operations import Cost, cost_of, naive_operations
from ml.bench.peaks import Peaks, measured_peaks
from ml.bench.runtime import Kernel, kernels_of
from ml.checkpoints import Pack
from ml.cpu_engine import HEADS_TOGETHER, TOGETHER
from ml.graphs import PackGraphs
from ml.preprocess import INPUT

LEVEL = "L3"
"""Where the feature maps of the crops that run together lie: too large for L2, far smaller than L3."""


class Limit(StrEnum):
    """What keeps a layer from being faster on this machine."""

    COMPUTE = "compute"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Profile:
    """The kernels of one trunk and of one head, each the mean of all trunks and of all heads, milliseconds a crop."""

    trunk: tuple[Kernel, ...]
    head: tuple[Kernel, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One layer within one full analysis, all its crops together.

    channels: of its input. gflop: 1e9 operations. megabytes: 1e6 bytes read and written. intensity: operations a byte.
    bound_ms: the least time on this machine. measured_ms: what the runtime took.
    """

    layer: str
    shape: str
    channels: int
    times: int
    gflop: float
    megabytes: float
    intensity: float
    limit: Limit
    bound_ms: float
    measured_ms: float


@dataclass(frozen=True, slots=True)
class Roofline:
    """A full analysis against the machine, one thread, each crop looked at once.

    naive_gflop: what the naive way computes for the same answers. least_megabytes: weights, input and output, which
    no order of work avoids. layout_ms: what the runtime spends on changing layouts between layers. bound_ms: the sum of
    the layers' bounds. measured_ms: of what they took, changes of layout included.
    """

    trunks: int
    crops: int
    pairs: int
    peaks: Peaks
    gflop: float
    naive_gflop: float
    weights_megabytes: float
    least_megabytes: float
    moved_megabytes: float
    layout_ms: float
    bound_ms: float
    measured_ms: float
    layers: tuple[Standing, ...]


def measured_roofline(pack: Pack, graphs: PackGraphs) -> Roofline:
    """Counts, measures this machine's peaks and every layer (half a minute).

    Raises:
        ValueError: the runtime ran other convolutions than the networks have.
    """
    return roofline_of(pack, measured_peaks(1), profiled(pack, graphs))


def profiled(pack: Pack, graphs: PackGraphs) -> Profile:
    """Times every kernel of every graph, on as many crops of noise at once as the engine takes; skin is no slower."""
    noise = np.random.default_rng(0)
    crops = noise.normal(0, 0.5, (TOGETHER, INPUT.channels, INPUT.size, INPUT.size)).astype(np.float32)
    trunks = [kernels_of(graph, "crops", crops) for graph, _ in graphs.trunks]
    layer = next(c.layer for c in cost_of(pack).costs if c.layer.name.startswith("head."))
    width, side = layer.channels, layer.side
    shared = noise.normal(0, 1, (HEADS_TOGETHER, width, side, side)).astype(np.float32)
    return Profile(_mean(trunks), _mean([kernels_of(graph, "shared", shared) for graph in graphs.heads.values()]))


def roofline_of(pack: Pack, peaks: Peaks, profile: Profile) -> Roofline:
    """The roofline of counted operations, measured peaks and measured kernels.

    Raises:
        ValueError: see measured_roofline.
    """
    cost = cost_of(pack)
    spent = [k.milliseconds for k in (*profile.trunk, *profile.head) if k.convolution]
    if len(spent) != len(cost.costs):
        raise ValueError(f"{len(spent)} convolutions were run, {len(cost.costs)} were counted")
    layers = tuple(standing(c, each * c.times, peaks) for c, each in zip(cost.costs, spent, strict=True))
    layout = cost.costs[0].times * _layout(profile.trunk) + cost.costs[-1].times * _layout(profile.head)
    return Roofline(
        trunks=cost.trunks,
        crops=cost.crops,
        pairs=cost.pairs,
        peaks=peaks,
        gflop=cost.operations / 1e9,
        naive_gflop=naive_operations(pack, cost.pairs) / 1e9,
        weights_megabytes=cost.weights / 1e6,
        least_megabytes=cost.least_moved / 1e6,
        moved_megabytes=cost.moved / 1e6,
        layout_ms=layout,
        bound_ms=sum(layer.bound_ms for layer in layers),
        measured_ms=sum(layer.measured_ms for layer in layers) + layout,
        layers=layers,
    )


def standing(cost: Cost, measured_ms: float, peaks: Peaks) -> Standing:
    """One layer against the machine."""
    computing = cost.operations / peaks.fp32_gflops / 1e6
    moving = cost.moved / peaks.bandwidth(LEVEL) / 1e6
    return Standing(
        layer=cost.layer.name,
        shape=cost.layer.shape,
        channels=cost.layer.channels,
        times=cost.times,
        gflop=cost.operations / 1e9,
        megabytes=cost.moved / 1e6,
        intensity=cost.operations / cost.moved,
        limit=Limit.COMPUTE if computing >= moving else Limit.MEMORY,
        bound_ms=max(computing, moving),
        measured_ms=measured_ms,
    )


def _layout(kernels: Sequence[Kernel]) -> float:
    return sum(kernel.milliseconds for kernel in kernels if not kernel.convolution)


def _mean(profiles: Sequence[Sequence[Kernel]]) -> tuple[Kernel, ...]:
    """Kernel by kernel; the graphs have the same kernels in the same order."""
    return tuple(
        Kernel(same[0].name, same[0].convolution, sum(k.milliseconds for k in same) / len(same))
        for same in zip(*profiles, strict=True)
    )
