"""What `pibu scan --json` prints: an Analysis as JSON. The format is documented in docs/json.md."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from app.text import trouble_text
from ml.errors import PibuError
from ml.photo_report import PhotoReport
from ml.photo_report import photo_report as photo_report


@dataclass(frozen=True, slots=True)
class TroubleReport:
    """Why a photo could not be read: the code, and the words in the language spoken."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class FailedPhotoReport:
    """All that is printed of a photo that could not be read."""

    photo: str
    error: TroubleReport


def failed_report(photo: str, trouble: PibuError) -> FailedPhotoReport:
    """The report of a photo that could not be read."""
    text = trouble_text(trouble)
    return FailedPhotoReport(photo, TroubleReport(trouble.code.value, f"{text.title}. {text.advice}"))


def plain(report: PhotoReport | FailedPhotoReport) -> dict[str, Any]:
    """A report as what json.dumps takes."""
    return asdict(report)
