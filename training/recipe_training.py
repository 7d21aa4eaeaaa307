"""The steps of one recipe's training: network, optimiser, order of crops. No files; training.recipe_fit keeps those."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from training.backbones import BackboneClassifier, BackboneName, recalibrate, start_weights
from training.bench import ATTRIBUTES, Bench, refuse_hopeless
from training.half_precision import half_precision
from training.loader import Batch
from training.losses import GradeLoss, grade_loss
from training.recipe import Recipe
from training.recipe_batches import RecipeBatches, graded_rows
from training.samplers import EpochSampler, crop_weights

IntArray = NDArray[np.int64]

RECALIBRATION_CROPS = 128


class RecipeTraining:
    """One training. `batches` gives what is left of it, `step` learns from one batch; `state` and `load` keep it.

    Raises:
        BenchError: nothing can be learnt from this bench.
    """

    def __init__(self, recipe: Recipe, bench: Bench) -> None:
        refuse_hopeless(bench, recipe.attributes)
        torch.set_num_threads(recipe.threads)
        torch.manual_seed(recipe.seed)
        self.recipe, self.done = recipe, 0
        self._bench, self._made = bench, RecipeBatches(bench, recipe)
        self._rows = graded_rows(bench, recipe.attributes)
        self._sampler = self._sampling()
        self._losses = tuple(self._loss(i) for i in range(len(recipe.attributes)))
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        made = BackboneClassifier(recipe.backbone, recipe.attributes, recipe.channels, recipe.size, recipe.dropout)
        self._started(made)
        self.network = made.to(self.device).to(memory_format=torch.channels_last)
        self.optimiser = self._optimiser()

    @property
    def epoch_steps(self) -> int:
        """Steps in one pass over the graded crops; the last part batch is left out."""
        return max(1, len(self._rows) // self.recipe.batch)

    @property
    def steps(self) -> int:
        """Steps of the whole training."""
        return self.recipe.steps or self.recipe.epochs * self.epoch_steps

    def batches(self, count: int) -> Iterator[Batch]:
        """The next `count` batches, fewer at the end."""
        numbers = range(self.done, min(self.steps, self.done + count))
        return self._made.ahead([self._order(n) for n in numbers], [self._seed(n) for n in numbers])

    def step(self, batch: Batch) -> float:
        """Learn from one batch; returns its loss, the mean over the attributes that it carries."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.recipe.rate * self._rate()
        self.network.train()
        answers = self._answers(batch)
        each = [
            loss(answer.logits.float(), labels.to(self.device), severities.to(self.device))
            for loss, answer, labels, severities in zip(
                self._losses, answers, batch.labels, batch.severities, strict=True
            )
            if len(labels)
        ]
        total = torch.stack(each).mean()
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.clip)
        self.optimiser.step()
        self.done += 1
        return float(total.detach())

    def state(self) -> dict[str, Any]:
        """All that `load` needs."""
        return {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "done": self.done,
            "rng": torch.get_rng_state(),
        }

    def load(self, state: Mapping[str, Any]) -> None:
        """Go on from a kept state."""
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.done = int(state["done"])
        torch.set_rng_state(state["rng"])

    def _answers(self, batch: Batch) -> Any:
        with half_precision(self.recipe.half, self.device, training=True):
            return self.network(batch.inputs.to(self.device), rows=[r.to(self.device) for r in batch.rows])

    def _sampling(self) -> EpochSampler:
        columns = [ATTRIBUTES.index(a) for a in self.recipe.attributes]
        drawn = crop_weights(self._bench.grades[self._rows][:, columns], 1.0) if self.recipe.inverse else None
        return EpochSampler(len(self._rows), self.recipe.seed, drawn)

    def _order(self, number: int) -> IntArray:
        epoch, at = divmod(number, self.epoch_steps)
        return self._rows[self._sampler.epoch(epoch)[at * self.recipe.batch : (at + 1) * self.recipe.batch]]

    def _seed(self, number: int) -> int:
        return int(np.random.SeedSequence((self.recipe.seed, number)).generate_state(1)[0])

    def _loss(self, number: int) -> GradeLoss:
        """Class-balanced losses count the whole training set, not a batch."""
        return grade_loss(self.recipe.losses[number], self._bench.counts(self.recipe.attributes[number]).tolist())

    def _started(self, network: BackboneClassifier) -> None:
        if not self.recipe.started:
            return
        start_weights(network, self.recipe.backbone)
        if self.recipe.backbone is BackboneName.EFFICIENTNET_B0:
            shown = np.array_split(self._rows[self._sampler.epoch(0)][:RECALIBRATION_CROPS], 4)
            recalibrate(network, (self._made.still(part).inputs for part in shown if len(part) > 1))

    def _optimiser(self) -> torch.optim.AdamW:
        """Weight decay for matrices only, as usual."""
        parameters = list(self.network.parameters())
        groups = [
            {"params": [p for p in parameters if p.ndim > 1], "weight_decay": self.recipe.weight_decay},
            {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
        ]
        return torch.optim.AdamW(groups, lr=self.recipe.rate)

    def _rate(self) -> float:
        """Linear warm-up, then half a cosine down to nothing."""
        share = (self.done + 1) / self.steps
        if share < self.recipe.warm_up:
            return share / self.recipe.warm_up
        return 0.5 * (1 + math.cos(math.pi * min(1.0, (share - self.recipe.warm_up) / (1 - self.recipe.warm_up))))
