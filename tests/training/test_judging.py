"""Calibration, evaluation, heat checks, the baseline, and the pack at the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ml.card import ClassifierSpec, from_json, to_json
from ml.checkpoints import load_pack
from ml.classifier import Head, JointClassifier, build, load_weights
from ml.types import GRADES, Attribute
from tests.training.tiny_bench import ORDER, make_bench
from training import judge
from training.baseline import indices_of
from training.bench import Bench
from training.calibrate import Calibration, fit_calibration, people_error, uncalibrated
from training.card import model_card
from training.change_mask import dilated
from training.evaluate import Report, attribute_report, table
from training.export import NOT_VALIDATED, Origin, export_pack, ready
from training.heat_check import centre_prior, check_heat, share_on
from training.metrics import measure
from training.plan import FitPlan
from training.predict import Graded, grade_bench, join_faces, softmax

SMALL = ClassifierSpec(stages=3, shared_stages=2, head_width=16)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return make_bench(tmp_path_factory.mktemp("bench"), people=6, faces=20, seed=4)


@pytest.fixture(scope="module")
def all_five(bench: Bench) -> Bench:
    column = ORDER.index(Attribute.SENSITIVITY)
    grades = np.repeat(bench.grades[:, column : column + 1], 5, axis=1)
    return replace(bench, grades=grades, severity=np.repeat(bench.severity[:, column : column + 1], 5, axis=1))


def _guessed(bench: Bench, attribute: Attribute, sharpness: float, seed: int = 0) -> Graded:
    """Logits around the true severity, as a fair network would give them."""
    rows = bench.rows(attribute)
    seen = bench.severity[rows, ORDER.index(attribute)] + np.random.default_rng(seed).normal(0, 0.5, len(rows))
    return Graded(attribute, rows, -sharpness * (np.arange(GRADES) - seen[:, None]) ** 2)


def test_a_face_is_the_weighted_mean_of_its_regions(bench: Bench) -> None:
    rows = bench.rows(Attribute.SENSITIVITY)[:3]
    chances = np.eye(5)[[0, 1, 3]]
    faces = join_faces(bench, Attribute.SENSITIVITY, rows, chances)
    shares = bench.weight[rows] / bench.weight[rows].sum()
    assert faces.probabilities[0].argmax() == round(float(shares @ [0, 1, 3]))
    assert faces.probabilities[0].max() > 0.5
    assert faces.severity[0] == pytest.approx(shares @ bench.severity[rows, ORDER.index(Attribute.SENSITIVITY)])
    assert faces.labels[0] == round(faces.severity[0])


def test_calibration_makes_overconfident_grades_honest(bench: Bench) -> None:
    graded = _guessed(bench, Attribute.SENSITIVITY, sharpness=20.0)
    found = fit_calibration(bench, graded)
    before, after = (
        measure(faces.labels, faces.probabilities)
        for faces in (
            join_faces(bench, graded.attribute, graded.rows, c.probabilities(graded.logits))
            for c in (uncalibrated(graded.attribute), found)
        )
    )
    assert found.temperature > 1
    assert after.ece < before.ece
    assert after.p_recall_present >= before.p_recall_present - 0.05


def test_the_error_over_people_is_larger_where_people_differ() -> None:
    right = np.array([True, True, False, False])
    assert people_error(right, np.array(["a", "a", "b", "b"])) == pytest.approx(2**0.5 / 4)
    assert people_error(right, np.array(["a", "b", "a", "b"])) == pytest.approx(0.0)
    assert people_error(right, np.arange(4)) == pytest.approx((0.5 * 0.5 / 4) ** 0.5)


def test_a_report_survives_json_and_prints(bench: Bench) -> None:
    graded = _guessed(bench, Attribute.SENSITIVITY, sharpness=3.0)
    part = attribute_report(bench, graded, uncalibrated(graded.attribute), rounds=50)
    report = Report("bench", "", (part,))
    assert from_json(Report, to_json(report)) == report
    assert sum(part.crops.support) == len(graded.rows) == part.crops.count
    assert part.faces.count == 20
    assert np.asarray(part.crops.confusion).sum(axis=1).tolist() == list(part.crops.support)
    assert {s.name for s in part.crops.slices} <= {
        "forehead",
        "centre",
        "chin",
        "brown",
        "tan",
        "intermediate",
        "light",
    }
    sliced = {m.name: m for m in part.crops.slices[0].metrics}
    assert sliced["mae"].low < sliced["mae"].value < sliced["mae"].high, "intervals by person in slices too"
    assert "sensitivity   face" in table(report)


def test_exporting_writes_what_was_evaluated(all_five: Bench, tmp_path: Path) -> None:
    torch.manual_seed(3)
    torch.set_num_threads(1)
    network = JointClassifier(SMALL, tuple(Attribute), 0.0).eval()
    plan = FitPlan(spec=SMALL)
    lean = judge.Calibrations(tuple(Calibration(a, 1.5, 0.4, (0.5, 0.2, 0.0, -0.2, -0.5)) for a in Attribute))
    judge.keep_calibrations(tmp_path, lean)
    assert judge.kept_calibrations(tmp_path, plan) == lean
    report = judge.evaluate(network, lean, all_five, rounds=20)
    done = ready(network, lean.attributes)
    pack = load_pack(export_pack(done, lean.attributes, report, "try-1", tmp_path / "pack", Origin()))
    (graded,) = grade_bench(network, all_five, (Attribute.OIL,))
    single = build(pack.of(Attribute.OIL).card.classifier).eval()
    load_weights(single, pack.of(Attribute.OIL).weights)
    (shipped,) = grade_bench(done, all_five, (Attribute.OIL,))
    expected = lean.attributes[0].probabilities(graded.logits)
    assert np.abs(softmax(shipped.logits / 1.5) - expected).max() < 0.01
    assert [c.card.attribute for c in pack.checkpoints if not c.card.validated] == list(NOT_VALIDATED)
    text = model_card(pack)
    assert text.count("Not validated on real photographs.**") == 2
    assert "CC BY 4.0" in text
    with pytest.raises(ValueError, match="all five"):
        export_pack(done, lean.attributes, Report("x", "", report.attributes[1:]), "x", tmp_path / "other", Origin())


def test_ready_weights_grade_alike_and_map_against_clear_skin(bench: Bench) -> None:
    torch.manual_seed(4)
    network = JointClassifier(SMALL, (Attribute.SENSITIVITY,), 0.0).eval()
    done = ready(network, (Calibration(Attribute.SENSITIVITY, 1.0, 0.0, (0.0,) * GRADES),))
    rows = bench.rows(Attribute.SENSITIVITY)[:4]
    before, after = (grade_bench(n, bench, n.attributes, rows)[0].logits for n in (network, done))
    assert softmax(after) == pytest.approx(softmax(before), abs=2e-3)
    head = done.heads[Attribute.SENSITIVITY.value]
    assert isinstance(head, Head)
    assert torch.equal(head.linear.weight[0], -head.linear.weight[1])
    assert float(head.linear.weight[2].detach().abs().sum()) > 0


def test_mirrored_grades_are_the_mean_of_both_looks(bench: Bench) -> None:
    torch.manual_seed(3)
    network = JointClassifier(SMALL, (Attribute.SENSITIVITY,), 0.0).eval()
    rows = bench.rows(Attribute.SENSITIVITY)[:4]
    turned = replace(bench, crops=np.ascontiguousarray(bench.crops[:, :, ::-1]))
    one, other, both = (
        grade_bench(network, seen, network.attributes, rows, mirrored=m)[0].logits
        for seen, m in ((bench, False), (turned, False), (bench, True))
    )
    assert np.abs(one - other).max() > 1e-6
    assert both == pytest.approx((one + other) / 2, abs=1e-5)


def test_heat_on_the_change_is_counted(bench: Bench) -> None:
    mask = np.zeros((160, 160), bool)
    mask[40:60, 40:60] = True
    assert dilated(mask)[35, 50]
    assert not dilated(mask)[31, 31]
    assert share_on(np.ones((160, 160)), mask) == pytest.approx(400 / 160**2)
    assert share_on(np.zeros((160, 160)), mask) == 0
    assert centre_prior().sum() == pytest.approx(1)


def test_heat_is_checked_on_correctly_graded_strong_changes_only(bench: Bench) -> None:
    network = JointClassifier(SMALL, (Attribute.SENSITIVITY,), 0.0).eval()
    rows = bench.rows(Attribute.SENSITIVITY)
    head = network.heads[Attribute.SENSITIVITY.value]
    with torch.no_grad():
        head.linear.weight.abs_()
        head.linear.bias.copy_(torch.tensor([0.0, 0.0, 1000.0, 0.0, 0.0]))
    found = check_heat(network, bench, Attribute.SENSITIVITY, rows, np.ones((len(rows), 160, 160), bool))
    assert found is not None
    assert found.crops == np.count_nonzero(bench.grades[rows, ORDER.index(Attribute.SENSITIVITY)] == 2)
    assert found.on_change == pytest.approx(1)
    assert check_heat(network, bench, Attribute.SENSITIVITY, rows, np.zeros((len(rows), 160, 160), bool)) is None


def test_the_baselines_indices_follow_what_they_are_named_for(bench: Bench) -> None:
    plain = np.full((160, 160, 3), (190, 150, 130), np.uint8)
    lined, red = plain.copy(), plain.copy()
    lined[::20] = (120, 90, 80)
    red[60:100, 60:100, 1:] -= 30
    skin = np.array([0.5, 0.3, 0.22], np.float32)
    a, b, c = (indices_of(x, skin) for x in (plain, lined, red))
    assert a.shape == (31,)
    assert np.isfinite(np.stack([a, b, c])).all()
    assert b[24] > 100 * abs(a[24]) + 0.001
    assert c[10] > a[10] + 0.01


def test_the_baseline_learns_obvious_redness(tmp_path: Path) -> None:
    train, val, test = (make_bench(tmp_path / str(s), 6, n, s) for s, n in ((1, 60), (2, 20), (3, 20)))
    report = judge.baseline_report(train, val, test, (Attribute.SENSITIVITY,), rounds=20)
    assert report.attributes[0].faces.metrics[0].value > 0.5
