"""The report: one HTML file with everything inside it, no script and nothing loaded from anywhere."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape

import numpy as np

from ml.types import GRADES, Attribute
from training.bench import ATTRIBUTES
from training.eda import charts
from training.eda.pictures import Look, brightness, examples, sharpness
from training.evaluate import TONES

RARE = 20
"""Crops of a grade under which its figures mean little."""

STYLE = """
body { font: 15px/1.55 system-ui, sans-serif; color: #1d2430; background: #fbfbfc; margin: 0; }
main { max-width: 1040px; margin: 0 auto; padding: 40px 28px 80px; }
h1 { font-size: 26px; font-weight: 600; margin: 0 0 4px; }
h2 { font-size: 18px; font-weight: 600; margin: 44px 0 10px; }
h3 { font-size: 14px; font-weight: 600; margin: 22px 0 6px; }
p, li { max-width: 76ch; } .quiet { color: #667085; }
table { border-collapse: collapse; margin: 10px 0; } th { font-weight: 600; text-align: left; }
th, td { padding: 5px 18px 5px 0; border-bottom: 1px solid #e6e9ee; vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
svg { max-width: 100%; height: auto; } img { display: block; max-width: 100%; border-radius: 4px; }
.sheet { display: flex; gap: 12px; align-items: center; margin: 6px 0; } .sheet b { width: 1.2em; font-weight: 600; }
"""


def page(look: Look, each: int = 8) -> str:
    """The report as text. each: example crops a grade, 0 = none, for a file that shows nobody."""
    parts = [
        f"<h1>{escape(look.name)}</h1>",
        *_summary(look),
        "<h2>Grades</h2>",
        charts.grade_shares(look),
        *_warnings(look),
        "<h2>Regions</h2>",
        charts.crops_by_region(look),
        *_files(look),
        "<h2>Sharpness</h2>",
        "<p>Variance of the Laplacian of each crop: how much fine detail it has. Blurred pictures lie to the left.</p>",
        charts.by_region(look, np.maximum(sharpness(look.crops), 0.1), "variance of the Laplacian", True),
        "<h2>Light and tone</h2>",
        charts.by_region(look, brightness(look.crops), "mean of the crop, 0 to 255", False),
        *_tones(look),
        *_examples(look, each),
        *_rejected(look),
    ]
    head = f'<head><meta charset="utf-8"><title>{escape(look.name)}</title><style>{STYLE}</style></head>'
    return f'<!doctype html>\n<html lang="en">{head}\n<body><main>\n' + "\n".join(parts) + "\n</main></body></html>\n"


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """The first column is text, the others are numbers."""
    lines = ["<table><tr>", *(f"<th>{escape(h)}</th>" for h in heads), "</tr>"]
    for first, *others in rows:
        cells = "".join(f'<td class="number">{escape(o)}</td>' for o in others)
        lines.append(f"<tr><td>{escape(first)}</td>{cells}</tr>")
    return "".join([*lines, "</table>"])


def _summary(look: Look) -> Iterator[str]:
    faces = {person: len(set(look.face[look.person == person].tolist())) for person in np.unique(look.person).tolist()}
    yield (
        f'<p class="quiet">{len(faces)} people, {len(set(look.face.tolist()))} pictures, {len(look.crops)} crops; '
        f"{min(faces.values())} to {max(faces.values())} pictures a person.</p>"
    )
    if look.looked < look.pictures:
        yield f"<p>Looked at {look.looked} of {look.pictures} pictures, drawn at random.</p>"
    heads = ("graded crops", *(str(g) for g in range(GRADES)), "all", "people", "most common")
    yield _table(heads, [_counts(look, attribute) for attribute in ATTRIBUTES])


def _counts(look: Look, attribute: Attribute) -> tuple[str, ...]:
    counts = look.counts(attribute)
    graded = look.grades[:, ATTRIBUTES.index(attribute)] >= 0
    share = f"{100 * counts.max() / counts.sum():.0f} %" if counts.sum() else ""
    people = str(len(np.unique(look.person[graded])))
    return (attribute.value, *(str(c) for c in counts), str(counts.sum()), people, share)


def _warnings(look: Look) -> Iterator[str]:
    """What a training would suffer from."""
    told = []
    for attribute in ATTRIBUTES:
        counts = look.counts(attribute)
        if not counts.sum():
            told.append(f"{attribute.value} isn't graded at all.")
            continue
        if rare := [f"{grade} ({count})" for grade, count in enumerate(counts) if count < RARE]:
            told.append(f"{attribute.value}: fewer than {RARE} crops of grade {', '.join(rare)}; figures mean little.")
    if told:
        yield "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in told) + "</ul>"


def _files(look: Look) -> Iterator[str]:
    if not look.sizes:
        return
    shorter = np.array([min(s.width, s.height) for s in look.sizes])
    yield "<h2>Picture files</h2>"
    yield f"<p>Shorter side {shorter.min()} to {shorter.max()} pixels, median {int(np.median(shorter))}.</p>"
    yield charts.sizes(look.sizes)


def _tones(look: Look) -> Iterator[str]:
    yield "<h3>Skin tone</h3>"
    yield charts.tones(look)
    inside = [(look.ita >= low) & (look.ita < high) for _, low, high in TONES]
    rows = [
        (name, f"{low:.0f} to {high:.0f}", str(int(m.sum())), f"{100 * m.mean():.0f} %", str(len(set(look.person[m]))))
        for (name, low, high), m in zip(TONES, inside, strict=True)
    ]
    yield _table(("tone", "ITA, degrees", "crops", "share", "people"), rows)
    if empty := [row[0] for row in rows if row[2] == "0"]:
        yield f"<p>No crop of {escape(', '.join(empty))} skin: grades there will be guesses.</p>"


def _examples(look: Look, each: int) -> Iterator[str]:
    if not each:
        return
    yield "<h2>Examples</h2>"
    yield '<p class="quiet">Photographs of people: keep this file as you keep them.</p>'
    for attribute in ATTRIBUTES:
        if not look.counts(attribute).sum():
            continue
        yield f"<h3>{attribute.value}</h3>"
        for grade in range(GRADES):
            if found := examples(look, attribute, grade, each):
                coded = base64.b64encode(charts.sheet(found)).decode()
                told = f"{len(found)} crops of {attribute.value} {grade}"
                yield f'<div class="sheet"><b>{grade}</b><img alt="{told}" src="data:image/jpeg;base64,{coded}"></div>'


def _rejected(look: Look) -> Iterator[str]:
    if look.rejected:
        yield "<h2>Not used</h2>"
        yield _table(("reason", "rows and regions"), [(reason, str(count)) for reason, count in look.reasons()])
