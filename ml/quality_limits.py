"""What each quality mode demands of an image, in one table."""

from __future__ import annotations

from dataclasses import dataclass

from ml.covers import FOREHEAD_SHARE, GLASSES_EDGE
from ml.types import QualityMode


@dataclass(frozen=True, slots=True)
class Limits:
    """What one mode demands. Degrees, pixels, L* (0-100), and shares (0-1).

    sharpness, texture, cast, drawn_look: see the functions of these names (ml.quality, ml.drawing). fringe: least
    share of skin in the forehead's outline.
    """

    eye_distance: float
    yaw: float
    pitch: float
    roll: float
    outside: float
    darkest: float
    brightest: float
    clipped: float
    crushed: float
    uneven: float
    cast: float
    sharpness: float
    texture: float
    drawn_look: float
    eye_closed: float
    smile: float
    mouth_open: float
    brow: float
    glasses: float
    fringe: float


_NORMAL = Limits(
    eye_distance=60.0,
    yaw=20.0,
    pitch=20.0,
    roll=20.0,
    outside=0.08,
    darkest=25.0,
    brightest=85.0,
    clipped=0.05,
    crushed=0.05,
    uneven=22.0,
    cast=4.0,
    sharpness=0.45,
    texture=0.0045,
    drawn_look=77.0,
    eye_closed=0.65,
    smile=1.01,
    mouth_open=0.6,
    brow=1.01,
    glasses=GLASSES_EDGE,
    fringe=FOREHEAD_SHARE,
)
_STRICT = Limits(
    eye_distance=90.0,
    yaw=10.0,
    pitch=10.0,
    roll=8.0,
    outside=0.0,
    darkest=45.0,
    brightest=75.0,
    clipped=0.01,
    crushed=0.01,
    uneven=6.0,
    cast=0.5,
    sharpness=0.70,
    texture=0.009,
    drawn_look=58.0,
    eye_closed=0.45,
    smile=0.45,
    mouth_open=0.25,
    brow=0.75,
    glasses=GLASSES_EDGE,
    fringe=0.60,
)
LIMITS: tuple[tuple[QualityMode, Limits], ...] = ((QualityMode.NORMAL, _NORMAL), (QualityMode.STRICT, _STRICT))
"""Strict follows ISO/IEC 19794-5 and common practice of capture; normal is what still grades usefully."""


def limits_of(mode: QualityMode) -> Limits:
    """What a mode demands. Mode off demands nothing; asking for its limits is a KeyError."""
    return dict(LIMITS)[mode]
