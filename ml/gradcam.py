"""Heat maps in closed form: Grad-CAM of a network that ends in global average pooling and one linear layer.

For such a network the gradient of logit c with respect to cell (i, j) of feature map k is w[c, k] / (h w),
the same in every cell, so Grad-CAM (Selvaraju et al. 2017, arXiv:1610.02391) is
ReLU(sum_k w[c, k] A_k) / (h w): the class map that the engine already has. No backward pass, no second forward pass,
hence no other input than the one that was graded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import cv2
import numpy as np

from ml.evidence import Engine, Evidence
from ml.grading import grade_of
from ml.types import GRADES, Attribute, Explanation, FloatArray, Mask, SkinCrop

HOTTEST_SHARE = 0.2
BLUR_SHARE = 0.1


class Target(StrEnum):
    """What a heat map explains."""

    PREDICTED = "predicted"
    EXPECTED = "expected"
    ONE_HIGHER = "one_higher"
    ONE_LOWER = "one_lower"


class DetailMethod(StrEnum):
    """Slower heat maps of the grad-cam package, for a closer look (ml.detail)."""

    GRADCAM = "gradcam"
    GRADCAM_PLUS_PLUS = "gradcam_plus_plus"
    EIGEN_CAM = "eigen_cam"
    SCORE_CAM = "score_cam"


class DetailLayer(StrEnum):
    """Which feature map a detailed heat map is made of."""

    LAST = "last"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class DeletionCheck:
    """Expected grade before and after the hottest part was blurred away."""

    before: float
    after: float

    @property
    def fell(self) -> bool:
        """Whether the grade fell: the hot part had indeed spoken for a high grade."""
        return self.after < self.before


def heat_for(evidence: Evidence, target: Target, size: int) -> FloatArray:
    """(size, size) float32 heat 0-1, hottest cell 1; all zero where nothing speaks for the target.

    PREDICTED: what spoke for the most probable grade. EXPECTED: what raised the expected grade (w = sum_c c w[c]).
    ONE_HIGHER, ONE_LOWER: what spoke for the neighbouring grade against the predicted one (w[c+1] - w[c] and
    w[c-1] - w[c]); all zero when there is no such grade.
    """
    weights = _grade_weights(int(np.argmax(evidence.logits)), target)
    positive = np.maximum(np.tensordot(weights, evidence.class_maps, axes=1), 0).astype(np.float32)
    hottest = float(positive.max())
    if hottest > 0:
        positive /= hottest
    return np.asarray(cv2.resize(positive, (size, size), interpolation=cv2.INTER_LINEAR), np.float32)


def heat_on_skin(heat: FloatArray, mask: Mask) -> float:
    """Share of the heat that lies on the region's skin, 0-1; 0 when there is no heat."""
    total = float(heat.sum(dtype=np.float64))
    return float(heat[mask].sum(dtype=np.float64)) / total if total > 0 else 0.0


def explain(evidence: Evidence, crop: SkinCrop, target: Target = Target.PREDICTED) -> Explanation:
    """The heat map of one crop, with its share on skin."""
    heat = heat_for(evidence, target, len(crop.mask))
    return Explanation(heat, heat_on_skin(heat, crop.mask))


def deletion_check(engine: Engine, crop: SkinCrop, attribute: Attribute) -> DeletionCheck:
    """Blur the hottest fifth of a crop (what raised the expected grade most) and grade it again.

    After Petsiuk et al. 2018 (RISE, arXiv:1806.07421), in one step. The blur's standard deviation is a tenth of
    the crop, so lines and spots vanish while colour and shading stay.
    """
    temperature = next(card.temperature for card in engine.cards if card.attribute is attribute)
    (evidence,) = engine.run((crop,), (attribute,))
    heat = heat_for(evidence, Target.EXPECTED, len(crop.mask))
    hottest = (heat >= np.quantile(heat, 1 - HOTTEST_SHARE)) & (heat > 0)
    smooth = cv2.GaussianBlur(crop.pixels, (0, 0), len(heat) * BLUR_SHARE)
    blurred = np.where(hottest[..., None], smooth, crop.pixels)
    (after,) = engine.run((replace(crop, pixels=blurred),), (attribute,))
    return DeletionCheck(grade_of(evidence, temperature).expected, grade_of(after, temperature).expected)


def _grade_weights(predicted: int, target: Target) -> FloatArray:
    """(5,) how much of each class map goes into the heat."""
    weights = np.zeros(GRADES, np.float32)
    if target is Target.EXPECTED:
        return np.arange(GRADES, dtype=np.float32)
    if target is Target.PREDICTED:
        weights[predicted] = 1
        return weights
    other = predicted + (1 if target is Target.ONE_HIGHER else -1)
    if 0 <= other < GRADES:
        weights[other], weights[predicted] = 1, -1
    return weights
