"""Operations and bytes, against hand-worked layers and torch's own counter."""

from __future__ import annotations

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from ml.bench.operations import cost_of, layers_of, naive_operations
from ml.checkpoints import Pack, load_pack
from ml.classifier import build
from ml.types import Region
from tests.support import SPEC, random_pack

PIXELS = 160 * 160


@pytest.fixture(scope="module", params=[True, False], ids=["shared trunk", "own trunks"])
def pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(random_pack(tmp_path_factory.mktemp("pack"), shared_trunk=request.param))


def test_hand_worked_layers() -> None:
    layers = {layer.name: layer for layer in layers_of(SPEC)}
    stem = layers["trunk.stem"]  # 3x3, stride 2, 6 > 32 channels
    assert stem.multiply_adds == 80 * 80 * 32 * 3 * 3 * 6
    assert stem.weights == 4 * (32 * 6 * 9 + 32)
    assert (stem.read, stem.written) == (4 * 6 * PIXELS, 4 * 32 * PIXELS // 4)
    deep = layers["trunk.blocks.1.0.conv_dw"]  # 3x3 depthwise, stride 2, 96 channels
    assert deep.multiply_adds == 40 * 40 * 96 * 9
    assert deep.shape.startswith("depthwise 3x3 96 > 96")
    last = layers["head.linear"]  # on each of 10 x 10 cells
    assert last.multiply_adds == 100 * 640 * 5
    assert (last.read, last.written) == (4 * 100 * 640, 4 * 100 * 5)


@pytest.mark.parametrize("size", [128, 160])
def test_torch_counts_as_much(size: int) -> None:
    """torch's counter sees the linear layer once, after the average; ours counts it on every cell."""
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        build(SPEC).eval()(torch.zeros(1, SPEC.channels, size, size))
    cells = (size // 16) ** 2
    counted = 2 * sum(layer.multiply_adds for layer in layers_of(SPEC, size))
    assert counted - 2 * 640 * 5 * (cells - 1) == counter.get_total_flops()


def test_a_whole_analysis_counts_shared_trunks_once(pack: Pack) -> None:
    cost = cost_of(pack)
    trunks = {c.copies for c in cost.costs if c.layer.name.startswith("trunk.")}
    assert trunks == {cost.trunks} <= {1, 5}
    assert (cost.crops, cost.pairs) == (8, 20)
    assert cost.costs[0].times == 8 * cost.trunks
    assert cost.costs[-1].times == 20
    assert cost.operations == sum(2 * c.layer.multiply_adds * c.times for c in cost.costs)
    assert cost.least_moved == cost.weights + 8 * 6 * 4 * PIXELS + 20 * 4 * 5 * 101
    assert cost.moved > cost.least_moved
    assert naive_operations(pack, 20) > 4 * cost.operations / cost.trunks


def test_fewer_regions_cost_less(pack: Pack) -> None:
    assert cost_of(pack, [Region.LIPS]).pairs == 1
    assert cost_of(pack, [Region.LIPS]).operations < cost_of(pack).operations / 8


def test_all_weights_are_counted(pack: Pack) -> None:
    """Folded, a convolution has a bias for each channel, as many numbers as its norm's gain had."""
    stored = sum(w.size for n, w in pack.checkpoints[0].weights.items() if n.endswith(("weight", "linear.bias")))
    assert sum(layer.weights for layer in layers_of(SPEC)) == 4 * stored
