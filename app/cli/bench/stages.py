"""What each stage of one live frame costs: landmarks, quality, crops, network, heat maps, painting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from typing import Any, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from app.cli.bench.faces import Seen
from app.cli.bench.names import Stage
from app.live.heat_patches import heat_patches, picture_of
from app.live.video_painting import draw_heat, draw_outlines, fitted
from ml.analyzer import Analyzer
from ml.bench.timing import Quartiles, milliseconds, quartiles_of
from ml.crops import cut_all
from ml.evidence import Engine
from ml.gradcam import explain
from ml.mirror_mean import MirrorMean
from ml.quality import check
from ml.regions import regions_of
from ml.types import Analysis, Attribute, Colormap, Explanation, Face, QualityMode, RgbImage

ROUNDS = 60
FRAME_SECONDS = 1 / 30
PAINTED = (1280, 720)
SHOWN = Attribute.PIGMENTATION
OPACITY = 0.6
ALL = tuple(Attribute)


@dataclass(frozen=True, slots=True)
class StageTime:
    """Milliseconds of one stage for one frame."""

    stage: Stage
    milliseconds: Quartiles


class LiveTracker(Protocol):
    """What finds faces in a running camera's images (ml.landmarker.Landmarker)."""

    def track(self, image: RgbImage, time: float) -> tuple[Face, ...]:
        """Faces in one live image. time: seconds, rising."""


class StageBench:
    """Does each stage of one frame again and again, each fed with what the one before it made.

    frames: neighbouring camera images, for the tracker. seen: the frame that everything else is measured on.
    engine: without the mirror image; NETWORK_MIRRORED, WHOLE and LIVE add it, as the app does.
    """

    def __init__(self, tracker: LiveTracker, frames: Sequence[RgbImage], seen: Seen, engine: Engine) -> None:
        self._tracker = tracker
        self._camera = cycle(frames)
        self._time = count(step=FRAME_SECONDS)
        self._seen = seen
        self._engine = engine
        self._mirrored = MirrorMean(engine)
        self._analyzer = Analyzer(self._mirrored, _not_asked, _not_asked)
        self._live = Analyzer(self._mirrored.in_turns(), _not_asked, _not_asked)
        self._crops = cut_all(seen.image, seen.face)
        self._evidence = self._mirrored.run(self._crops, ALL)
        self._analysis = self._whole()
        self._canvas = QImage(*PAINTED, QImage.Format.Format_RGB32)

    def times(self, rounds: int = ROUNDS) -> list[StageTime]:
        """Every stage's time over so many rounds; in a round each stage runs once. One round before doesn't count."""
        works = self._works()
        found: dict[Stage, list[float]] = {stage: [] for stage in works}
        for number in range(rounds + 1):
            for stage, work in works.items():
                spent = milliseconds(work)
                found[stage] += [spent] if number else []
        return [StageTime(stage, quartiles_of(times)) for stage, times in found.items()]

    def _works(self) -> dict[Stage, Callable[[], object]]:
        return {
            Stage.LANDMARKS: lambda: self._tracker.track(next(self._camera), next(self._time)),
            Stage.QUALITY: lambda: check(self._seen.image, (self._seen.face,), QualityMode.NORMAL),
            Stage.CROPS: lambda: cut_all(self._seen.image, self._seen.face),
            Stage.NETWORK: lambda: self._engine.run(self._crops, ALL),
            Stage.NETWORK_MIRRORED: lambda: self._mirrored.run(self._crops, ALL),
            Stage.HEAT: self._heat,
            Stage.PAINT: self._paint,
            Stage.WHOLE: self._whole,
            Stage.LIVE: lambda: self._whole(self._live),
        }

    def _heat(self) -> list[Explanation]:
        by_region = {crop.region: crop for crop in self._crops}
        return [explain(evidence, by_region[evidence.region]) for evidence in self._evidence]

    def _whole(self, analyzer: Analyzer | None = None) -> Analysis:
        return (analyzer or self._analyzer).analyze(self._seen.image, self._seen.face, 1, (), QualityMode.OFF)

    def _paint(self) -> None:
        """What the live page's picture paints for a frame with heat: picture, heat of one attribute, outlines."""
        picture = picture_of(self._seen.image)
        patches = heat_patches(self._analysis, SHOWN, Colormap.INFERNO, OPACITY)
        view = fitted((picture.width(), picture.height()), QRectF(self._canvas.rect()), True)
        painter = QPainter(self._canvas)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(view)
        painter.drawImage(0, 0, picture)
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_heat(painter, view, self._seen.face, patches)
        draw_outlines(painter, view, self._seen.face, regions_of(SHOWN))
        painter.end()


def analyses_a_second(stages: Sequence[StageTime]) -> float:
    """How many whole live frames one thread grades in a second when it does nothing else."""
    return 1000 / next(s.milliseconds.median for s in stages if s.stage is Stage.LIVE)


def _not_asked(*_: object) -> Any:
    raise AssertionError("the benchmark finds no faces here and wants no slower heat maps")
