"""Sizes of painted widgets in multiples of the text size, so that they grow with it."""

from __future__ import annotations

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QWidget

USUAL = 14.0


def em(widget: QWidget) -> float:
    """The widget's text size in logical pixels, growth beyond a usual size halved: drawings need less of it."""
    size = float(max(8, QFontInfo(widget.font()).pixelSize()))
    return size if size <= USUAL else USUAL + (size - USUAL) / 2
