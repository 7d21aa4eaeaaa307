"""Icons of buttons that grow with their letters."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QToolButton

from app.icons import Icon, icon
from app.widgets.letters import grown, with_letters

SIDE, SMALL = 20, 16
"""Logical pixels of an icon beside letters of 10 points."""


def show_icon(button: QAbstractButton, name: Icon, side: int = SIDE) -> None:
    """Gives a button an icon that is as much larger as its letters are."""
    button.setIcon(icon(name))
    grow_icon(button, side)


def grow_icon(button: QAbstractButton, side: int = SIDE) -> None:
    """The same for a button whose icon changes."""
    with_letters(button, lambda: button.setIconSize(QSize(grown(button, side), grown(button, side))))


def tool_button(name: Icon) -> QToolButton:
    """A button that is an icon."""
    button = QToolButton()
    show_icon(button, name)
    return button
