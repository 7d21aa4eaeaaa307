"""Train by a recipe in a folder: resumable, its best weights by P-Recall on validation faces; then evaluate them."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tqdm import tqdm

from ml.types import Attribute
from training.backbones import BackboneClassifier, backbone, millions
from training.bench import SETTINGS_FILE, Bench, refuse_leaks
from training.calibrate import fit_calibration
from training.evaluate import Report, attribute_report
from training.metrics import measure
from training.predict import Graded, join_faces, softmax
from training.recipe import RECIPE_FILE, Recipe, load_recipe, save_recipe
from training.recipe_batches import grade_recipe
from training.recipe_training import RecipeTraining

STATE_FILE, BEST_FILE, LOG_FILE = "state.pt", "best.safetensors", "log.jsonl"


@dataclass(frozen=True, slots=True)
class _Looks:
    """How the looks at val went so far."""

    best: float = -math.inf
    since_best: int = 0

    def after(self, reached: float) -> _Looks:
        return _Looks(reached, 0) if reached > self.best else _Looks(self.best, self.since_best + 1)


def fit(recipe: Recipe, train: Bench, val: Bench, folder: Path, quiet: bool = False) -> float:
    """Train to the end, or go on where a killed training kept its state; returns the best P-Recall on val faces.

    Raises:
        BenchError: the benches share people or nothing can be learnt. ValueError: the folder holds another training.
    """
    refuse_leaks((train, val))
    if (folder / RECIPE_FILE).is_file() and load_recipe(folder) != recipe:
        raise ValueError(f"{folder} holds a training with other settings; choose another folder")
    save_recipe(folder, recipe)
    training, looks = _resumed(RecipeTraining(recipe, train), folder)
    every = recipe.look_every or training.epoch_steps
    while training.done < training.steps and not 0 < recipe.patience <= looks.since_best:
        bar = tqdm(training.batches(every), desc=f"step {training.done}", total=every, disable=quiet, mininterval=5)
        losses = [training.step(batch) for batch in bar]
        reached = mean_p_recall(val, grade_recipe(training.network, recipe, val))
        looks = looks.after(reached)
        if looks.since_best == 0:
            _save(folder, training.network)
        _note(folder, step=training.done, loss=float(np.mean(losses)), reached=reached)
        _keep(folder, training, looks)
        if not quiet:
            tqdm.write(f"step {training.done} of {training.steps}: P-Recall on val faces {reached:.4f}")
    return looks.best


def mean_p_recall(bench: Bench, graded: Sequence[Graded]) -> float:
    """P-Recall of faces over the labels that occur, mean of the attributes."""
    joined = (join_faces(bench, g.attribute, g.rows, softmax(g.logits)) for g in graded)
    return float(np.mean([measure(f.labels, f.probabilities).p_recall_present for f in joined]))


def is_recipe_run(folder: Path) -> bool:
    """Whether a folder holds a training by a recipe."""
    return (folder / RECIPE_FILE).is_file()


def best(folder: Path) -> tuple[BackboneClassifier, Recipe]:
    """The best network so far, in evaluation mode, and its recipe.

    Raises:
        FileNotFoundError: nothing was trained here yet.
    """
    recipe = load_recipe(folder)
    network = BackboneClassifier(recipe.backbone, recipe.attributes, recipe.channels, recipe.size)
    network.load_state_dict(load_file(folder / BEST_FILE))
    return network.to(memory_format=torch.channels_last).eval(), recipe


def evaluate(folder: Path, val: Bench, test: Bench, rounds: int = 500) -> Report:
    """Calibrate on val, measure on test; without heat maps."""
    network, recipe = best(folder)
    pairs = zip(grade_recipe(network, recipe, val), grade_recipe(network, recipe, test), strict=True)
    parts = [attribute_report(test, on_test, fit_calibration(val, on_val), rounds=rounds) for on_val, on_test in pairs]
    settings = test.folder / SETTINGS_FILE
    return Report(test.folder.name, settings.read_text("utf-8") if settings.is_file() else "", tuple(parts))


def refuse_export(folder: Path) -> None:
    """The app's engine runs five networks of one trunk and one input; a recipe's network is none of them.

    Raises:
        ValueError: saying so.
    """
    network, recipe = best(folder)
    attributes: tuple[Attribute, ...] = recipe.attributes
    raise ValueError(
        f"{folder} holds {backbone(recipe.backbone).title} ({millions(network):.1f} M parameters, {recipe.size} px, "
        f"{recipe.channels} channels) for {', '.join(attributes)}: the app's engine runs only packs of `train` without "
        "--recipe, five attributes at one size, so this can be evaluated but not exported"
    )


def _resumed(training: RecipeTraining, folder: Path) -> tuple[RecipeTraining, _Looks]:
    if not (folder / STATE_FILE).is_file():
        return training, _Looks()
    state = torch.load(folder / STATE_FILE, map_location="cpu", weights_only=True)
    training.load(state)
    return training, _Looks(float(state["best"]), int(state["since_best"]))


def _keep(folder: Path, training: RecipeTraining, looks: _Looks) -> None:
    part = folder / f"{STATE_FILE}.part"
    torch.save({**training.state(), "best": looks.best, "since_best": looks.since_best}, part)
    os.replace(part, folder / STATE_FILE)


def _save(folder: Path, network: BackboneClassifier) -> None:
    part = folder / f"{BEST_FILE}.part"
    save_file({name: t.detach().cpu().contiguous() for name, t in network.state_dict().items()}, part)
    os.replace(part, folder / BEST_FILE)


def _note(folder: Path, **facts: float) -> None:
    with (folder / LOG_FILE).open("a", encoding="utf-8") as log:
        log.write(json.dumps(facts) + "\n")
