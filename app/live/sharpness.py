"""How sharp a face is in a frame, to choose the best frame of a burst."""

from __future__ import annotations

from app.live.frames import Tracked


def sharpness(tracked: Tracked) -> float:
    """The variance of the Laplacian of the grey values in the face's box; 0 without a face."""
    import cv2

    if tracked.face is None:
        return 0.0
    box, image = tracked.face.box, tracked.frame.image
    top, left = max(0, int(box.y)), max(0, int(box.x))
    part = image[top : int(box.y + box.height), left : int(box.x + box.width)]
    if part.size == 0:
        return 0.0
    return float(cv2.Laplacian(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), cv2.CV_32F).var())
