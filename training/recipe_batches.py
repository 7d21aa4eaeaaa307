"""Batches for a recipe: its augmentations, its size, its channels; and grading a bench with its network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ml.preprocess import INPUT, prepare_pixels
from ml.types import Attribute
from training.augmentations import Augmenter, PixelArray
from training.backbones import BackboneClassifier
from training.bench import ATTRIBUTES, Bench
from training.loader import Batch
from training.predict import Graded
from training.recipe import Recipe

IntArray = NDArray[np.int64]


def network_input(pixels: PixelArray, skin: NDArray[np.float32], channels: int) -> Tensor:
    """(N, 3 or 6, S, S) float32 of (N, S, S, 3) uint8 RGB: as ml.preprocess, of which RGB is the first three."""
    if channels == INPUT.channels:
        return torch.from_numpy(prepare_pixels(pixels, skin, pixels.shape[1]))
    scaled = (pixels.astype(np.float32) / 255 - INPUT.mean) / INPUT.std
    return torch.from_numpy(scaled).permute(0, 3, 1, 2)


class RecipeBatches:
    """Makes batches of a bench's crops. The same seed and indices give the same batch."""

    def __init__(self, bench: Bench, recipe: Recipe) -> None:
        self._bench, self._recipe = bench, recipe
        self._augmenter, self._still = Augmenter(recipe.pipeline), Augmenter(recipe.pipeline.still())

    def varied(self, indices: IntArray, seed: int) -> Batch:
        """One augmented batch, of the crops `indices`."""
        return self._made(np.sort(indices), self._augmenter, seed)

    def ahead(self, orders: Sequence[IntArray], seeds: Sequence[int]) -> Iterator[Batch]:
        """Augmented batches, the next one made in a background thread while this one is used."""
        with ThreadPoolExecutor(1, "batches") as pool:
            coming: Future[Batch] | None = None
            for indices, seed in zip(orders, seeds, strict=True):
                before, coming = coming, pool.submit(self.varied, indices, seed)
                if before is not None:
                    yield before.result()
            if coming is not None:
                yield coming.result()

    def still(self, indices: IntArray) -> Batch:
        """One batch as graded: nothing random."""
        return self._made(np.sort(indices), self._still, 0)

    def _made(self, order: IntArray, augmenter: Augmenter, seed: int) -> Batch:
        pixels = augmenter(np.asarray(self._bench.crops[order]), seed)
        inputs = network_input(pixels, self._bench.skin[order], self._recipe.channels)
        rows, labels, severities = [], [], []
        for attribute in self._recipe.attributes:
            column = ATTRIBUTES.index(attribute)
            grades = self._bench.grades[order, column]
            carried = np.flatnonzero(grades >= 0)
            rows.append(torch.from_numpy(carried))
            labels.append(torch.from_numpy(grades[carried].astype(np.int64)))
            severities.append(torch.from_numpy(self._bench.severity[order[carried], column].copy()))
        return Batch(inputs, tuple(rows), tuple(labels), tuple(severities))


def graded_rows(bench: Bench, attributes: Sequence[Attribute]) -> IntArray:
    """Indices of the crops that carry a grade of any of these attributes."""
    columns = [ATTRIBUTES.index(a) for a in attributes]
    return np.flatnonzero((bench.grades[:, columns] >= 0).any(axis=1))


@torch.inference_mode()
def grade_recipe(
    network: BackboneClassifier, recipe: Recipe, bench: Bench, rows: IntArray | None = None, batch: int = 64
) -> tuple[Graded, ...]:
    """Logits of every graded crop among `rows` (all when None), for each of the recipe's attributes."""
    was = network.training
    network.eval()
    device = next(network.parameters()).device
    indices = graded_rows(bench, recipe.attributes)
    indices = indices if rows is None else np.intersect1d(indices, rows)
    made = RecipeBatches(bench, recipe)
    logits: list[list[NDArray[np.float64]]] = [[] for _ in recipe.attributes]
    seen: list[list[IntArray]] = [[] for _ in recipe.attributes]
    for start in range(0, len(indices), batch):
        here = indices[start : start + batch]
        part = made.still(here)
        answers = network(part.inputs.to(device), rows=[r.to(device) for r in part.rows])
        for i, answer in enumerate(answers):
            logits[i].append(answer.logits.double().cpu().numpy())
            seen[i].append(here[part.rows[i].numpy()])
    network.train(was)
    pairs = zip(recipe.attributes, seen, logits, strict=True)
    return tuple(Graded(a, np.concatenate(s), np.concatenate(x)) for a, s, x in pairs)
