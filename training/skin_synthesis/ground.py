"""What the renderers draw on: a face's optical density with soft maps of its skin, lips and regions."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ml.colour import luminance
from ml.crops import face_skin
from ml.regions import (
    BROW_LEFT,
    BROW_RIGHT,
    EYE_LEFT,
    EYE_RIGHT,
    FACE_OVAL,
    LIPS_INNER,
    LIPS_OUTER,
    NOSTRIL_LEFT,
    NOSTRIL_RIGHT,
    polygon,
)
from ml.types import Face, FloatArray, Region
from training.skin_synthesis.canvas import Canvas
from training.skin_synthesis.drawing import HEIGHT, WIDTH, blur, smoothstep
from training.skin_synthesis.optics import density_of, light_of

REGIONS: tuple[Region, ...] = tuple(Region)
"""Order of a severity row: severity[REGIONS.index(region)]."""
_SMALL = 4
_HOLES = (EYE_LEFT, EYE_RIGHT, BROW_LEFT, BROW_RIGHT, NOSTRIL_LEFT, NOSTRIL_RIGHT)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """One clean face, ready to be drawn on. Maps are (HEIGHT, WIDTH) float32, 0-1 unless said.

    density: (HEIGHT, WIDTH, 3) OD of the clean canvas. skin: face without eyes, brows, nostrils and lips.
    lips: lip skin. person_skin: all skin-coloured pixels, neck and ears too (for tone). tone: (3,) median linear RGB.
    weights: (8, HEIGHT / 4, WIDTH / 4) soft region maps in REGIONS' order.
    """

    face: Face
    density: FloatArray
    skin: FloatArray
    lips: FloatArray
    person_skin: FloatArray
    tone: FloatArray
    weights: FloatArray

    def point(self, index: int) -> FloatArray:
        """(2,) one landmark in canvas pixels."""
        return np.asarray(self.face.landmarks[index], np.float32)

    def points(self, *indices: int) -> FloatArray:
        """(N, 2) landmarks in canvas pixels."""
        return np.asarray(self.face.landmarks[list(indices)], np.float32)


def prepare_ground(canvas: Canvas) -> Ground:
    """Maps and density of one canvas."""
    light = light_of(canvas.pixels)
    face = canvas.face
    tone = face_skin(canvas.pixels, face)
    skin = _filled(face, FACE_OVAL)
    for hole in _HOLES:
        skin *= 1 - cv2.dilate(_filled(face, hole), np.ones((5, 5), np.uint8))
    lips = _filled(face, LIPS_OUTER) * (1 - _filled(face, LIPS_INNER))
    skin *= 1 - _filled(face, LIPS_OUTER)
    looks = _looks_like(light, tone)
    eyes = np.maximum(_filled(face, EYE_LEFT), _filled(face, EYE_RIGHT))
    person_skin = blur(np.asarray(looks * (1 - eyes), np.float32), 1.5)
    skin = blur(skin, 2.5) * blur(smoothstep(looks, 0.05, 0.5), 2.0)
    weights = np.stack([_region_map(face, region) for region in REGIONS])
    return Ground(face, density_of(light), skin, blur(lips, 1.2), person_skin, tone, weights)


def severity_map(ground: Ground, severity: FloatArray) -> FloatArray:
    """(HEIGHT, WIDTH) severity 0-4 that flows from region to region and fades outside them; (8,) severities in."""
    known = severity > -1
    weights = ground.weights[known]
    total = weights.sum(axis=0) + np.float32(1e-3)
    mean = np.tensordot(severity[known].astype(np.float32), weights, axes=1) / total
    small = np.asarray(mean * np.clip(total * 2.0, 0, 1), np.float32)
    return np.asarray(cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR), np.float32)


def _region_map(face: Face, region: Region) -> FloatArray:
    drawn = np.zeros((HEIGHT // _SMALL, WIDTH // _SMALL), np.float32)
    points = np.round(polygon(face, region) / _SMALL * 16).astype(np.int32)
    cv2.fillPoly(drawn, [points], (1.0,), shift=4)
    return blur(drawn, 10.0 / _SMALL)


def _filled(face: Face, outline: tuple[int, ...]) -> FloatArray:
    drawn = np.zeros((HEIGHT, WIDTH), np.float32)
    points = np.round(face.landmarks[list(outline)] * 16).astype(np.int32)
    cv2.fillPoly(drawn, [points], (1.0,), shift=4)
    return drawn


def _looks_like(light: FloatArray, tone: FloatArray) -> FloatArray:
    """0-1: how much a pixel looks like this face's skin, by hue and brightness relative to its median."""
    relative = density_of(np.asarray(cv2.GaussianBlur(light, (0, 0), 1.5), np.float32)) - density_of(tone)
    hue = (relative[..., 1] - relative[..., 0]) / 0.24
    blue = (relative[..., 2] - relative[..., 0]) / 0.42
    dark = np.maximum(relative[..., 1], 0) / 0.8
    bright = np.maximum(luminance(light) - 0.9, 0) * 4
    return np.asarray(np.exp(-0.5 * (hue**2 + blue**2 + dark**2) - bright), np.float32)
