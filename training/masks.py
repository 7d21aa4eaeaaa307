"""What the synthesis changed on each crop, where a bench keeps it: bit-packed masks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ml.regions import CROP_SIZE
from ml.types import Attribute
from training.bench import ATTRIBUTES, Bench

IntArray = NDArray[np.int64]
MaskArray = NDArray[np.bool_]


def change_masks(bench: Bench, attribute: Attribute, most: int, seed: int = 0) -> tuple[IntArray, MaskArray] | None:
    """Up to `most` graded crops (M,) and their change masks (M, 160, 160) bool; None where the bench keeps none.

    The file is changed.npy, (N, 5, 160, 20) uint8, numpy.packbits of each row of each mask.
    """
    path = bench.folder / "changed.npy"
    if not path.is_file():
        return None
    packed = np.load(path, mmap_mode="r")
    rows = np.sort(np.random.default_rng(seed).permutation(bench.rows(attribute))[:most])
    bits = np.unpackbits(np.asarray(packed[rows, ATTRIBUTES.index(attribute)]), axis=-1, count=CROP_SIZE)
    return rows, bits.astype(np.bool_)
