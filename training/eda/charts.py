"""The report's pictures: charts as SVG text, example sheets as JPEG."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import cv2
import matplotlib
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ml.types import GRADES
from training.bench import ATTRIBUTES, REGIONS
from training.eda.pictures import Look, PictureSize, PixelArray
from training.evaluate import TONES

INK, QUIET, LINE, ACCENT = "#1d2430", "#8a93a3", "#e6e9ee", "#2f6f73"
TONE_COLOURS = ("#5b3a29", "#8a5a3c", "#b98560", "#d8ab85", "#ecc9a8", "#f6dfc9")
JPEG_QUALITY = 88


def _svg(size: tuple[float, float], draw: Callable[[Figure], None]) -> str:
    """The chart as an `<svg>` element, the same for the same figures."""
    settings: Any = {
        "svg.hashsalt": "pibu", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 9,
        "text.color": INK, "axes.edgecolor": QUIET, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
        "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True, "grid.color": LINE,
    }  # fmt: skip
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=size)
        draw(figure)
        written = io.StringIO()
        figure.savefig(
            written, format="svg", transparent=True, metadata={"Date": None, "Creator": None}, bbox_inches="tight"
        )
    text = written.getvalue()
    return text[text.index("<svg") :]


def grade_shares(look: Look) -> str:
    """Five panels: crops of each grade, in percent, with the counts above."""

    def draw(figure: Figure) -> None:
        panels = figure.subplots(1, len(ATTRIBUTES), sharey=True, squeeze=False)[0]
        for axes, attribute in zip(panels, ATTRIBUTES, strict=True):
            counts = look.counts(attribute)
            shares = 100 * counts / max(1, counts.sum())
            axes.bar(range(GRADES), shares, color=ACCENT, width=0.72)
            for grade, (share, count) in enumerate(zip(shares, counts, strict=True)):
                axes.annotate(str(count), (grade, share), (0, 2), textcoords="offset points", ha="center", fontsize=8)
            axes.set_title(attribute.value, fontsize=10)
            axes.set_xticks(range(GRADES))
            axes.tick_params(length=0)
            axes.grid(axis="y")
        panels[0].set_ylabel("% of graded crops")
        figure.subplots_adjust(wspace=0.1)

    return _svg((10, 2.4), draw)


def crops_by_region(look: Look) -> str:
    """How many crops each region has."""
    return _bars([(r.value.replace("_", " "), int((look.region == i).sum())) for i, r in enumerate(REGIONS)], "crops")


def tones(look: Look) -> str:
    """Histogram of ITA, coloured by its bins."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        values = look.ita[np.isfinite(look.ita)]
        edges = np.arange(-90, 91, 3)
        counts, _ = np.histogram(values, edges)
        axes.bar(edges[:-1], counts, width=3, align="edge", color=[_tone(x + 1.5) for x in edges[:-1]], linewidth=0)
        for _, low, _ in TONES[1:]:
            axes.axvline(low, color=QUIET, linewidth=0.7, linestyle=":")
        axes.set_xlabel("ITA, degrees: dark to the left, light to the right")
        axes.set_ylabel("crops")
        axes.tick_params(length=0)

    return _svg((6, 2.4), draw)


def _tone(ita: float) -> str:
    return next(c for c, (_, low, high) in zip(TONE_COLOURS, TONES, strict=True) if low <= ita < high)


def by_region(look: Look, values: NDArray[np.float64], label: str, logarithmic: bool) -> str:
    """Boxes of a figure for each region: quarter, middle, three quarters; whiskers at 5 and 95 percent."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        present = [i for i in range(len(REGIONS)) if (look.region == i).any()]
        axes.boxplot(
            [values[look.region == i] for i in present], orientation="horizontal", whis=(5, 95), showfliers=False,
            widths=0.6, patch_artist=True,
            medianprops={"color": INK}, boxprops={"facecolor": "#cfe3e2", "edgecolor": ACCENT},
            whiskerprops={"color": ACCENT}, capprops={"color": ACCENT},
        )  # fmt: skip
        axes.set_yticks(range(1, len(present) + 1), [REGIONS[i].value.replace("_", " ") for i in present])
        axes.invert_yaxis()
        if logarithmic:
            axes.set_xscale("log")
            axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.set_xlabel(label)
        axes.grid(axis="x")
        axes.tick_params(length=0)

    return _svg((6, 2.6), draw)


def sizes(found: Sequence[PictureSize]) -> str:
    """Width and height of the picture files."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        axes.scatter([s.width for s in found], [s.height for s in found], s=14, color=ACCENT, alpha=0.5, linewidths=0)
        axes.set_xlabel("width, pixels")
        axes.set_ylabel("height, pixels")
        axes.set_xlim(left=0)
        axes.set_ylim(bottom=0)
        axes.grid()
        axes.tick_params(length=0)

    return _svg((4, 3), draw)


def _bars(named: Sequence[tuple[str, int]], label: str) -> str:
    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        places = range(len(named))
        axes.barh(places, [count for _, count in named], color=ACCENT, height=0.66)
        axes.set_yticks(places, [name for name, _ in named])
        axes.invert_yaxis()
        axes.set_xlabel(label)
        axes.grid(axis="x")
        axes.tick_params(length=0)

    return _svg((6, 2.4), draw)


def sheet(crops: Sequence[PixelArray], side: int = 112, gap: int = 4) -> bytes:
    """Crops in one row, as JPEG."""
    tiles = [cv2.resize(crop, (side, side), interpolation=cv2.INTER_AREA) for crop in crops]
    row = np.full((side, len(tiles) * (side + gap) - gap, 3), 255, np.uint8)
    for at, tile in enumerate(tiles):
        row[:, at * (side + gap) : at * (side + gap) + side] = tile
    done, written = cv2.imencode(".jpg", row[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise ValueError("the example sheet can't be written as JPEG")
    return written.tobytes()
