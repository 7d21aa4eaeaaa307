"""What the synthesis changed on each crop, where a bench keeps it: bit-packed masks, one file per attribute."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ml.regions import CROP_SIZE
from ml.types import Attribute
from training.bench import Bench

IntArray = NDArray[np.int64]
MaskArray = NDArray[np.bool_]


def change_masks(bench: Bench, attribute: Attribute, most: int, seed: int = 0) -> tuple[IntArray, MaskArray] | None:
    """Up to `most` graded crops (M,) and their change masks (M, 160, 160) bool; None where the bench keeps none.

    The file is changed_<attribute>.npy, (N, 160 * 160 / 8) uint8, numpy.packbits of each mask, row by row.
    """
    path = bench.folder / f"changed_{attribute.value}.npy"
    if not path.is_file():
        return None
    packed = np.load(path, mmap_mode="r")
    rows = np.sort(np.random.default_rng(seed).permutation(bench.rows(attribute))[:most])
    bits = np.unpackbits(np.asarray(packed[rows]), axis=1, count=CROP_SIZE * CROP_SIZE)
    return rows, bits.reshape(-1, CROP_SIZE, CROP_SIZE).astype(np.bool_)
