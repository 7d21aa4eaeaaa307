"""What the tracking thread does with each frame: find faces, judge the image. No Qt."""

from __future__ import annotations

from typing import Protocol

from app.live.frames import Tracked
from ml.types import Face, Frame, QualityMode

MOST_FACES = 2
"""Enough to see that there is more than one."""


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
        self._before: Face | None = None

    def look(self, frame: Frame, mode: QualityMode) -> Tracked:
        """Faces, widest first, and what keeps the frame from being graded, motion included."""
        from ml import quality

        faces = self._landmarker.track(frame.image, frame.time)
        issues = quality.check(frame.image, faces, mode)
        if faces and self._before is not None and mode is not QualityMode.OFF:
            motion = quality.moved(self._before, faces[0])
            issues += (motion,) if motion is not None else ()
        self._before = faces[0] if faces else None
        return Tracked(frame, faces, issues, quality.gate_open(issues), mode)

    def close(self) -> None:
        """Frees the face model."""
        self._landmarker.close()
