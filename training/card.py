"""A model pack's cards as one Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ml.card import Card, Metric
from ml.checkpoints import Pack

_TITLES = (
    ("p_recall", "P-Recall"),
    ("p_recall_present", "P-Recall, present labels"),
    ("w_recall", "W-Recall"),
    ("macro_recall", "Macro recall"),
    ("macro_f1", "Macro F1"),
    ("qwk", "Quadratic weighted kappa"),
    ("mae", "Mean absolute error (grades)"),
    ("within_one", "Within one grade"),
    ("accuracy", "Exact"),
    ("ece", "Expected calibration error"),
)


def model_card(pack: Pack) -> str:
    """The whole pack's card."""
    lines = [f"# Model pack {pack.version}", ""]
    lines += _common(pack.checkpoints[0].card)
    for checkpoint in pack.checkpoints:
        lines += _one(checkpoint.card)
    return "\n".join(lines) + "\n"


def _common(card: Card) -> Iterator[str]:
    spec, taken = card.classifier, card.input
    yield "## What it is"
    yield ""
    yield (
        f"Five classifiers, grade 0 to 4. Backbone {spec.backbone}, {spec.stages} stages, the first "
        f"{spec.shared_stages} shared; global average pooling and one linear layer over {spec.head_width} channels."
    )
    yield (
        f"Input: region crops of {taken.size} x {taken.size} pixels at {taken.eye_span:g} pixels between the outer eye "
        f"corners; {taken.channels} channels ({taken.colour}); sRGB less {taken.mean:g}, divided by {taken.std:g}."
    )
    yield f"A face's grade: {card.aggregation}."
    yield ""
    yield from (f"- {note}" for note in card.notes if "Not validated" not in note)
    yield ""
    yield "## What it learned from"
    yield ""
    yield from (f"- {s} ({licence})" for s, licence in zip(card.sources, card.licences, strict=True))
    yield ""


def _one(card: Card) -> Iterator[str]:
    yield f"## {card.attribute.value}"
    yield ""
    yield (
        "**Not validated on real photographs.**"
        if not card.validated
        else "A prototype trained this way followed real photographs in part; no expert graded this pack."
    )
    yield ""
    yield f"Temperature {card.temperature:.3f}; sha256 `{card.sha256}`."
    yield ""
    yield "| on test people | per face | per region crop |"
    yield "|---|---|---|"
    for name, title in _TITLES:
        yield f"| {title} | {_cell(card.metrics, f'face {name}')} | {_cell(card.metrics, f'crop {name}')} |"
    yield ""


def _cell(metrics: Iterable[Metric], name: str) -> str:
    found = next((m for m in metrics if m.name == name), None)
    return "not measured" if found is None else f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})"
