"""Run a table's rows: train, measure on the test crops, keep each row as JSON, so that a killed comparison goes on."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from tqdm import tqdm

from ml.card import from_json, to_json
from ml.types import Attribute
from training.bench import ATTRIBUTES, Bench, refuse_leaks
from training.evaluate import Report
from training.experiments.frozen import Probe
from training.experiments.plan import Budget, Experiment
from training.experiments.samples import balanced_rows, fingerprint, natural
from training.judge import baseline_report
from training.memory import keep_freed_memory
from training.metrics import bootstrap, confusion
from training.predict import Graded, softmax
from training.recipe import Recipe
from training.recipe_batches import grade_recipe
from training.recipe_training import RecipeTraining

T = TypeVar("T")

STEP_CROPS = 16
"""In the steps that are timed."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One attribute of a row, over single region crops. confusion: rows = label, columns = prediction."""

    attribute: Attribute
    p_recall: float
    low: float
    high: float
    confusion: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class RowFigures:
    """What a row reached. seconds: of one processor."""

    label: str
    steps: int
    seed: int
    seconds: float
    attributes: tuple[Figures, ...]

    def of(self, attribute: Attribute) -> Figures | None:
        """One attribute's figures, where the row has them."""
        return next((f for f in self.attributes if f.attribute is attribute), None)

    @property
    def mean(self) -> float:
        """Mean P-Recall of its attributes."""
        return float(np.mean([f.p_recall for f in self.attributes]))


@dataclass(frozen=True, slots=True)
class StepTime:
    """How long one training step takes, in seconds of one processor."""

    title: str
    seconds: float


class Comparison:
    """Benches, budget and the folder of kept rows."""

    def __init__(self, train: Bench, test: Bench, budget: Budget, folder: Path, quiet: bool = False) -> None:
        refuse_leaks((train, test))
        keep_freed_memory()
        self.budget, self.test, self._folder, self._quiet = budget, test, folder, quiet
        self._train = natural(train, budget.seed)
        self._rows = {a: balanced_rows(test, a, budget.each, budget.seed) for a in Attribute}
        rows = np.unique(np.concatenate(list(self._rows.values())))
        self._probe = Probe(self._train, test, rows, budget.crops)
        self._benches = f"{fingerprint(train)}-{fingerprint(test)}"
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def train_counts(self) -> tuple[tuple[Attribute, tuple[int, ...]], ...]:
        """Training crops of each grade, as the rows see them."""
        return tuple((a, tuple(self._train.counts(a).tolist())) for a in Attribute)

    @property
    def test_counts(self) -> tuple[tuple[Attribute, tuple[int, ...]], ...]:
        """Test crops of each grade, as the rows are measured on."""
        columns = {a: self.test.grades[self._rows[a], ATTRIBUTES.index(a)] for a in Attribute}
        return tuple((a, tuple(np.bincount(columns[a], minlength=5).tolist())) for a in Attribute)

    def rows(self, experiments: Sequence[Experiment]) -> tuple[RowFigures, ...]:
        """The rows' figures: kept ones, or run now."""
        bar = tqdm(experiments, desc="rows", disable=self._quiet)
        return tuple(replace(self._row(e), label=e.label) for e in bar)

    def step_time(self, title: str, recipe: Recipe) -> StepTime:
        """One step of a recipe, measured after a first one."""
        recipe = replace(recipe, steps=2, batch=STEP_CROPS)
        path = self._path(recipe, "step")
        if (kept := _kept(StepTime, path)) is not None:
            return replace(kept, title=title)
        training = RecipeTraining(recipe, self._train)
        first, second = training.batches(2)
        training.step(first)
        started = time.process_time()
        training.step(second)
        return _keep(path, StepTime(title, time.process_time() - started))

    def trees(self, train: Bench, val: Bench) -> Report:
        """Gradient-boosted trees on the whole benches."""
        names = "-".join(fingerprint(b) for b in (train, val, self.test))
        path = self._folder / f"trees-{names}.json"
        kept = _kept(Report, path)
        return kept or _keep(path, baseline_report(train, val, self.test, tuple(Attribute)))

    def _row(self, experiment: Experiment) -> RowFigures:
        way = "tuned" if self.budget.fine_tune else f"frozen-{self.budget.crops}"
        path = self._path(experiment.recipe, f"row-{way}-{self.budget.each}-{self.budget.rounds}")
        kept = _kept(RowFigures, path)
        return kept or _keep(path, self._run(experiment))

    def _run(self, experiment: Experiment) -> RowFigures:
        recipe = experiment.recipe
        graded, seconds = self._fine_tuned(recipe) if self.budget.fine_tune else self._probe.run(recipe)
        figures = tuple(self._figures(g) for g in graded)
        return RowFigures(experiment.label, recipe.steps, recipe.seed, seconds, figures)

    def _fine_tuned(self, recipe: Recipe) -> tuple[tuple[Graded, ...], float]:
        training = RecipeTraining(recipe, self._train)
        started = time.process_time()
        for batch in training.batches(training.steps):
            training.step(batch)
        seconds = time.process_time() - started
        return grade_recipe(training.network, recipe, self.test, self._probe.test_rows), seconds

    def _figures(self, graded: Graded) -> Figures:
        chosen = np.isin(graded.rows, self._rows[graded.attribute])
        rows, chances = graded.rows[chosen], softmax(graded.logits[chosen])
        labels = self.test.grades[rows, ATTRIBUTES.index(graded.attribute)].astype(np.int64)
        found = {i.name: i for i in bootstrap(labels, chances, self.test.person[rows], self.budget.rounds)}
        wanted = found["p_recall_present"]
        matrix = tuple(tuple(row) for row in confusion(labels, chances.argmax(axis=1)).tolist())
        return Figures(graded.attribute, wanted.value, wanted.low, wanted.high, matrix)

    def _path(self, recipe: Recipe, what: str) -> Path:
        """Named after all that the figures depend on but for the code."""
        facts = to_json(replace(recipe, name="", threads=1)) + f"{self._benches}-{what}".encode()
        return self._folder / f"{what.split('-')[0]}-{hashlib.sha256(facts).hexdigest()[:20]}.json"


def _kept(kind: type[T], path: Path) -> T | None:
    return from_json(kind, path.read_bytes()) if path.is_file() else None


def _keep(path: Path, figures: T) -> T:
    part = path.with_suffix(".part")
    part.write_bytes(to_json(figures))
    os.replace(part, path)
    return figures
