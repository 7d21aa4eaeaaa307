"""The values that flow from pixels to grades: frames, faces, crops, grades, explanations, analyses.

Conventions, everywhere in Pibu: images are RGB, uint8, H x W x 3, values 0-255; points are (x, y) in pixels of the
image they belong to; left and right are the person's own (the left cheek is at the right of an unmirrored photograph).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

RgbImage = NDArray[np.uint8]
FloatArray = NDArray[np.float32]
Affine = NDArray[np.float64]
Mask = NDArray[np.bool_]

GRADES = 5


class Attribute(StrEnum):
    """A graded property of skin. Order is the order of display."""

    OIL = "oil"
    HYDRATION = "hydration"
    WRINKLE = "wrinkle"
    PIGMENTATION = "pigmentation"
    SENSITIVITY = "sensitivity"


class Region(StrEnum):
    """A named part of the face. Left and right are the person's own."""

    FOREHEAD = "forehead"
    EYE_CORNER_LEFT = "eye_corner_left"
    EYE_CORNER_RIGHT = "eye_corner_right"
    CHEEK_LEFT = "cheek_left"
    CHEEK_RIGHT = "cheek_right"
    CENTRE = "centre"
    LIPS = "lips"
    CHIN = "chin"


class QualityMode(StrEnum):
    """How demanding the quality gate is."""

    OFF = "off"
    NORMAL = "normal"
    STRICT = "strict"


class Colormap(StrEnum):
    """The colours a heat map is painted in; all three are safe for colour-blind eyes."""

    VIRIDIS = "viridis"
    CIVIDIS = "cividis"
    INFERNO = "inferno"


class QualityCode(StrEnum):
    """Why an image, or one region of it, can't be graded well."""

    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_FAR = "too_far"
    CUT_OFF = "cut_off"
    TURNED = "turned"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    UNEVEN_LIGHT = "uneven_light"
    COLOUR_CAST = "colour_cast"
    BLURRED = "blurred"
    DRAWING = "drawing"
    MOVING = "moving"
    EYES_CLOSED = "eyes_closed"
    EXPRESSION = "expression"
    GLASSES = "glasses"
    FRINGE = "fringe"


class Abstention(StrEnum):
    """Why a region or an attribute is not graded."""

    NO_FACE = "no_face"
    QUALITY = "quality"
    NOT_ENOUGH_SKIN = "not_enough_skin"
    TOO_FEW_PIXELS = "too_few_pixels"
    TURNED_AWAY = "turned_away"
    OUTSIDE_IMAGE = "outside_image"
    COVERED = "covered"
    LIPS_OPEN = "lips_open"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One camera image: read-only RGB pixels, its running index, and a monotonic time in seconds."""

    image: RgbImage
    index: int
    time: float


@dataclass(frozen=True, slots=True)
class Pose:
    """Head pose in degrees: yaw > 0 to the person's left, pitch > 0 up, roll > 0 clockwise on the image."""

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in image pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Expression:
    """What the face does, each 0-1, from MediaPipe's blendshapes."""

    eye_closed_left: float = 0.0
    eye_closed_right: float = 0.0
    squint: float = 0.0
    smile: float = 0.0
    mouth_open: float = 0.0
    pucker: float = 0.0
    brow_raised: float = 0.0
    brow_lowered: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face in one image.

    landmarks: (478, 2) float32, pixels of the image, MediaPipe's order.
    """

    landmarks: FloatArray
    pose: Pose
    expression: Expression

    @property
    def box(self) -> Box:
        """The smallest upright rectangle around all landmarks."""
        low, high = self.landmarks.min(axis=0), self.landmarks.max(axis=0)
        return Box(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))

    @property
    def eye_distance(self) -> float:
        """Pixels between the two iris centres (ISO/IEC 19794-5's inter-eye distance)."""
        return float(np.linalg.norm(self.landmarks[473] - self.landmarks[468]))


@dataclass(frozen=True, slots=True)
class QualityIssue:
    """One reason why an image, or a region of it, can't be graded well.

    value and limit are in the check's own unit (degrees, pixels, L*, shares).
    """

    code: QualityCode
    value: float = 0.0
    limit: float = 0.0
    region: Region | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SkinCrop:
    """Pixels of one region, upright, at the scale the classifiers expect.

    pixels: (S, S, 3) uint8 RGB. mask: (S, S) bool, True on skin of this region.
    to_image: (2, 3) float64, maps (x, y, 1) of the crop to pixels of the image.
    skin: (3,) float32 in (0, 1], the face's median skin colour in linear RGB.
    abstained: why this region can't be judged, or None.
    """

    region: Region
    pixels: RgbImage
    mask: Mask
    to_image: Affine
    skin: FloatArray
    abstained: Abstention | None = None

    @property
    def visible(self) -> float:
        """Share of the crop's pixels that are visible skin of the region, 0-1."""
        return float(self.mask.mean())


@dataclass(frozen=True, slots=True)
class Grade:
    """Five probabilities (grade 0-4, sum 1) and what follows from them."""

    probabilities: tuple[float, float, float, float, float]

    @property
    def value(self) -> int:
        """The most probable grade, 0-4."""
        return max(range(GRADES), key=self.probabilities.__getitem__)

    @property
    def expected(self) -> float:
        """The expected grade, 0.0-4.0."""
        return sum(i * p for i, p in enumerate(self.probabilities))

    @property
    def within_one(self) -> float:
        """Probability that the true grade is at most one away from `value`, 0-1."""
        low, high = max(0, self.value - 1), min(GRADES - 1, self.value + 1)
        return min(1.0, sum(self.probabilities[low : high + 1]))


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """Where the classifier looked. heat: (S, S) float32, 0-1, pixels of the crop."""

    heat: FloatArray
    heat_on_skin: float


@dataclass(frozen=True, slots=True, eq=False)
class RegionGrade:
    """One attribute's grade of one region.

    weight: its share in the attribute's grade, 0-1.
    explanation: for the predicted grade; None when no heat map was asked for.
    """

    attribute: Attribute
    region: Region
    grade: Grade
    weight: float
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True, eq=False)
class AttributeGrade:
    """One attribute's grade over all its regions, or the reason why there is none."""

    attribute: Attribute
    grade: Grade | None
    abstained: Abstention | None
    regions: tuple[RegionGrade, ...]
    validated: bool = True


@dataclass(frozen=True, slots=True)
class CheckpointId:
    """Which weights graded an attribute: the sha256 of its safetensors file."""

    attribute: Attribute
    sha256: str


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """The model pack that graded: its version and the five checkpoints."""

    version: str
    checkpoints: tuple[CheckpointId, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """All that `ml` says of one image.

    width, height: of the image, pixels. faces: how many were found. face: the one that was graded.
    crops: one for each region looked at, abstained ones included.
    """

    width: int
    height: int
    faces: int
    face: Face | None
    issues: tuple[QualityIssue, ...]
    crops: tuple[SkinCrop, ...]
    attributes: tuple[AttributeGrade, ...]
    model: ModelVersion

    def of(self, attribute: Attribute) -> AttributeGrade:
        """The grade of one attribute."""
        return next(a for a in self.attributes if a.attribute is attribute)

    def crop(self, region: Region) -> SkinCrop | None:
        """The crop of one region, if it was looked at."""
        return next((c for c in self.crops if c.region is region), None)

    @property
    def graded(self) -> bool:
        """Whether any attribute has a grade."""
        return any(a.grade is not None for a in self.attributes)
