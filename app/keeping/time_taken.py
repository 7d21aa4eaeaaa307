"""When a photo was taken: what its camera wrote into the file, else now."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

_EXIF, _ORIGINAL, _OFFSET = 0x8769, 36867, 36881
_EARLIEST = 1990


def time_taken(path: Path | None, now: datetime) -> datetime:
    """Aware. EXIF's time without a zone is read in this computer's; what can't be is left aside. now: aware."""
    written = _written(path) if path is not None else None
    if written is None or written.year < _EARLIEST or written > now + timedelta(days=1):
        return now
    return written


def _written(path: Path) -> datetime | None:
    from PIL import Image

    try:
        with Image.open(path) as opened:
            tags = opened.getexif().get_ifd(_EXIF)
        local = datetime.strptime(str(tags[_ORIGINAL]).strip("\x00 "), "%Y:%m:%d %H:%M:%S")
        zone = _zone(str(tags.get(_OFFSET, "")).strip("\x00 "))
        return local.astimezone() if zone is None else local.replace(tzinfo=zone)
    except Exception:
        return None


def _zone(offset: str) -> timezone | None:
    """ "+09:00" as a zone; None for anything else."""
    if len(offset) != 6 or offset[0] not in "+-":
        return None
    hours, minutes = int(offset[1:3]), int(offset[4:])
    return timezone((1 if offset[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
