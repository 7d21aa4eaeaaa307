"""Finds faces that are small in a photograph: looks again at overlapping tiles, and once more at each face found.

MediaPipe's detector shrinks what it looks at to 128 pixels and so misses faces narrower than 12% of it (measured:
12 of 12 at 12%, 5 at 10%, none at 8%). In a tile of two fifths of the picture's longer side, 6% are enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from ml.types import Box, Face, RgbImage

Look = Callable[[RgbImage], tuple[Face, ...]]
"""Finds the faces of an image, in its pixels."""

SMALL = 0.2
"""A widest face below this share of the picture's longer side may have neighbours that one look misses."""
SMALLEST_TILE = 128
"""Pixels; what the detector sees. A smaller tile would only be enlarged."""
CLOSER = 3.0
"""Side of the closer look at a face, in its widths."""
SAME = 0.4
"""Two boxes that share this much of the smaller one hold one face."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How the picture is tiled. side, overlap: of its longer side. from_side: pixels it must have to be worth it."""

    side: float
    overlap: float
    from_side: int


NEAR = Scale(0.4, 0.18, ceil(SMALLEST_TILE / 0.4))
"""For faces of 6-14% of the longer side: at most 16 tiles, 2.5 ms each where nobody is."""
FAR = Scale(0.2, 0.075, 2400)
"""For faces of 3-6%, when nobody was found: at most 64 tiles. In smaller pictures such a face is too far to grade."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of an image, whole pixels."""

    x: int
    y: int
    width: int
    height: int


def with_small_faces(image: RgbImage, seen: tuple[Face, ...], look: Look, most: int) -> tuple[Face, ...]:
    """All faces of a photograph, widest first, `most` of them; none twice.

    image: (H, W, 3) uint8 RGB. seen: what one look at all of it found. Looks again when that is nobody, or only faces
    that are small: 16 tiles, for a large picture without a face 64 more, and once for each new face, at most.
    """
    height, width = image.shape[:2]
    if any(face.box.width >= SMALL * max(width, height) for face in seen):
        return seen
    found = seen
    for scale in (NEAR, FAR):
        if max(width, height) >= scale.from_side and (scale is NEAR or not found):
            candidates = _new(_in_tiles(image, tiles(width, height, scale), look), found)
            found += _new(_closer(image, candidates, look, most), found)
    return tuple(sorted(found, key=lambda face: -face.box.width))[:most]


def tiles(width: int, height: int, scale: Scale) -> tuple[Tile, ...]:
    """Square tiles, cut at the borders of an image that is narrower; neighbours overlap by scale.overlap or more."""
    longer = max(width, height)
    side, stride = round(scale.side * longer), (scale.side - scale.overlap) * longer
    across, down = min(side, width), min(side, height)
    return tuple(
        Tile(x, y, across, down) for y in _starts(height - down, stride) for x in _starts(width - across, stride)
    )


def _starts(room: int, stride: float) -> tuple[int, ...]:
    """Evenly from 0 to room, at most a stride apart."""
    steps = ceil(room / stride)
    return tuple(round(room * step / steps) for step in range(steps + 1)) if steps else (0,)


def _in_tiles(image: RgbImage, parts: Iterable[Tile], look: Look) -> tuple[Face, ...]:
    """Faces that lie whole in one of the tiles, in pixels of the image; many are found in several tiles."""
    size = Tile(0, 0, image.shape[1], image.shape[0])
    return tuple(face for part in parts for face in _look_at(image, part, look) if not _cut(face.box, part, size))


def _look_at(image: RgbImage, part: Tile, look: Look) -> tuple[Face, ...]:
    pixels = np.ascontiguousarray(image[part.y : part.y + part.height, part.x : part.x + part.width])
    shift = np.array([part.x, part.y], np.float32)
    return tuple(Face(face.landmarks + shift, face.pose, face.expression) for face in look(pixels))


def _cut(box: Box, part: Tile, size: Tile) -> bool:
    """Whether a tile's border goes through a face where the image goes on."""
    return (
        (part.x > 0 and box.x < part.x)
        or (part.y > 0 and box.y < part.y)
        or (part.x + part.width < size.width and box.x + box.width > part.x + part.width)
        or (part.y + part.height < size.height and box.y + box.height > part.y + part.height)
    )


def _new(candidates: Sequence[Face], known: Sequence[Face]) -> tuple[Face, ...]:
    """The candidates that are neither among the known faces nor earlier candidates."""
    kept: list[Face] = []
    for face in candidates:
        if not any(_same(face.box, other.box) for other in (*known, *kept)):
            kept.append(face)
    return tuple(kept)


def _same(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    smaller = min(one.width * one.height, other.width * other.height)
    return across > 0 and down > 0 and across * down >= SAME * smaller


def _closer(image: RgbImage, faces: Sequence[Face], look: Look, most: int) -> tuple[Face, ...]:
    """The faces as a look from near shows them. What isn't a face from near is none."""
    nearer = []
    for face in sorted(faces, key=lambda face: -face.box.width)[:most]:
        again = _look_at(image, _around(face.box, image.shape[1], image.shape[0]), look)
        nearer += [found for found in again if _same(found.box, face.box)][:1]
    return tuple(nearer)


def _around(box: Box, width: int, height: int) -> Tile:
    side = round(CLOSER * max(box.width, box.height))
    across, down = min(side, width), min(side, height)
    x = min(max(0, round(box.x + box.width / 2 - across / 2)), width - across)
    y = min(max(0, round(box.y + box.height / 2 - down / 2)), height - down)
    return Tile(x, y, across, down)
