"""Batches for training, made ready in one background thread while the network computes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ml.preprocess import prepare_pixels
from ml.types import Attribute
from training.augment import Jitter, augmented
from training.bench import ATTRIBUTES, Bench

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """inputs: (B, 6, S, S) float32, channels last. For each wanted attribute: rows of the batch that carry a grade,
    their labels (int64) and severities (float32).
    """

    inputs: Tensor
    rows: tuple[Tensor, ...]
    labels: tuple[Tensor, ...]
    severities: tuple[Tensor, ...]


def make_batch(
    bench: Bench, indices: IntArray, wanted: Sequence[Attribute], jitter: Jitter | None, rng: np.random.Generator
) -> Batch:
    """One batch of a bench's crops; jitter None = as they are."""
    order = np.sort(indices)
    crops, skin = np.asarray(bench.crops[order]), bench.skin[order]
    if jitter is not None:
        crops, skin = augmented(crops, skin, rng, jitter)
    inputs = torch.from_numpy(prepare_pixels(crops, skin))
    rows, labels, severities = [], [], []
    for attribute in wanted:
        column = ATTRIBUTES.index(attribute)
        grades = bench.grades[order, column]
        carried = np.flatnonzero(grades >= 0)
        rows.append(torch.from_numpy(carried))
        labels.append(torch.from_numpy(grades[carried].astype(np.int64)))
        severities.append(torch.from_numpy(bench.severity[order[carried], column].copy()))
    return Batch(inputs, tuple(rows), tuple(labels), tuple(severities))


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
                if not _put(ready, make_batch(self.bench, part, self.wanted, self.jitter, rng), closing):
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
