"""The tables as pictures: small SVG files that look the same each time they are drawn from the same figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
from matplotlib.figure import Figure

from ml.types import GRADES, Attribute
from training.experiments.rows import RowFigures
from training.metrics import weighted_recalls
from training.original import ORDER

INK, QUIET, ACCENT = "#1d2430", "#8a93a3", "#2f6f73"
SHADES = (QUIET, "#d08b3c", ACCENT, "#6b4f9e")
ROW_HEIGHT, WIDTH = 0.26, 10.0


@contextmanager
def _style() -> Iterator[None]:
    settings: Any = {
        "svg.hashsalt": "pibu",
        "svg.fonttype": "none",
        "font.family": "sans-serif",
        "font.size": 9,
        "text.color": INK,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with matplotlib.rc_context(settings):
        yield


def _save(figure: Figure, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight", pad_inches=0.1)
    return path


def dots(rows: Sequence[RowFigures], path: Path) -> Path:
    """One panel an attribute: each row's P-Recall with its 95% interval; the first row is the line to beat."""
    with _style():
        figure = Figure(figsize=(WIDTH, 0.9 + ROW_HEIGHT * len(rows)), facecolor="white")
        panels = figure.subplots(1, len(ORDER), sharey=True, squeeze=False)[0]
        for axes, attribute in zip(panels, ORDER, strict=True):
            _panel(axes, rows, attribute)
        panels[0].set_yticks(range(len(rows)), [row.label for row in rows])
        panels[0].invert_yaxis()
        figure.subplots_adjust(wspace=0.14)
        return _save(figure, path)


def _panel(axes: Any, rows: Sequence[RowFigures], attribute: Attribute) -> None:
    axes.set_title(attribute.value, fontsize=9)
    axes.grid(axis="x", color="#e6e9ee", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    for at, row in enumerate(rows):
        if (found := row.of(attribute)) is None:
            continue
        colour = QUIET if at == 0 else ACCENT
        axes.plot([found.low, found.high], [at, at], color=colour, linewidth=1.4, alpha=0.5)
        axes.plot([found.p_recall], [at], "o", color=colour, markersize=5)
        if at == 0:
            axes.axvline(found.p_recall, color=QUIET, linewidth=0.8, linestyle=":")


def labels(rows: Sequence[RowFigures], path: Path) -> Path:
    """One panel an attribute: penalty recall of each label, a line for each row."""
    with _style():
        figure = Figure(figsize=(WIDTH, 2.4), facecolor="white")
        panels = figure.subplots(1, len(ORDER), sharey=True, squeeze=False)[0]
        for axes, attribute in zip(panels, ORDER, strict=True):
            axes.set_title(attribute.value, fontsize=9)
            axes.grid(axis="y", color="#e6e9ee", linewidth=0.8)
            axes.set_xticks(range(GRADES))
            axes.tick_params(length=0)
            for row, colour in zip(rows, SHADES, strict=False):
                if found := row.of(attribute):
                    recalls = weighted_recalls(found.confusion)
                    axes.plot(range(GRADES), recalls, "o-", color=colour, label=row.label, markersize=3.5, lw=1.3)
        panels[0].set_ylabel("penalty recall")
        handles, names = panels[0].get_legend_handles_labels()
        figure.legend(handles, names, loc="lower center", ncols=len(rows), frameon=False, bbox_to_anchor=(0.5, -0.12))
        figure.subplots_adjust(wspace=0.12)
        return _save(figure, path)


def bars(series: Sequence[tuple[str, Sequence[float]]], path: Path) -> Path:
    """P-Recall of each attribute, a bar for each series; NaN where a series has none."""
    with _style():
        figure = Figure(figsize=(WIDTH, 2.8), facecolor="white")
        axes = figure.subplots()
        width = 0.8 / len(series)
        for at, (name, values) in enumerate(series):
            places = np.arange(len(ORDER)) + (at - (len(series) - 1) / 2) * width
            axes.bar(places, np.nan_to_num(np.asarray(values)), width * 0.9, label=name, color=SHADES[at % len(SHADES)])
        axes.set_xticks(range(len(ORDER)), [a.value for a in ORDER])
        axes.set_ylabel("P-Recall")
        axes.grid(axis="y", color="#e6e9ee", linewidth=0.8)
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        axes.legend(frameon=False, ncols=len(series), loc="upper center", bbox_to_anchor=(0.5, -0.1))
        return _save(figure, path)
