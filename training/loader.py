"""Batches for training, made ready in one background thread while the network computes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ml.preprocess import prepare_pixels
from ml.types import Attribute
from training.augment import Jitter, PixelArray, SkinArray, augmented, noisy
from training.bench import ATTRIBUTES, Bench
from training.ranks import Ranks
from training.second_look import ANOTHER_FRAME, EVERY

IntArray = NDArray[np.int64]
ALONE = Ranks()


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """inputs: (B, 6, S, S) float32, channels last, this process's share of the batch. For each wanted attribute: rows
    of the share that carry a grade; labels (int64) and severities (float32) of all such rows of the whole batch;
    own_labels and cells (M, h, w) 0-1 of those of the share (see training.bench; 1 x 1 and 0 where not kept),
    for the heat loss. again: (Q, 6, S, S) second looks at the rows again_rows (Q,) of the share.
    """

    inputs: Tensor
    rows: tuple[Tensor, ...]
    labels: tuple[Tensor, ...]
    severities: tuple[Tensor, ...]
    own_labels: tuple[Tensor, ...] = ()
    cells: tuple[Tensor, ...] = ()
    again: Tensor = field(default_factory=lambda: torch.zeros(0, 6, 1, 1))
    again_rows: Tensor = field(default_factory=lambda: torch.zeros(0, dtype=torch.int64))


def make_batch(
    bench: Bench,
    indices: IntArray,
    wanted: Sequence[Attribute],
    jitter: Jitter | None,
    rng: np.random.Generator,
    ranks: Ranks = ALONE,
) -> Batch:
    """One batch of a bench's crops; jitter None = as they are. A crop looks the same whichever process has it."""
    order = np.sort(indices)
    share = ranks.share(len(order))
    own = order[share]
    crops, skin, cells = np.asarray(bench.crops[own]), bench.skin[own], bench.cells_of(own)
    twice = np.zeros(0, np.int64)
    if jitter is not None and len(own):
        streams = rng.spawn(len(order))[share]
        crops, skin, cells = _varied(crops, skin, cells, streams, jitter)
        twice = np.flatnonzero(np.arange(share.start, share.stop) % EVERY == 0)
        again, again_skin = _looked_at_again(crops[twice], skin[twice], [streams[i] for i in twice], jitter)
        crops = np.stack([noisy(crop, stream, jitter) for crop, stream in zip(crops, streams, strict=True)])
    inputs = torch.from_numpy(prepare_pixels(crops, skin))
    rows, labels, severities, own_labels, places = [], [], [], [], []
    for attribute in wanted:
        column = ATTRIBUTES.index(attribute)
        grades = bench.grades[order, column]
        carried = np.flatnonzero(grades >= 0)
        inside = carried[(carried >= share.start) & (carried < share.stop)]
        rows.append(torch.from_numpy(inside - share.start))
        labels.append(torch.from_numpy(grades[carried].astype(np.int64)))
        severities.append(torch.from_numpy(bench.severity[order[carried], column].copy()))
        own_labels.append(torch.from_numpy(grades[inside].astype(np.int64)))
        places.append(torch.from_numpy(cells[inside - share.start, column].astype(np.float32) / 255))
    plain = Batch(inputs, tuple(rows), tuple(labels), tuple(severities), tuple(own_labels), tuple(places))
    if not len(twice):
        return plain
    second = torch.from_numpy(prepare_pixels(again, again_skin))
    return replace(plain, again=second, again_rows=torch.from_numpy(twice))


def _varied(
    crops: PixelArray, skin: SkinArray, cells: PixelArray, streams: Sequence[np.random.Generator], jitter: Jitter
) -> tuple[PixelArray, SkinArray, PixelArray]:
    """Each crop changed by its own random numbers."""
    each = [augmented(crops[[i]], skin[[i]], rng, jitter, cells[[i]]) for i, rng in enumerate(streams)]
    pixels, colours, places = zip(*each, strict=True)
    return np.concatenate(pixels), np.concatenate(colours), np.concatenate(places)


def _looked_at_again(
    crops: PixelArray, skin: SkinArray, streams: Sequence[np.random.Generator], jitter: Jitter
) -> tuple[PixelArray, SkinArray]:
    """The same crops as another frame would show them: see training.second_look."""
    if not len(crops):
        return crops, skin
    nothing = np.zeros((len(crops), 1, 1, 1), np.uint8)
    moved, colours, _ = _varied(crops, skin, nothing, streams, ANOTHER_FRAME)
    return np.stack([noisy(crop, stream, jitter) for crop, stream in zip(moved, streams, strict=True)]), colours


def plain_batches(bench: Bench, indices: IntArray, wanted: Sequence[Attribute], size: int) -> Iterator[Batch]:
    """Unaugmented batches in sorted order of `indices`, the last one smaller."""
    rng = np.random.default_rng(0)
    ordered = np.sort(indices)
    for start in range(0, len(ordered), size):
        yield make_batch(bench, ordered[start : start + size], wanted, None, rng)


@dataclass(frozen=True, slots=True, eq=False)
class EpochLoader:
    """Makes the augmented batches of one epoch ahead of their use."""

    bench: Bench
    wanted: tuple[Attribute, ...]
    size: int
    jitter: Jitter
    seed: int
    ranks: Ranks = ALONE
    ahead: int = 3

    def batches(self, indices: IntArray, epoch: int, first: int = 0) -> Iterator[Batch]:
        """Batches first, first + 1, ... of this epoch's indices; a last part batch under half size is left out."""
        cv2.setNumThreads(1)
        ready: queue.Queue[Batch | BaseException | None] = queue.Queue(self.ahead)
        closing = threading.Event()
        worker = threading.Thread(target=self._work, args=(indices, epoch, first, ready, closing), daemon=True)
        worker.start()
        try:
            while (batch := ready.get()) is not None:
                if isinstance(batch, BaseException):
                    raise batch
                yield batch
        finally:
            closing.set()
            worker.join()

    def steps(self, count: int) -> int:
        """Batches in an epoch of `count` indices."""
        whole, rest = divmod(count, self.size)
        return whole + (1 if rest >= max(2, self.size // 2) else 0)

    def _work(
        self,
        indices: IntArray,
        epoch: int,
        first: int,
        ready: queue.Queue[Batch | BaseException | None],
        closing: threading.Event,
    ) -> None:
        try:
            for step in range(first, self.steps(len(indices))):
                rng = np.random.default_rng((self.seed, epoch, step))
                part = indices[step * self.size : (step + 1) * self.size]
                if not _put(ready, make_batch(self.bench, part, self.wanted, self.jitter, rng, self.ranks), closing):
                    return
        except Exception as error:
            _put(ready, error, closing)
            return
        _put(ready, None, closing)


def _put(
    ready: queue.Queue[Batch | BaseException | None], batch: Batch | BaseException | None, closing: threading.Event
) -> bool:
    while not closing.is_set():
        try:
            ready.put(batch, timeout=0.1)
        except queue.Full:
            continue
        return True
    return False
