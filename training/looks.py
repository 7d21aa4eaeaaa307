"""What a training sees when it looks at its validation people: each attribute's figures per face."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ml.classifier import JointClassifier
from ml.types import Attribute
from training.bench import ATTRIBUTES, Bench
from training.metrics import Measures, measure
from training.plan import FitPlan
from training.predict import Graded, grade_bench, join_faces, softmax
from training.ranks import Ranks

TOGETHER = 64


def face_measures(
    network: JointClassifier, plan: FitPlan, bench: Bench, ranks: Ranks
) -> tuple[tuple[Attribute, Measures], ...]:
    """Each attribute's figures per face, uncalibrated, on whole faces up to the plan's val_crops.

    Every process grades its share in the batches of one that is alone, so the figures are the same to the last bit.
    """
    rows = np.arange(len(bench))
    if 0 < plan.val_crops < len(bench):
        faces = np.unique(bench.face)
        kept = np.random.default_rng(0).permutation(faces)[: max(1, plan.val_crops * len(faces) // len(bench))]
        rows = np.flatnonzero(np.isin(bench.face, kept))
    rows = rows[(bench.grades[rows][:, [ATTRIBUTES.index(a) for a in plan.attributes]] >= 0).any(axis=1)]
    batches = ranks.share(-(-len(rows) // TOGETHER))
    own = rows[batches.start * TOGETHER : batches.stop * TOGETHER]
    graded = grade_bench(network, bench, plan.attributes, own, TOGETHER, plan.half) if len(own) else ()
    found = []
    for one in _joined([part for parts in ranks.every(graded) for part in parts], plan.attributes):
        faces_grades = join_faces(bench, one.attribute, one.rows, softmax(one.logits))
        found.append((one.attribute, measure(faces_grades.labels, faces_grades.probabilities)))
    return tuple(found)


def _joined(parts: Sequence[Graded], wanted: Sequence[Attribute]) -> tuple[Graded, ...]:
    joined = []
    for attribute in wanted:
        mine = [p for p in parts if p.attribute is attribute]
        if mine:
            rows, logits = np.concatenate([p.rows for p in mine]), np.concatenate([p.logits for p in mine])
            joined.append(Graded(attribute, rows, logits))
    return tuple(joined)
