"""The cheap way to run a row: linear layers on a trunk that stays as it started, over features computed once.

A linear probe (Alain and Bengio 2016, arXiv:1610.01644) costs one look at each crop, so that losses, samplers and
augmentations can be compared on a processor within seconds. What trunks could learn by themselves isn't in it.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ml.types import GRADES, Attribute
from training.backbones import BackboneClassifier, BackboneName, recalibrate, start_weights
from training.bench import ATTRIBUTES, Bench
from training.losses import LossName, grade_loss
from training.predict import Graded
from training.recipe import Recipe
from training.recipe_batches import RecipeBatches, graded_rows
from training.samplers import EpochSampler, crop_weights

IntArray = NDArray[np.int64]

WEIGHT_DECAY = 0.1
AT_ONCE = 32
DEAD = 1e-4
"""Spread under which a feature says nothing and isn't scaled."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What a trunk says of crops, their mean over the map: train (N, C), test (M, C), float32, scaled so that the
    training ones have mean 0 and deviation 1. rows: the training crops. seconds: of one processor.
    """

    train: Tensor
    test: Tensor
    rows: IntArray
    seconds: float


@dataclass(slots=True)
class Probe:
    """Runs recipes over frozen trunks; features of the same trunk and pipeline are computed once.

    crops: how many training crops, drawn by the recipe's seed. test_rows: the test crops.
    """

    train: Bench
    test: Bench
    test_rows: IntArray
    crops: int
    _kept: dict[Recipe, Features] = field(default_factory=dict)

    def run(self, recipe: Recipe) -> tuple[tuple[Graded, ...], float]:
        """Logits of the test crops for each attribute, and the seconds of one processor that it took."""
        features = self._features(recipe)
        started = time.process_time()
        graded = tuple(self._attribute(recipe, number, features) for number in range(len(recipe.attributes)))
        return graded, features.seconds + time.process_time() - started

    def _features(self, recipe: Recipe) -> Features:
        """Of the recipe's trunk, pipeline and seed; loss and sampler don't matter for it."""
        same = (LossName.CROSS_ENTROPY,) * len(recipe.losses)
        key = replace(recipe, losses=same, inverse=False)
        if key not in self._kept:
            self._kept[key] = self._looked(key)
        return self._kept[key]

    @torch.inference_mode()
    def _looked(self, recipe: Recipe) -> Features:
        torch.set_num_threads(recipe.threads)
        torch.manual_seed(recipe.seed)
        started = time.process_time()
        rows = np.random.default_rng(recipe.seed).permutation(graded_rows(self.train, recipe.attributes))[: self.crops]
        made, tested = RecipeBatches(self.train, recipe), RecipeBatches(self.test, recipe)
        network = BackboneClassifier(recipe.backbone, recipe.attributes, recipe.channels, recipe.size).eval()
        if recipe.started:
            start_weights(network, recipe.backbone)
        if not (recipe.started and recipe.backbone is BackboneName.EFFICIENTNET_LITE0):
            recalibrate(network, [made.still(part).inputs for part in np.split(rows[: 4 * AT_ONCE], 4)])
        network.to(memory_format=torch.channels_last)
        parts = np.split(np.sort(rows), range(AT_ONCE, len(rows), AT_ONCE))
        train = torch.cat([_mean(network, made.varied(part, number).inputs) for number, part in enumerate(parts)])
        asked = np.split(self.test_rows, range(AT_ONCE, len(self.test_rows), AT_ONCE))
        test = torch.cat([_mean(network, tested.still(part).inputs) for part in asked])
        middle, spread = train.mean(dim=0), train.std(dim=0)
        spread = torch.where(spread > DEAD, spread, 1.0)
        seconds = time.process_time() - started
        return Features((train - middle) / spread, (test - middle) / spread, np.sort(rows), seconds)

    def _attribute(self, recipe: Recipe, number: int, features: Features) -> Graded:
        attribute = recipe.attributes[number]
        labels = self._labels(self.train, features.rows, attribute)
        known = labels >= 0
        severity = self.train.severity[features.rows[known], ATTRIBUTES.index(attribute)].copy()
        seen = features.train[known].clone()
        layer = trained(recipe, number, seen, torch.from_numpy(labels[known]), torch.from_numpy(severity))
        carried = self._labels(self.test, self.test_rows, attribute) >= 0
        with torch.inference_mode():
            logits = layer(features.test[carried]).double().numpy()
        return Graded(attribute, self.test_rows[carried], logits)

    @staticmethod
    def _labels(bench: Bench, rows: IntArray, attribute: Attribute) -> IntArray:
        labels: IntArray = bench.grades[rows, ATTRIBUTES.index(attribute)].astype(np.int64)
        return labels


def _mean(network: BackboneClassifier, inputs: Tensor) -> Tensor:
    return network.feature_map(inputs).mean((2, 3)).float()


def trained(recipe: Recipe, number: int, features: Tensor, labels: Tensor, severity: Tensor) -> nn.Linear:
    """One attribute's linear layer, by the recipe's loss, sampler, batch, steps, rate and seed.

    features: (N, C); labels: (N,) int64, 0-4; severity: (N,) float, the grade before rounding.
    """
    torch.manual_seed(recipe.seed)
    layer = nn.Linear(features.shape[1], GRADES)
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    counts = np.bincount(labels.numpy(), minlength=GRADES).tolist()
    loss = grade_loss(recipe.losses[number], counts)
    weights = crop_weights(labels.numpy().astype(np.int8)[:, None], 1.0) if recipe.inverse else None
    sampler = EpochSampler(len(labels), recipe.seed, weights)
    optimiser = torch.optim.AdamW(layer.parameters(), lr=recipe.rate, weight_decay=WEIGHT_DECAY)
    per_epoch = max(1, len(labels) // recipe.batch)
    for step in range(recipe.steps):
        epoch, at = divmod(step, per_epoch)
        chosen = torch.from_numpy(sampler.epoch(epoch)[at * recipe.batch : (at + 1) * recipe.batch].copy())
        for group in optimiser.param_groups:
            group["lr"] = recipe.rate * 0.5 * (1 + math.cos(math.pi * step / recipe.steps))
        optimiser.zero_grad(set_to_none=True)
        loss(layer(features[chosen]), labels[chosen], severity[chosen]).backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return layer
