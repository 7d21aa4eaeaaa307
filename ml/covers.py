"""Tell glasses and a fringe, where simple measures can; in doubt, say nothing."""

from __future__ import annotations

import cv2
import numpy as np

from ml.face_patch import FacePatch
from ml.regions import POLYGONS
from ml.skin import looks_like_skin
from ml.types import FloatArray, Region

BRIDGE = (9, 195)
"""Landmarks between which a glasses' bridge lies: between the brows, and the middle of the nose's back."""


GLASSES_EDGE = 0.30
"""bridge_edge() from which there are glasses: 204 people without gave 0.02-0.21, a dark frame gives 0.5 and more."""

FOREHEAD_SHARE = 0.35
"""forehead_skin() under which a fringe covers the forehead."""
_EYE_CORNERS = (Region.EYE_CORNER_LEFT, Region.EYE_CORNER_RIGHT)


def bridge_edge(patch: FacePatch) -> float:
    """How strong the strongest horizontal bar across the nose's back is, in shares of its brightness, >= 0.

    The rows' medians over a narrow strip are compared with the rows above and below: skin changes slowly there,
    a frame's bridge is a bar.
    """
    top, bottom = patch.points[BRIDGE[0]], patch.points[BRIDGE[1]]
    x, y0, y1 = round(float(top[0] + bottom[0]) / 2), round(float(top[1])), round(float(bottom[1]))
    strip = patch.pixels[max(y0, 0) : max(y1, 0), max(x - 3, 0) : x + 4]
    if strip.shape[0] < 7 or strip.shape[1] < 3:
        return 0.0
    rows = np.median(cv2.cvtColor(strip, cv2.COLOR_RGB2GRAY), axis=1).astype(np.float32) + 1.0
    bar = np.log(rows[3:-3]) - (np.log(rows[:-6]) + np.log(rows[6:])) / 2
    return float(np.abs(bar).max())


def forehead_skin(patch: FacePatch, skin: FloatArray) -> float:
    """Share of the forehead's outline that looks like skin, 0-1. skin: (3,) linear RGB of the face."""
    outline = patch.outline([dict(POLYGONS)[Region.FOREHEAD]])
    pixels = patch.pixels[outline]
    return float(looks_like_skin(pixels, skin).mean()) if len(pixels) else 0.0


def covered(patch: FacePatch, skin: FloatArray) -> frozenset[Region]:
    """The regions that glasses or a fringe cover. skin: (3,) linear RGB of the face."""
    glasses = _EYE_CORNERS if bridge_edge(patch) > GLASSES_EDGE else ()
    fringe = (Region.FOREHEAD,) if forehead_skin(patch, skin) < FOREHEAD_SHARE else ()
    return frozenset(glasses + fringe)
