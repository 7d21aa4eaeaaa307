"""The comparison: rows that differ in one thing, the same crops for all, kept rows, and the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ml.types import Attribute
from tests.support import random_pack
from tests.training.tiny_bench import make_bench
from training.__main__ import main
from training.bench import ATTRIBUTES, Bench, open_bench
from training.experiments import document
from training.experiments.plan import Budget, Table, baseline, experiments, heavy
from training.experiments.rows import Comparison, Figures, RowFigures
from training.experiments.samples import balanced_rows, fingerprint, natural
from training.losses import LossName
from training.metrics import p_recall
from training.original import GRADE_SHARES, ORDER

TINY = Budget(steps=2, batch=8, size=32, each=3, rounds=10)


@pytest.fixture(autouse=True)
def _threads() -> object:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def five(folder: Path, faces: int, seed: int) -> Bench:
    """A bench of which every crop carries five grades, each attribute's in another order."""
    bench = make_bench(folder, 6, faces, seed)
    rng = np.random.default_rng(seed)
    grades = np.stack([rng.permutation(np.arange(len(bench)) % 5) for _ in ATTRIBUTES], axis=1).astype(np.int8)
    np.save(folder / "grades.npy", grades)
    np.save(folder / "severity.npy", grades.astype(np.float32))
    return open_bench(folder)


@pytest.fixture(scope="module")
def train(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return five(tmp_path_factory.mktemp("train"), 40, 1)


@pytest.fixture(scope="module")
def test(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return five(tmp_path_factory.mktemp("test"), 12, 3)


def test_rows_of_a_table_differ_from_the_baseline_in_one_thing() -> None:
    base = baseline(Budget())
    allowed = {
        Table.LOSS: ({"losses"}, {"seed"}),
        Table.MLS: ({"losses"},),
        Table.SAMPLER: ({"inverse"},),
        Table.AUGMENTATION: ({"pipeline"},),
        Table.BACKBONE: ({"backbone"}, {"start"}, {"channels"}, {"backbone", "start"}),
    }
    for table, differences in allowed.items():
        rows = experiments(table, Budget())
        assert rows[0].recipe == base
        for row in rows[1:]:
            fields = [f for f in base.__dataclass_fields__ if getattr(row.recipe, f) != getattr(base, f)]
            assert set(fields) in differences, row.label


def test_every_loss_of_the_original_and_ordinal_ones_are_compared() -> None:
    losses = {row.recipe.losses[0] for row in experiments(Table.LOSS, Budget())}
    assert losses == set(LossName) - {LossName.CORN}, "which is cross entropy here"
    assert all(row.recipe.steps == Budget().steps for table in Table for row in experiments(table, Budget()))


def test_the_final_rows_are_the_originals_recipes_at_our_size() -> None:
    rows = {row.label: row.recipe for row in experiments(Table.FINAL, Budget())}
    assert set(rows) == {a.value for a in ORDER}
    assert str(rows["pigmentation"].pipeline) == "Resize(192), RandomCrop(96), RGBShift, ISONoise"
    assert rows["sensitivity"].losses == (LossName.CLASS_BALANCED_FOCAL,)
    assert [title for title, _ in heavy(Budget())] == ["Swin V2", "Swin Transformer", "Twins", "EfficientNet-B4"]
    assert len(experiments(Table.BACKBONE, Budget(heavy=True))) == len(experiments(Table.BACKBONE, Budget())) + 4


def test_training_crops_get_the_originals_shares(train: Bench) -> None:
    fewer = natural(train, 0)
    kept = fewer.grades >= 0
    assert (fewer.grades[kept] == train.grades[kept]).all()
    for attribute, percent in GRADE_SHARES:
        counts = fewer.counts(attribute)
        assert (counts > 0).all()
        assert np.abs(counts / counts.sum() - np.array(percent) / sum(percent)).max() < 0.05
    assert fingerprint(fewer) != fingerprint(train)


def test_rare_grades_keep_their_test_crops(test: Bench) -> None:
    rows = balanced_rows(test, Attribute.OIL, 3, 0)
    assert (rows == balanced_rows(test, Attribute.OIL, 3, 0)).all()
    assert np.bincount(test.grades[rows, 0]).tolist() == [3] * 5
    assert len(balanced_rows(test, Attribute.OIL, 1000, 0)) == len(test)


def test_a_kept_row_is_not_trained_again(train: Bench, test: Bench, tmp_path: Path) -> None:
    comparison = Comparison(train, test, TINY, tmp_path, quiet=True)
    first = experiments(Table.LOSS, TINY)[:2]
    (one, two) = comparison.rows(first)
    assert one.steps == 2
    assert one.attributes[0].attribute is ORDER[0]
    assert one.of(Attribute.OIL) is not None
    for figures in one.attributes:
        assert np.sum(figures.confusion) == 15
        assert figures.p_recall == pytest.approx(p_recall(figures.confusion))
        assert figures.low <= figures.p_recall <= figures.high
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert Comparison(train, test, TINY, tmp_path, quiet=True).rows(first) == (one, two)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    fewer = replace(TINY, steps=1)
    Comparison(train, test, fewer, tmp_path, quiet=True).rows(experiments(Table.LOSS, fewer)[:1])
    assert len(list(tmp_path.iterdir())) == len(before) + 1


def test_fine_tuned_rows_are_others_than_frozen_ones(train: Bench, test: Bench, tmp_path: Path) -> None:
    tuned = replace(TINY, fine_tune=True)
    (first,) = Comparison(train, test, tuned, tmp_path, quiet=True).rows(experiments(Table.SAMPLER, tuned)[:1])
    (second,) = Comparison(train, test, TINY, tmp_path, quiet=True).rows(experiments(Table.SAMPLER, TINY)[:1])
    assert first.steps == second.steps
    assert first.seconds != second.seconds
    assert len(list(tmp_path.iterdir())) == 2


def row(label: str, value: float) -> RowFigures:
    matrix = tuple(tuple(4 if i == j else 0 for j in range(5)) for i in range(5))
    figures = tuple(Figures(a, value, value - 0.1, value + 0.1, matrix) for a in ORDER)
    return RowFigures(label, 40, 42, 9.4, figures)


def test_the_best_of_a_column_is_bold() -> None:
    text = document.figures_table([row("one", 0.25), row("two", 0.5)], "Loss").splitlines()
    assert text[2].startswith("| one | 0.250 ± 0.10 |")
    assert text[3].count("**0.500** ± 0.10") == 5
    assert text[3].endswith("| 0.500 | 40 | 42 | 9 |")
    assert {line.count("|") for line in text} == {text[0].count("|")}
    labels = document.labels_table([row("one", 0.25)], Attribute.OIL)
    assert "| one | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 0.250 |" in labels
    assert "0 (4)" in labels


def test_sections_that_were_not_run_stay_as_they_were(tmp_path: Path) -> None:
    page = tmp_path / "experiments.md"
    document.write(page, [document.Section(Table.LOSS, "first\n\n| a |\n|---|")])
    document.write(page, [document.Section(Table.FINAL, "second")])
    text = page.read_text("utf-8")
    assert "## Loss\n\nfirst\n\n| a |" in text
    assert "## The five classifiers\n\nsecond" in text
    assert text.count("Not run yet") == len(Table) - 2
    document.write(page, [document.Section(Table.LOSS, "third")])
    assert "first" not in page.read_text("utf-8")
    assert page.read_text("utf-8").startswith(document.INTRODUCTION)


def test_the_command_writes_every_section_and_chart(train: Bench, test: Bench, tmp_path: Path) -> None:
    val, page = five(tmp_path / "val", 6, 2), tmp_path / "docs" / "experiments.md"
    words = ["--train", str(train.folder), "--val", str(val.folder), "--test", str(test.folder), "--out", str(page)]
    small = ["--steps", "2", "--batch", "8", "--crops", "40", "--size", "32", "--each", "2", "--rounds", "5"]
    pack = random_pack(tmp_path / "own")
    assert main(["compare", *words, *small, "--work", str(tmp_path / "work"), "--pack", str(pack)]) == 0
    text = page.read_text("utf-8")
    assert "Not run yet" not in text
    assert "not trained here: no pretrained weights" in text
    pictures = sorted((page.parent / "images" / "experiments").iterdir())
    assert [p.stem for p in pictures] == ["augmentation", "backbone", "final", "loss", "mls", "sampler"]
    assert all(f"images/experiments/{p.name}" in text for p in pictures)
    assert all(2_000 < p.stat().st_size < 200_000 for p in pictures)
    assert "<text" in pictures[0].read_text("utf-8")
