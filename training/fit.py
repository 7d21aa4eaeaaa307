"""Joint training of the attributes on one shared trunk, resumable, steered by P-Recall on the validation people."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from tqdm import tqdm

from ml.classifier import Head, JointClassifier, start_from_imagenet
from ml.types import Attribute
from training.average import WeightAverage
from training.bench import ATTRIBUTES, Bench
from training.descent import optimiser_of, rate_at
from training.half_precision import half_precision
from training.heat_loss import heat_off_change, mean_counted
from training.imagenet import imagenet_weights
from training.loader import Batch, EpochLoader
from training.looks import face_measures
from training.losses import GradeLoss, grade_loss
from training.memory import keep_freed_memory
from training.merge_stages import merge_stages
from training.plan import FitPlan, load_plan
from training.preflight import refuse_troubled, this_machine
from training.ranks import Ranks, training_device
from training.run_folder import RunFolder
from training.samplers import EpochSampler, crop_weights, grade_weights
from training.second_look import NONE, gaps, pairs, with_again
from training.tracking import NoTracker, Tracker, Tracking, open_tracker, require
from training.whole_batch import spread


@dataclass(slots=True)
class Progress:
    """How far a training has come. elapsed: seconds of training, over all its starts."""

    epoch: int = 0
    step: int = 0
    total_steps: int = 0
    elapsed: float = 0.0
    best: float = -math.inf
    since_best: int = 0


@dataclass(slots=True)
class Fit:
    """One training in progress. Build it, then call `run`; a killed one goes on where it last kept its state."""

    plan: FitPlan
    train: Bench
    val: Bench
    folder: RunFolder
    quiet: bool = False
    ranks: Ranks = field(default_factory=Ranks)
    tracker: Tracker = field(default_factory=NoTracker)
    progress: Progress = field(default_factory=Progress)
    device: torch.device = field(init=False)
    network: JointClassifier = field(init=False)
    average: WeightAverage = field(init=False)
    optimiser: torch.optim.AdamW = field(init=False)
    losses: tuple[GradeLoss, ...] = field(init=False)
    weights: np.ndarray[Any, np.dtype[np.float64]] = field(init=False)

    def __post_init__(self) -> None:
        plan = self.plan
        machine = this_machine(self.folder.path, self.ranks)
        refuse_troubled(plan, self.train, self.val, self.folder.path, self.ranks, machine)
        keep_freed_memory()
        torch.set_num_threads(plan.threads)
        torch.manual_seed(plan.seed)
        self.device = training_device(self.ranks)
        network = JointClassifier(plan.spec, plan.attributes, plan.dropout)
        if plan.start:
            earlier = RunFolder(Path(plan.start))
            start_from = merge_stages(earlier.best_weights(), plan.attributes, load_plan(earlier.path).spec, plan.spec)
            network.load_state_dict(start_from)
        elif plan.imagenet:
            start_from_imagenet(network, plan.spec, imagenet_weights())
        network.trunk.requires_grad_(plan.trunk_rate > 0)
        self.network = network.to(self.device).to(memory_format=torch.channels_last)
        self.average = WeightAverage(self.network, plan.ema)
        spread(self.network, self.ranks)
        self.optimiser = optimiser_of(self.network, plan)
        columns = [ATTRIBUTES.index(a) for a in plan.attributes]
        self.weights = crop_weights(self.train.grades[:, columns], plan.draw_balance)
        self.losses = tuple(self._loss(i, a) for i, a in enumerate(plan.attributes))
        self._resume()

    def _loss(self, number: int, attribute: Attribute) -> GradeLoss:
        """The attribute's loss, its grade weights counted as the sampler will show the grades."""
        counts = self.train.counts(attribute)
        column = self.train.grades[:, ATTRIBUTES.index(attribute)]
        drawn = np.bincount(np.maximum(column, 0), np.where(column >= 0, self.weights, 0), minlength=5)
        drawn *= counts.sum() / drawn.sum()
        weights = grade_weights(drawn.tolist(), self.plan.loss_balance)
        return grade_loss(self.plan.losses[number], counts.tolist(), torch.tensor(weights, dtype=torch.float32))

    def _resume(self) -> None:
        state = self.folder.load_state()
        self.ranks.wait()
        if state is None:
            self.folder.save_plan(self.plan)
            return
        self.network.load_state_dict(state["network"])
        self.average.load(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.progress = Progress(**state["progress"])
        torch.set_rng_state(state["rng"])
        if self.device.type == "cuda" and state.get("gpu_rng") is not None:
            torch.cuda.set_rng_state(state["gpu_rng"], self.device)

    def _keep(self) -> None:
        p = self.progress
        self.folder.save_state(
            {
                "network": self.network.state_dict(),
                "average": self.average.state(),
                "optimiser": self.optimiser.state_dict(),
                "progress": {name: getattr(p, name) for name in Progress.__slots__},
                "rng": torch.get_rng_state(),
                "gpu_rng": torch.cuda.get_rng_state(self.device) if self.device.type == "cuda" else None,
            }
        )

    def run(self) -> float:
        """Train to the end of the plan; returns the best mean P-Recall on validation faces."""
        finished = False
        try:
            while not self._finished():
                self._epoch()
                self._look()
                self._keep()
            finished = True
        finally:
            self.tracker.close(finished)
        return self.progress.best

    def share(self) -> float:
        """How much of the training is done, 0-1."""
        if self.plan.minutes > 0:
            return self.progress.elapsed / (60 * self.plan.minutes)
        return self.progress.total_steps / max(1, self.plan.epochs * self._loader().steps(self._epoch_crops()))

    def _finished(self) -> bool:
        tired = 0 < self.plan.patience <= self.progress.since_best
        return tired or self.share() >= 1

    def _epoch_crops(self) -> int:
        return self.plan.epoch_crops or int(np.count_nonzero(self.weights))

    def _loader(self) -> EpochLoader:
        plan = self.plan
        return EpochLoader(self.train, plan.attributes, plan.batch, plan.jitter, plan.seed, self.ranks)

    def _indices(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        carrying = np.flatnonzero(self.weights)
        drawn = self.weights[carrying] if self.plan.draw_balance > 0 else None
        sampler = EpochSampler(len(carrying), self.plan.seed, drawn)
        return carrying[sampler.epoch(self.progress.epoch)][: self._epoch_crops()]

    def _epoch(self) -> None:
        p, loader, indices = self.progress, self._loader(), self._indices()
        self.network.train()
        self.network.trunk.train(self.plan.trunk_rate > 0)
        losses: list[float] = []
        with tqdm(
            loader.batches(indices, p.epoch, p.step), total=loader.steps(len(indices)), initial=p.step,
            desc=f"epoch {p.epoch}", disable=self.quiet, mininterval=5,
        ) as bar:  # fmt: skip
            started = time.monotonic()
            for batch in bar:
                losses.append(self._step(batch))
                bar.set_postfix(loss=f"{np.mean(losses[-50:]):.3f}", refresh=False)
                p.step += 1
                p.total_steps += 1
                started, before = time.monotonic(), started
                p.elapsed += started - before
                if self.plan.minutes > 0:
                    p.elapsed = self.ranks.agreed(p.elapsed)
                if p.total_steps % self.plan.keep_every == 0:
                    self._keep()
                if self.share() >= 1:
                    break
        p.epoch, p.step = p.epoch + 1, 0
        facts = {"steps": p.total_steps, "elapsed": p.elapsed, "loss": float(np.mean(losses or [0]))}
        self.folder.note(kind="epoch", epoch=p.epoch, **facts)
        self.tracker.note(p.epoch, {f"train.{name}": float(value) for name, value in facts.items()})

    def _step(self, batch: Batch) -> float:
        rate = rate_at(self.share(), self.plan.warm_up)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * rate
        filled = [i for i, labels in enumerate(batch.labels) if len(labels) > 1]
        wanted = [self.plan.attributes[i] for i in filled]
        inputs = batch.inputs if self.plan.mirror == 0 else with_again(batch.inputs, batch.again)
        looks = [pairs(batch.rows[i], batch.again_rows if self.plan.mirror > 0 else NONE) for i in filled]
        rows = [
            torch.cat([batch.rows[i], len(batch.inputs) + second]) for i, (_, second) in zip(filled, looks, strict=True)
        ]
        with half_precision(self.plan.half, self.device, training=True):
            answers = self.network(inputs.to(self.device), wanted, [r.to(self.device) for r in rows])
        total = torch.zeros((), device=self.device)
        for i, answer, (first, _) in zip(filled, answers, looks, strict=True):
            labels, severities = batch.labels[i].to(self.device), batch.severities[i].to(self.device)
            own = len(batch.rows[i])
            logits, again = answer.logits[:own], answer.logits[own:]
            total = total + self.losses[i](self.ranks.whole(logits.float()), labels, severities)
            total = total + self._heat(i, answer.features[:own], batch)
            total = total + self.plan.mirror * mean_counted(self.ranks.whole(gaps(logits[first], again)))
        loss = total / max(1, len(filled))
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        self.ranks.sum_gradients(self.network)
        nn.utils.clip_grad_norm_(self.network.parameters(), self.plan.clip)
        self.optimiser.step()
        self.average.update(self.network)
        return float(loss.detach())

    def _heat(self, number: int, features: Tensor, batch: Batch) -> Tensor | float:
        """The weighted share of the heat that lies off the rendered change; 0 where the bench doesn't keep where."""
        if self.plan.heat == 0 or not self.train.has_cells:
            return 0.0
        head = self.network.heads[self.plan.attributes[number].value]
        assert isinstance(head, Head)
        labels, cells = batch.own_labels[number].to(self.device), batch.cells[number].to(self.device)
        off = heat_off_change(features, head.linear.weight, labels, cells)
        return self.plan.heat * mean_counted(self.ranks.whole(off))

    def _look(self) -> None:
        """Grade validation faces with the averaged weights; keep them if their mean P-Recall is the best so far."""
        found = face_measures(self.average.network, self.plan, self.val, self.ranks)
        reached = float(np.mean([m.p_recall_present for _, m in found]))
        p = self.progress
        better = reached > p.best
        p.best, p.since_best = (reached, 0) if better else (p.best, p.since_best + 1)
        if better:
            self.folder.save_best(self.average.network.state_dict())
        facts = {f"{a.value}_{name}": getattr(m, name) for a, m in found for name in ("p_recall_present", "qwk", "mae")}
        self.folder.note(kind="val", epoch=p.epoch, elapsed=p.elapsed, reached=reached, **facts)
        self.tracker.note(p.epoch, {f"val.{name}": value for name, value in {"reached": reached, **facts}.items()})
        if not self.quiet:
            parts = " ".join(f"{a.value} {m.p_recall_present:.3f}/{m.qwk:.3f}/{m.mae:.2f}" for a, m in found)
            tqdm.write(f"epoch {p.epoch} val faces P-Recall/QWK/MAE {reached:.4f}{'*' if better else ''}: {parts}")


def start(
    plan: FitPlan,
    train: Bench,
    val: Bench,
    folder: Path,
    quiet: bool = False,
    ranks: Ranks | None = None,
    tracking: Tracking = Tracking.NONE,
) -> Fit:
    """A new training in `folder`, or the one that was interrupted there.

    ranks: the processes that train together. tracking: where its figures are kept beside the folder's log.

    Raises:
        BenchError: it can't end well; the message says why. ModuleNotFoundError: no library for the tracking.
    """
    require(tracking)
    ranks = ranks or Ranks()
    run = RunFolder(folder, ranks.first)
    fit = Fit(plan, train, val, run, quiet or not ranks.first, ranks)
    fit.tracker = open_tracker(tracking, plan, run)
    return fit
