"""Counts what a full analysis must compute and move: multiply-adds and bytes of every layer, from the networks' shapes.

Nothing is run: the networks are built on torch's meta device, where tensors have shapes only. Counted are convolutions
and the linear layer, the latter on every cell of the last feature map, for that gives class maps and logits at once.
Batch norms fold into them and activations, sums and averages run along with them, so they cost nothing in a bound. One
multiply-add is two operations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ml.card import ClassifierSpec
from ml.checkpoints import Pack, trunk_users
from ml.classifier import build
from ml.preprocess import INPUT
from ml.regions import ATTRIBUTE_REGIONS
from ml.types import GRADES, Attribute, Region

FLOAT_BYTES = 4


@dataclass(frozen=True, slots=True)
class Layer:
    """One convolution (or the linear layer) on one crop, in fp32.

    shape: what it is, for people. channels, side: of its input (side: pixels). multiply_adds: of one crop. weights,
    read, written: bytes of its weights, of its input and of its output, of one crop.
    """

    name: str
    shape: str
    channels: int
    side: int
    multiply_adds: int
    weights: int
    read: int
    written: int


@dataclass(frozen=True, slots=True)
class Cost:
    """A layer within one full analysis. times: on how many crops it runs; copies: how many networks have their own."""

    layer: Layer
    times: int
    copies: int

    @property
    def operations(self) -> int:
        """Of the whole analysis."""
        return 2 * self.layer.multiply_adds * self.times

    @property
    def moved(self) -> int:
        """Bytes when every crop's input is read and output written once, and each network's weights once."""
        return (self.layer.read + self.layer.written) * self.times + self.layer.weights * self.copies


@dataclass(frozen=True, slots=True)
class AnalysisCost:
    """What one full analysis must cost.

    trunks: how many different trunks the pack has. crops, pairs: looked at by a trunk, by a head.
    fed, told: bytes of input and output: prepared crops; logits and class maps.
    """

    trunks: int
    crops: int
    pairs: int
    costs: tuple[Cost, ...]
    fed: int
    told: int

    @property
    def operations(self) -> int:
        """Floating-point operations of all layers."""
        return sum(cost.operations for cost in self.costs)

    @property
    def weights(self) -> int:
        """Bytes of all weights."""
        return sum(cost.layer.weights * cost.copies for cost in self.costs)

    @property
    def moved(self) -> int:
        """Bytes when every layer reads its input and writes its output."""
        return sum(cost.moved for cost in self.costs)

    @property
    def least_moved(self) -> int:
        """Bytes that no order of work can avoid: weights, input, output."""
        return self.weights + self.fed + self.told


def layers_of(spec: ClassifierSpec, size: int = INPUT.size) -> tuple[Layer, ...]:
    """The layers of one classifier in the order they run. size: of a crop, pixels."""
    with torch.device("meta"):
        network = build(spec).eval()
    found: list[Layer] = []
    hooks = [
        module.register_forward_hook(_Note(name, found))
        for name, module in network.named_modules()
        if isinstance(module, (nn.Conv2d, nn.Linear))
    ]
    with torch.no_grad():
        network(torch.empty(1, spec.channels, size, size, device="meta"))
    for hook in hooks:
        hook.remove()
    return tuple(found)


def cost_of(pack: Pack, regions: Sequence[Region] = tuple(Region), size: int = INPUT.size) -> AnalysisCost:
    """What one analysis of these regions costs when nothing is done twice: equal trunks run once on each crop.

    Raises:
        ValueError: the pack's classifiers have different shapes.
    """
    (spec,) = {checkpoint.card.classifier for checkpoint in pack.checkpoints}
    trunks, pairs = len(trunk_users(pack)), sum(len(set(own) & set(regions)) for _, own in ATTRIBUTE_REGIONS)
    in_trunk, in_head = (len(regions) * trunks, trunks), (pairs, len(Attribute))
    costs = tuple(
        Cost(layer, *(in_trunk if layer.name.startswith("trunk.") else in_head)) for layer in layers_of(spec, size)
    )
    fed = len(regions) * spec.channels * size * size * FLOAT_BYTES
    told = pairs * (costs[-1].layer.written + GRADES * FLOAT_BYTES)
    return AnalysisCost(trunks, len(regions), pairs, costs, fed, told)


def naive_operations(pack: Pack, pairs: int, size: int = INPUT.size) -> int:
    """Operations of the naive way: every pair runs a whole network forward, and backward at twice that.

    A backward pass computes a gradient of the input and one of the weights of every layer, each as costly as the layer.
    """
    (spec,) = {checkpoint.card.classifier for checkpoint in pack.checkpoints}
    return 3 * 2 * pairs * sum(layer.multiply_adds for layer in layers_of(spec, size))


class _Note:
    """A forward hook that writes down one layer. The linear layer reads what the convolution before it wrote."""

    def __init__(self, name: str, found: list[Layer]) -> None:
        self._name, self._found = name, found

    def __call__(self, module: nn.Module, given: tuple[Tensor, ...], out: Tensor) -> None:
        assert isinstance(module, (nn.Conv2d, nn.Linear))
        weight = module.weight
        read, written = given[0].numel() * FLOAT_BYTES, out.numel() * FLOAT_BYTES
        if isinstance(module, nn.Linear):
            cells = self._found[-1].written // read
            read, written = read * cells, written * cells
        self._found.append(
            Layer(
                name=self._name,
                shape=_shape(module, given[0], out),
                channels=given[0].shape[1],
                side=given[0].shape[2] if given[0].dim() == 4 else 1,
                multiply_adds=written // FLOAT_BYTES * (weight.numel() // len(weight)),
                weights=(weight.numel() + len(weight)) * FLOAT_BYTES,
                read=read,
                written=written,
            )
        )


def _shape(module: nn.Conv2d | nn.Linear, given: Tensor, out: Tensor) -> str:
    if isinstance(module, nn.Linear):
        return f"class maps {module.in_features} > {module.out_features}"
    kind = "depthwise " if module.groups == module.in_channels > 1 else ""
    side = module.kernel_size[0]
    return f"{kind}{side}x{side} {given.shape[1]} > {out.shape[1]}, {given.shape[2]} > {out.shape[2]} px"
