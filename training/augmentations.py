"""The original's augmentations by their names, through albumentations; light jitter of our own is in training.augment.

albumentations asks its index for its version when it is imported, unless NO_ALBUMENTATIONS_UPDATE is set: it is set
here before, and it is imported here only.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

PixelArray = NDArray[np.uint8]


class AugmentationName(StrEnum):
    """As the original spells them. RandomBrightness is albumentations' RandomBrightnessContrast without contrast."""

    RESIZE = "Resize"
    CENTER_CROP = "CenterCrop"
    RANDOM_CROP = "RandomCrop"
    RANDOM_RESIZED_CROP = "RandomResizedCrop"
    RGB_SHIFT = "RGBShift"
    ISO_NOISE = "ISONoise"
    OPTICAL_DISTORTION = "OpticalDistortion"
    RANDOM_BRIGHTNESS = "RandomBrightness"
    RANDOM_BRIGHTNESS_CONTRAST = "RandomBrightnessContrast"
    HORIZONTAL_FLIP = "HorizontalFlip"


_N = AugmentationName
SIZING = (_N.RESIZE, _N.CENTER_CROP, _N.RANDOM_CROP, _N.RANDOM_RESIZED_CROP)
"""Those that give a square of a stated size."""
_CUTTING = (_N.CENTER_CROP, _N.RANDOM_CROP)


@dataclass(frozen=True, slots=True)
class Step:
    """One augmentation. size: pixels, the side of the square it gives; 0 where it keeps the size."""

    name: AugmentationName
    size: int = 0

    def __post_init__(self) -> None:
        if (self.size > 0) is not (self.name in SIZING):
            raise ValueError(f"{self.name.value} with size {self.size}")

    def __str__(self) -> str:
        return f"{self.name.value}({self.size})" if self.size else self.name.value


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Augmentations in their order, the first one sizing, so that every picture ends as a square of one size."""

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if not self.steps or not self.steps[0].size:
            raise ValueError(f"a pipeline starts with one of {', '.join(SIZING)}")

    def __str__(self) -> str:
        return ", ".join(map(str, self.steps))

    @property
    def size(self) -> int:
        """Side of the squares that come out, pixels."""
        return [step.size for step in self.steps if step.size][-1]

    def scaled(self, size: int) -> Pipeline:
        """The same with `size` pixels out, its other sizes in proportion."""
        ratio = size / self.size
        return Pipeline(tuple(replace(s, size=round(s.size * ratio)) if s.size else s for s in self.steps))

    def still(self) -> Pipeline:
        """What grading uses in its place: nothing random, the same size."""
        instead = {_N.RANDOM_CROP: _N.CENTER_CROP, _N.RANDOM_RESIZED_CROP: _N.RESIZE}
        return Pipeline(tuple(replace(s, name=instead.get(s.name, s.name)) for s in self.steps if s.size))


def pipeline(*names: AugmentationName, size: int) -> Pipeline:
    """These augmentations, the sizing ones among them at `size`."""
    return Pipeline(tuple(Step(name, size if name in SIZING else 0) for name in names))


class Augmenter:
    """Runs a pipeline over pictures; the same seed gives the same pictures.

    A picture smaller than the first crop asks for is enlarged to it first (the original's pictures were larger).
    """

    def __init__(self, wanted: Pipeline) -> None:
        os.environ["NO_ALBUMENTATIONS_UPDATE"] = "1"
        import albumentations

        self._least = wanted.steps[0].size if wanted.steps[0].name in _CUTTING else 0
        self._size = wanted.size
        self._all = albumentations.Compose([_made(albumentations, step) for step in wanted.steps])

    def __call__(self, pictures: PixelArray, seed: int) -> PixelArray:
        """(N, H, W, 3) uint8 RGB pictures to (N, S, S, 3) uint8 RGB ones; the inputs stay as they are."""
        self._all.set_random_seed(seed)
        ready = np.empty((len(pictures), self._size, self._size, 3), np.uint8)
        for picture, out in zip(pictures, ready, strict=True):
            out[:] = self._all(image=self._large_enough(np.asarray(picture)))["image"]
        return ready

    def _large_enough(self, picture: PixelArray) -> PixelArray:
        height, width = picture.shape[:2]
        ratio = self._least / min(height, width)
        if ratio <= 1:
            return picture
        size = max(round(width * ratio), self._least), max(round(height * ratio), self._least)
        return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _made(library: Any, step: Step) -> Any:
    """The library's transform, with its own defaults, as the original used them.

    But for two: shrinking averages areas (plain bilinear shrinking drops fine lines), and what distortion brings in
    from outside is the mirrored picture, not black (the library's default when the original was made).
    """
    side, mirrored = step.size, cv2.BORDER_REFLECT_101
    match step.name:
        case _N.RESIZE:
            return library.Resize(side, side, area_for_downscale="image")
        case _N.CENTER_CROP:
            return library.CenterCrop(side, side)
        case _N.RANDOM_CROP:
            return library.RandomCrop(side, side)
        case _N.RANDOM_RESIZED_CROP:
            return library.RandomResizedCrop((side, side), area_for_downscale="image")
        case _N.RGB_SHIFT:
            return library.RGBShift()
        case _N.ISO_NOISE:
            return library.ISONoise()
        case _N.OPTICAL_DISTORTION:
            return library.OpticalDistortion(border_mode=mirrored)
        case _N.RANDOM_BRIGHTNESS:
            return library.RandomBrightnessContrast(contrast_limit=0)
        case _N.RANDOM_BRIGHTNESS_CONTRAST:
            return library.RandomBrightnessContrast()
        case _N.HORIZONTAL_FLIP:
            return library.HorizontalFlip()
