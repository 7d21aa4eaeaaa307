"""Keeps what a widget measures by its letters true when the letters change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

USUAL_POINTS = 10.0
_LETTERS = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


def growth(widget: QWidget) -> float:
    """How many times as large as of 10 points the widget's letters are, at least 1."""
    return max(1.0, widget.font().pointSizeF() / USUAL_POINTS)


def grown(widget: QWidget, length: int) -> int:
    """A length in logical pixels that was chosen for letters of 10 points, for the widget's larger ones."""
    return round(length * growth(widget))


def with_letters(widget: QWidget, fit: Callable[[], None]) -> None:
    """Calls fit() now, and whenever the widget's letters have changed."""
    fit()
    widget.installEventFilter(_Watch(widget, fit, _LETTERS))


def with_layout(widget: QWidget, fit: Callable[[], None]) -> None:
    """The same, and whenever something in the widget asks for other room."""
    fit()
    widget.installEventFilter(_Watch(widget, fit, (*_LETTERS, QEvent.Type.LayoutRequest)))


class _Watch(QObject):
    """Calls once for many changes, after the widget's children have taken them over."""

    def __init__(self, widget: QWidget, fit: Callable[[], None], kinds: tuple[QEvent.Type, ...]) -> None:
        super().__init__(widget)
        self._kinds = kinds
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(fit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes nothing away."""
        if event.type() in self._kinds:
            self._soon.start()
        return False
