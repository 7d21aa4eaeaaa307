"""Engines that look at every crop twice, as it is and mirrored, and give the mean of both answers.

Left and right are alike on skin, a network is not: mirroring a photograph moved single faces by up to 0.34 grade; the
mean moves them by at most 0.15 (31 photographs, docs/adr/0009). A photograph costs a second pass, a video doesn't: its
frames are looked at in turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ml.card import Card
from ml.device import Device
from ml.evidence import Engine, Evidence
from ml.types import Attribute, ModelVersion, Region, SkinCrop


class MirrorMean:
    """Wraps another engine. Logits and class maps are means, so mean(class_maps[c]) + bias[c] = logits[c] still holds
    and the heat map still explains exactly what was graded.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

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

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        """See ml.evidence.Engine.run."""
        evidence = self._engine.run([*crops, *(_mirrored(crop) for crop in crops)], wanted)
        found: list[Evidence] = []
        for attribute in wanted:
            mine = [e for e in evidence if e.attribute is attribute]
            half = len(mine) // 2
            found += [
                _mean(plain, _turned_back(turned)) for plain, turned in zip(mine[:half], mine[half:], strict=True)
            ]
        return tuple(found)

    def in_turns(self) -> MeanInTurns:
        """The same for one video, in half the time. The weights stay this engine's."""
        return MeanInTurns(self._engine)

    def close(self) -> None:
        """Free the weights. Safe to call twice."""
        self._engine.close()


class MeanInTurns:
    """Looks at one frame of a video as it is, at the next mirrored, and gives the mean with the look before.

    Of a still picture that is exactly MirrorMean's answer; in a moving one the two looks lie one frame apart. What the
    frame before didn't show is looked at twice. forget() whenever the face may be another one. Not for two threads.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._before: dict[tuple[Attribute, Region], Evidence] = {}
        self._mirror = False

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

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        """See ml.evidence.Engine.run. At most one crop of a region."""
        now = self._look(crops, wanted, self._mirror)
        unknown = {region for _, region in now.keys() - self._before.keys()}
        before = self._before | self._look([c for c in crops if c.region in unknown], wanted, not self._mirror)
        self._before, self._mirror = now, not self._mirror
        return tuple(_mean(one, before[key]) for key, one in now.items())

    def forget(self) -> None:
        """Nothing seen before holds."""
        self._before = {}

    def close(self) -> None:
        """Forgets; the weights belong to another."""
        self.forget()

    def _look(
        self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute], mirror: bool
    ) -> dict[tuple[Attribute, Region], Evidence]:
        """What the engine says of crops as they are, or of their mirror images; maps lie as the crops do."""
        if not crops:
            return {}
        evidence = self._engine.run([_mirrored(crop) for crop in crops] if mirror else crops, wanted)
        return {(one.attribute, one.region): _turned_back(one) if mirror else one for one in evidence}


def _mirrored(crop: SkinCrop) -> SkinCrop:
    """The crop's pixels and mask left to right; to_image keeps describing the crop as it was cut."""
    return replace(
        crop, pixels=np.ascontiguousarray(crop.pixels[:, ::-1]), mask=np.ascontiguousarray(crop.mask[:, ::-1])
    )


def _turned_back(evidence: Evidence) -> Evidence:
    return replace(evidence, class_maps=evidence.class_maps[..., ::-1])


def _mean(one: Evidence, other: Evidence) -> Evidence:
    """Of two looks at one crop whose maps lie alike."""
    maps = np.asarray((one.class_maps + other.class_maps) / 2, np.float32)
    return replace(one, logits=np.asarray((one.logits + other.logits) / 2, np.float32), class_maps=maps)
