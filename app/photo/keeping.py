"""What of a graded photo can be kept."""

from __future__ import annotations

from datetime import datetime

from app.keeping.keepable import Keepable
from app.keeping.time_taken import time_taken
from app.photo.album import GradedPhoto, PhotoEntry


def keepable_of(entry: PhotoEntry, photo: GradedPhoto) -> Keepable | None:
    """The photo as it was read; None where nothing in it was graded."""
    if not photo.analysis.graded:
        return None
    now = datetime.now().astimezone()
    source, reading = entry.source, photo.reading
    return Keepable(
        key=(entry.number, reading),
        analysis=photo.analysis,
        image=photo.image,
        mode=reading.mode,
        taken=lambda: time_taken(source.path, now),
        file=source.name,
        close_up=reading.close_up,
    )
