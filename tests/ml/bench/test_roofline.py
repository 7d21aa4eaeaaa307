"""Bounds of single layers, and the runtime's kernels against the counted layers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ml.bench.operations import Cost, Layer, cost_of
from ml.bench.peaks import Bandwidth, Peaks, measured_peaks
from ml.bench.roofline import LEVEL, Limit, Profile, profiled, roofline_of, standing
from ml.bench.runtime import Kernel, SizedEngine, kernels_of
from ml.checkpoints import Pack, load_pack
from ml.graphs import PackGraphs, write_graphs
from ml.regions import attributes_of
from ml.types import Attribute, Region
from tests.support import random_pack

PEAKS = Peaks(1, 100.0, 200.0, (Bandwidth("L2", 1, 80.0), Bandwidth(LEVEL, 1, 50.0), Bandwidth("memory", 1, 20.0)))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(random_pack(tmp_path_factory.mktemp("pack")))


@pytest.fixture(scope="module")
def graphs(pack: Pack) -> PackGraphs:
    return write_graphs(pack)


@pytest.fixture(scope="module")
def profile(pack: Pack, graphs: PackGraphs) -> Profile:
    return profiled(pack, graphs)


def layer(multiply_adds: int, moved: int) -> Cost:
    return Cost(Layer("trunk.x", "1x1", 8, 10, multiply_adds, 0, moved // 2, moved // 2), 10, 1)


def test_the_longer_of_computing_and_moving_is_the_bound() -> None:
    computing = standing(layer(50_000_000, 1_000_000), 20.0, PEAKS)  # 1e9 operations at 1e11/s; 1e7 bytes at 5e10/s
    assert computing.limit is Limit.COMPUTE
    assert computing.bound_ms == pytest.approx(10.0)
    assert (computing.gflop, computing.megabytes, computing.intensity) == pytest.approx((1.0, 10.0, 100.0))
    moving = standing(layer(50_000, 1_000_000), 20.0, PEAKS)
    assert moving.limit is Limit.MEMORY
    assert moving.bound_ms == pytest.approx(0.2)


def test_the_runtime_runs_the_counted_layers(pack: Pack, profile: Profile) -> None:
    found = roofline_of(pack, PEAKS, profile)
    assert (found.trunks, found.crops, found.pairs) == (1, 8, 20)
    assert [one.layer for one in found.layers[:2]] == ["trunk.stem", "trunk.blocks.0.0.conv_dw"]
    assert found.layers[-1].layer == "head.linear"
    assert all(one.measured_ms > 0 for one in found.layers)
    assert found.bound_ms == pytest.approx(sum(one.bound_ms for one in found.layers))
    assert found.measured_ms == pytest.approx(sum(one.measured_ms for one in found.layers) + found.layout_ms)
    assert found.naive_gflop > 3 * found.gflop
    wide, narrow = found.layers[0], found.layers[16]  # the stem, and a small depthwise layer
    assert wide.gflop > 20 * narrow.gflop
    assert wide.measured_ms > narrow.measured_ms


def test_other_kernels_than_the_counted_ones_are_refused(pack: Pack, profile: Profile) -> None:
    shorter = replace(profile, trunk=profile.trunk[1:])
    with pytest.raises(ValueError, match="were run"):
        roofline_of(pack, PEAKS, shorter)


def test_kernels_come_in_order_with_what_they_are(pack: Pack, graphs: PackGraphs) -> None:
    ((trunk, _),) = graphs.trunks
    kernels = kernels_of(trunk, "crops", np.zeros((2, 6, 160, 160), np.float32), runs=2)
    counted = sum(cost.layer.name.startswith("trunk.") for cost in cost_of(pack).costs)
    assert sum(kernel.convolution for kernel in kernels) == counted > 20
    assert all(isinstance(kernel, Kernel) and kernel.milliseconds >= 0 for kernel in kernels)


def test_graphs_take_other_sizes(pack: Pack, graphs: PackGraphs) -> None:
    regions = (Region.CHIN, Region.LIPS)
    read = {a: [i for i, r in enumerate(regions) if a in attributes_of(r)] for a in Attribute}
    x = np.random.default_rng(0).normal(0, 1, (2, 6, 96, 96)).astype(np.float32)
    found = SizedEngine(pack, graphs).answers(x, read)
    assert [(one.attribute, one.row) for one in found] == [(a, row) for a in Attribute for row in read[a]]
    heat = [one.heat for one in found]
    assert len(heat) == sum(map(len, read.values())) == 4
    assert all(one.shape == (96, 96) and one.min() >= 0 and one.max() <= 1.0001 for one in heat)
    assert any(one.std() > 0.01 for one in heat)


def test_peaks_are_measured_in_a_process_of_their_own() -> None:
    peaks = measured_peaks(1, tries=1)
    assert peaks.threads == 1
    assert 0.5 < peaks.fp32_gflops < 5000
    assert peaks.bf16_gflops > 0
    assert [one.level for one in peaks.bandwidths] == ["L2", "L3", "memory"]
    assert peaks.bandwidth("memory") > 0.1
