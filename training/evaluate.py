"""Measure calibrated grades on a bench: per region crop and per face, with 95% intervals by person, and in slices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml.card import Metric
from ml.types import GRADES, Attribute
from training.bench import REGIONS, Bench
from training.calibrate import Calibration
from training.heat_check import HeatCheck
from training.metrics import Interval, bootstrap, confusion, ece, risk_coverage
from training.predict import Graded, join_faces, softmax

IntArray = NDArray[np.int64]
RealArray = NDArray[np.float64]

TONES = (
    ("dark", -90.0, -30.0),
    ("brown", -30.0, 10.0),
    ("tan", 10.0, 28.0),
    ("intermediate", 28.0, 41.0),
    ("light", 41.0, 55.0),
    ("very light", 55.0, 90.1),
)
"""Names and ITA ranges in degrees (Chardon et al. 1991; Del Bino and Bernerd 2013)."""

LEAST_IN_SLICE = 30
SLICE_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Coverage:
    """MAE of the most certain `share` of the grades."""

    share: float
    mae: float


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the bench: a region or a skin tone. metrics: with intervals by person, as of the whole."""

    name: str
    count: int
    metrics: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of one attribute, for one unit: crop or face. support: (5,) samples of each label; confusion: rows =
    label, columns = prediction; ece_before: without calibration.
    """

    unit: str
    count: int
    people: int
    support: tuple[int, ...]
    confusion: tuple[tuple[int, ...], ...]
    metrics: tuple[Metric, ...]
    ece_before: float
    coverage: tuple[Coverage, ...]
    slices: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class AttributeReport:
    """All figures of one attribute. heat: empty where the bench keeps no masks of what was changed."""

    attribute: Attribute
    calibration: Calibration
    crops: Part
    faces: Part
    heat: tuple[HeatCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What `evaluate` writes as JSON. settings: the generator's settings of the bench, as their own JSON text."""

    bench: str
    settings: str
    attributes: tuple[AttributeReport, ...]

    def of(self, attribute: Attribute) -> AttributeReport | None:
        """The part on one attribute, if it was evaluated."""
        return next((a for a in self.attributes if a.attribute is attribute), None)


@dataclass(frozen=True, slots=True, eq=False)
class _Sample:
    labels: IntArray
    probabilities: RealArray
    before: RealArray
    people: NDArray[np.str_]
    groups: tuple[tuple[str, NDArray[np.bool_]], ...]


def attribute_report(
    bench: Bench, graded: Graded, calibration: Calibration, heat: tuple[HeatCheck, ...] = (), rounds: int = 500
) -> AttributeReport:
    """Every figure of one attribute on one bench."""
    crops = _part("crop", _crop_sample(bench, graded, calibration), rounds)
    faces = _part("face", _face_sample(bench, graded, calibration), rounds)
    return AttributeReport(graded.attribute, calibration, crops, faces, heat)


def _crop_sample(bench: Bench, graded: Graded, calibration: Calibration) -> _Sample:
    rows = graded.rows
    labels = bench.grades[rows, list(Attribute).index(graded.attribute)].astype(np.int64)
    regions = tuple((r.value, bench.region[rows] == i) for i, r in enumerate(REGIONS))
    tones = _tones(bench.ita[rows].astype(np.float64))
    return _Sample(
        labels, calibration.probabilities(graded.logits), softmax(graded.logits), bench.person[rows], regions + tones
    )


def _face_sample(bench: Bench, graded: Graded, calibration: Calibration) -> _Sample:
    after = join_faces(bench, graded.attribute, graded.rows, calibration.probabilities(graded.logits))
    before = join_faces(bench, graded.attribute, graded.rows, softmax(graded.logits))
    return _Sample(after.labels, after.probabilities, before.probabilities, after.person, _tones(after.ita))


def _tones(ita: RealArray) -> tuple[tuple[str, NDArray[np.bool_]], ...]:
    return tuple((name, (ita >= low) & (ita < high)) for name, low, high in TONES)


def _part(unit: str, sample: _Sample, rounds: int) -> Part:
    matrix = confusion(sample.labels, sample.probabilities.argmax(axis=1))
    return Part(
        unit=unit,
        count=len(sample.labels),
        people=len(set(sample.people)),
        support=tuple(np.bincount(sample.labels, minlength=GRADES).tolist()),
        confusion=tuple(tuple(row) for row in matrix.tolist()),
        metrics=_metrics(bootstrap(sample.labels, sample.probabilities, sample.people, rounds)),
        ece_before=ece(sample.labels, sample.before),
        coverage=tuple(Coverage(c, m) for c, m in risk_coverage(sample.labels, sample.probabilities)),
        slices=tuple(_slices(sample, min(rounds, SLICE_ROUNDS))),
    )


def _slices(sample: _Sample, rounds: int) -> Iterable[Slice]:
    for name, inside in sample.groups:
        count = int(inside.sum())
        if count >= LEAST_IN_SLICE:
            found = bootstrap(sample.labels[inside], sample.probabilities[inside], sample.people[inside], rounds)
            yield Slice(name, count, _metrics(found))


def _metrics(intervals: Iterable[Interval]) -> tuple[Metric, ...]:
    return tuple(Metric(i.name, i.value, i.low, i.high) for i in intervals)


def table(report: Report) -> str:
    """The headline figures as fixed-width text: one line per attribute and unit."""
    names = ("p_recall", "p_recall_present", "macro_recall", "macro_f1", "qwk", "mae", "within_one", "ece")
    lines = [f"{'attribute':14s}{'unit':6s}{'n':>7s}" + "".join(f"{n.removeprefix('macro_'):>18s}" for n in names)]
    for part in report.attributes:
        for figures in (part.faces, part.crops):
            by_name = {m.name: m for m in figures.metrics}
            cells = "".join(
                f"{by_name[n].value:7.3f} {by_name[n].low:.2f}-{by_name[n].high:.2f}".rjust(18) for n in names
            )
            lines.append(f"{part.attribute.value:14s}{figures.unit:6s}{figures.count:7d}{cells}")
        heat = ", ".join(f"{h.on_change:.2f} on the change, beats centre {h.beats_centre:.2f}" for h in part.heat)
        lines.append(f"  support {part.faces.support}, T {part.calibration.temperature:.2f}, lean "
                     f"{part.calibration.lean:.2f}{', heat ' + heat if heat else ''}")  # fmt: skip
    return "\n".join(lines)
