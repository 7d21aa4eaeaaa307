"""Sizes of painted widgets in multiples of the text size, so that they grow with it."""

from __future__ import annotations

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QWidget


def em(widget: QWidget) -> float:
    """The size of the widget's text in logical pixels."""
    return float(max(8, QFontInfo(widget.font()).pixelSize()))
