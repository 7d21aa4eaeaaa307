"""The engines against the naive way on many crops of a real face: `python -m tests.agreement [--crops 504]`.

The naive way is five whole networks in turn, torch in fp32, batch norms as they are, Grad-CAM by backward pass of the
grad-cam package. Crops come from the public-domain portrait, turned, lit, blurred and made noisy differently each time.
Takes about ten minutes for 504 crops, most of them for fp16, at which a processor is slow.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

from app.live.demo_camera import demo_image
from app.portrait import enlarged_portrait
from ml.assets import face_model
from ml.checkpoints import Pack, load_pack, shipped_pack
from ml.classifier import SkinClassifier, build, load_weights
from ml.crops import cut_all
from ml.cuda_engine import CudaEngine
from ml.device import Device
from ml.evidence import Engine, Evidence
from ml.gradcam import Target, heat_for
from ml.grading import grade_of
from ml.landmarker import Landmarker
from ml.open import open_engine
from ml.preprocess import prepare
from ml.regions import attributes_of
from ml.types import Attribute, RgbImage, SkinCrop
from tests.grad_cam_reference import reference, stretched

FLAT = 1e-6
TOGETHER = 8


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over all pairs of attribute and crop. same: share with the same grade. expected: largest difference, grades.

    heat: least correlation of the heat maps of pairs with the same grade.
    """

    crops: int
    pairs: int
    same: float
    expected: float
    heat: float


def changed_crops(wanted: int, seed: int = 0) -> tuple[SkinCrop, ...]:
    """So many crops of the portrait, no two alike."""
    rng, still = np.random.default_rng(seed), enlarged_portrait()
    found: list[SkinCrop] = []
    finder = Landmarker(face_model(), live=False)
    while len(found) < wanted:
        image = _changed(demo_image(still, int(rng.integers(0, 600))), rng)
        found += [crop for face in finder.detect(image)[:1] for crop in cut_all(image, face) if crop.abstained is None]
    finder.close()
    return tuple(found[:wanted])


def _changed(image: RgbImage, rng: np.random.Generator) -> RgbImage:
    turn = cv2.getRotationMatrix2D((640.0, 360.0), rng.uniform(-12, 12), rng.uniform(0.8, 1.15))
    turned = cv2.warpAffine(image, turn, (1280, 720), borderMode=cv2.BORDER_REFLECT_101).astype(np.float32)
    blurred = cv2.GaussianBlur(turned, (0, 0), rng.uniform(0.3, 1.5))
    lit = blurred * rng.uniform(0.7, 1.2) * rng.uniform(0.95, 1.05, 3) + rng.normal(0, rng.uniform(0, 4), image.shape)
    return np.asarray(np.clip(lit, 0, 255).round(), np.uint8)


def agreement(pack: Pack, engine: Engine, crops: Sequence[SkinCrop]) -> Agreement:
    """The engine against the naive way."""
    networks = {a: _whole(pack, a) for a in Attribute}
    temperatures = {card.attribute: card.temperature for card in engine.cards}
    same, expected, heat = list[bool](), list[float](), list[float]()
    for start in range(0, len(crops), TOGETHER):
        part = crops[start : start + TOGETHER]
        asked = [(a, crop) for a in Attribute for crop in part if a in attributes_of(crop.region)]
        for (attribute, crop), mine in zip(asked, engine.run(part, tuple(Attribute)), strict=True):
            network, temperature = networks[attribute], temperatures[attribute]
            with torch.no_grad():
                logits = network(torch.from_numpy(prepare([crop]))).logits[0].numpy()
            naive = Evidence(attribute, crop.region, logits, mine.class_maps)
            same.append(int(np.argmax(logits)) == int(np.argmax(mine.logits)))
            expected.append(abs(grade_of(naive, temperature).expected - grade_of(mine, temperature).expected))
            if same[-1]:
                heat += _correlation(network, crop, mine)
    return Agreement(len(crops), len(same), float(np.mean(same)), max(expected), min(heat))


def _whole(pack: Pack, attribute: Attribute) -> SkinClassifier:
    network = build(pack.of(attribute).card.classifier).eval()
    load_weights(network, pack.of(attribute).weights)
    return network


def _correlation(network: SkinClassifier, crop: SkinCrop, mine: Evidence) -> Iterator[float]:
    """Of the heat maps of the predicted grade; nothing when the naive one is flat."""
    backward = reference(network, crop, ClassifierOutputTarget(int(np.argmax(mine.logits))))
    closed = stretched(heat_for(mine, Target.PREDICTED, len(crop.mask)))
    if backward.std() > FLAT:
        yield float(np.corrcoef(backward.ravel(), closed.ravel())[0, 1])


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.agreement", description=__doc__)
    parser.add_argument("--crops", type=int, default=504)
    arguments = parser.parse_args(argv)
    torch.set_num_threads(1)
    pack, crops = load_pack(shipped_pack()), changed_crops(arguments.crops)
    print("processor, fp32:", agreement(pack, open_engine(pack, Device.CPU), crops))
    print("card's code, fp16:", agreement(pack, CudaEngine(pack, "cpu"), crops))
    return 0


if __name__ == "__main__":
    sys.exit(main())
