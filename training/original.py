"""The original's experiments as values: its pipelines, its final recipes and the P-Recall it reports.

Its tables are not one controlled experiment (their baselines differ), its data are private, and the sizes of the
final recipes are not stated: here each has the size of its cropping's best row in the augmentation table.
"""

from __future__ import annotations

from dataclasses import dataclass

from ml.types import Attribute
from training.augmentations import AugmentationName, Pipeline, Step, pipeline
from training.losses import LossName
from training.recipe import Recipe, plain

_A, _N, _L = Attribute, AugmentationName, LossName

ORDER = (_A.OIL, _A.SENSITIVITY, _A.WRINKLE, _A.PIGMENTATION, _A.HYDRATION)
"""Its columns."""

GRADE_SHARES: tuple[tuple[Attribute, tuple[float, ...]], ...] = (
    (_A.OIL, (1.0, 27.0, 55.0, 15.0, 1.0)),
    (_A.HYDRATION, (5.9, 26.8, 41.1, 19.6, 6.6)),
    (_A.WRINKLE, (36.4, 39.7, 20.1, 3.2, 0.6)),
    (_A.PIGMENTATION, (21.3, 43.9, 25.5, 7.0, 2.3)),
    (_A.SENSITIVITY, (40.2, 45.7, 12.4, 1.3, 0.4)),
)
"""Percent of grades 0 to 4 in its data."""

BASELINE_SIZE, LARGE_SIZE = 512, 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One row of its augmentation tables. reported: its P-Recall, in ORDER."""

    pipeline: Pipeline
    reported: tuple[float, ...]


GEOMETRIES: tuple[Row, ...] = (
    Row(pipeline(_N.RESIZE, size=512), (0.5879, 0.2158, 0.4113, 0.6934, 0.4908)),
    Row(pipeline(_N.RESIZE, size=1024), (0.7552, 0.6682, 0.3800, 0.8018, 0.2022)),
    Row(pipeline(_N.CENTER_CROP, size=512), (0.6286, 0.2557, 0.2765, 0.6671, 0.4686)),
    Row(pipeline(_N.RANDOM_CROP, size=512), (0.7516, 0.4257, 0.4480, 0.7460, 0.4745)),
    Row(pipeline(_N.RANDOM_RESIZED_CROP, size=512), (0.6580, 0.2549, 0.3283, 0.7324, 0.5125)),
    Row(pipeline(_N.RANDOM_RESIZED_CROP, size=1024), (0.7631, 0.6149, 0.4213, 0.7803, 0.2181)),
)
"""Its table on resolution and cropping."""

CAMERAS: tuple[Row, ...] = (
    Row(pipeline(_N.RESIZE, _N.RGB_SHIFT, size=512), (0.6197, 0.2142, 0.4037, 0.7078, 0.5035)),
    Row(pipeline(_N.RESIZE, _N.ISO_NOISE, size=512), (0.6416, 0.2517, 0.3651, 0.6920, 0.4390)),
    Row(pipeline(_N.RESIZE, _N.OPTICAL_DISTORTION, size=512), (0.6441, 0.2081, 0.3613, 0.7151, 0.4653)),
    Row(pipeline(_N.RESIZE, _N.RANDOM_BRIGHTNESS, size=512), (0.6115, 0.2114, 0.4175, 0.6904, 0.4637)),
    Row(pipeline(_N.RESIZE, _N.HORIZONTAL_FLIP, size=512), (0.6516, 0.2199, 0.3642, 0.6768, 0.3491)),
)
"""Its table on how pictures are taken."""

FINAL: tuple[tuple[Attribute, float, float], ...] = (
    (_A.OIL, 0.5879, 0.7674),
    (_A.SENSITIVITY, 0.4560, 0.7705),
    (_A.WRINKLE, 0.4113, 0.6524),
    (_A.PIGMENTATION, 0.6934, 0.8278),
    (_A.HYDRATION, 0.4908, 0.5859),
)
"""Attribute, its baseline's P-Recall, its final P-Recall."""

LOSSES: tuple[tuple[LossName, tuple[float, ...]], ...] = (
    (_L.CROSS_ENTROPY, (0.7501, 0.4560, 0.3425, 0.6870, 0.4726)),
    (_L.LABEL_SMOOTHING, (0.7550, 0.3545, 0.4113, 0.6934, 0.4908)),
    (_L.FOCAL, (0.7627, 0.3894, 0.3356, 0.6820, 0.4823)),
    (_L.CLASS_BALANCED, (0.7246, 0.5706, 0.3618, 0.6742, 0.4598)),
    (_L.CLASS_BALANCED_FOCAL, (0.7460, 0.5894, 0.3708, 0.6522, 0.4617)),
)
"""Its table on losses, in ORDER."""

SAMPLERS: tuple[tuple[bool, tuple[float, ...]], ...] = (
    (False, (0.5879, 0.4560, 0.4113, 0.6934, 0.4902)),
    (True, (0.6207, 0.5551, 0.4177, 0.6856, 0.4701)),
)
"""Its table on the imbalanced sampler, in ORDER."""

BACKBONES_REPORTED: tuple[tuple[str, float], ...] = (
    ("swin_v2", 0.5331),
    ("swin", 0.5822),
    ("twins", 0.5435),
    ("efficientnet_b4", 0.4084),
    ("efficientnet_b0", 0.5002),
)


def _final(attribute: Attribute, loss: LossName, steps: Pipeline, inverse: bool) -> Recipe:
    return Recipe(f"{attribute.value}-original", (attribute,), (loss,), steps, inverse)


_CAMERA = (_N.RGB_SHIFT, _N.ISO_NOISE)

RECIPES: tuple[Recipe, ...] = (
    _final(
        _A.OIL, _L.FOCAL,
        pipeline(
            _N.RANDOM_RESIZED_CROP, *_CAMERA, _N.OPTICAL_DISTORTION, _N.RANDOM_BRIGHTNESS, _N.HORIZONTAL_FLIP,
            size=1024,
        ),
        inverse=True,
    ),
    _final(
        _A.HYDRATION, _L.MASKED_LABEL_SMOOTHING, pipeline(_N.RANDOM_RESIZED_CROP, *_CAMERA, size=512), inverse=False
    ),
    _final(
        _A.WRINKLE, _L.MASKED_LABEL_SMOOTHING,
        pipeline(_N.RANDOM_CROP, _N.RGB_SHIFT, _N.RANDOM_BRIGHTNESS_CONTRAST, size=512),
        inverse=True,
    ),
    _final(
        _A.PIGMENTATION, _L.MASKED_LABEL_SMOOTHING,
        Pipeline((Step(_N.RESIZE, 1024), Step(_N.RANDOM_CROP, 512), *(Step(name) for name in _CAMERA))),
        inverse=False,
    ),
    _final(
        _A.SENSITIVITY, _L.CLASS_BALANCED_FOCAL, pipeline(_N.RESIZE, _N.ISO_NOISE, _N.HORIZONTAL_FLIP, size=1024),
        inverse=True,
    ),
    *(plain(attribute) for attribute in Attribute),
)  # fmt: skip
"""What `train --recipe` takes. The sampler where the original found that it helps: oil, wrinkle, sensitivity."""


def recipe(name: str) -> Recipe:
    """A named recipe.

    Raises:
        ValueError: no such name.
    """
    for known in RECIPES:
        if known.name == name:
            return known
    raise ValueError(f"no recipe {name!r}; known: {', '.join(r.name for r in RECIPES)}")
