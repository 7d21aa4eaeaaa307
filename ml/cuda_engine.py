"""The CUDA engine: torch in half precision, one recorded graph of all five networks for each size of batch."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ml.card import Card
from ml.checkpoints import Pack, trunk_users
from ml.classifier import Head
from ml.device import Device
from ml.engine import fold_batch_norms, network_of
from ml.errors import PibuError, TroubleCode
from ml.evidence import Evidence
from ml.preprocess import INPUT, absorbance_shift, absorbance_table, mixing, plain_table
from ml.regions import attributes_of
from ml.types import GRADES, Attribute, FloatArray, ModelVersion, SkinCrop

BATCHES = (8, 16, 32)
"""Crops a recorded graph takes; a smaller batch is padded, a larger one split. 8: a face; 16: with its mirror image."""
WARM_RUNS = 2
"""Runs before a graph is recorded, in which torch chooses its kernels and allocates."""


class CudaEngine:
    """Runs a pack on an NVIDIA card.

    Everything from bytes to class maps happens on the card, for all crops and all attributes at once: preparing,
    trunks and heads in half precision and channels-last, the last layer and the averages in fp32. For each size of
    batch this is recorded once as a CUDA graph (Gray 2019, "Getting started with CUDA graphs") and then replayed with
    one launch. Bytes go over and maps come back through pinned memory, on a stream of its own. A lock lets one thread
    run at a time. On device "cpu" the same code runs unrecorded: that is how it is tested without a card.

    Raises:
        PibuError: DEVICE_MISSING when torch finds no card it can use; CHECKPOINT_FOREIGN when weights don't fit.
        RuntimeError: torch's, when the card can't take the weights.
    """

    def __init__(self, pack: Pack, device: str = "cuda", half: torch.dtype = torch.float16) -> None:
        self._device = torch.device(device)
        if self._device.type == "cuda" and not torch.cuda.is_available():
            raise PibuError(TroubleCode.DEVICE_MISSING, "CUDA", "torch finds no usable card")
        self._version = pack.model_version
        self._cards = tuple(c.card for c in pack.checkpoints)
        self.networks = _AllNetworks(pack, half).to(self._device)
        self._biases = {a: pack.of(a).weights["head.linear.bias"] for a in Attribute}
        on_card = self._device.type == "cuda"
        self._stream = torch.cuda.Stream(self._device) if on_card else None  # type: ignore[no-untyped-call]
        self._lanes: dict[int, _Lane] = {}
        self._running = Lock()

    @property
    def version(self) -> ModelVersion:
        """The pack whose weights it runs."""
        return self._version

    @property
    def cards(self) -> tuple[Card, ...]:
        """The five cards, in the order of Attribute."""
        return self._cards

    @property
    def device(self) -> Device:
        """What it runs on."""
        return Device.CUDA

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        """See ml.evidence.Engine.run. All heads run on all crops: on a card, picking costs more than it saves."""
        rows = [i for i, crop in enumerate(crops) if set(attributes_of(crop.region)) & set(wanted)]
        maps = self._maps([crops[i] for i in rows])
        logits = maps.mean((3, 4), dtype=np.float64)
        return tuple(
            self._evidence(attribute, crops[row], logits[place], maps[place])
            for attribute in wanted
            for place, row in enumerate(rows)
            if attribute in attributes_of(crops[row].region)
        )

    def close(self) -> None:
        """Free the weights, the recorded graphs and the card's memory. Safe to call twice."""
        with self._running:
            self._lanes.clear()
            self.networks = self.networks.to("meta")
            if self._stream is not None:
                torch.cuda.empty_cache()

    def _evidence(self, attribute: Attribute, crop: SkinCrop, logits: NDArray[Any], maps: FloatArray) -> Evidence:
        place = list(Attribute).index(attribute)
        summed = (logits[place] + self._biases[attribute]).astype(np.float32)
        return Evidence(attribute, crop.region, summed, np.array(maps[place]))

    def _maps(self, crops: Sequence[SkinCrop]) -> FloatArray:
        """(N, 5 attributes, 5 grades, h, w) class maps."""
        parts = [crops[start : start + BATCHES[-1]] for start in range(0, len(crops), BATCHES[-1])]
        with self._running, torch.inference_mode():
            found = [self._lane(len(part)).run(part) for part in parts]
        return np.concatenate(found) if found else np.empty((0, len(Attribute), 1, 1, 1), np.float32)

    def _lane(self, crops: int) -> _Lane:
        size = next(batch for batch in BATCHES if batch >= crops)
        if size not in self._lanes:
            self._lanes[size] = _Lane(self.networks, size, self._stream)
        return self._lanes[size]


class _Lane:
    """Buffers for one size of batch, here (pinned) and on the card, and the recorded graph between them."""

    def __init__(self, networks: _AllNetworks, size: int, stream: torch.cuda.Stream | None) -> None:
        self.networks, self._stream = networks, stream
        self._pixels = _Buffer((size, INPUT.size, INPUT.size, 3), torch.uint8, networks.place)
        self._shifts = _Buffer((size, 3), torch.float32, networks.place)
        self._graph: torch.cuda.CUDAGraph | None = None
        self._maps: Tensor
        if stream is not None:
            stream.wait_stream(torch.cuda.current_stream(networks.place))  # weights and buffers were placed there
        with self._on_stream():
            for _ in range(WARM_RUNS if stream is not None else 1):
                self._maps = networks(self._pixels.there, self._shifts.there)
            if stream is not None:
                stream.synchronize()
                self._graph = torch.cuda.CUDAGraph()
                with torch.cuda.graph(self._graph, stream=stream):
                    self._maps = networks(self._pixels.there, self._shifts.there)
        self._back = torch.empty(self._maps.shape, dtype=torch.float32, pin_memory=stream is not None)

    def run(self, crops: Sequence[SkinCrop]) -> FloatArray:
        """(len(crops), 5, 5, h, w): the class maps, in memory of their own."""
        for row, crop in enumerate(crops):
            self._pixels.plain[row] = crop.pixels
            self._shifts.plain[row] = absorbance_shift(crop.skin)
        with self._on_stream():
            self._pixels.send()
            self._shifts.send()
            if self._graph is not None:
                self._graph.replay()
            else:
                self._maps = self.networks(self._pixels.there, self._shifts.there)
            self._back.copy_(self._maps, non_blocking=True)
            if self._stream is not None:
                self._stream.synchronize()
        return np.array(self._back.numpy()[: len(crops)])

    def _on_stream(self) -> AbstractContextManager[Any]:
        return nullcontext() if self._stream is None else torch.cuda.stream(self._stream)


class _Buffer:
    """A piece of memory here, pinned where there is a card, and its twin on the device. plain: here, as an array."""

    def __init__(self, shape: tuple[int, ...], kind: torch.dtype, device: torch.device) -> None:
        self._here = torch.zeros(shape, dtype=kind, pin_memory=device.type == "cuda")
        self.there = torch.zeros(shape, dtype=kind, device=device)
        self.plain: NDArray[Any] = self._here.numpy()

    def send(self) -> None:
        """Copies what is here to the device, in the order of the current stream."""
        self.there.copy_(self._here, non_blocking=True)


class _AllNetworks(nn.Module):
    """The five classifiers and what prepares their input: bytes to class maps."""

    def __init__(self, pack: Pack, half: torch.dtype) -> None:
        super().__init__()
        self._half = half
        networks = {a: network_of(pack, a) for a in Attribute}
        self._users = trunk_users(pack)
        self.trunks = nn.ModuleList(self._ready(networks[users[0]].trunk) for users in self._users)
        self.heads = nn.ModuleDict({a.value: self._ready(networks[a].head) for a in Attribute})
        for name, head in self.heads.items():
            assert isinstance(head, Head)
            weight = networks[Attribute(name)].head.linear.weight.detach().float()
            self.register_buffer(f"last_{name}", weight)
            del head.linear
        self.register_buffer("plain", torch.from_numpy(plain_table()))
        self.register_buffer("absorbed", torch.from_numpy(absorbance_table()))
        self.register_buffer("mixing", torch.from_numpy(mixing().astype(np.float32)))

    @property
    def place(self) -> torch.device:
        """The device the weights are on."""
        device: torch.device = self.get_buffer("plain").device
        return device

    def prepared(self, pixels: Tensor, shifts: Tensor) -> Tensor:
        """What ml.preprocess.prepare_pixels gives. pixels: (N, S, S, 3) uint8; shifts: (N, 3) float32."""
        at = pixels.int()
        mixed = self.get_buffer("absorbed")[at] @ self.get_buffer("mixing").T + shifts[:, None, None, :]
        ready = torch.cat([self.get_buffer("plain")[at], mixed.clamp(-INPUT.limit, INPUT.limit)], dim=3)
        return ready.permute(0, 3, 1, 2)

    def forward(self, pixels: Tensor, shifts: Tensor) -> Tensor:
        """(N, 5 attributes, 5 grades, h, w) float32."""
        x = self.prepared(pixels, shifts).to(self._half)
        maps: dict[Attribute, Tensor] = {}
        for trunk, users in zip(self.trunks, self._users, strict=True):
            shared = trunk(x)
            for user in users:
                head = self.heads[user.value]
                assert isinstance(head, Head)
                features = head.feature_map(shared).float()
                # A matrix product, not a convolution: torch lets cuDNN round fp32 convolutions to TF32's ten bits.
                flat = self.get_buffer(f"last_{user.value}") @ features.flatten(2)
                maps[user] = flat.reshape(len(features), GRADES, *features.shape[2:])
        return torch.stack([maps[a] for a in Attribute], dim=1)

    def _ready(self, module: nn.Module) -> nn.Module:
        folded = fold_batch_norms(module).eval().requires_grad_(False).to(self._half)
        return folded.to(memory_format=torch.channels_last)


def open_cuda(pack: Pack) -> CudaEngine:
    """The engine on the first card.

    Raises:
        PibuError: DEVICE_MISSING, DEVICE_FAILED when the card can't even take the weights, CHECKPOINT_FOREIGN.
    """
    try:
        return CudaEngine(pack)
    except RuntimeError as error:
        raise PibuError(TroubleCode.DEVICE_FAILED, "CUDA", str(error).split("\n")[0]) from error


def device_failed(error: Exception) -> bool:
    """Whether torch says that the card failed: out of memory, driver gone, a launch that broke."""
    if isinstance(error, torch.cuda.OutOfMemoryError | torch.AcceleratorError):
        return True
    words = ("CUDA", "cuDNN", "CUBLAS", "NVIDIA")
    return isinstance(error, RuntimeError) and any(word in str(error) for word in words)
