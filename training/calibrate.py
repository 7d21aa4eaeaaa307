"""Fit, on validation people, how sharp the probabilities should be and how far to lean towards common grades.

Training draws rare grades more often than they occur, so the network's probabilities belong to other shares.
Two numbers put them right (Guo et al. 2017, arXiv:1706.04599; Menon et al. 2021, arXiv:2007.07314): a temperature,
and a lean along the logarithm of the grade shares. The lean is added to the linear layer's bias at export, so it
costs nothing and the closed-form heat map still holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ml.types import GRADES, Attribute
from training.bench import Bench
from training.metrics import measure
from training.predict import FaceGrades, Graded, join_faces, softmax

RealArray = NDArray[np.float64]

TEMPERATURES = tuple(np.geomspace(0.35, 2.0, 12).round(4).tolist())
"""Not below 0.35: sharper regions jump between grades, and a face with them."""
LEANS = tuple(np.linspace(-0.6, 1.2, 10).round(3).tolist())


@dataclass(frozen=True, slots=True)
class Calibration:
    """probabilities = softmax((logits + bias) / temperature). lean: bias per log share, kept for the record."""

    attribute: Attribute
    temperature: float
    lean: float
    bias: tuple[float, ...]

    def probabilities(self, logits: RealArray) -> RealArray:
        """(M, 5) calibrated probabilities of (M, 5) raw logits."""
        return softmax((logits + np.asarray(self.bias)) / self.temperature)


def uncalibrated(attribute: Attribute) -> Calibration:
    """The one that changes nothing."""
    return Calibration(attribute, 1.0, 0.0, (0.0,) * GRADES)


def worth(faces: FaceGrades) -> float:
    """What calibration maximises: P-Recall and agreement, small errors, and honest probabilities.

    Honest for people nobody has seen: the mean confidence should lie one standard error, over people, under the share
    of right answers. Aimed at that share itself, two of five attributes were 0.07 too sure on the test people.
    """
    measures = measure(faces.labels, faces.probabilities)
    right = faces.probabilities.argmax(axis=1) == faces.labels
    aim = right.mean() - people_error(right, faces.person)
    apart = abs(float(faces.probabilities.max(axis=1).mean() - aim))
    dishonest = max(0.0, measures.ece - 0.05) + max(0.0, apart - 0.01)
    return measures.p_recall_present + 1.5 * measures.qwk - 0.3 * measures.mae - 3 * dishonest


def people_error(right: NDArray[np.bool_], person: NDArray[Any]) -> float:
    """The standard error of the mean of right (F,), whose rows come from people (F,): that of a cluster sample.

    The root of the summed squares of each person's sum of deviations, over F; with one row a person that of a
    proportion, sqrt(p (1 - p) / F).
    """
    _, where = np.unique(person, return_inverse=True)
    return float(np.sqrt((np.bincount(where, right - right.mean()) ** 2).sum()) / len(right))


def fit_calibration(bench: Bench, graded: Graded) -> Calibration:
    """The best temperature and lean for this bench's faces, joined as the app joins them."""
    shares = (bench.counts(graded.attribute) + 1.0) / (bench.counts(graded.attribute) + 1.0).sum()
    direction = np.log(shares) - np.log(shares).mean()
    best, found = -np.inf, uncalibrated(graded.attribute)
    for lean, temperature in product(LEANS, TEMPERATURES):
        bias = tuple((lean * direction).tolist())
        tried = Calibration(graded.attribute, temperature, lean, bias)
        faces = join_faces(bench, graded.attribute, graded.rows, tried.probabilities(graded.logits))
        reached = worth(faces)
        if reached > best:
            best, found = reached, tried
    return found
