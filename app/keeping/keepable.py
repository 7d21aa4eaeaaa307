"""What a page hands over to be kept: grades, the pixels that were graded, and what only the page knows."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.history.records import REPEAT_TAG, Source, SourceKind, Spread
from ml.types import Analysis, Attribute, QualityMode, Region, RgbImage

if TYPE_CHECKING:
    from app.history.records import ScanDraft


@dataclass(frozen=True, slots=True, eq=False)
class Keepable:
    """A scan that can be kept.

    key: the same for the same scan, so that it is kept once. image: (H, W, 3) uint8 RGB, not mirrored.
    camera: a live scan's; file: a photo's, else empty. taken(): aware; it may read a file: for a worker.
    """

    key: Hashable
    analysis: Analysis
    image: RgbImage
    mode: QualityMode
    taken: Callable[[], datetime]
    camera: str = ""
    file: str = ""
    live: bool = False
    spread: tuple[tuple[Attribute, float], ...] = ()
    frames: int = 1
    close_up: Region | None = None


def drafted(keepable: Keepable, pictures: bool, repeat: bool = False) -> ScanDraft:
    """What the history takes. Slow (JPEG): for a worker. pictures: keep photo and heat maps too. repeat: tag it so."""
    from app.history.draft import Capture, draft_scan

    kind = SourceKind.LIVE if keepable.live else SourceKind.PHOTO
    capture = Capture(
        taken=keepable.taken(),
        source=Source(kind, file=keepable.file, camera=keepable.camera),
        mode=keepable.mode,
        keep_pictures=pictures,
        spread=tuple(Spread(attribute, value) for attribute, value in keepable.spread),
        frames=keepable.frames,
        close_up=keepable.close_up,
    )
    draft = draft_scan(keepable.analysis, keepable.image, capture)
    return replace(draft, scan=replace(draft.scan, tags=(REPEAT_TAG,))) if repeat else draft
