"""Run a joint network over a bench, and join the region crops of one face as the app does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from ml.classifier import JointClassifier
from ml.face_grade import face_probabilities, rounded
from ml.types import Attribute
from training.bench import ATTRIBUTES, Bench
from training.half_precision import half_precision
from training.loader import plain_batches

IntArray = NDArray[np.int64]
RealArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Graded:
    """One attribute over a bench. rows: (M,) indices of the bench; logits: (M, 5) float64."""

    attribute: Attribute
    rows: IntArray
    logits: RealArray


@dataclass(frozen=True, slots=True, eq=False)
class FaceGrades:
    """One attribute per face. face, person: (F,); labels: (F,) int, the rounded mean severity of the face's graded
    regions; severity: (F,) that mean; probabilities: (F, 5); ita: (F,) degrees.
    """

    face: NDArray[np.int32]
    person: NDArray[np.str_]
    labels: IntArray
    severity: RealArray
    probabilities: RealArray
    ita: RealArray


def softmax(logits: RealArray) -> RealArray:
    """(M, 5) probabilities."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances: RealArray = raised / raised.sum(axis=1, keepdims=True)
    return chances


@torch.inference_mode()
def grade_bench(
    network: JointClassifier,
    bench: Bench,
    wanted: Sequence[Attribute],
    rows: IntArray | None = None,
    batch: int = 64,
    half: bool = False,
    mirrored: bool = False,
) -> tuple[Graded, ...]:
    """Logits of every graded crop among `rows` (all when None), for each wanted attribute.

    mirrored: the mean of the crop's and its mirror image's, as the app grades (ADR 0009).
    """
    network.eval()
    device = next(network.parameters()).device
    indices = np.sort(np.arange(len(bench)) if rows is None else rows)
    indices = indices[(bench.grades[indices][:, [ATTRIBUTES.index(a) for a in wanted]] >= 0).any(axis=1)]
    found: list[list[RealArray]] = [[] for _ in wanted]
    seen: list[list[IntArray]] = [[] for _ in wanted]
    for number, part in enumerate(plain_batches(bench, indices, wanted, batch)):
        here = indices[number * batch : (number + 1) * batch]
        inputs, carried = part.inputs.to(device), [r.to(device) for r in part.rows]
        with half_precision(half, device):
            views = [network(x, wanted, carried) for x in ((inputs, inputs.flip(3)) if mirrored else (inputs,))]
        for i, answers in enumerate(zip(*views, strict=True)):
            found[i].append(np.mean([a.logits.double().cpu().numpy() for a in answers], axis=0))
            seen[i].append(here[part.rows[i].numpy()])
    return tuple(Graded(a, np.concatenate(seen[i]), np.concatenate(found[i])) for i, a in enumerate(wanted) if seen[i])


def join_faces(bench: Bench, attribute: Attribute, rows: IntArray, probabilities: RealArray) -> FaceGrades:
    """Each face's grade: that of its regions' mean grade with the visible skin as weights, the app's rule.

    rows: (M,) crops that carry a grade; probabilities: (M, 5).
    """
    faces, where = np.unique(bench.face[rows], return_inverse=True)
    weights = np.maximum(bench.weight[rows].astype(np.float64), 1e-6)
    total = np.bincount(where, weights)
    severity = np.bincount(where, weights * bench.severity[rows, ATTRIBUTES.index(attribute)]) / total
    order = np.argsort(where, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(where[order])) + 1)
    chances = np.stack([face_probabilities(probabilities[p], weights[p] / weights[p].sum()) for p in parts])
    first = np.unique(where, return_index=True)[1]
    return FaceGrades(
        face=faces,
        person=bench.person[rows][first],
        labels=rounded(severity),
        severity=severity,
        probabilities=chances,
        ita=bench.ita[rows][first].astype(np.float64),
    )
