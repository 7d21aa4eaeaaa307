"""The sections of the page: each runs its rows, tells what they are, and draws their chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ml.card import Metric
from ml.checkpoints import Pack, load_pack
from training.backbones import BackboneName, backbone
from training.bench import Bench
from training.evaluate import Report
from training.experiments import charts
from training.experiments.document import Section, figures_table, labels_table, picture, reported_table
from training.experiments.plan import Experiment, Table, experiments, heavy
from training.experiments.rows import STEP_CROPS, Comparison, RowFigures
from training.original import BACKBONES_REPORTED, FINAL, ORDER

NAMES = (("p_recall", "P-Recall"), ("qwk", "QWK"), ("mae", "MAE"), ("within_one", "within one"))


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """Where a comparison is written, and what its final table is made of."""

    path: Path
    pack: Path
    tree_train: Bench
    tree_val: Bench

    @property
    def pictures(self) -> Path:
        """Folder of the charts."""
        return self.path.parent / "images" / self.path.stem


def section(table: Table, comparison: Comparison, page: Page) -> Section:
    """Run one table and describe it."""
    makers: dict[Table, Callable[[Comparison, Page, Sequence[Experiment]], list[str]]] = {
        Table.LOSS: _losses,
        Table.MLS: _smoothings,
        Table.SAMPLER: _samplers,
        Table.AUGMENTATION: _augmentations,
        Table.BACKBONE: _backbones,
        Table.FINAL: _finals,
    }
    rows = experiments(table, comparison.budget)
    return Section(table, "\n\n".join(part for part in makers[table](comparison, page, rows) if part))


def budget_words(comparison: Comparison) -> str:
    """What every row of a table had."""
    b = comparison.budget
    counts = "; ".join(f"{a.value} {' '.join(map(str, n))}" for a, n in comparison.train_counts)
    tested = "; ".join(f"{a.value} {' '.join(map(str, n))}" for a, n in comparison.test_counts)
    what = (
        f"trunk and layers fine-tuned for {b.steps} steps of {b.batch} crops"
        if b.fine_tune
        else f"the trunk stays as it started, {b.crops} training crops are looked at once, augmented, and a linear "
        f"layer for each attribute learns from that for {b.steps} steps of {b.batch}"
    )
    return (
        f"**These rows compare under a tiny budget**: {what}; {b.size} px, RGB, AdamW {b.rate:g} with a cosine, seed "
        f"{b.seed}, weights of the last step, EfficientNet-Lite0 from ImageNet unless said otherwise. Measured on "
        f"single region crops of test people, {b.each} of each grade where there are as many.\n\nTraining crops of "
        f"grades 0 to 4 to draw from, in the original's shares: {counts}.\n\nTest crops: {tested}."
    )


def _trained(comparison: Comparison, rows: Sequence[Experiment], heading: str) -> tuple[tuple[RowFigures, ...], str]:
    figures = comparison.rows(rows)
    reported = reported_table([(e.label, e.reported) for e in rows], heading)
    return figures, figures_table(figures, heading) + ("\n\n" + reported if reported else "")


def _losses(comparison: Comparison, page: Page, rows: Sequence[Experiment]) -> list[str]:
    figures, text = _trained(comparison, rows, "Loss")
    chart = charts.dots(figures, page.pictures / "loss.svg")
    return [budget_words(comparison), text, picture(chart, page.path, "P-Recall by loss")]


def _smoothings(comparison: Comparison, page: Page, rows: Sequence[Experiment]) -> list[str]:
    figures = comparison.rows(rows)
    chart = charts.labels(figures, page.pictures / "mls.svg")
    told = (
        "Smoothing that gives probability to the neighbours of a label only. Penalty recall of each label, of three "
        "rows of the table above."
    )
    tables = [labels_table(figures, attribute) for attribute in ORDER]
    return [told, *tables, picture(chart, page.path, "Penalty recall of each label")]


def _samplers(comparison: Comparison, page: Page, rows: Sequence[Experiment]) -> list[str]:
    figures, text = _trained(comparison, rows, "Sampler")
    told = (
        "As in the table of losses. A crop that carries grades of several attributes is drawn by the mean of its "
        "grades' inverse frequencies; for one attribute that is the original's sampler."
    )
    chart = charts.dots(figures, page.pictures / "sampler.svg")
    return [told, text, picture(chart, page.path, "P-Recall by sampler")]


def _augmentations(comparison: Comparison, page: Page, rows: Sequence[Experiment]) -> list[str]:
    figures, text = _trained(comparison, rows, "Augmentation")
    b = comparison.budget
    told = (
        f"As in the table of losses; {b.size} px stand for the original's 512 and {b.large} px for its 1024 (our crops "
        "have 160). The original's rows are named by our sizes here."
    )
    chart = charts.dots(figures, page.pictures / "augmentation.svg")
    return [told, text, picture(chart, page.path, "P-Recall by augmentation")]


def _backbones(comparison: Comparison, page: Page, rows: Sequence[Experiment]) -> list[str]:
    figures, text = _trained(comparison, rows, "Backbone")
    told = "As in the table of losses; parameter counts by `python -m training backbones`."
    lines = ["| Backbone | parameters, original | P-Recall, original | here |", "|---|---|---|---|"]
    times = {} if comparison.budget.heavy else {t: comparison.step_time(t, r) for t, r in heavy(comparison.budget)}
    for name, reported in BACKBONES_REPORTED:
        facts = backbone(BackboneName(name))
        measured = times.get(facts.title)
        size = f"{STEP_CROPS} crops at {comparison.budget.size} px"
        here = (
            f"not trained here: no pretrained weights; {measured.seconds:.1f} processor s a step of {size}"
            if measured
            else "above"
        )
        lines.append(f"| {facts.title} | {facts.stated:g} M | {reported:.4f} | {here} |")
    chart = charts.dots(figures, page.pictures / "backbone.svg")
    return [told, text, "\n".join(lines), picture(chart, page.path, "P-Recall by backbone")]


def _finals(comparison: Comparison, page: Page, rows: Sequence[Experiment]) -> list[str]:
    pack, trees = load_pack(page.pack), comparison.trees(page.tree_train, page.tree_val)
    small = [figures.attributes[0] for figures in comparison.rows(rows)]
    b = comparison.budget
    faces = len(set(comparison.test.face.tolist()))
    told = (
        f"Per face of test people, as the app joins regions, with 95% intervals. Pack `{pack.version}`: figures of its "
        f"cards. Trees: gradient-boosted, on 31 colour and texture indices of every crop, trained on "
        f"{len(set(page.tree_train.face.tolist()))} faces, calibrated on {len(set(page.tree_val.face.tolist()))} and "
        f"measured on {faces} in the pack's way."
    )
    lines = ["| per face | | " + " | ".join(title for _, title in NAMES) + " |", "|---" * (len(NAMES) + 2) + "|"]
    for attribute in ORDER:
        ours = {m.name.removeprefix("face "): m for m in pack.of(attribute).card.metrics if m.name.startswith("face ")}
        part = trees.of(attribute)
        given = {m.name: m for m in part.faces.metrics} if part else {}
        lines.append(f"| {attribute.value} | classifier | " + " | ".join(_metric(ours.get(n)) for n, _ in NAMES) + " |")
        lines.append("| | trees | " + " | ".join(_metric(given.get(n)) for n, _ in NAMES) + " |")
    small_lines = [
        "| the original's final recipe, tiny budget, per crop | " + " | ".join(a.value for a in ORDER) + " |",
        "|---" * (len(ORDER) + 1) + "|",
        f"| {b.steps} steps of {b.batch}, {b.size} px, seed {b.seed}, one Lite0 an attribute | "
        + " | ".join(f"{f.p_recall:.3f} ± {(f.high - f.low) / 2:.2f}" for f in small)
        + " |",
        "| the original's baseline, as it reports | " + " | ".join(f"{base:.4f}" for _, base, _ in FINAL) + " |",
        "| the original's final, as it reports | " + " | ".join(f"{final:.4f}" for _, _, final in FINAL) + " |",
    ]
    chart = charts.bars(_series(pack, trees), page.pictures / "final.svg")
    return [told, "\n".join(lines), picture(chart, page.path, "P-Recall per face"), "\n".join(small_lines)]


def _series(pack: Pack, trees: Report) -> list[tuple[str, list[float]]]:
    def of(metrics: Sequence[Metric], name: str) -> float:
        return next((m.value for m in metrics if m.name == name), float("nan"))

    parts = [trees.of(a) for a in ORDER]
    return [
        ("gradient-boosted trees", [of(p.faces.metrics if p else (), "p_recall") for p in parts]),
        ("the original, on its own data", [final for _, _, final in FINAL]),
        (f"{pack.version}, per face", [of(pack.of(a).card.metrics, "face p_recall") for a in ORDER]),
    ]


def _metric(metric: Metric | None) -> str:
    return "not measured" if metric is None else f"{metric.value:.3f} ({metric.low:.2f} to {metric.high:.2f})"
