"""A bench of drawn textures, no photographs: lines for wrinkle, reddening for sensitivity, as strong as the grade."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from ml.colour import to_linear
from ml.regions import CROP_SIZE
from ml.types import Attribute, Region
from training.bench import Bench, open_bench

ORDER = list(Attribute)
SHARES = (0.25, 0.25, 0.2, 0.2, 0.1)


def draw_crop(
    rng: np.random.Generator, wrinkle: float, redness: float
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """One (160, 160, 3) uint8 crop."""
    tone = np.array([200, 160, 140], np.float32) * rng.uniform(0.6, 1.1)
    crop = np.ones((CROP_SIZE, CROP_SIZE, 3), np.float32) * tone
    crop *= 1 - np.array([0, 0.07, 0.05], np.float32) * redness
    for _ in range(round(wrinkle * 5)):
        y, x = rng.integers(5, CROP_SIZE - 5, 2)
        cv2.line(crop, (int(x) - 40, int(y)), (int(x) + 40, int(y) + 4), (tone * 0.6).tolist(), 2)
    return np.clip(crop + rng.normal(0, 4, crop.shape), 0, 255).astype(np.uint8)


def make_bench(folder: Path, people: int, faces: int, seed: int) -> Bench:
    """A bench of `faces` faces with three crops each; people are named after the seed."""
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    count = faces * 3
    severity = np.clip(
        rng.choice(5, (faces, 2), p=SHARES).repeat(3, axis=0) + rng.uniform(-0.45, 0.45, (count, 2)), 0, 4
    )
    region = np.tile([list(Region).index(r) for r in (Region.FOREHEAD, Region.CENTRE, Region.CHIN)], faces)
    crops = np.stack([draw_crop(rng, w, r) for w, r in severity])
    full, grades = np.full((count, 5), np.nan, np.float32), np.full((count, 5), -1, np.int8)
    for column, attribute in ((0, Attribute.WRINKLE), (1, Attribute.SENSITIVITY)):
        full[:, ORDER.index(attribute)] = severity[:, column]
        grades[:, ORDER.index(attribute)] = np.round(severity[:, column])
    grades[rng.random(count) < 0.1, ORDER.index(Attribute.WRINKLE)] = -1
    face = np.arange(faces).repeat(3)
    np.save(folder / "crops.npy", crops)
    np.save(folder / "skin.npy", np.median(to_linear(crops).reshape(count, -1, 3), axis=1).astype(np.float32))
    np.save(folder / "region.npy", region.astype(np.uint8))
    np.save(folder / "face.npy", face.astype(np.int32))
    np.save(folder / "person.npy", np.array([f"{seed}-{i % people}" for i in face]))
    np.save(folder / "grades.npy", grades)
    np.save(folder / "severity.npy", full)
    np.save(folder / "ita.npy", rng.uniform(-30, 55, count).astype(np.float32))
    np.save(folder / "weight.npy", rng.uniform(0.2, 0.8, count).astype(np.float32))
    return open_bench(folder)
