"""Writes a pack's networks as ONNX graphs straight from their tensors: batch norms folded, nothing of torch needed.

A trunk: CROPS (N, channels, S, S) float32 -> SHARED (N, C, h, w). A head: SHARED -> MAPS (N, 5, h, w), its class maps.
Logits follow from those: mean(maps[c]) + bias[c] (ml.evidence.Evidence). N and S are free; S is even at every stride.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from ml.card import ClassifierSpec
from ml.types import GRADES, FloatArray

CROPS, SHARED, MAPS = "crops", "shared", "maps"

_OPSET, _IR_VERSION = 17, 9
_NORM_EPSILON = 1e-3
"""Of every batch norm: the TensorFlow original's (Tan and Le 2019), and ml.classifier.Head's."""

Weights = Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True)
class Stage:
    """Blocks of one width: how many, and the stride of the first; the others have stride 1."""

    blocks: int
    stride: int


STAGES: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    # Strides after Tan and Le 2019 (arXiv:1905.11946), table 1. Lite leaves out squeeze-and-excitation and takes ReLU6
    # for swish. Widths and kernel sizes are those of the tensors.
    (
        "tf_efficientnet_lite0",
        (Stage(1, 1), Stage(2, 2), Stage(2, 2), Stage(3, 2), Stage(3, 1), Stage(4, 2), Stage(1, 1)),
    ),
)


def trunk_graph(spec: ClassifierSpec, weights: Weights) -> bytes:
    """The trunk as a serialised ONNX model.

    Raises:
        ValueError: a backbone whose strides aren't known, or weights that don't fit it.
    """
    writer = _Writer(weights)
    x = writer.normed(CROPS, "trunk.stem", "trunk.bn", stride=2)
    x = writer.stages(x, "trunk", _stages(spec, 0, spec.shared_stages))
    writer.check_all_used("trunk.")
    return writer.model(_Port(CROPS, spec.channels), _Port(SHARED, writer.width(x)), x)


def head_graph(spec: ClassifierSpec, weights: Weights) -> bytes:
    """One attribute's head as a serialised ONNX model.

    Raises:
        ValueError: a backbone whose strides aren't known, or weights that don't fit it.
    """
    writer = _Writer(weights)
    stages = _stages(spec, spec.shared_stages, spec.stages)
    x = writer.stages(SHARED, "head", stages)
    x = writer.normed(x, "head.conv", "head.bn")
    linear = writer.tensor("head.linear.weight", 2)
    if linear.shape != (GRADES, spec.head_width) or writer.tensor("head.linear.bias", 1).shape != (GRADES,):
        raise ValueError("the linear layer has another shape than the card says")
    x = writer.convolved(x, linear[:, :, None, None], None, stride=1)
    writer.check_all_used("head.")
    return writer.model(_Port(SHARED, writer.first_width), _Port(MAPS, GRADES), x)


def _stages(spec: ClassifierSpec, first: int, last: int) -> list[tuple[int, Stage]]:
    stages = dict(STAGES).get(spec.backbone)
    if stages is None or not 0 <= spec.shared_stages <= spec.stages <= len(stages):
        raise ValueError(f"not a classifier: {spec}")
    return list(enumerate(stages))[first:last]


@dataclass(frozen=True, slots=True)
class _Port:
    """An input or output of a graph, (N, width, any, any) float32."""

    name: str
    width: int


class _Writer:
    """Collects the nodes and constants of one graph. x and what it returns are names of values."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._used: set[str] = set()
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._widths: dict[str, int] = {}
        self.first_width = 0
        self._bounds = [self._constant(np.array(bound, np.float32)) for bound in (0, 6)]

    def tensor(self, name: str, dimensions: int) -> FloatArray:
        """A weight.

        Raises:
            ValueError: there is none of that name with so many dimensions.
        """
        self._used.add(name)
        found = self._weights.get(name)
        if found is None or found.ndim != dimensions:
            raise ValueError(f"{name} is missing or has another shape")
        return found

    def check_all_used(self, prefix: str) -> None:
        """Every weight of this part went into the graph.

        Raises:
            ValueError: one didn't, so the weights are of another network.
        """
        if left := sorted(name for name in self._weights if name.startswith(prefix) and name not in self._used):
            raise ValueError(f"{left[0]} has no place in the network")

    def width(self, x: str) -> int:
        """How many channels a value has."""
        return self._widths[x]

    def stages(self, x: str, part: str, stages: Sequence[tuple[int, Stage]]) -> str:
        """Whole stages, named as timm names them."""
        for number, stage in stages:
            for block in range(stage.blocks):
                x = self._block(x, f"{part}.blocks.{number}.{block}", stage.stride if block == 0 else 1)
        return x

    def normed(self, x: str, conv: str, norm: str, *, stride: int = 1, bent: bool = True) -> str:
        """A convolution with its batch norm folded in, and ReLU6 where bent."""
        gain, shift, mean, variance = (
            self.tensor(f"{norm}.{name}", 1).astype(np.float64)
            for name in ("weight", "bias", "running_mean", "running_var")
        )
        factor = gain / np.sqrt(variance + _NORM_EPSILON)
        kernel = self.tensor(f"{conv}.weight", 4)
        if kernel.shape[0] != len(factor):
            raise ValueError(f"{norm} doesn't fit {conv}")
        y = self.convolved(x, kernel * factor[:, None, None, None], shift - mean * factor, stride=stride)
        return self._node("Clip", [y, *self._bounds], self._widths[y]) if bent else y

    def convolved(self, x: str, kernel: NDArray[np.floating], bias: NDArray[np.floating] | None, *, stride: int) -> str:
        """A convolution, padded as TensorFlow's "SAME" pads an even side: the odd pixel goes right and below."""
        size, depthwise = kernel.shape[2], kernel.shape[1] == 1
        self._meet(x, kernel.shape[0] if depthwise else kernel.shape[1])
        before, after = (size - stride) // 2, (size - stride + 1) // 2
        inputs = [x, self._constant(kernel)] + ([] if bias is None else [self._constant(bias)])
        return self._node(
            "Conv",
            inputs,
            kernel.shape[0],
            kernel_shape=[size, size],
            strides=[stride, stride],
            pads=[before, before, after, after],
            group=kernel.shape[0] if depthwise else 1,
        )

    def model(self, given: _Port, wanted: _Port, last: str) -> bytes:
        """The serialised model, whose output is the value `last` under its public name."""
        self._nodes[-1].output[0] = wanted.name
        assert last not in {name for node in self._nodes for name in node.input}
        ports = [
            helper.make_tensor_value_info(port.name, TensorProto.FLOAT, ["n", port.width, f"{port.name}_y", None])
            for port in (given, wanted)
        ]
        graph = helper.make_graph(self._nodes, "pibu", ports[:1], ports[1:], self._constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION)
        return bytes(model.SerializeToString())

    def _block(self, x: str, name: str, stride: int) -> str:
        """A depthwise-separable block, or an inverted residual where it has a third convolution."""
        if f"{name}.conv_pwl.weight" in self._weights:
            y = self.normed(x, f"{name}.conv_pw", f"{name}.bn1")
            y = self.normed(y, f"{name}.conv_dw", f"{name}.bn2", stride=stride)
            y = self.normed(y, f"{name}.conv_pwl", f"{name}.bn3", bent=False)
        else:
            y = self.normed(x, f"{name}.conv_dw", f"{name}.bn1", stride=stride)
            y = self.normed(y, f"{name}.conv_pw", f"{name}.bn2", bent=False)
        skips = stride == 1 and self._widths[x] == self._widths[y]
        return self._node("Add", [y, x], self._widths[y]) if skips else y

    def _meet(self, x: str, width: int) -> None:
        """Notes the width of the graph's input when it is first read, and checks every other one."""
        if not self._widths:
            self.first_width = width
        if self._widths.setdefault(x, width) != width:
            raise ValueError(f"a convolution reads {width} channels where there are {self._widths[x]}")

    def _constant(self, values: NDArray[np.floating]) -> str:
        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name))
        return name

    def _node(self, kind: str, inputs: list[str], width: int, **attributes: Any) -> str:
        name = f"v{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        self._widths[name] = width
        return name
