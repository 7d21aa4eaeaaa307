"""Are grades of real photographs steady? Repeats of people, disturbed copies, skin tones, and randomised heat maps."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ml.types import Attribute
from training.agreement import Agreement, agreement
from training.evaluate import TONES
from training.repeats import Readings, RealArray, chosen_photos, crops_of, read_photos
from training.sanity import Depth, Randomisation

HEAT_PHOTOS = 12

_HEADINGS = (
    "attribute",
    "people with two shots",
    "ICC(A,1)",
    "mean difference",
    "SD within a person",
    "SD between people",
    "SD over disturbances",
    "largest change",
    "heat after randomising",
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """How well two photos of a person agree. agreement: empty when fewer than three people have two grades."""

    attribute: Attribute
    agreement: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """What one disturbance does, in grades. sd: root mean square of the change of the expected grade over the photos;
    mean, largest: of the change and of its size.
    """

    attribute: Attribute
    disturbance: str
    photos: int
    sd: float
    mean: float
    largest: float


@dataclass(frozen=True, slots=True)
class Steadiness:
    """All disturbances together. sd: the standard deviation of a face's expected grade over the photo and its copies,
    mean over faces; sd_95: its 95th percentile; largest: change of any face by any disturbance.
    """

    attribute: Attribute
    photos: int
    sd: float
    sd_95: float
    largest: float


@dataclass(frozen=True, slots=True)
class Tone:
    """Faces of one skin tone by ITA. expected: mean grade; spread: SD between faces; sd: as in Steadiness."""

    attribute: Attribute
    tone: str
    photos: int
    expected: float
    spread: float
    sd: float


@dataclass(frozen=True, slots=True)
class RobustnessReport:
    """What `robustness` writes as JSON. Tones are measured on the photographs, whatever their light was."""

    pack: str
    photos: int
    people: int
    repeats: tuple[Repeat, ...]
    shifts: tuple[Shift, ...]
    steadiness: tuple[Steadiness, ...]
    tones: tuple[Tone, ...]
    randomisation: tuple[Randomisation, ...]


def robustness_report(pack: str, readings: Readings, randomisation: tuple[Randomisation, ...] = ()) -> RobustnessReport:
    """All figures of these readings."""
    found = {attribute: agreement(readings.pairs(attribute)) for attribute in Attribute}
    return RobustnessReport(
        pack=pack,
        photos=len(readings.photos),
        people=len({photo.person for photo in readings.photos}),
        repeats=tuple(Repeat(a, (f,) if f else ()) for a, f in found.items()),
        shifts=tuple(_shifts(readings)),
        steadiness=tuple(_steadiness(readings)),
        tones=tuple(_tones(readings)),
        randomisation=randomisation,
    )


def face_spread(readings: Readings, attribute: Attribute) -> RealArray:
    """(P,) standard deviation of each face's expected grade over the photo and its copies, NaN where one abstained."""
    shifts = readings.shifts(attribute)
    spread: RealArray = np.column_stack([np.zeros(len(shifts)), shifts]).std(axis=1)
    return spread


def _shifts(readings: Readings) -> Iterator[Shift]:
    for attribute in Attribute:
        for name, column in zip(readings.disturbances, readings.shifts(attribute).T, strict=True):
            known = column[np.isfinite(column)]
            if len(known):
                sd, largest = float(np.sqrt((known**2).mean())), float(np.abs(known).max())
                yield Shift(attribute, name, len(known), sd, float(known.mean()), largest)


def _steadiness(readings: Readings) -> Iterator[Steadiness]:
    for attribute in Attribute:
        spread, shifts = face_spread(readings, attribute), np.abs(readings.shifts(attribute))
        known, changes = spread[np.isfinite(spread)], shifts[np.isfinite(shifts)]
        if len(known):
            sd, high = float(known.mean()), float(np.percentile(known, 95))
            yield Steadiness(attribute, len(known), sd, high, float(changes.max()))


def _tones(readings: Readings) -> Iterator[Tone]:
    for attribute in Attribute:
        grades, spread = readings.plain(attribute), face_spread(readings, attribute)
        for name, low, high in TONES:
            inside = (readings.ita >= low) & (readings.ita < high) & np.isfinite(grades) & np.isfinite(spread)
            if inside.any():
                mean, between = float(grades[inside].mean()), float(grades[inside].std())
                yield Tone(attribute, name, int(inside.sum()), mean, between, float(spread[inside].mean()))


def markdown(report: RobustnessReport) -> str:
    """The headline figures as Markdown tables."""
    lines = [f"# Steadiness of {report.pack} on {report.photos} real photographs of {report.people} people", ""]
    lines += _grid(_HEADINGS, [_row(report, repeat) for repeat in report.repeats])
    names = list(dict.fromkeys(s.disturbance for s in report.shifts))
    shifts = {(s.attribute, s.disturbance): f"{s.sd:.2f}" for s in report.shifts}
    lines += ["", "Change of the expected grade (root mean square over photographs):", ""]
    lines += _grid(["attribute", *names], [[a.value, *(shifts.get((a, n), "") for n in names)] for a in Attribute])
    tones = [tone for tone, _, _ in TONES if any(t.tone == tone for t in report.tones)]
    of = {(t.attribute, t.tone): f"{t.expected:.2f}, {t.sd:.2f}, {t.photos}" for t in report.tones}
    lines += ["", "By skin tone (ITA): mean expected grade, SD over disturbances, photographs:", ""]
    lines += _grid(["attribute", *tones], [[a.value, *(of.get((a, t), "") for t in tones)] for a in Attribute])
    return "\n".join(lines) + "\n"


def _grid(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (headings, ["---"] * len(headings), *rows)]


def _row(report: RobustnessReport, repeat: Repeat) -> list[str]:
    cells = [repeat.attribute.value, "too few", "", "", "", ""]
    for pair in repeat.agreement:
        cells[1:] = [str(pair.people), f"{pair.icc:.2f} ({pair.icc_low:.2f} to {pair.icc_high:.2f})"]
        cells += [f"{pair.difference:.2f}", f"{pair.within_person:.2f}", f"{pair.between_people:.2f}"]
    steady = next((s for s in report.steadiness if s.attribute is repeat.attribute), None)
    cells += [f"{steady.sd:.2f}", f"{steady.largest:.2f}"] if steady else ["", ""]
    whole = (r for r in report.randomisation if r.attribute is repeat.attribute and r.depth is Depth.HEAD)
    heat = next(whole, None)
    return [*cells, f"mean abs rho {heat.mean_abs:.2f} ({heat.maps} maps)" if heat else ""]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `robustness`."""
    parser.add_argument("--pack", type=Path, required=True, help="folder of the pack")
    parser.add_argument("--faces", type=Path, required=True, help="folder with manifest.csv and the photographs")
    parser.add_argument("--out", type=Path, required=True, help="report as JSON; tables go beside it as .md")
    parser.add_argument("--split", nargs="+", default=["test", "val"], help="which people; never those trained on")
    parser.add_argument("--limit", type=int, default=0, help="at most this many photographs; 0 = all")
    parser.add_argument("--threads", type=int, default=2)


def run(arguments: argparse.Namespace) -> int:
    """Measure, write and print; 0 when done."""
    from ml.card import to_json
    from ml.checkpoints import load_pack
    from ml.open import open_analyzer
    from training.disturbances import usual_disturbances
    from training.sanity import check_randomisation

    photos = chosen_photos(arguments.faces, arguments.split, arguments.limit)
    pack = load_pack(arguments.pack)
    analyzer = open_analyzer(arguments.pack, threads=arguments.threads)
    try:
        readings = read_photos(analyzer, arguments.faces, photos, usual_disturbances())
        crops = crops_of(analyzer, arguments.faces, readings.photos[:HEAT_PHOTOS])
    finally:
        analyzer.close()
    report = robustness_report(pack.version, readings, check_randomisation(pack, crops, threads=arguments.threads))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(to_json(report))
    arguments.out.with_suffix(".md").write_text(markdown(report), "utf-8")
    print(markdown(report))
    return 0
