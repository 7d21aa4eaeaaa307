"""The heat legend: the overlay's own colours from less to more, and words for a screen reader."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.panel.legend import HeatLegend
from app.theme import palette_of
from app.tokens import LIGHT
from ml.overlay import heat_layer
from ml.types import Colormap


@pytest.mark.parametrize("colormap", list(Colormap))
def test_ends_have_the_colours_of_the_overlay(qtbot: QtBot, colormap: Colormap) -> None:
    """Left the coolest, right the hottest colour that heat_layer paints."""
    legend = HeatLegend(colormap)
    legend.setPalette(palette_of(LIGHT))
    qtbot.addWidget(legend)
    legend.resize(600, legend.sizeHint().height())  # wide: its ends are pixels of nearly one colour, in any font
    picture = legend.grab().toImage()
    cold, hot = (tuple(int(v) for v in p[:3]) for p in heat_layer(np.array([[0, 1]], np.float32), colormap, 1.0)[0])
    columns: dict[tuple[int, int, int], list[int]] = {}
    for x in range(picture.width()):
        for y in range(picture.height() // 2, picture.height()):
            colour = picture.pixelColor(x, y)
            columns.setdefault((colour.red(), colour.green(), colour.blue()), []).append(x)
    near_cold, near_hot = _near(columns, cold), _near(columns, hot)
    assert near_cold
    assert near_hot
    assert max(near_cold) < min(near_hot)


def _near(columns: dict[tuple[int, int, int], list[int]], wanted: tuple[int, ...]) -> list[int]:
    return [x for c, xs in columns.items() if max(abs(a - b) for a, b in zip(c, wanted, strict=True)) <= 16 for x in xs]


def test_title_can_be_another(qtbot: QtBot) -> None:
    """And comes back."""
    legend = HeatLegend()
    qtbot.addWidget(legend)
    assert "Where the model looked" in legend.accessibleName()
    legend.set_title("What spoke for one grade higher")
    assert legend.accessibleName().startswith("What spoke for one grade higher")
    legend.set_title(None)
    assert "Where the model looked" in legend.accessibleName()
