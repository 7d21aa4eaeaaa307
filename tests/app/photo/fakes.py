"""An analyzer without networks for tests of the photo page, and the services around it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtWidgets import QWidget

from app.models import AnalyzerSource
from app.notices import Notice, Notices
from app.photo.dialogs import FileDialogs
from app.services import Services
from app.settings import SettingsStore
from app.sign_in import SignIn
from app.tasks import Tasks
from ml.device import Device
from ml.types import (
    Analysis,
    Attribute,
    AttributeGrade,
    Explanation,
    Expression,
    Face,
    FloatArray,
    Pose,
    QualityCode,
    QualityIssue,
    QualityMode,
    Region,
    RgbImage,
    SkinCrop,
)
from tests.app.analyses import analysis_of, attribute_grade, grade_around, heat_spot

if TYPE_CHECKING:
    from ml.analyzer import Analyzer
    from ml.evidence import Evidence

CELLS = 10


@dataclass(frozen=True, slots=True)
class FakeCard:
    """As much of a card as the deletion check reads."""

    attribute: Attribute
    temperature: float = 1.0


class FakeEngine:
    """Answers by the crop's brightness, so that blurring changes the answer; maps of neighbouring grades differ."""

    cards = tuple(FakeCard(a) for a in Attribute)

    def run(self, crops: Sequence[SkinCrop], wanted: Sequence[Attribute]) -> tuple[Evidence, ...]:
        """Evidence for each crop; grade 2 is predicted, 3 is warm at the left, 1 at the right."""
        from ml.evidence import Evidence

        found = []
        for attribute in wanted:
            for crop in crops:
                logits = np.array([0, 1, 3, 1, float(crop.pixels.std()) / 50], np.float32)
                found.append(Evidence(attribute, crop.region, logits, _maps()))
        return tuple(found)


class FakeAnalyzer:
    """Grades by a rule: the redder the photo, the higher. Faces stand side by side, one for every `face_width` px.

    gate: hold it cleared to keep the background thread inside a grading.
    """

    def __init__(self, faces: int = 1) -> None:
        self.faces = faces
        self.engine = FakeEngine()
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.calls: list[tuple[QualityMode, int | None, Region | None]] = []
        self.closed = 0
        self.device = Device.CPU

    def find_faces(self, image: RgbImage) -> tuple[Face, ...]:
        """As many as it was told, evenly spread."""
        height, width = image.shape[:2]
        step = width / max(1, self.faces)
        return tuple(fake_face((i + 0.5) * step, height / 2, min(step, height) * 0.6) for i in range(self.faces))

    def analyze_photo(
        self, image: RgbImage, mode: QualityMode = QualityMode.NORMAL, face_index: int | None = None
    ) -> Analysis:
        """Every attribute the same grade, 0-4 by the mean red. None without a face, and in strict without a choice."""
        self._wait(mode, face_index, None)
        found = self.find_faces(image)
        unchosen = len(found) > 1 and face_index is None
        issues = (QualityIssue(QualityCode.SEVERAL_FACES),) if unchosen else ()
        if not found:
            issues = (QualityIssue(QualityCode.NO_FACE),)
        face = found[face_index or 0] if found else None
        graded = face is not None and not (unchosen and mode is QualityMode.STRICT)
        return analysis_of(_grades(image, graded), _size(image), len(found), face, issues)

    def analyze_close_up(self, image: RgbImage, region: Region, mode: QualityMode = QualityMode.NORMAL) -> Analysis:
        """As a photo without a face."""
        self._wait(mode, None, region)
        return analysis_of(_grades(image, True), _size(image), 0, None)

    def detail(self, crop: SkinCrop, attribute: Attribute, method: object) -> Explanation:
        """A warm spot."""
        return Explanation(heat_spot(), 0.75)

    def close(self) -> None:
        """Counts."""
        self.closed += 1

    def _wait(self, mode: QualityMode, face: int | None, region: Region | None) -> None:
        self.calls.append((mode, face, region))
        self.entered.set()
        assert self.gate.wait(10)


class FakeDialogs(FileDialogs):
    """Answers what it was told."""

    def __init__(self) -> None:
        self.chosen: tuple[Path, ...] = ()
        self.chosen_folder: Path | None = None
        self.target: Path | None = None
        self.proposed: Path | None = None
        self.replaces = False
        self.asked: list[Path] = []

    def photos(self, parent: QWidget) -> tuple[Path, ...]:
        """The photos."""
        return self.chosen

    def folder(self, parent: QWidget) -> Path | None:
        """The folder."""
        return self.chosen_folder

    def save_as(self, parent: QWidget, proposed: Path) -> Path | None:
        """The target; remembers what was proposed."""
        self.proposed = proposed
        return self.target

    def may_replace(self, parent: QWidget, path: Path) -> bool:
        """As it was told."""
        self.asked.append(path)
        return self.replaces


class Bench:
    """Services around a fake analyzer; remembers the notices."""

    def __init__(self, folder: Path, analyzer: FakeAnalyzer) -> None:
        self.analyzer = analyzer
        self.tasks, self.model_tasks = Tasks("background"), Tasks("models")
        source = AnalyzerSource(self.model_tasks, lambda: cast("Analyzer", analyzer))
        self.services = Services(
            SettingsStore(folder / "settings.json"), self.tasks, source, Notices(), SignIn(Tasks("history"))
        )
        self.notices: list[Notice] = []
        self.services.notices.posted.connect(self.notices.append)

    def close(self) -> None:
        """Ends the workers."""
        self.analyzer.gate.set()
        self.tasks.close()
        self.model_tasks.close()
        self.services.analyzers.close()


def fake_face(x: float, y: float, size: float) -> Face:
    """A face whose landmarks lie on a circle of this diameter."""
    angles = np.linspace(0, 2 * np.pi, 478, endpoint=False)
    points = np.stack([x + np.cos(angles) * size / 2, y + np.sin(angles) * size / 2], axis=1).astype(np.float32)
    return Face(points, Pose(0, 0, 0), Expression())


def plain_photo(red: int = 120, width: int = 640, height: int = 480) -> RgbImage:
    """A one-coloured picture."""
    image = np.full((height, width, 3), 90, np.uint8)
    image[..., 0] = red
    return image


def _grades(image: RgbImage, graded: bool) -> tuple[AttributeGrade, ...]:
    grade = grade_around(4 * float(image[..., 0].mean()) / 255, 0.5)
    return tuple(attribute_grade(a, grade if graded else None) for a in Attribute)


def _size(image: RgbImage) -> tuple[int, int]:
    return image.shape[1], image.shape[0]


def _maps() -> FloatArray:
    maps = np.zeros((5, CELLS, CELLS), np.float32)
    maps[2] = 0.2
    maps[3, :, : CELLS // 2] = 1.0
    maps[1, :, CELLS // 2 :] = 1.0
    return maps
