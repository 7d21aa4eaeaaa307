"""The figures against scikit-learn, torchmetrics and numbers worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sklearn.metrics import balanced_accuracy_score, cohen_kappa_score, confusion_matrix, f1_score
from torchmetrics.classification import (
    MulticlassAccuracy,
    MulticlassCalibrationError,
    MulticlassCohenKappa,
    MulticlassF1Score,
    MulticlassRecall,
)

from training import metrics as m


def _always(prediction: int) -> m.IntArray:
    return m.confusion(np.arange(5), np.full(5, prediction))


@pytest.mark.parametrize(("prediction", "expected"), [(0, -0.3), (1, 0.1), (2, 0.2), (3, 0.1), (4, -0.3)])
def test_p_recall_of_a_constant_answer(prediction: int, expected: float) -> None:
    assert m.p_recall(_always(prediction)) == pytest.approx(expected)


def test_p_recall_reference_values() -> None:
    grades = np.arange(5)
    assert m.p_recall(m.confusion(grades, grades)) == 1.0
    assert m.p_recall(m.confusion(grades, [1, 0, 3, 2, 3])) == pytest.approx(0.5)
    assert m.p_recall(np.ones((5, 5))) == pytest.approx(-0.04)
    assert m.p_recall(m.confusion(grades, [4, 4, 0, 0, 0])) == pytest.approx(-1.1)


def test_a_label_without_samples_costs_a_fifth_in_the_original_only() -> None:
    matrix = m.confusion([0, 1, 2, 3], [0, 1, 2, 3])
    assert m.p_recall(matrix) == pytest.approx(0.8)
    assert m.p_recall_present(matrix) == pytest.approx(1.0)
    assert m.p_recall_present(np.zeros((5, 5))) == 0.0


def test_w_recall_by_hand() -> None:
    assert m.w_recall(_always(2)) == pytest.approx((0 + 0.5 + 1 + 0.5 + 0) / 5)


@pytest.fixture
def sample() -> tuple[m.IntArray, m.RealArray]:
    rng = np.random.default_rng(3)
    labels = rng.choice(5, 400, p=[0.4, 0.3, 0.2, 0.08, 0.02])
    logits = rng.normal(size=(400, 5)) + 1.5 * np.eye(5)[labels]
    return labels, np.exp(logits) / np.exp(logits).sum(1, keepdims=True)


def test_agreement_with_scikit_learn(sample: tuple[m.IntArray, m.RealArray]) -> None:
    labels, chances = sample
    found = chances.argmax(1)
    matrix = m.confusion(labels, found)
    assert (matrix == confusion_matrix(labels, found, labels=range(5))).all()
    assert m.macro_recall(matrix) == pytest.approx(balanced_accuracy_score(labels, found))
    assert m.macro_f1(matrix) == pytest.approx(f1_score(labels, found, average="macro"))
    assert m.qwk(matrix) == pytest.approx(cohen_kappa_score(labels, found, weights="quadratic"))
    assert m.mae(matrix) == pytest.approx(np.abs(labels - found).mean())
    assert m.within_one(matrix) == pytest.approx((np.abs(labels - found) <= 1).mean())


def test_calibration_agrees_with_torchmetrics(sample: tuple[m.IntArray, m.RealArray]) -> None:
    labels, chances = sample
    reference = MulticlassCalibrationError(num_classes=5, n_bins=m.ECE_BINS, norm="l1")
    expected = float(reference(torch.tensor(chances), torch.tensor(labels)))
    assert m.ece(labels, chances) == pytest.approx(expected, abs=1e-5)


def test_leaving_out_the_uncertain_lowers_the_risk(sample: tuple[m.IntArray, m.RealArray]) -> None:
    pairs = dict(m.risk_coverage(*sample))
    assert pairs[1.0] == pytest.approx(m.measure(*sample).mae)
    assert pairs[0.5] < pairs[1.0]


def test_bootstrap_draws_people_not_images(sample: tuple[m.IntArray, m.RealArray]) -> None:
    labels, chances = sample
    alone = {i.name: i for i in m.bootstrap(labels, chances, np.arange(400), rounds=200)}
    pairs = {
        i.name: i for i in m.bootstrap(np.tile(labels, 2), np.tile(chances, (2, 1)), np.tile(np.arange(400), 2), 200)
    }
    assert alone["mae"].low < alone["mae"].value < alone["mae"].high
    width, paired = (x["mae"].high - x["mae"].low for x in (alone, pairs))
    assert paired == pytest.approx(width, rel=0.05)
    assert alone["ece"].value == pytest.approx(m.ece(labels, chances))


def test_p_recall_agrees_with_its_definition_spelt_out(sample: tuple[m.IntArray, m.RealArray]) -> None:
    labels, chances = sample
    found = chances.argmax(1)
    worth = {0: 1.0, 1: 0.5, 2: -0.5, 3: -1.0, 4: -1.5}
    each = [
        [worth[abs(label - given)] for label, given in zip(labels.tolist(), found.tolist(), strict=True) if label == k]
        for k in range(5)
    ]
    assert m.p_recall(m.confusion(labels, found)) == pytest.approx(sum(sum(e) / len(e) for e in each) / 5)
    assert worth == {d: w if d < 2 else -0.5 * (d - 1) for d, w in enumerate(m.P_WEIGHTS)}


def test_agreement_with_torchmetrics(sample: tuple[m.IntArray, m.RealArray]) -> None:
    labels, chances = sample
    matrix = m.confusion(labels, chances.argmax(1))
    given, truth = torch.tensor(chances), torch.tensor(labels)
    pairs = (
        (m.macro_recall, MulticlassRecall(5, average="macro")),
        (m.macro_f1, MulticlassF1Score(5, average="macro")),
        (m.qwk, MulticlassCohenKappa(5, weights="quadratic")),
        (m.accuracy, MulticlassAccuracy(5, average="micro")),
    )
    for ours, theirs in pairs:
        assert ours(matrix) == pytest.approx(float(theirs(given, truth)), abs=1e-5), ours.__name__


def test_risk_against_coverage_by_hand() -> None:
    sure, torn, lost = [0, 0, 1, 0, 0], [0, 0.5, 0.5, 0, 0], [0.5, 0, 0, 0, 0.5]
    chances = np.array([sure, torn, torn, lost])
    labels = np.array([2, 1, 2, 3])
    pairs = dict(m.risk_coverage(labels, chances))
    assert pairs[1.0] == pytest.approx((0 + 0 + 1 + 3) / 4)
    assert pairs[0.7] == pytest.approx((0 + 0 + 1) / 3)
    assert pairs[0.5] == pytest.approx(0.0)


def test_bootstrap_of_one_person_has_no_width_and_of_two_has_their_mixture() -> None:
    labels, chances = np.array([0, 0, 1, 1]), np.eye(5)[[0, 0, 3, 3]]
    alone = {i.name: i for i in m.bootstrap(labels, chances, np.zeros(4), rounds=50)}
    assert alone["mae"].low == alone["mae"].high == alone["mae"].value == 1.0
    pair = {i.name: i for i in m.bootstrap(labels, chances, np.array(["a", "a", "b", "b"]), rounds=400)}
    assert (pair["mae"].low, pair["mae"].high) == (0.0, 2.0)
