"""Regions that have not changed keep their evidence; anything that may be new is run again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from app.live.demo_camera import demo_image
from app.live.tracker import FaceTracker
from app.portrait import enlarged_portrait
from ml.analyzer import Analyzer, VideoAnalyzer
from ml.device import Device
from ml.evidence import Evidence
from ml.open import open_analyzer
from ml.regions import attributes_of
from ml.types import Attribute, Frame, ModelVersion, QualityMode, Region, RgbImage, SkinCrop
from ml.unchanged import UnchangedReuse
from tests.support import random_card, random_crop

ALL = tuple(Attribute)
CROPS = tuple(random_crop(region) for region in Region)


class Counting:
    """An engine whose answer is the crop's mean, and which counts the crops it was given."""

    version = ModelVersion("counting", ())
    cards = tuple(random_card(a) for a in Attribute)
    device = Device.CPU

    def __init__(self) -> None:
        self.seen: list[Region] = []

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        self.seen += [crop.region for crop in crops]
        return tuple(
            Evidence(a, c.region, np.full(5, c.pixels.mean(), np.float32), np.zeros((5, 2, 2), np.float32))
            for a in wanted
            for c in crops
            if a in attributes_of(c.region)
        )

    def close(self) -> None:
        """Nothing to free."""


def _asked(evidence: Sequence[Evidence]) -> list[tuple[Attribute, Region]]:
    return [(e.attribute, e.region) for e in evidence]


def _brighter(crop: SkinCrop, by: int) -> SkinCrop:
    return replace(crop, pixels=np.clip(crop.pixels.astype(int) + by, 0, 255).astype(np.uint8))


def test_only_what_changed_is_run() -> None:
    engine = Counting()
    reuse = UnchangedReuse(engine)
    first = reuse.run(CROPS, ALL)
    assert _asked(first) == _asked(Counting().run(CROPS, ALL))
    engine.seen.clear()
    changed = tuple(_brighter(c, 3) if c.region is Region.CHIN else replace(c, pixels=c.pixels.copy()) for c in CROPS)
    second = reuse.run(changed, ALL)
    assert engine.seen == [Region.CHIN]
    assert reuse.reused == len(CROPS) - 1
    assert _asked(second) == _asked(first)
    for before, after in zip(first, second, strict=True):
        assert (after.logits[0] != before.logits[0]) == (after.region is Region.CHIN)


def test_order_and_choice_follow_the_caller() -> None:
    reuse = UnchangedReuse(Counting())
    reuse.run(CROPS, ALL)
    wanted = (Attribute.WRINKLE, Attribute.HYDRATION)
    some = (CROPS[7], CROPS[0])
    assert _asked(reuse.run(some, wanted)) == _asked(Counting().run(some, wanted))
    assert reuse.run((), ALL) == ()


def test_an_attribute_that_was_not_asked_for_before_is_run() -> None:
    engine = Counting()
    reuse = UnchangedReuse(engine)
    reuse.run(CROPS[:1], (Attribute.OIL,))
    assert _asked(reuse.run(CROPS[:1], (Attribute.OIL, Attribute.WRINKLE))) == [
        (Attribute.OIL, Region.FOREHEAD),
        (Attribute.WRINKLE, Region.FOREHEAD),
    ]
    assert engine.seen == [Region.FOREHEAD] * 2


def test_slow_change_does_not_add_up_unseen() -> None:
    """Each step is too small to be seen from the step before, but is compared with what was graded."""
    engine = Counting()
    reuse = UnchangedReuse(engine)
    crop = CROPS[3]
    for step in range(40):
        pixels = crop.pixels.copy()
        pixels[: 4 * step] = np.clip(pixels[: 4 * step].astype(int) + 1, 0, 255)
        (evidence, *_) = reuse.run((replace(crop, pixels=pixels),), ALL)
        assert abs(evidence.logits[0] - pixels.mean()) <= 0.03
    assert len(engine.seen) > 20


def test_after_forgetting_and_with_another_skin_everything_is_run() -> None:
    engine = Counting()
    reuse = UnchangedReuse(engine)
    reuse.run(CROPS, ALL)
    reuse.forget()
    reuse.run(CROPS, ALL)
    assert len(engine.seen) == 2 * len(CROPS)
    reuse.run([replace(crop, skin=crop.skin * np.float32(1.01)) for crop in CROPS], ALL)
    assert len(engine.seen) == 3 * len(CROPS)
    assert reuse.reused == 0


def test_what_needs_two_runs_to_settle_gets_them() -> None:
    engine = Counting()
    reuse = UnchangedReuse(engine, settling=2)
    for frame in range(4):
        reuse.run(CROPS, ALL)
        assert len(engine.seen) == len(CROPS) * min(frame + 1, 2)
    reuse.run([_brighter(crop, 3) for crop in CROPS], ALL)
    reuse.run([_brighter(crop, 3) for crop in CROPS], ALL)
    assert len(engine.seen) == 4 * len(CROPS)


@pytest.mark.parametrize("hold", [1, 5])
def test_on_the_demo_camera_grades_stay_near(hold: int) -> None:
    """A film that shows each image of the demo camera so many times is graded as its images are.

    Within 0.02 grade from an image's second frame on. The first one's grade joins two looks, at images a fifth of a
    second of the demo camera's motion apart here: within 0.1 (0.06 measured).
    """
    analyzer = open_analyzer(None, Device.CPU)
    video, tracker, still = analyzer.for_video(), FaceTracker(), enlarged_portrait()
    try:
        gaps = [_gaps(analyzer, video, tracker, demo_image(still, 6 * (index // hold)), index) for index in range(10)]
    finally:
        tracker.close()
        analyzer.close()
    assert sum(map(len, gaps)) >= 40
    assert all(gap <= 0.1 for of_frame in gaps for gap in of_frame)
    assert all(gap <= 0.02 for index, of_frame in enumerate(gaps) if index % hold or index == 0 for gap in of_frame)
    if hold > 1:
        assert video.reused >= 8, "a held image is not run again"


def _gaps(
    analyzer: Analyzer, video: VideoAnalyzer, tracker: FaceTracker, image: RgbImage, index: int
) -> tuple[float, ...]:
    """How far the frame's expected grades lie from those of the image by itself."""
    tracked = tracker.look(Frame(image, index, index / 30), QualityMode.NORMAL)
    fresh = analyzer.analyze(image, tracked.face, len(tracked.faces), tracked.issues, QualityMode.OFF)
    seen = video.analyze(image, tracked.face, len(tracked.faces), tracked.issues, QualityMode.OFF)
    pairs = [(fresh.of(attribute).grade, seen.of(attribute).grade) for attribute in Attribute]
    assert all((one is None) == (other is None) for one, other in pairs)
    return tuple(abs(one.expected - other.expected) for one, other in pairs if one is not None and other is not None)
