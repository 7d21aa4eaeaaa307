"""What of a burst can be kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from app.keeping.keepable import Keepable
from app.live.cameras import FILE_PREFIX, Device
from app.live.frames import BurstOutcome


def keepable_of(outcome: BurstOutcome, camera: str) -> Keepable:
    """The averaged grades and the sharpest frame, taken now. camera: its name."""
    now = datetime.now().astimezone()
    return Keepable(
        key=now,
        analysis=outcome.analysis,
        image=outcome.kept.frame.image,
        mode=outcome.kept.mode,
        taken=lambda: now,
        camera=camera,
        live=True,
        spread=outcome.spread,
        frames=outcome.frames,
    )


def camera_name(camera_id: str, devices: Sequence[Device]) -> str:
    """What the history calls a camera: its name, of a film the file's; without a choice the first one found."""
    if camera_id.startswith(FILE_PREFIX):
        return PurePath(camera_id.removeprefix(FILE_PREFIX)).name
    if not camera_id and devices:
        return devices[0].name
    return next((one.name for one in devices if one.id == camera_id), camera_id)
