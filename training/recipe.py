"""A recipe: one training as the original did them: backbone, loss, sampler, augmentation, size. Kept as recipe.json."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ml.card import from_json, to_json
from ml.types import Attribute
from training.augmentations import AugmentationName, Pipeline, pipeline
from training.backbones import STARTED, BackboneName
from training.losses import LossName

RECIPE_FILE = "recipe.json"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of one training of a `BackboneClassifier`.

    attributes, losses: one loss for each; one attribute is the original's way. inverse: draw crops by inverse
    frequency of their grades, with replacement, epoch length kept. channels: 3 = RGB as the original, 6 = with
    absorbances. start: from ImageNet weights where they can be had. epochs: passes over the graded crops, unless
    steps > 0. rate: AdamW's. patience: looks at val without a better P-Recall before stopping, 0 = never.
    look_every: steps between two looks, 0 = once an epoch.
    """

    name: str
    attributes: tuple[Attribute, ...]
    losses: tuple[LossName, ...]
    pipeline: Pipeline
    inverse: bool = False
    backbone: BackboneName = BackboneName.EFFICIENTNET_B0
    channels: int = 3
    start: bool = True
    epochs: int = 10
    steps: int = 0
    batch: int = 16
    rate: float = 1e-4
    weight_decay: float = 0.01
    warm_up: float = 0.05
    dropout: float = 0.2
    clip: float = 5.0
    patience: int = 0
    look_every: int = 0
    seed: int = 42
    threads: int = 2
    half: bool = True

    def __post_init__(self) -> None:
        if len(self.losses) != len(self.attributes):
            raise ValueError("one loss for each attribute")
        if self.channels not in (3, 6):
            raise ValueError(f"3 or 6 channels, not {self.channels}")
        if self.batch < 2:
            raise ValueError("batches of 2 or more")

    @property
    def size(self) -> int:
        """Side of the input, pixels."""
        return self.pipeline.size

    @property
    def started(self) -> bool:
        """Whether it starts from ImageNet weights: asked for, and to be had."""
        return self.start and self.backbone in STARTED


def save_recipe(folder: Path, recipe: Recipe) -> None:
    """Write recipe.json."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RECIPE_FILE).write_bytes(to_json(recipe))


def load_recipe(folder: Path) -> Recipe:
    """Read recipe.json.

    Raises:
        FileNotFoundError: no training of a recipe lives here. ValueError: not a recipe of this program.
    """
    return from_json(Recipe, (folder / RECIPE_FILE).read_bytes())


def plain(attribute: Attribute, size: int = 512) -> Recipe:
    """The original's baseline: cross entropy, Resize, shuffled."""
    resized = pipeline(AugmentationName.RESIZE, size=size)
    return Recipe(f"{attribute.value}-baseline", (attribute,), (LossName.CROSS_ENTROPY,), resized)
