"""Grades photo files one after the other in one process: opened once, then photo in, row out. For many photos.

A GradingOrder can be pickled and sent to another process (of Pibu's own, or of a cluster), which opens a PhotoGrader.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ml.device import Device
from ml.errors import PibuError, TroubleCode
from ml.photo_bytes import photo_bytes
from ml.photo_decoder import PhotoDecoder
from ml.photo_report import ModelReport, PhotoReport, model_report, photo_report
from ml.types import QualityMode, Region

if TYPE_CHECKING:
    from ml.analyzer import Analyzer


@dataclass(frozen=True, slots=True)
class GradingOrder:
    """How photos are to be graded.

    pack: a model pack's folder; None leaves it to ml.open.chosen_pack. region: the photos are close-ups of it.
    threads: of the engine, on the processor; one where several processes share the machine.
    """

    pack: Path | None = None
    quality: QualityMode = QualityMode.NORMAL
    region: Region | None = None
    device: Device = Device.CPU
    threads: int = 1


@dataclass(frozen=True, slots=True)
class GradedPhoto:
    """What became of one photo file: a report, or the code and detail of the trouble in its stead.

    photo: its path as it was given. sha256: of the file's content; None when that could not be read.
    """

    photo: str
    sha256: str | None
    report: PhotoReport | None
    trouble: TroubleCode | None = None
    detail: str = ""

    @property
    def graded(self) -> bool:
        """Whether any attribute has a grade."""
        return self.report is not None and any(each.grade is not None for each in self.report.attributes.values())


class PhotoGrader:
    """Grades photos one at a time. Opening takes seconds and memory: one for a process. Close it in the end.

    analyzer: one that is open already, closed by its owner; by default it opens what the order asks for.

    Raises:
        PibuError: as ml.open.open_analyzer.
    """

    def __init__(self, order: GradingOrder, analyzer: Analyzer | None = None) -> None:
        self._order = order
        self._decoder = PhotoDecoder()
        self._decoder.start()  # gets ready while the classifiers do
        self._owned = analyzer is None
        try:
            self._analyzer = _opened(order) if analyzer is None else analyzer
        except BaseException:
            self._decoder.close()
            raise

    @property
    def model(self) -> ModelReport:
        """The weights that grade."""
        return model_report(self._analyzer.version)

    def grade(self, photo: Path | bytes, name: str | None = None) -> GradedPhoto:
        """What becomes of a photo: a path, or a file's bytes. Never raises a PibuError.

        name: what the row calls it; the path by default.
        """
        called = name if name is not None else "" if isinstance(photo, bytes) else str(photo)
        sha256 = None
        try:
            content = photo_bytes(photo)
            sha256 = hashlib.sha256(content).hexdigest()
            return GradedPhoto(called, sha256, self._report(content, called))
        except PibuError as trouble:
            return GradedPhoto(called, sha256, None, trouble.code, trouble.detail)

    def close(self) -> None:
        """Ends the decoding process and frees the models. Safe to call twice."""
        self._decoder.close()
        if self._owned:
            self._analyzer.close()

    def __enter__(self) -> PhotoGrader:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        self.close()

    def _report(self, content: bytes, name: str) -> PhotoReport:
        image = self._decoder.read(content)
        order = self._order
        if order.region is None:
            analysis = self._analyzer.analyze_photo(image, order.quality)
        else:
            analysis = self._analyzer.analyze_close_up(image, order.region, order.quality)
        return photo_report(name, analysis)


def _opened(order: GradingOrder) -> Analyzer:
    from ml.open import open_analyzer

    return open_analyzer(order.pack, order.device, order.threads)
