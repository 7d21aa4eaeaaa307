"""Which rows the tables have, and what every row of a table may cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from training import original
from training.augmentations import AugmentationName, pipeline
from training.backbones import BACKBONES, STARTED, BackboneName
from training.losses import LossName
from training.recipe import Recipe


class Table(StrEnum):
    """One of the original's tables."""

    LOSS = "loss"
    MLS = "mls"
    SAMPLER = "sampler"
    AUGMENTATION = "augmentation"
    BACKBONE = "backbone"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Budget:
    """What each row may use; the defaults take about six minutes of one processor for all tables, trees aside.

    size: of the input, where the original has 512; its 1024 becomes size * 5 / 3, in steps of 32. each: test crops a
    grade and attribute. rounds: of the bootstrap. crops: training crops of a frozen trunk. fine_tune: train the trunks
    too. heavy: and every backbone.
    """

    steps: int = 300
    batch: int = 128
    size: int = 96
    rate: float = 3e-3
    seed: int = 42
    each: int = 40
    rounds: int = 300
    threads: int = 1
    crops: int = 2000
    fine_tune: bool = False
    heavy: bool = False

    @property
    def large(self) -> int:
        """Side in place of the original's 1024, pixels."""
        return round(self.size * 5 / 3 / 32) * 32


@dataclass(frozen=True, slots=True)
class Experiment:
    """One row. reported: the original's P-Recall, in original.ORDER; empty where it has none."""

    label: str
    recipe: Recipe
    reported: tuple[float, ...] = ()


LOSS_TITLES = (
    # Not CORN: of five softmax logits it is cross entropy (see training.losses.corn).
    (LossName.CROSS_ENTROPY, "Cross entropy (baseline)"),
    (LossName.LABEL_SMOOTHING, "Label smoothing, 0.1"),
    (LossName.FOCAL, "Focal"),
    (LossName.CLASS_BALANCED, "Class-balanced softmax CE"),
    (LossName.CLASS_BALANCED_FOCAL, "Class-balanced focal"),
    (LossName.MASKED_LABEL_SMOOTHING, "Masked label smoothing"),
    (LossName.EARTH_MOVER, "Squared earth mover (not in the original)"),
    (LossName.SOFT_ORDINAL, "Soft ordinal, Pibu's own"),
)


def baseline(budget: Budget) -> Recipe:
    """The row that every table starts from: Lite0, cross entropy, Resize, shuffled; the five attributes together."""
    return Recipe(
        name="compare",
        attributes=original.ORDER,
        losses=(LossName.CROSS_ENTROPY,) * len(original.ORDER),
        pipeline=pipeline(AugmentationName.RESIZE, size=budget.size),
        backbone=BackboneName.EFFICIENTNET_LITE0,
        steps=budget.steps,
        batch=budget.batch,
        rate=budget.rate,
        seed=budget.seed,
        threads=budget.threads,
    )


def experiments(table: Table, budget: Budget) -> tuple[Experiment, ...]:
    """The rows of a table that are trained. The same recipe in two tables is trained once."""
    rows = {
        Table.LOSS: _losses,
        Table.MLS: _smoothings,
        Table.SAMPLER: _samplers,
        Table.AUGMENTATION: _augmentations,
        Table.BACKBONE: _backbones,
        Table.FINAL: _finals,
    }
    return tuple(rows[table](budget))


def _losses(budget: Budget) -> Iterator[Experiment]:
    reported = dict(original.LOSSES)
    base = baseline(budget)
    for loss, title in LOSS_TITLES:
        yield Experiment(title, replace(base, losses=(loss,) * len(base.losses)), reported.get(loss, ()))
    for more in (1, 2):
        yield Experiment(f"Baseline, seed {budget.seed + more}", replace(base, seed=budget.seed + more))


def _smoothings(budget: Budget) -> Iterator[Experiment]:
    wanted = (LossName.CROSS_ENTROPY, LossName.LABEL_SMOOTHING, LossName.MASKED_LABEL_SMOOTHING)
    titles = {dict(LOSS_TITLES)[loss] for loss in wanted}
    return (row for row in _losses(budget) if row.label in titles)


def _samplers(budget: Budget) -> Iterator[Experiment]:
    for inverse, reported in original.SAMPLERS:
        title = "Inverse frequency, with replacement" if inverse else "Shuffled (baseline)"
        yield Experiment(title, replace(baseline(budget), inverse=inverse), reported)


def _augmentations(budget: Budget) -> Iterator[Experiment]:
    for row in (*original.GEOMETRIES, *original.CAMERAS):
        side = budget.large if row.pipeline.size == original.LARGE_SIZE else budget.size
        scaled = row.pipeline.scaled(side)
        yield Experiment(str(scaled), replace(baseline(budget), pipeline=scaled), row.reported)


def _backbones(budget: Budget) -> Iterator[Experiment]:
    base = baseline(budget)
    yield Experiment("EfficientNet-Lite0 (baseline)", base)
    yield Experiment("EfficientNet-Lite0, from nothing", replace(base, start=False))
    yield Experiment("EfficientNet-Lite0, six channels", replace(base, channels=6))
    b0 = replace(base, backbone=BackboneName.EFFICIENTNET_B0)
    yield Experiment("EfficientNet-B0, Lite0's weights", b0)
    yield Experiment("EfficientNet-B0, from nothing", replace(b0, start=False))
    if budget.heavy:
        yield from (Experiment(f"{title}, from nothing", recipe) for title, recipe in heavy(budget))


def heavy(budget: Budget) -> tuple[tuple[str, Recipe], ...]:
    """Titles and recipes of the backbones without weights here."""
    base = baseline(budget)
    return tuple((b.title, replace(base, backbone=b.name)) for b in BACKBONES if b.name not in STARTED)


def _finals(budget: Budget) -> Iterator[Experiment]:
    """One training an attribute, as the original: all that helped it together."""
    base = baseline(budget)
    for attribute, _, reported in original.FINAL:
        final = original.recipe(f"{attribute.value}-original")
        small = replace(
            base,
            attributes=final.attributes,
            losses=final.losses,
            pipeline=final.pipeline.scaled(budget.size),
            inverse=final.inverse,
        )
        yield Experiment(attribute.value, small, (reported,))
