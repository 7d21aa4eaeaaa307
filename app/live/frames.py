"""The values that travel between the live scan's threads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ml.errors import PibuError
from ml.types import Analysis, Attribute, Face, Frame, QualityIssue, QualityMode


class CameraState(StrEnum):
    """What the camera is doing."""

    STARTING = "starting"
    RUNNING = "running"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class CameraStatus:
    """The camera's state, and what is wrong, if anything. STOPPED with a trouble: it stopped by itself."""

    state: CameraState
    trouble: PibuError | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Tracked:
    """A frame with the faces found in it, widest first, and why it can't be graded (gate_open: it can).

    mode: how demanding the quality gate was. appearance: counts up whenever there may be another person than before:
    the face was lost, there were several, or it jumped.
    """

    frame: Frame
    faces: tuple[Face, ...]
    issues: tuple[QualityIssue, ...]
    gate_open: bool
    mode: QualityMode = QualityMode.NORMAL
    appearance: int = 0

    @property
    def face(self) -> Face | None:
        """The face that is graded."""
        return self.faces[0] if self.faces else None


@dataclass(frozen=True, slots=True, eq=False)
class GradingJob:
    """What the grading thread is asked for: one live frame, or all frames of a burst."""

    frames: tuple[Tracked, ...]
    burst: bool


@dataclass(frozen=True, slots=True, eq=False)
class Graded:
    """A frame and its analysis."""

    tracked: Tracked
    analysis: Analysis


@dataclass(frozen=True, slots=True, eq=False)
class BurstOutcome:
    """What a burst gave.

    kept: its sharpest frame. analysis: of that frame, its grades averaged over the burst.
    spread: for every graded attribute the standard deviation of its expected grade within the burst, in grades.
    frames: how many were graded.
    """

    kept: Tracked
    analysis: Analysis
    spread: tuple[tuple[Attribute, float], ...]
    frames: int
