"""What the tracking thread does with each frame: find faces, judge the image. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from app.live.frames import Tracked
from ml.types import Face, Frame, QualityIssue, QualityMode

MOST_FACES = 2
"""Enough to see that there is more than one. Following one alone would cost a fifth less, but MediaPipe then smooths
its points over time: up to 4 px from those of a photograph, so that a frame would no longer be graded as a photo is."""
NEIGHBOURS_SECONDS = 0.07
"""Frames that lie at most so far apart are neighbours (two frames at 30 a second)."""

LOST_SECONDS = 0.5
"""After a longer gap between frames another person may sit there."""
PICTURE_SECONDS = 0.1
"""Light, focus and what covers a face don't change faster; looking at them costs as much as half a face's points."""
SAME_PLACE = 0.5
"""Eye distances that a face's middle moves from frame to frame at most (a fast turn of the head moves it by 0.3)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A face and when it was seen, seconds."""

    face: Face
    time: float


@dataclass(frozen=True, slots=True, eq=False)
class _Picture:
    """What light, focus and covers of a frame were found to be. appearance: of the face. time: seconds."""

    issues: tuple[QualityIssue, ...]
    mode: QualityMode
    appearance: int
    time: float


class Tracker(Protocol):
    """Turns frames into tracked ones. Used by one thread."""

    def look(self, frame: Frame, mode: QualityMode) -> Tracked:
        """Faces and quality issues of one frame; frames come in the order of their times."""

    def close(self) -> None:
        """Frees the face model. Safe to call twice."""


class FaceTracker:
    """MediaPipe's landmarks and the quality gate, frame after frame."""

    def __init__(self) -> None:
        """Loads the face model, which takes a moment.

        Raises:
            PibuError: FACE_MODEL_MISSING, FACE_MODEL_DAMAGED.
        """
        from ml.assets import face_model
        from ml.landmarker import Landmarker

        self._landmarker = Landmarker(face_model(), live=True, faces=MOST_FACES)
        self._before: _Seen | None = None
        self._picture: _Picture | None = None
        self._appearance = 0

    def look(self, frame: Frame, mode: QualityMode) -> Tracked:
        """Faces, widest first, and what keeps the frame from being graded, motion included."""
        from ml import quality

        faces = self._landmarker.track(frame.image, frame.time)
        if len(faces) != 1 or not self._same_place(frame, faces[0]):
            self._appearance += 1
        issues = quality.check_placing(frame.image, faces, mode) + self._picture_issues(frame, faces, mode)
        if mode is not QualityMode.OFF and (motion := self._motion(frame, faces)) is not None:
            issues += (motion,)
        self._before = _Seen(faces[0], frame.time) if faces else None
        return Tracked(frame, faces, issues, quality.gate_open(issues), mode, self._appearance)

    def _picture_issues(self, frame: Frame, faces: tuple[Face, ...], mode: QualityMode) -> tuple[QualityIssue, ...]:
        """Of this frame, or of one of the same face at most PICTURE_SECONDS before."""
        from ml.quality import check_picture

        if not faces:
            return ()
        known = self._picture
        if (
            known is None
            or (known.mode, known.appearance) != (mode, self._appearance)
            or not (0 <= frame.time - known.time < PICTURE_SECONDS)
        ):
            issues = check_picture(frame.image, faces[0], mode)
            known = self._picture = _Picture(issues, mode, self._appearance, frame.time)
        return known.issues

    def _same_place(self, frame: Frame, face: Face) -> bool:
        """Whether a face is where one was a moment ago; a person can't change places with another so fast."""
        before = self._before
        if before is None or not 0 <= frame.time - before.time <= LOST_SECONDS:
            return False
        moved = np.linalg.norm(face.landmarks.mean(axis=0) - before.face.landmarks.mean(axis=0))
        return float(moved) <= SAME_PLACE * before.face.eye_distance

    def _motion(self, frame: Frame, faces: tuple[Face, ...]) -> QualityIssue | None:
        """MOVING, told only from neighbouring frames: over a gap even a calm face has moved."""
        from ml.quality import moved

        before = self._before
        if not faces or before is None or frame.time - before.time > NEIGHBOURS_SECONDS:
            return None
        return moved(before.face, faces[0])

    def close(self) -> None:
        """Frees the face model."""
        self._landmarker.close()
