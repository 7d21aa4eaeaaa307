"""What happens to photographs of the same skin: other exposure, white balance, compression, size, mirrored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from ml.colour import to_linear, to_srgb
from ml.types import RgbImage

STOPS = (-1.0, -0.5, 0.5, 1.0)
KELVINS = (4000.0, 5000.0, 6500.0, 7500.0)
JPEG_QUALITY = 60
SMALLER = 0.75

_FROM_XYZ = np.array([[3.2404542, -1.5371385, -0.4985314], [-0.9692660, 1.8760108, 0.0415560],
                      [0.0556434, -0.2040259, 1.0572252]])  # fmt: skip
"""XYZ to linear sRGB (IEC 61966-2-1)."""


@dataclass(frozen=True, slots=True)
class Disturbance:
    """A change of a photo, (H, W, 3) uint8 RGB. moves: landmarks have to be found again."""

    name: str
    change: Callable[[RgbImage], RgbImage]
    moves: bool = False


def exposed(image: RgbImage, stops: float) -> RgbImage:
    """Exposed 2^stops times as long, in linear light; what is too bright is clipped."""
    return _gained(image, np.full(3, 2.0**stops))


def cast(image: RgbImage, kelvin: float) -> RgbImage:
    """Taken under daylight of this temperature by a camera set to 6504 K (white of sRGB); luminance of white kept."""
    return _gained(image, daylight(kelvin) / daylight(6504.0))


def compressed(image: RgbImage, quality: int) -> RgbImage:
    """Saved as JPEG and read again."""
    _, content = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(content, cv2.IMREAD_COLOR_RGB), np.uint8)


def scaled(image: RgbImage, share: float) -> RgbImage:
    """Made smaller, each new pixel the mean of those it covers."""
    return np.asarray(cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)


def mirror(image: RgbImage) -> RgbImage:
    """Left and right swapped."""
    return np.ascontiguousarray(image[:, ::-1])


def daylight(kelvin: float) -> NDArray[np.float64]:
    """(3,) linear sRGB of CIE daylight of luminance 1 (CIE 15: chromaticity of the D series, 4000 to 25000 K).

    Raises:
        ValueError: another temperature.
    """
    if not 4000 <= kelvin <= 25000:
        raise ValueError(f"daylight of {kelvin:g} K is not defined")
    t = 1000 / kelvin
    near = (-4.6070, 2.9678, 0.09911, 0.244063)
    far = (-2.0064, 1.9018, 0.24748, 0.237040)
    x = float(np.polyval(near if kelvin <= 7000 else far, t))
    y = -3 * x * x + 2.87 * x - 0.275
    light: NDArray[np.float64] = _FROM_XYZ @ np.array([x / y, 1.0, (1 - x - y) / y])
    return light


def usual_disturbances() -> tuple[Disturbance, ...]:
    """Exposure, white balance, compression, size and mirroring, in that order."""
    return (
        *(Disturbance(f"{s:+g} EV", partial(exposed, stops=s)) for s in STOPS),
        *(Disturbance(f"{k:g} K", partial(cast, kelvin=k)) for k in KELVINS),
        Disturbance(f"JPEG {JPEG_QUALITY}", partial(compressed, quality=JPEG_QUALITY)),
        Disturbance(f"{SMALLER:g}x", partial(scaled, share=SMALLER), moves=True),
        Disturbance("mirrored", mirror, moves=True),
    )


def _gained(image: RgbImage, gains: NDArray[np.float64]) -> RgbImage:
    """Each channel's linear light times its gain, by a table of 256 values."""
    steps = to_linear(np.arange(256, dtype=np.uint8))
    table = to_srgb((steps[:, None] * gains).astype(np.float32))
    return np.asarray(cv2.LUT(image, table[None]), np.uint8)
