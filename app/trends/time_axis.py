"""The time axis: dates as the language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph
from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

translate = QCoreApplication.translate


class TimeAxis(pyqtgraph.DateAxisItem):  # type: ignore[misc]
    """pyqtgraph's date axis, whose own words are the system's (strftime) and not the window's."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Years, months, days or times, by what the zoom shows."""
        spec = next((spec for spec in self.zoomLevel.tickSpecs if spec.spacing == spacing), None)
        pattern = _pattern(spec)
        locale = QLocale()
        return [locale.toString(QDateTime.fromSecsSinceEpoch(round(value)), pattern) for value in values]


def _pattern(spec: Any) -> str:
    """Qt's pattern for one of pyqtgraph's strftime formats."""
    return {
        "%Y": translate("TimeAxis", "yyyy"),
        "%b": translate("TimeAxis", "MMM"),
        "%d": translate("TimeAxis", "d"),
        "%a %d": translate("TimeAxis", "ddd d"),
        "%H:%M": "HH:mm",
    }.get(spec.format if spec is not None else "", "HH:mm:ss")
