"""What a training is told: data, attributes, losses, rates, sampling, lengths. Kept as plan.json beside its weights."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ml.card import ClassifierSpec, from_json, to_json
from ml.types import Attribute
from training.augment import Jitter
from training.losses import LossName

PLAN_FILE = "plan.json"


@dataclass(frozen=True, slots=True)
class FitPlan:
    """Settings of one training.

    attributes: trained together on one trunk. losses: one for each attribute. loss_balance: power of the grade
    weights in the soft ordinal loss; draw_balance: power of the crop drawing weights (0 = shuffled, each crop once).
    epochs: length of the cosine, unless minutes > 0: then the schedule ends when that time is used up.
    epoch_crops: crops drawn in one epoch, 0 = as many as there are. val_crops: at most this many are looked at
    after each epoch, 0 = all. patience: epochs without a better P-Recall before stopping, 0 = never.
    trunk_rate: 0 leaves the trunk as it started, batch norms included; only the heads learn, in a third of the time.
    heat: weight of the share of heat off the rendered change, where the bench keeps where it is.
    mirror: weight of the squared difference between two looks at a crop (training.second_look).
    start: run folder of an earlier training of the same kind whose best weights are taken first, "" = none.
    half: bfloat16 on CPUs and GPUs that have it. keep_every: steps between two saves of the state.
    """

    attributes: tuple[Attribute, ...] = tuple(Attribute)
    losses: tuple[LossName, ...] = (LossName.SOFT_ORDINAL,) * len(Attribute)
    spec: ClassifierSpec = field(default_factory=ClassifierSpec)
    jitter: Jitter = field(default_factory=Jitter)
    epochs: int = 12
    minutes: float = 0.0
    epoch_crops: int = 0
    val_crops: int = 3200
    batch: int = 32
    trunk_rate: float = 5e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.02
    warm_up: float = 0.04
    dropout: float = 0.2
    ema: float = 0.99
    loss_balance: float = 0.4
    draw_balance: float = 0.4
    clip: float = 5.0
    heat: float = 0.5
    mirror: float = 2.0
    patience: int = 0
    seed: int = 42
    threads: int = 2
    half: bool = True
    imagenet: bool = True
    start: str = ""
    keep_every: int = 200

    def __post_init__(self) -> None:
        if len(self.losses) != len(self.attributes):
            raise ValueError("one loss for each attribute")


def save_plan(folder: Path, plan: FitPlan) -> None:
    """Write plan.json."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PLAN_FILE).write_bytes(to_json(plan))


def load_plan(folder: Path) -> FitPlan:
    """Read plan.json.

    Raises:
        FileNotFoundError: no training lives here. ValueError: not a plan of this program.
    """
    return from_json(FitPlan, (folder / PLAN_FILE).read_bytes())
