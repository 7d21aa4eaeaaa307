"""Lays one face over another: a similarity transform from landmarks, or from the crops where there are none. No Qt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.history.records import Heat
from ml.types import Affine

Points = NDArray[np.float64]

STEADY = (33, 133, 362, 263, 168, 6, 197, 195, 5, 10, 67, 297, 127, 356, 234, 454, 116, 345, 93, 323)
"""Landmarks (MediaPipe's numbers) that speech and smiles hardly move: eye corners, nose bridge, forehead, temples."""


def similarity(start: Points, target: Points) -> Affine | None:
    """(2, 3) float64: turn, scale and shift that bring start nearest to target in the least squares sense.

    start, target: (N, 2). None where they don't say: fewer than two points, or all in one place. A mirror image is
    never made. Source: S. Umeyama, IEEE PAMI 1991;13:376, equations 39-43.
    """
    if len(start) < 2 or start.shape != target.shape:
        return None
    middle, goal = start.mean(axis=0), target.mean(axis=0)
    spread = float(((start - middle) ** 2).sum())
    if spread <= 1e-9:
        return None
    left, sizes, right = np.linalg.svd((target - goal).T @ (start - middle))
    upright = np.array([1.0, np.sign(np.linalg.det(left) * np.linalg.det(right)) or 1.0])
    scale = float((sizes * upright).sum()) / spread
    if scale <= 1e-9:
        return None
    turn = scale * (left * upright) @ right
    return np.column_stack([turn, goal - turn @ middle])


def laid_over(after: Heat, before: Heat) -> Affine | None:
    """(2, 3) float64: from pixels of the later photo to pixels of the earlier one; None where nothing is shared."""
    if after.face is not None and before.face is not None:
        chosen = list(STEADY)
        return similarity(_points(after.face.landmarks[chosen]), _points(before.face.landmarks[chosen]))
    old = {crop.region: crop for crop in before.crops}
    shared = [(crop, old[crop.region]) for crop in after.crops if crop.region in old]
    if not shared:
        return None
    start = np.concatenate([_corners(new.to_image, len(new.mask)) for new, _ in shared])
    target = np.concatenate([_corners(known.to_image, len(known.mask)) for _, known in shared])
    return similarity(start, target)


def chained(second: Affine, first: Affine) -> Affine:
    """(2, 3): first, then second."""
    return np.column_stack([second[:, :2] @ first[:, :2], second[:, :2] @ first[:, 2] + second[:, 2]])


def _corners(to_image: Affine, side: int) -> Points:
    square = np.array([(0, 0), (side - 1, 0), (0, side - 1), (side - 1, side - 1)], np.float64)
    return np.asarray(square @ to_image[:, :2].T + to_image[:, 2], np.float64)


def _points(landmarks: NDArray[np.float32]) -> Points:
    return landmarks.astype(np.float64)
