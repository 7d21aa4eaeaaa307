"""Reads a kept scan back as it was shown. Work for the background thread; no widgets here."""

from __future__ import annotations

from dataclasses import dataclass

from app.history.ports import History
from app.history.records import Heat, Scan
from app.picture.pyramid import Pyramid
from ml.errors import PibuError, TroubleCode
from ml.types import Analysis, Attribute


@dataclass(frozen=True, slots=True, eq=False)
class OpenedScan:
    """A scan with all that was kept of it. trouble: its pictures are damaged; the grades are not."""

    scan: Scan
    analysis: Analysis
    photo: Pyramid | None = None
    trouble: PibuError | None = None

    @property
    def spread(self) -> tuple[tuple[Attribute, float], ...]:
        """As the report takes it."""
        return tuple((one.attribute, one.value) for one in self.scan.spread)


def opened(history: History, scan_id: str) -> OpenedScan:
    """Grades, heat and photo.

    Raises:
        PibuError: SCAN_GONE, or storage fails; damaged pictures only are told in the value.
    """
    scan = history.scan(scan_id)
    try:
        heat, photo = history.heat(scan_id), _photo(history, scan_id)
    except PibuError as trouble:
        if trouble.code not in (TroubleCode.PICTURE_DAMAGED, TroubleCode.PHOTO_DAMAGED):
            raise
        return OpenedScan(scan, _as_shown(scan, None), None, PibuError(TroubleCode.PICTURE_DAMAGED))
    return OpenedScan(scan, _as_shown(scan, heat), photo)


def _as_shown(scan: Scan, heat: Heat | None) -> Analysis:
    from app.history.reopening import analysis_of

    return analysis_of(scan, heat)


def _photo(history: History, scan_id: str) -> Pyramid | None:
    from ml.photo_file import read_photo

    content = history.photo(scan_id)
    return None if content is None else Pyramid(read_photo(content))
