"""What every classifier must beat: gradient-boosted trees on hand-made colour and texture indices of a crop."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from tqdm import tqdm

from ml.colour import lab, to_linear
from ml.types import GRADES, Attribute
from training.bench import ATTRIBUTES, REGIONS, Bench
from training.predict import Graded
from training.samplers import grade_weights

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float32]

RIDGE_SIGMAS = (1.5, 3.0)


def indices_of(crop: NDArray[np.uint8], skin: FloatArray) -> NDArray[np.float64]:
    """(31,) colour and texture indices of one (S, S, 3) crop, colours relative to the face's skin colour (3,)."""
    linear = to_linear(crop)
    density = -np.log10(np.maximum(linear, 0.002)) + np.log10(np.maximum(skin, 0.002))
    shading, redness, yellowness = (
        density.mean(axis=2),
        density[..., 1] - density[..., 0],
        density[..., 2] - density[..., 0],
    )
    colours = lab(linear)
    found: list[float] = []
    for plane in (colours[..., 0], colours[..., 1], colours[..., 2], redness, yellowness):
        found += [float(plane.mean()), float(plane.std()), float(np.percentile(plane, 95) - np.median(plane))]
    for plane in (shading, redness, yellowness):
        spots = cv2.GaussianBlur(plane, (0, 0), 2) - cv2.GaussianBlur(plane, (0, 0), 8)
        found += [float(spots.std()), float((spots > 0.04).mean()), float(np.percentile(spots, 99))]
    for sigma in RIDGE_SIGMAS:
        ridges = _ridges(shading, sigma)
        found += [float(ridges.mean()), float(np.percentile(ridges, 95))]
    fine = shading - cv2.GaussianBlur(shading, (0, 0), 1)
    gloss = cv2.GaussianBlur(-shading, (0, 0), 1) - cv2.GaussianBlur(-shading, (0, 0), 6)
    found += [float(fine.std()), float((gloss > 0.06).mean()), float((colours[..., 0] > 90).mean())]
    return np.array(found)


def _ridges(plane: FloatArray, sigma: float) -> FloatArray:
    """Largest Hessian eigenvalue where positive: dark lines (Frangi et al. 1998), scaled by sigma squared."""
    smooth = cv2.GaussianBlur(plane, (0, 0), sigma)
    xx, yy = cv2.Sobel(smooth, cv2.CV_32F, 2, 0, ksize=3), cv2.Sobel(smooth, cv2.CV_32F, 0, 2, ksize=3)
    xy = cv2.Sobel(smooth, cv2.CV_32F, 1, 1, ksize=3)
    largest = (xx + yy) / 2 + np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    return np.asarray(-np.minimum(-largest, 0) * sigma**2, np.float32)


def bench_indices(bench: Bench, quiet: bool = False) -> NDArray[np.float64]:
    """(N, 31 + 8) indices of every crop of a bench, then which region it is, as 0 or 1."""
    pairs = zip(bench.crops, bench.skin, strict=True)
    found = [indices_of(np.asarray(c), s) for c, s in tqdm(pairs, total=len(bench), desc="indices", disable=quiet)]
    return np.column_stack([np.stack(found), np.eye(len(REGIONS))[bench.region]])


def fit_baseline(
    train: Bench, others: Sequence[Bench], attributes: Sequence[Attribute], balance: float = 0.8, quiet: bool = True
) -> tuple[tuple[Graded, ...], ...]:
    """Fit on the training bench, grade the others: for each attribute one Graded per other bench, its logits log
    probabilities.

    balance: power of the inverse-frequency sample weights, as the networks' sampling and loss weights together.
    """
    given = bench_indices(train, quiet)
    asked = [bench_indices(bench, quiet) for bench in others]
    graded = []
    for attribute in attributes:
        trees = _trees(train, given, attribute, balance)
        graded.append(tuple(_grade(trees, b, x, attribute) for b, x in zip(others, asked, strict=True)))
    return tuple(graded)


def _trees(
    train: Bench, given: NDArray[np.float64], attribute: Attribute, balance: float
) -> HistGradientBoostingClassifier:
    rows = train.rows(attribute)
    labels = train.grades[rows, ATTRIBUTES.index(attribute)]
    weights = grade_weights(train.counts(attribute).tolist(), balance)[labels]
    trees = HistGradientBoostingClassifier(max_iter=200, learning_rate=0.06, l2_regularization=1.0, random_state=0)
    return trees.fit(given[rows], labels, sample_weight=weights)


def _grade(
    trees: HistGradientBoostingClassifier, bench: Bench, asked: NDArray[np.float64], attribute: Attribute
) -> Graded:
    rows = bench.rows(attribute)
    chances = np.full((len(rows), GRADES), 1e-6)
    chances[:, trees.classes_.astype(int)] += trees.predict_proba(asked[rows])
    return Graded(attribute, rows, np.log(chances))
