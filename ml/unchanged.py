"""Reuses the last evidence of a region that has not changed since: for a video, where a picture may stand still.

The threshold lies below a camera's noise, on purpose. A picture area mean of 4 x 4 pixels of two frames of one scene
differs, on average, by 0.28 times the sensor noise of a pixel (mean |a - b| of two normal variables is 2/sqrt(pi)
standard deviations, EMVA 1288's photon transfer gives those: 1-3 grey levels for a webcam), that is by 0.3-0.8 grey
levels. The classifiers answer to noise: at 0.05 grey levels the shipped ones moved an attribute by 0.06 grade, at 0.17
by 0.4. To stay within 0.02 grade, only what rounding alone could have changed counts as unchanged, so a live camera's
frames are graded anew, and a film on hold, a still or a repeated frame is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import cv2
import numpy as np

from ml.card import Card
from ml.device import Device
from ml.evidence import Engine, Evidence
from ml.regions import attributes_of
from ml.types import Attribute, FloatArray, ModelVersion, Region, RgbImage, SkinCrop

SMALL = 40
"""Side of the small crop that is compared: means of 4 x 4 pixels."""
MOTION = 0.02
"""Mean absolute difference of two small crops, grey levels of 255, under which a region is unchanged."""
SKIN_STEP = 1e-3
"""Largest relative difference of the face's skin colour, to which the networks' input is relative."""


@dataclass(frozen=True, slots=True, eq=False)
class _Remembered:
    """What was said of a region. small: (SMALL, SMALL, 3) float32, of the very crop that it was said of.

    times: how often running has met the region like this.
    """

    small: FloatArray
    skin: FloatArray
    evidence: tuple[Evidence, ...]
    times: int


class UnchangedReuse:
    """Wraps another engine for one video; forget() whenever the face may be another one.

    A crop is compared with the one whose evidence is remembered, not with the last one, so slow change can't add up.
    settling: how many runs of an unchanged region the engine needs until its answer is about this picture alone; two
    where it joins the look at one frame with the look at the frame before (ml/mirror_mean.py).
    """

    def __init__(self, engine: Engine, settling: int = 1) -> None:
        self._engine = engine
        self._settling = settling
        self._memory: dict[Region, _Remembered] = {}
        self._reused = 0
        self._using = Lock()

    @property
    def version(self) -> ModelVersion:
        """The pack whose weights it runs."""
        return self._engine.version

    @property
    def cards(self) -> tuple[Card, ...]:
        """The five cards, in the order of Attribute."""
        return self._engine.cards

    @property
    def device(self) -> Device:
        """What it runs on."""
        return self._engine.device

    @property
    def reused(self) -> int:
        """How many crops were not run because they had not changed."""
        return self._reused

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        """See ml.evidence.Engine.run. At most one crop of a region."""
        with self._using:
            smalls = [_small(crop.pixels) for crop in crops]
            times = [self._times(crop, small, wanted) for crop, small in zip(crops, smalls, strict=True)]
            run = [number for number, met in enumerate(times) if met < self._settling]
            self._reused += len(crops) - len(run)
            fresh = self._engine.run([crops[number] for number in run], wanted) if run else ()
            for number in run:
                crop = crops[number]
                mine = tuple(e for e in fresh if e.region is crop.region)
                self._memory[crop.region] = _Remembered(smalls[number], crop.skin, mine, times[number] + 1)
            return tuple(
                evidence
                for attribute in wanted
                for crop in crops
                for evidence in self._memory[crop.region].evidence
                if evidence.attribute is attribute
            )

    def forget(self) -> None:
        """The face was lost, or may be another one: nothing said before holds."""
        with self._using:
            self._memory.clear()

    def close(self) -> None:
        """Forgets; the wrapped engine belongs to another."""
        self.forget()

    def _times(self, crop: SkinCrop, small: FloatArray, wanted: Sequence[Attribute]) -> int:
        """How often the region was run as it is now; 0 where it is new, has changed, or was asked about less."""
        asked = set(wanted) & set(attributes_of(crop.region))
        past = self._memory.get(crop.region)
        if past is None or not asked <= {evidence.attribute for evidence in past.evidence}:
            return 0
        same_skin = bool((np.abs(crop.skin - past.skin) <= SKIN_STEP * past.skin).all())
        return past.times if same_skin and float(np.abs(small - past.small).mean()) <= MOTION else 0


def _small(pixels: RgbImage) -> FloatArray:
    return np.asarray(cv2.resize(pixels.astype(np.float32), (SMALL, SMALL), interpolation=cv2.INTER_AREA), np.float32)
