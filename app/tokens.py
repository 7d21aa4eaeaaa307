"""Design tokens: colours for light and dark, spacing, radii, type sizes, and the colours of grades."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Space(IntEnum):
    """Distances in logical pixels, in steps of four."""

    TIGHT = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 16
    WIDE = 24
    PAGE = 32


class Radius(IntEnum):
    """Corner radii in logical pixels."""

    SMALL = 6
    CONTROL = 8
    CARD = 12


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Text sizes as multiples of the application's font."""

    caption: float = 0.88
    body: float = 1.0
    heading: float = 1.2
    title: float = 1.7
    display: float = 2.4


TYPE = TypeScale()


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of one scheme ("light" or "dark"), each "#rrggbb".

    text, muted, accent, good, warning and problem stand 4.5:1 or more off window and surface.
    """

    scheme: str
    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    good: str
    warning: str
    warning_soft: str
    problem: str
    problem_soft: str
    shadow: str


LIGHT = Tones(
    scheme="light",
    window="#f4f6f6",
    surface="#ffffff",
    raised="#eaf0ef",
    line="#d8e0df",
    text="#16211f",
    muted="#54635f",
    faint="#9aa8a4",
    accent="#0b7468",
    accent_hover="#095f55",
    accent_soft="#dcefeb",
    on_accent="#ffffff",
    good="#1d7a4c",
    warning="#8a5a00",
    warning_soft="#fdf2dc",
    problem="#b3332a",
    problem_soft="#fbe9e7",
    shadow="#0b1513",
)

DARK = Tones(
    scheme="dark",
    window="#121817",
    surface="#1a2221",
    raised="#232d2b",
    line="#313d3b",
    text="#e8efed",
    muted="#a3b2ae",
    faint="#62706c",
    accent="#4cc2b1",
    accent_hover="#6fd3c4",
    accent_soft="#183d38",
    on_accent="#06201c",
    good="#5cc991",
    warning="#e3b25a",
    warning_soft="#3a2f19",
    problem="#f0897f",
    problem_soft="#42211e",
    shadow="#000000",
)

GRADE_COLOURS = ("#f6e3b4", "#f0bf78", "#e2925a", "#b85649", "#83375a")
"""The colour of grade 0-4, darker with every grade: data colours, the same in light and dark."""

GRADE_INKS = ("#2b1d10", "#2b1d10", "#2b1d10", "#ffffff", "#ffffff")
"""The colour of writing on each grade's colour, 4.5:1 or more."""
