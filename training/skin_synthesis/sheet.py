"""Contact sheets: one attribute at severities 0 to 4 on several people and tones, to be judged by eye."""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from ml.crops import cut_all
from ml.types import Attribute, Region, RgbImage
from training.skin_synthesis.base_level import ATTRIBUTES
from training.skin_synthesis.canvas import Canvas, open_canvases
from training.skin_synthesis.face import as_image, change
from training.skin_synthesis.ground import REGIONS, Ground, prepare_ground


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `sheet`."""
    parser.add_argument("--faces", type=Path, required=True)
    parser.add_argument("--attribute", choices=[a.value for a in Attribute], required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("runs/synthesis"))
    parser.add_argument("--region", choices=[r.value for r in Region], help="crops of this region instead of faces")
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--seed", type=int, default=3)


def run(args: argparse.Namespace) -> int:
    """Write one sheet of train people; rows are people, columns severities 0-4. 0 when done."""
    canvases = [c for c in open_canvases(args.faces, args.work) if c.photo.split == "train"]
    chosen = np.random.default_rng(args.seed).choice(len(canvases), args.people, replace=False)
    region = Region(args.region) if args.region else None
    rows = [_row(canvases[k], Attribute(args.attribute), region, args.seed, order) for order, k in enumerate(chosen)]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(args.out), np.vstack(rows)[..., ::-1])
    return 0


def _row(canvas: Canvas, attribute: Attribute, region: Region | None, seed: int, order: int) -> RgbImage:
    ground = prepare_ground(canvas)
    tone = (None, None, 5.0, -35.0)[order % 4]
    pictures = [_picture(ground, attribute, grade, region, (seed, order), tone) for grade in range(5)]
    return np.hstack(pictures)


def _picture(
    ground: Ground, attribute: Attribute, grade: int, region: Region | None, seed: tuple[int, ...], tone: float | None
) -> RgbImage:
    extra = np.zeros((len(REGIONS), len(ATTRIBUTES)), np.float32)
    extra[:, ATTRIBUTES.index(attribute)] = grade
    image = as_image(change(ground, extra, seed, tone).density)
    if region is None:
        return image
    crop = cut_all(image, ground.face, (region,))[0]
    return np.asarray(cv2.resize(crop.pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)
