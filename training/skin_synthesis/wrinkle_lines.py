"""Where faces fold: the control points of every wrinkle, from landmarks, with the severity at which each appears."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ml.types import FloatArray, Region
from training.skin_synthesis.ground import Ground


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """One possible wrinkle.

    control: (N, 2) canvas pixels. onset: severity 0-4 at which it appears. depth: how deep at most, about 1.
    wide: 0 fine - 1 broad. wander: pixels of random wave. broken: 0-1, gaps along it.
    """

    region: Region
    control: FloatArray
    onset: float
    depth: float
    wide: float = 0.0
    wander: float = 1.0
    broken: float = 0.3


def folds(ground: Ground, rng: np.random.Generator) -> list[Fold]:
    """Every possible wrinkle of a face, in a random variation."""
    found = _forehead(ground, rng) + _glabella(ground, rng) + _nose_and_folds(ground, rng) + _chin(ground, rng)
    for region, outer, side in ((Region.EYE_CORNER_RIGHT, 33, -1.0), (Region.EYE_CORNER_LEFT, 263, 1.0)):
        found += _eye_corner(ground, region, outer, side, rng)
    return found


def _forehead(ground: Ground, rng: np.random.Generator) -> list[Fold]:
    low = ground.points(70, 105, 107, 9, 336, 334, 300)
    high = ground.points(54, 67, 109, 10, 338, 297, 284)
    heights = np.array([0.42, 0.62, 0.27, 0.76, 0.52, 0.35, 0.88, 0.69])
    found = []
    for order, height in enumerate(heights + rng.normal(0, 0.025, len(heights))):
        start, end = (0, 7) if rng.random() < 0.6 else [(0, 5), (2, 7), (1, 6)][int(rng.integers(3))]
        row = (low * (1 - height) + high * height)[start:end]
        row = row * 0.92 + row.mean(axis=0) * 0.08
        onset = (0.0, 0.35, 0.7, 1.2, 1.7, 2.2, 2.6, 3.0)[order]
        found.append(Fold(Region.FOREHEAD, row, onset, 1.0, 0.2, 2.0, float(rng.uniform(0.2, 0.7))))
    return found


def _glabella(ground: Ground, rng: np.random.Generator) -> list[Fold]:
    top, root = ground.point(9), ground.point(168)
    found = []
    for order, side in enumerate((-1.0, 1.0, -0.2)):
        x = side * rng.uniform(9, 14)
        control = np.array(
            [
                _by(top, x * 1.15, -rng.uniform(4, 14)),
                _by((top + root) / 2, x, 0),
                _by(root, x * 0.8, -rng.uniform(6, 14)),
            ]
        )
        found.append(Fold(Region.FOREHEAD, control.astype(np.float32), 0.6 + 0.8 * order, 0.9, 0.2, 0.8, 0.1))
    return found


def _eye_corner(ground: Ground, region: Region, outer: int, side: float, rng: np.random.Generator) -> list[Fold]:
    corner = ground.point(outer) + np.array([side * 5, 1], np.float32)
    angles = np.array([8, -18, 30, -4, 44, -30, 20, 54]) + rng.normal(0, 3.5, 8)
    found = []
    for order, angle in enumerate(angles):
        way = np.array([side * np.cos(np.radians(angle)), np.sin(np.radians(angle))])
        drop = np.array([0, np.sign(angle - 5) * rng.uniform(1, 5)])
        begin, length = rng.uniform(5, 13), rng.uniform(26, 56) * (1 - 0.004 * abs(angle))
        control = np.array([corner + way * (begin + length * t) + drop * t * t for t in (0, 0.5, 1)], np.float32)
        onset = (0.0, 0.2, 0.4, 0.9, 1.4, 1.8, 2.3, 2.8)[order]
        found.append(Fold(region, control, onset, 0.95, 0.0, 1.0, 0.2))
    return found + _under_eye(ground, region, outer, side, rng)


def _under_eye(ground: Ground, region: Region, outer: int, side: float, rng: np.random.Generator) -> list[Fold]:
    lid = ground.points(145, 144, 163, 33) if outer == 33 else ground.points(374, 373, 390, 263)
    found = []
    for order in range(4):
        down = np.array([side * 4.0 * order, 15 + 9 * order + rng.normal(0, 1.5)])
        found.append(Fold(region, (lid + down).astype(np.float32), 0.3 + 0.8 * order, 0.7, 0.0, 1.0, 0.4))
    return found


def _nose_and_folds(ground: Ground, rng: np.random.Generator) -> list[Fold]:
    right = ground.points(129, 203, 206, 216, 57)
    left = ground.points(358, 423, 426, 436, 287)
    found = []
    for path, side in ((right, -1.0), (left, 1.0)):
        path = path + np.array([[side * 1, -4], [side * 1, -2], [0, 0], [side * 1, 0], [side * 6, 0]], np.float32)
        end = 5 if rng.random() < 0.5 else 4
        found.append(Fold(Region.CENTRE, path[:end], 0.0, 1.15, 0.7, 0.8, 0.0))
        second = path[1:4] + np.array([side * rng.uniform(7, 11), 0], np.float32)
        found.append(Fold(Region.CENTRE, second, 2.2, 0.7, 0.0, 1.0, 0.3))
        found += _bunny(ground, side, rng)
    root = ground.point(168)
    for order in range(2):
        y = -2 + 8 * order + rng.normal(0, 1)
        row = np.array([_by(root, -13, y + 1), _by(root, 0, y - 1), _by(root, 13, y + 1)], np.float32)
        found.append(Fold(Region.CENTRE, row, 0.9 + 1.1 * order, 0.75, 0.0, 0.7, 0.1))
    return found


def _bunny(ground: Ground, side: float, rng: np.random.Generator) -> list[Fold]:
    wing = ground.point(196 if side < 0 else 419)
    found = []
    for order in range(4):
        begin = wing + np.array([side * 3, -8 + 9 * order + rng.normal(0, 1.5)])
        end = begin + np.array([side * rng.uniform(17, 26), rng.uniform(5, 15)])
        control = np.array([begin, _by((begin + end) / 2, 0, -2), end], np.float32)
        found.append(Fold(Region.CENTRE, control, (0.5, 1.0, 1.7, 2.5)[order], 0.8, 0.0, 0.8, 0.2))
    return found


def _chin(ground: Ground, rng: np.random.Generator) -> list[Fold]:
    crease = ground.points(204, 83, 18, 313, 424) * 0.55 + ground.points(204, 201, 200, 421, 424) * 0.45
    found = [Fold(Region.CHIN, _by(crease[1:4], 0, 2), 0.0, 1.0, 0.7, 1.0, 0.0)]
    for corner, jaw, side in ((61, 210, -1.0), (291, 430, 1.0)):
        begin, end = _by(ground.point(corner), side * 5, 7), _by(ground.point(jaw), -side * 4, 0)
        control = np.array([begin, _by((begin + end) / 2, side * 2, 0), end], np.float32)
        found.append(Fold(Region.CHIN, control, 0.2, 1.0, 0.5, 1.0, 0.1))
    for order in range(7):
        middle = ground.point(199) + np.array([rng.normal(0, 12), -16 + 7.5 * order + rng.normal(0, 1.5)])
        half = rng.uniform(10, 26)
        sag = rng.uniform(-2, 4)
        control = np.array([_by(middle, -half, sag), middle, _by(middle, half, sag)], np.float32)
        onset = (0.3, 2.6, 0.8, 2.0, 1.2, 1.6, 3.0)[order]
        found.append(Fold(Region.CHIN, control, onset, 0.75, 0.0, 1.2, 0.5))
    return found


def _by(points: np.ndarray[tuple[int, ...], np.dtype[np.floating]], x: float, y: float) -> FloatArray:
    """The points moved by (x, y) pixels."""
    return np.asarray(points + np.array([x, y]), np.float32)
