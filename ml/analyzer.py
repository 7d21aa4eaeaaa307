"""The facade of `ml`: find faces in a photograph, grade them, explain the grades."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Protocol

from ml.aggregate import common_reason, eye_distance_floor, judged, too_little
from ml.close_up_quality import check_close_up
from ml.crops import close_up, cut_all
from ml.device import Device
from ml.evidence import Engine
from ml.gradcam import DetailLayer, DetailMethod, heat_on_skin
from ml.grader import Grader
from ml.mirror_mean import MeanInTurns, MirrorMean
from ml.quality import check, gate_open
from ml.regions import attributes_of
from ml.types import (
    Abstention,
    Analysis,
    Attribute,
    Explanation,
    Face,
    FloatArray,
    ModelVersion,
    QualityCode,
    QualityIssue,
    QualityMode,
    Region,
    RgbImage,
    SkinCrop,
)
from ml.unchanged import UnchangedReuse

ALL = tuple(Attribute)

_COVERING = (QualityCode.GLASSES, QualityCode.FRINGE)


class FaceFinder(Protocol):
    """What the analyzer needs of ml.landmarker.Landmarker."""

    def detect(self, image: RgbImage) -> tuple[Face, ...]:
        """Faces in one photograph, widest first."""

    def close(self) -> None:
        """Free the model. Safe to call twice."""


Detailed = Callable[[SkinCrop, Attribute, DetailMethod, DetailLayer], FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What is known of an image before it is graded. closed: the quality gate is."""

    image: RgbImage
    face: Face | None
    faces: int
    issues: tuple[QualityIssue, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for."""

    mode: QualityMode
    attributes: tuple[Attribute, ...] = ALL
    explained: tuple[Attribute, ...] = ALL


class Analyzer:
    """Everything `ml` does with an image, behind one object.

    It may be shared by threads: analyses run side by side, the face finder (opened when first needed) by one at a
    time. Live views find faces themselves, in their own thread, and call analyze.
    detailed: heat maps by other methods, as ml.detail.DetailedMaps gives them.
    """

    def __init__(self, engine: Engine, open_finder: Callable[[], FaceFinder], detailed: Detailed) -> None:
        self._engine = engine
        self._grader = Grader(engine)
        self._detailed = detailed
        self._open_finder = open_finder
        self._finder: FaceFinder | None = None
        self._finding = Lock()

    @property
    def engine(self) -> Engine:
        """Runs the classifiers; for questions about single crops (ml.gradcam.explain, deletion_check)."""
        return self._engine

    @property
    def version(self) -> ModelVersion:
        """The model pack that grades."""
        return self._engine.version

    @property
    def device(self) -> Device:
        """What the classifiers run on at the moment."""
        return self._engine.device

    def find_faces(self, image: RgbImage) -> tuple[Face, ...]:
        """Faces in a photograph, (H, W, 3) uint8 RGB, widest first."""
        with self._finding:
            if self._finder is None:
                self._finder = self._open_finder()
            return self._finder.detect(image)

    def analyze(
        self,
        image: RgbImage,
        face: Face | None,
        faces: int,
        issues: tuple[QualityIssue, ...],
        mode: QualityMode = QualityMode.NORMAL,
        attributes: Sequence[Attribute] = ALL,
        explained: Sequence[Attribute] = ALL,
    ) -> Analysis:
        """Grade one face of an image whose faces and issues (from ml.quality.check) are known.

        image: (H, W, 3) uint8 RGB. faces: how many were found. attributes: those to grade, in this order; the
        Analysis holds no others. explained: those that get heat maps.
        """
        closed = mode is not QualityMode.OFF and not gate_open(issues)
        wish = _Wish(mode, tuple(attributes), tuple(explained))
        return self._analyze(_Seen(image, face, faces, issues, closed), wish)

    def analyze_photo(
        self, image: RgbImage, mode: QualityMode = QualityMode.NORMAL, face_index: int | None = None
    ) -> Analysis:
        """Find, check and grade a face of a photograph; face_index counts from the widest.

        face_index: the face that somebody has chosen; then the others are no issue in any mode. None: the widest;
        several faces are then reported, and in mode strict they close the gate.

        Raises:
            ValueError: face_index is not among the faces found.
        """
        faces = self.find_faces(image)
        first = face_index or 0
        if not 0 <= first < max(1, len(faces)):
            raise ValueError(f"there is no face {face_index}")
        chosen_first = faces[first : first + 1] + faces[:first] + faces[first + 1 :]
        issues = check(image, chosen_first, mode)
        if face_index is not None:
            issues = tuple(issue for issue in issues if issue.code is not QualityCode.SEVERAL_FACES)
        harmless = () if mode is QualityMode.STRICT else (QualityCode.SEVERAL_FACES,)
        closed = mode is not QualityMode.OFF and not gate_open(tuple(i for i in issues if i.code not in harmless))
        face = chosen_first[0] if chosen_first else None
        return self._analyze(_Seen(image, face, len(faces), issues, closed), _Wish(mode))

    def analyze_close_up(self, image: RgbImage, region: Region, mode: QualityMode = QualityMode.NORMAL) -> Analysis:
        """Grade a photograph that shows one region only. Attributes that don't read the region abstain: NOT_SHOWN.

        The scale is taken on trust: the centre square is held to be as wide as the region's usual crop. Bad light
        closes the gate. In mode off the region is graded even where little of it looks like skin.
        """
        crop = close_up(image, region)
        issues = check_close_up(crop, mode)
        abstained = None if mode is QualityMode.OFF else Abstention.QUALITY if issues else crop.abstained
        crops = (replace(crop, abstained=abstained),)

        def reason(attribute: Attribute) -> Abstention | None:
            if attribute not in attributes_of(region):
                return Abstention.NOT_SHOWN
            return None if judged(attribute, crops) else common_reason(attribute, crops)

        height, width = image.shape[:2]
        grades = self._grader.grades(crops, ALL, ALL, reason)
        return Analysis(width, height, 0, None, issues, crops, grades, self.version)

    def for_video(self) -> VideoAnalyzer:
        """The same for one video: regions that have not changed keep their grade, mirror images are looked at in turns.

        It shares this one's engine.
        """
        turns = self._engine.in_turns() if isinstance(self._engine, MirrorMean) else None
        reuse = UnchangedReuse(turns or self._engine, settling=2 if turns else 1)
        return VideoAnalyzer(reuse, turns, self._open_finder, self._detailed)

    def detail(
        self, crop: SkinCrop, attribute: Attribute, method: DetailMethod, layer: DetailLayer = DetailLayer.LAST
    ) -> Explanation:
        """A slower heat map by another method of the grad-cam package (Score-CAM takes seconds).

        Raises:
            ValueError: the attribute doesn't read the crop's region.
        """
        if attribute not in attributes_of(crop.region):
            raise ValueError(f"{attribute.value} doesn't read {crop.region.value}")
        heat = self._detailed(crop, attribute, method, layer)
        return Explanation(heat, heat_on_skin(heat, crop.mask))

    def close(self) -> None:
        """Free models and weights, once no thread uses them any more. Safe to call twice."""
        with self._finding:
            if self._finder is not None:
                self._finder.close()
                self._finder = None
        self._engine.close()

    def _analyze(self, seen: _Seen, wish: _Wish) -> Analysis:
        crops = self._crops(seen, wish)
        face = seen.face

        def reason(attribute: Attribute) -> Abstention | None:
            if face is None:
                return Abstention.NO_FACE
            if seen.closed:
                return Abstention.QUALITY
            if face.eye_distance < eye_distance_floor(attribute, wish.mode):
                return Abstention.TOO_FEW_PIXELS
            return too_little(attribute, crops)

        grades = self._grader.grades(crops, wish.attributes, wish.explained, reason)
        height, width = seen.image.shape[:2]
        return Analysis(width, height, seen.faces, face, seen.issues, crops, grades, self.version)

    @staticmethod
    def _crops(seen: _Seen, wish: _Wish) -> tuple[SkinCrop, ...]:
        """The crops that the wish needs, each cut once; none when nothing will be graded."""
        if seen.face is None or seen.closed:
            return ()
        regions = [region for region in Region if set(attributes_of(region)) & set(wish.attributes)]
        crops = cut_all(seen.image, seen.face, regions)
        return crops if wish.mode is QualityMode.OFF else tuple(_judged_by(seen.issues, crop) for crop in crops)


class VideoAnalyzer:
    """Grades the frames of one video (Analyzer.for_video). forget() whenever another face may have come."""

    def __init__(
        self,
        reuse: UnchangedReuse,
        turns: MeanInTurns | None,
        open_finder: Callable[[], FaceFinder],
        detailed: Detailed,
    ) -> None:
        self._reuse, self._turns = reuse, turns
        self._analyzer = Analyzer(reuse, open_finder, detailed)

    @property
    def reused(self) -> int:
        """How many crops kept their grade so far."""
        return self._reuse.reused

    def analyze(
        self,
        image: RgbImage,
        face: Face | None,
        faces: int,
        issues: tuple[QualityIssue, ...],
        mode: QualityMode = QualityMode.NORMAL,
        attributes: Sequence[Attribute] = ALL,
        explained: Sequence[Attribute] = ALL,
    ) -> Analysis:
        """See Analyzer.analyze."""
        return self._analyzer.analyze(image, face, faces, issues, mode, attributes, explained)

    def forget(self) -> None:
        """The face was lost, or may be another one."""
        self._reuse.forget()
        if self._turns is not None:
            self._turns.forget()


def _judged_by(issues: Sequence[QualityIssue], crop: SkinCrop) -> SkinCrop:
    """The crop, abstaining when an issue names its region."""
    issue = next((issue for issue in issues if issue.region is crop.region), None)
    if issue is None or crop.abstained is not None:
        return crop
    return replace(crop, abstained=Abstention.COVERED if issue.code in _COVERING else Abstention.QUALITY)
