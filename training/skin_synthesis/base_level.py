"""What a person's skin already shows: indices of the clean photographs, ranked among the train people, as base.

Indices: wrinkle = Hessian ridge response at 1.5 px; sensitivity = spread of a* within the region; pigmentation =
share of melanin spots; oil = share of bright pixels; hydration = fine roughness of lips and chin. Between a neutral and
a smiling shot of 104 people they agree with ICC(A,1) .98, .84, .95, .95 and .93 (chin). That an index can be repeated
doesn't prove what it means: oil and hydration are unproven, so their bases are capped at 1.

All of them follow skin tone: gloss and texture weigh more over dark skin, redness less. What tone explains is taken out
before people are ranked (docs/adr/0017), so that a base means the same for everybody.

Redness has a scale instead of ranks (docs/adr/0030): what a person shows more, or less, than usual, in the grades that
the renderer needs to show as much. So skin of its own that looks like a rendered grade has that grade.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ml.colour import lab, luminance, to_linear
from ml.crops import cut_all, face_skin
from ml.regions import mirrored, regions_of
from ml.types import Attribute, FloatArray, RgbImage
from training.skin_synthesis.canvas import Canvas
from training.skin_synthesis.drawing import blur
from training.skin_synthesis.ground import REGIONS
from training.skin_synthesis.optics import MELANIN, density_of

ATTRIBUTES: tuple[Attribute, ...] = tuple(Attribute)
HIGHEST: tuple[float, ...] = (1.0, 1.0, 1.5, 1.5, 1.5)
"""Base of the highest rank, in ATTRIBUTES' order."""
LOWEST = -1.0
"""Base of the clearest skin where bases have a scale: so much is rendered before it looks like usual skin."""
REDDEST = 3.0
"""Base of skin whose own redness was strengthened, at most."""
REDNESS_PER_GRADE = 2.3
"""Spread of a* that each of the first two rendered grades of sensitivity adds to clear skin: 2.05 to 2.48 in the five
graded regions, medians of ten train people (docs/adr/0030)."""
_CURVE = 2.0
_PERSON_SHARE = 0.5
_LEAST = 1e-4
_HUBER, _ROUNDS = 1.5, 10


@dataclass(frozen=True, slots=True, eq=False)
class BaseLevels:
    """base: (people, 8 regions, 5 attributes) float32 severity, below 0 for skin clearer than usual; people: sorted.

    redness: (people, 8) float32, all redness that the skin shows, in rendered grades; NaN where not graded or unknown.
    rest: (people, 8, 5) logarithms of the indices, free of tone, NaN where unknown; is_train: (people,).
    """

    people: tuple[str, ...]
    base: FloatArray
    redness: FloatArray
    rest: FloatArray
    is_train: NDArray[np.bool_]

    def of(self, person: str) -> FloatArray:
        """(8, 5) base severities of one person."""
        return np.asarray(self.base[self.people.index(person)], np.float32)

    def with_indices(self, person: str, times: FloatArray) -> FloatArray:
        """(8, 5) base severities if the person's indices were so many times as high. times: (8, 5), above 0.

        Skin made redder may pass HIGHEST, which guards against what an index mistakes for redness; here it is known.
        """
        at = self.people.index(person)
        rest = self.rest.copy()
        rest[at] += np.log(times)
        base = np.asarray(_ranked(rest, self.is_train)[at] ** _CURVE * np.array(HIGHEST), np.float32)
        red = ATTRIBUTES.index(Attribute.SENSITIVITY)
        own = self.redness[at] * (times[:, red] - 1)
        base[:, red] = np.clip(self.base[at, :, red] + _half_the_persons(own[None])[0], LOWEST, REDDEST)
        return base


def measure(canvas: Canvas) -> FloatArray:
    """(8, 5) indices of one clean photograph; NaN where a region abstains."""
    found = np.full((len(REGIONS), len(ATTRIBUTES)), np.nan, np.float32)
    for row, crop in enumerate(cut_all(canvas.pixels, canvas.face)):
        if crop.abstained is None:
            found[row] = _indices(crop.pixels, cv2.erode(crop.mask.astype(np.uint8), np.ones((7, 7))).astype(bool))
    return found


def base_levels(canvases: Sequence[Canvas]) -> BaseLevels:
    """Base severities of everybody, by rank on the train people's distribution; all shots of a person share one."""
    people = tuple(sorted({canvas.photo.person for canvas in canvases}))
    train = {canvas.photo.person for canvas in canvases if canvas.photo.split == "train"}
    measured = np.stack([measure(canvas) for canvas in canvases])
    owner = np.array([people.index(canvas.photo.person) for canvas in canvases])
    with np.errstate(all="ignore"):
        means = np.stack([_mean(measured[owner == index]) for index in range(len(people))])
    means = np.stack([_mean(np.stack([means, means[:, _swapped()]])[:, index]) for index in range(len(people))])
    is_train = np.array([person in train for person in people])
    tones = np.array([tone_angle(face_skin(canvas.pixels, canvas.face)) for canvas in canvases])
    tone = np.array([tones[owner == index].mean() for index in range(len(people))])
    rest = without_tone(means, tone, is_train)
    base = _ranked(rest, is_train) ** _CURVE * np.array(HIGHEST, np.float32)
    red = ATTRIBUTES.index(Attribute.SENSITIVITY)
    usual = usual_redness(means[..., red], is_train)
    redness = redness_shown(usual, rest[..., red], is_train)
    base[..., red] = redness_levels(redness, usual)
    return BaseLevels(people, np.asarray(base, np.float32), redness, rest, is_train)


def usual_redness(indices: FloatArray, is_train: NDArray[np.bool_]) -> FloatArray:
    """(8,) redness of the median train person, in rendered grades; NaN where not graded. indices: (people, 8)."""
    graded = [region in regions_of(Attribute.SENSITIVITY) for region in REGIONS]
    with np.errstate(all="ignore"):
        usual = np.exp(_median(np.log(np.maximum(indices[is_train], _LEAST))))
    return np.asarray(np.where(graded, usual / REDNESS_PER_GRADE, np.nan), np.float32)


def redness_shown(usual: FloatArray, rest: FloatArray, is_train: NDArray[np.bool_]) -> FloatArray:
    """(people, 8) all redness that skin shows, free of tone, in rendered grades; NaN where not graded or unknown.

    usual: (8,), see usual_redness; rest: (people, 8), what tone doesn't explain of the logarithm of the spread of a*.
    """
    with np.errstate(all="ignore"):
        return np.asarray(usual * np.exp(rest - _median(rest[is_train])), np.float32)


def redness_levels(shown: FloatArray, usual: FloatArray) -> FloatArray:
    """(people, 8) base severity of redness, LOWEST to HIGHEST; below 0 where skin is clearer than usual.

    shown: (people, 8), see redness_shown; usual: (8,).
    """
    level = _half_the_persons(np.asarray(shown - usual, np.float32))
    return np.asarray(np.clip(level, LOWEST, HIGHEST[ATTRIBUTES.index(Attribute.SENSITIVITY)]), np.float32)


def _half_the_persons(own: FloatArray) -> FloatArray:
    """(people, 8): half each region's own, half the person's mean over them; all of it where the region is unknown."""
    person = np.nan_to_num(_mean(np.asarray(own.T, np.float32)), nan=0.0)[:, None]
    return np.asarray(np.where(np.isnan(own), person, (1 - _PERSON_SHARE) * own + _PERSON_SHARE * person), np.float32)


def _ranked(rest: FloatArray, is_train: NDArray[np.bool_]) -> FloatArray:
    """Ranks 0-1 of each region, half of them the person's own over all regions; 0 where nothing is known."""
    ranks = _ranks(rest, is_train)
    person_rank = _ranks(np.nanmean(np.where(np.isnan(ranks), np.nan, ranks), axis=1, keepdims=True), is_train)
    rank = np.where(np.isnan(ranks), person_rank, (1 - _PERSON_SHARE) * ranks + _PERSON_SHARE * person_rank)
    return np.asarray(np.nan_to_num(_ranks(rank, is_train), nan=0.0), np.float32)


def tone_angle(skin: FloatArray) -> float:
    """Individual typology angle, degrees, of a linear RGB colour (3,) (Chardon et al. 1991)."""
    lightness, _, yellow = (float(v) for v in lab(skin))
    return float(np.degrees(np.arctan2(lightness - 50, yellow)))


def without_tone(indices: FloatArray, tone: NDArray[np.float64], is_train: NDArray[np.bool_]) -> FloatArray:
    """What skin tone doesn't explain of the logarithm of each index.

    indices: (people, 8, 5), NaN where unknown; tone: (people,) ITA in degrees. A parabola over tone is fitted on the
    train people for each region and attribute, by least squares with Huber's weights (Huber 1964), and subtracted.
    """
    scaled = (tone - tone[is_train].mean()) / max(float(tone[is_train].std()), 1e-6)
    terms = np.stack([scaled**power for power in range(3)], axis=1)
    rest = np.full(indices.shape, np.nan, np.float32)
    for at in np.ndindex(indices.shape[1:]):
        logs = np.log(np.maximum(indices[(slice(None), *at)].astype(np.float64), _LEAST))
        known = is_train & np.isfinite(logs)
        if known.any():
            rest[(slice(None), *at)] = logs - terms @ _robust_fit(terms[known], logs[known])
    return rest


def _robust_fit(terms: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """(K,) coefficients of values (N,) over terms (N, K)."""
    weights = np.ones(len(values))
    for _ in range(_ROUNDS):
        root = np.sqrt(weights)
        fitted, *_ = np.linalg.lstsq(terms * root[:, None], values * root, rcond=None)
        off = np.abs(values - terms @ fitted)
        spread = 1.4826 * float(np.median(off))
        weights = np.minimum(1.0, _HUBER * spread / np.maximum(off, 1e-9))
    return np.asarray(fitted, np.float64)


def _indices(pixels: RgbImage, mask: NDArray[np.bool_]) -> FloatArray:
    if mask.sum() < 400:
        return np.full(len(ATTRIBUTES), np.nan, np.float32)
    light = to_linear(pixels)
    tone = np.median(light[mask], axis=0)
    grey = density_of(light).mean(axis=2)
    a = lab(light)[..., 1]
    pigment = (
        density_of(np.asarray(cv2.GaussianBlur(light, (0, 0), 1.2), np.float32)) @ (MELANIN / np.float32(MELANIN.sum()))
    ).astype(np.float32)
    spots = (pigment - blur(pigment, 9.0)) > 0.035
    bright = luminance(light) / float(luminance(tone.astype(np.float32)))
    values = (
        float(np.clip(bright[mask] - 1.25, 0, 1).mean()),
        _roughness(grey, mask),
        float(ridges(grey)[mask].mean()),
        float(spots[mask].mean()),
        float(np.subtract(*np.percentile(blur(a, 1.5)[mask], [95, 20]))),
    )
    return np.array(values, np.float32)


def _roughness(grey: FloatArray, mask: NDArray[np.bool_]) -> float:
    """Fine texture: spread of the OD finer than 1.5 px, and its 1 px ridges, of about equal size."""
    fine = grey - np.asarray(cv2.GaussianBlur(grey, (0, 0), 1.5), np.float32)
    return float(fine[mask].std() + ridges(grey, 1.0)[mask].mean())


def ridges(density: FloatArray, sigma: float = 1.5) -> FloatArray:
    """Positive response to dark lines: the larger eigenvalue magnitude of the Hessian of OD at `sigma` pixels."""
    soft = cv2.GaussianBlur(density, (0, 0), sigma)
    xx, yy = cv2.Sobel(soft, cv2.CV_32F, 2, 0, ksize=3), cv2.Sobel(soft, cv2.CV_32F, 0, 2, ksize=3)
    xy = cv2.Sobel(soft, cv2.CV_32F, 1, 1, ksize=3)
    lowest = (xx + yy) / 2 - np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
    return np.asarray(np.maximum(-lowest, 0), np.float32)


def _median(values: FloatArray) -> FloatArray:
    """Of each column (N, M), unknown values left out; NaN where all are."""
    known = [column[~np.isnan(column)] for column in values.T]
    return np.array([np.median(column) if len(column) else np.nan for column in known], np.float32)


def _swapped() -> list[int]:
    return [REGIONS.index(mirrored(region)) for region in REGIONS]


def _mean(values: FloatArray) -> FloatArray:
    known = ~np.isnan(values)
    total = np.where(known, values, 0).sum(axis=0)
    count = known.sum(axis=0)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan), np.float32)


def _ranks(values: FloatArray, is_train: NDArray[np.bool_]) -> FloatArray:
    """Share of train people below, 0-1, per region and attribute; NaN stays."""
    ranks = np.full(values.shape, np.nan, np.float32)
    for at in np.ndindex(values.shape[1:]):
        column = values[(slice(None), *at)]
        known = np.sort(column[is_train & ~np.isnan(column)])
        if len(known):
            below = np.searchsorted(known, column, "left") + np.searchsorted(known, column, "right")
            ranks[(slice(None), *at)] = np.where(np.isnan(column), np.nan, below / (2 * len(known)))
    return ranks
