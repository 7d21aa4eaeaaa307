"""The steps between a finished training and its pack: calibrate on val, evaluate on test, keep both as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ml.card import from_json, to_json
from ml.classifier import JointClassifier
from ml.types import Attribute
from training.bench import SETTINGS_FILE, Bench, refuse_leaks
from training.calibrate import Calibration, fit_calibration, uncalibrated
from training.evaluate import Report, attribute_report
from training.export import ready
from training.heat_check import check_heat
from training.masks import change_masks
from training.plan import FitPlan
from training.predict import Graded, grade_bench

CALIBRATION_FILE = "calibration.json"
REPORT_FILE = "report.json"
HEAT_CROPS = 600


@dataclass(frozen=True, slots=True)
class Calibrations:
    """One calibration for each attribute that was trained."""

    attributes: tuple[Calibration, ...]


def calibrate(network: JointClassifier, plan: FitPlan, val: Bench) -> Calibrations:
    """Fit every attribute's calibration on validation people, each crop graded with its mirror image as in the app."""
    graded = grade_bench(network, val, plan.attributes, mirrored=True)
    return Calibrations(tuple(fit_calibration(val, one) for one in graded))


def evaluate(network: JointClassifier, calibrations: Calibrations, bench: Bench, rounds: int = 500) -> Report:
    """Measure what a pack of this network would say of a bench, rounding to half precision included."""
    done = ready(network, calibrations.attributes)
    graded = grade_bench(done, bench, network.attributes, mirrored=True)
    parts = []
    for one, calibration in zip(graded, calibrations.attributes, strict=True):
        assert one.attribute is calibration.attribute
        masks = change_masks(bench, one.attribute, HEAT_CROPS)
        heat = check_heat(done, bench, one.attribute, *masks) if masks is not None else None
        raw = Graded(one.attribute, one.rows, one.logits - list(calibration.bias))
        parts.append(attribute_report(bench, raw, calibration, (heat,) if heat else (), rounds))
    settings = bench.folder / SETTINGS_FILE
    return Report(bench.folder.name, settings.read_text("utf-8") if settings.is_file() else "", tuple(parts))


def baseline_report(
    train: Bench, val: Bench, test: Bench, attributes: Sequence[Attribute], rounds: int = 200
) -> Report:
    """The same figures for gradient-boosted trees, calibrated in the same way."""
    from training.baseline import fit_baseline

    refuse_leaks((train, val, test))
    graded = fit_baseline(train, (val, test), attributes)
    parts = [attribute_report(test, on_test, fit_calibration(val, on_val), rounds=rounds) for on_val, on_test in graded]
    return Report(test.folder.name, "gradient-boosted trees", tuple(parts))


def keep_calibrations(folder: Path, calibrations: Calibrations) -> None:
    """Write calibration.json."""
    (folder / CALIBRATION_FILE).write_bytes(to_json(calibrations))


def kept_calibrations(folder: Path, plan: FitPlan) -> Calibrations:
    """Read calibration.json; nothing changed where there is none."""
    path = folder / CALIBRATION_FILE
    if not path.is_file():
        return Calibrations(tuple(uncalibrated(a) for a in plan.attributes))
    return from_json(Calibrations, path.read_bytes())


def keep_report(path: Path, report: Report) -> None:
    """Write a report as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_json(report))


def kept_report(path: Path) -> Report:
    """Read a report.

    Raises:
        FileNotFoundError: it isn't there. ValueError: it is no report.
    """
    return from_json(Report, path.read_bytes())
