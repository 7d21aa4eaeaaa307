"""The question a card can ask: why is this not one grade higher, or lower?"""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Which neighbouring grade is asked about."""

    HIGHER = "higher"
    LOWER = "lower"
