"""Aligned canvases: each photograph's face upright at the crops' scale, cached with its landmarks in a work folder."""

from __future__ import annotations

import csv
import math
from dataclasses import astuple, dataclass
from pathlib import Path

import cv2
import numpy as np

from ml.assets import face_model
from ml.landmarker import Landmarker
from ml.regions import EYE_SPAN, face_scale
from ml.types import Expression, Face, Pose, RgbImage
from training.skin_synthesis.drawing import HEIGHT, WIDTH

EYE_LINE = 210.0


@dataclass(frozen=True, slots=True)
class Photo:
    """One row of the faces' manifest."""

    file: str
    person: str
    split: str


@dataclass(frozen=True, slots=True, eq=False)
class Canvas:
    """A face on its canvas. pixels: (HEIGHT, WIDTH, 3) uint8 sRGB; face: its landmarks in canvas pixels."""

    photo: Photo
    pixels: RgbImage
    face: Face


def read_manifest(faces: Path) -> tuple[Photo, ...]:
    """The photographs named by manifest.csv."""
    with (faces / "manifest.csv").open(newline="", encoding="utf-8") as rows:
        return tuple(Photo(row["file"], row["person"], row["split"]) for row in csv.DictReader(rows))


def align(photo: Photo, image: RgbImage, face: Face) -> Canvas:
    """The face turned upright and scaled to EYE_SPAN, shrunk without aliasing."""
    p = face.landmarks
    eyes = p[263] - p[33]
    angle = math.atan2(float(eyes[1]), float(eyes[0]))
    scale = EYE_SPAN / face_scale(face)
    c, s = scale * math.cos(angle), scale * math.sin(angle)
    turn = np.array([[c, s], [-s, c]])
    middle = (p[263] + p[33]).astype(np.float64) / 2
    matrix = np.column_stack([turn, np.array([WIDTH / 2, EYE_LINE]) - turn @ middle])
    if scale < 1:
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), 0.4 * math.sqrt(max(1 / scale**2 - 1, 0.04))), np.uint8)
    pixels = cv2.warpAffine(image, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LANCZOS4, borderMode=cv2.BORDER_REFLECT_101)
    landmarks = (p @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)
    return Canvas(photo, np.asarray(pixels, np.uint8), Face(landmarks, face.pose, face.expression))


def open_canvases(faces: Path, work: Path) -> tuple[Canvas, ...]:
    """All canvases, made once and then read from `work`; photographs without a found face are left out."""
    cached = work / "canvases.npz"
    photos = read_manifest(faces)
    if not cached.is_file():
        work.mkdir(parents=True, exist_ok=True)
        _save(cached, _make(faces, photos))
    return _load(cached, photos)


def _make(faces: Path, photos: tuple[Photo, ...]) -> tuple[Canvas, ...]:
    canvases = []
    with Landmarker(face_model(), live=False) as landmarker:
        for photo in photos:
            pixels = cv2.imread(str(faces / photo.file), cv2.IMREAD_COLOR_RGB)
            found = landmarker.detect(np.asarray(pixels, np.uint8))
            if found:
                canvases.append(align(photo, np.asarray(pixels, np.uint8), found[0]))
    return tuple(canvases)


def _save(path: Path, canvases: tuple[Canvas, ...]) -> None:
    partial = path.with_suffix(".part.npz")
    np.savez(
        partial,
        files=np.array([c.photo.file for c in canvases]),
        pixels=np.stack([c.pixels for c in canvases]),
        landmarks=np.stack([c.face.landmarks for c in canvases]),
        poses=np.array([astuple(c.face.pose) for c in canvases]),
        expressions=np.array([astuple(c.face.expression) for c in canvases]),
    )
    partial.replace(path)


def _load(path: Path, photos: tuple[Photo, ...]) -> tuple[Canvas, ...]:
    by_file = {photo.file: photo for photo in photos}
    with np.load(path) as saved:
        pixels, landmarks = saved["pixels"], saved["landmarks"]
        rows = zip(saved["files"].tolist(), pixels, landmarks, saved["poses"], saved["expressions"], strict=True)
        return tuple(
            Canvas(by_file[file], image, Face(points, Pose(*pose.tolist()), Expression(*expression.tolist())))
            for file, image, points, pose, expression in rows
            if file in by_file
        )
